import type { LocalizedText } from '../../language/index.ts';
import type { Channel } from '../../machine/index.ts';

/** Rows of the catalogue's A22. */
export type NoticeId =
  | 'N-01'
  | 'N-02'
  | 'N-03'
  | 'N-04'
  | 'N-05'
  | 'N-06'
  | 'N-07'
  | 'N-08'
  | 'N-09'
  | 'N-10'
  | 'N-11'
  | 'N-12'
  | 'N-13'
  | 'N-14'
  | 'N-15'
  | 'N-16';

/** Who a notice is for, as A22 names them. */
export type NoticeAudience = 'user' | 'worker' | 'employer' | 'signer' | 'initiator' | 'administrator' | 'employee';

/** One message: what it says, to whom, how it travels. */
export interface NoticeRow {
  readonly id: NoticeId;
  readonly to: readonly NoticeAudience[];
  readonly channels: readonly Channel[];
  /** True where the law wants it delivered: at least one channel must report success. */
  readonly duty?: boolean;
  /**
   * With `{name}` marks. `{code}` and `{link}` are secrets of one delivery: rules leave them standing, whoever sends fills
   * them.
   */
  readonly text: LocalizedText;
}

const sms = ['sms'] as const;
const inApp = ['in-app'] as const;
const both = ['in-app', 'sms'] as const;

/**
 * Every message of the platform by what it says; several may share a row of A22 (approved and rejected are both N-04).
 *
 * Catalogue: N-01, N-02, N-03, N-04, N-05, N-06, N-07, N-08, N-09, N-10, N-11, N-12, N-13, N-14, N-15, N-16.
 */
export const noticeTable = {
  'login-code': {
    id: 'N-01',
    to: ['user'],
    channels: sms,
    text: {
      'zh-Hans': '您的登录/注册验证码为{code}，{minutes}分钟内有效，请勿告知他人。',
      'zh-Hant': '您的登入/註冊驗證碼為{code}，{minutes}分鐘內有效，請勿告知他人。',
      en: 'Your code to log in or register is {code}, valid for {minutes} minutes. Tell it to nobody.',
    },
  },
  'onboarding-invited': {
    id: 'N-02',
    to: ['worker'],
    channels: sms,
    text: {
      'zh-Hans': '{company}邀请您填写入职资料：{link}',
      'zh-Hant': '{company}邀請您填寫入職資料：{link}',
      en: '{company} invites you to fill the onboarding form: {link}',
    },
  },
  'onboarding-submitted': {
    id: 'N-03',
    to: ['employer'],
    channels: inApp,
    text: {
      'zh-Hans': '有一份入职资料待审核。',
      'zh-Hant': '有一份入職資料待審核。',
      en: 'An onboarding form waits for review.',
    },
  },
  'onboarding-approved': {
    id: 'N-04',
    to: ['worker'],
    channels: sms,
    text: {
      'zh-Hans': '您提交给{company}的入职资料已通过审核。',
      'zh-Hant': '您提交給{company}的入職資料已通過審核。',
      en: '{company} has approved your onboarding form.',
    },
  },
  'onboarding-rejected': {
    id: 'N-04',
    to: ['worker'],
    channels: sms,
    text: {
      'zh-Hans': '您提交给{company}的入职资料未通过审核，请登录查看原因。',
      'zh-Hant': '您提交給{company}的入職資料未通過審核，請登入查看原因。',
      en: '{company} has rejected your onboarding form. Log in to see why.',
    },
  },
  'contract-to-confirm': {
    id: 'N-05',
    to: ['worker'],
    channels: both,
    text: {
      'zh-Hans': '您有一份合同《{contract}》待确认，请于{deadline}前查看并确认：{link}',
      'zh-Hant': '您有一份合約《{contract}》待確認，請於{deadline}前查看並確認：{link}',
      en: 'The contract “{contract}” waits for your confirmation until {deadline}: {link}',
    },
  },
  'contract-to-sign': {
    id: 'N-05',
    to: ['worker'],
    channels: both,
    text: {
      'zh-Hans': '您有一份合同《{contract}》待签署，请于{deadline}前查看并签署：{link}',
      'zh-Hant': '您有一份合約《{contract}》待簽署，請於{deadline}前查看並簽署：{link}',
      en: 'The contract “{contract}” waits for your signature until {deadline}: {link}',
    },
  },
  'contract-urged': {
    id: 'N-06',
    to: ['worker'],
    channels: sms,
    text: {
      'zh-Hans': '请尽快签署合同《{contract}》：{link}',
      'zh-Hant': '請盡快簽署合約《{contract}》：{link}',
      en: 'Please sign the contract “{contract}” soon: {link}',
    },
  },
  'intent-code': {
    id: 'N-07',
    to: ['signer'],
    channels: sms,
    text: {
      'zh-Hans': '您正在签署合同，意愿认证验证码为{code}，{minutes}分钟内有效，请勿告知他人。',
      'zh-Hant': '您正在簽署合約，意願認證驗證碼為{code}，{minutes}分鐘內有效，請勿告知他人。',
      en: 'You are signing a contract. Your code is {code}, valid for {minutes} minutes. Tell it to nobody.',
    },
  },
  'intent-code-call': {
    id: 'N-07',
    to: ['signer'],
    channels: ['voice'],
    text: {
      'zh-Hans': '您正在签署合同，意愿认证验证码是{code}。再说一遍，{code}。',
      'zh-Hant': '您正在簽署合約，意願認證驗證碼是{code}。再說一遍，{code}。',
      en: 'You are signing a contract. Your code is {code}. Again: {code}.',
    },
  },
  'verification-code': {
    id: 'N-08',
    to: ['user'],
    channels: sms,
    text: {
      'zh-Hans': '您正在进行实名认证，验证码为{code}，{minutes}分钟内有效，请勿告知他人。',
      'zh-Hant': '您正在進行實名認證，驗證碼為{code}，{minutes}分鐘內有效，請勿告知他人。',
      en: 'You are verifying your identity. Your code is {code}, valid for {minutes} minutes. Tell it to nobody.',
    },
  },
  'negotiation-message': {
    id: 'N-09',
    to: ['worker', 'employer'],
    channels: both,
    text: {
      'zh-Hans': '劳动者就合同《{contract}》提出协商，请登录查看。',
      'zh-Hant': '勞動者就合約《{contract}》提出協商，請登入查看。',
      en: 'The worker wrote about the contract “{contract}”. Log in to read the message.',
    },
  },
  'negotiation-reply': {
    id: 'N-09',
    to: ['worker', 'employer'],
    channels: both,
    text: {
      'zh-Hans': '用人单位已就合同《{contract}》的协商作出答复，请登录查看。',
      'zh-Hant': '用人單位已就合約《{contract}》的協商作出答覆，請登入查看。',
      en: 'The employer replied about the contract “{contract}”. Log in to read the message.',
    },
  },
  'contract-terminated': {
    id: 'N-10',
    to: ['employer'],
    channels: both,
    text: {
      'zh-Hans': '劳动者已终止合同《{contract}》的签订。',
      'zh-Hant': '勞動者已終止合約《{contract}》的簽訂。',
      en: 'The worker ended the conclusion of the contract “{contract}”.',
    },
  },
  'contract-refused': {
    id: 'N-10',
    to: ['employer'],
    channels: both,
    text: {
      'zh-Hans': '劳动者已拒签合同《{contract}》。',
      'zh-Hant': '勞動者已拒簽合約《{contract}》。',
      en: 'The worker refused to sign the contract “{contract}”.',
    },
  },
  'contract-recalled': {
    id: 'N-11',
    to: ['worker'],
    channels: both,
    text: {
      'zh-Hans': '合同《{contract}》已被用人单位撤回，无需再操作。',
      'zh-Hant': '合約《{contract}》已被用人單位撤回，無需再操作。',
      en: 'The employer recalled the contract “{contract}”. There is nothing left to do.',
    },
  },
  'contract-reinitiated': {
    id: 'N-11',
    to: ['worker'],
    channels: both,
    text: {
      'zh-Hans': '用人单位已重新发起合同《{contract}》，此前的合同不再有效。',
      'zh-Hant': '用人單位已重新發起合約《{contract}》，此前的合約不再有效。',
      en: 'The employer sent the contract “{contract}” anew. The earlier one is no longer valid.',
    },
  },
  'contract-concluded': {
    id: 'N-12',
    to: ['worker', 'employer'],
    channels: ['sms', 'email', 'in-app'],
    duty: true,
    text: {
      'zh-Hans':
        '合同《{contract}》已订立完成。您可随时登录平台，免费查看、下载和打印完整文本，请及时下载并妥善保存：{link}',
      'zh-Hant':
        '合約《{contract}》已訂立完成。您可隨時登入平台，免費查看、下載和列印完整文本，請及時下載並妥善保存：{link}',
      en: 'The contract “{contract}” is concluded. You can view, download and print its full text on the platform at any time, free of charge. Please download and keep it: {link}',
    },
  },
  'deadline-near': {
    id: 'N-13',
    to: ['signer', 'initiator'],
    channels: inApp,
    text: {
      'zh-Hans': '合同《{contract}》将于{deadline}截止签署。',
      'zh-Hant': '合約《{contract}》將於{deadline}截止簽署。',
      en: 'The contract “{contract}” must be signed by {deadline}.',
    },
  },
  'contract-expired': {
    id: 'N-13',
    to: ['signer', 'initiator'],
    channels: inApp,
    text: {
      'zh-Hans': '合同《{contract}》已过期。',
      'zh-Hant': '合約《{contract}》已過期。',
      en: 'The contract “{contract}” has expired.',
    },
  },
  'administration-given': {
    id: 'N-14',
    to: ['administrator'],
    channels: sms,
    text: {
      'zh-Hans': '您在{company}的管理员权限已转授，无法再以管理员身份登录。',
      'zh-Hant': '您在{company}的管理員權限已轉授，無法再以管理員身份登入。',
      en: 'Your administration of {company} was handed over; you can no longer log in as its administrator.',
    },
  },
  'administration-received': {
    id: 'N-14',
    to: ['administrator'],
    channels: sms,
    text: {
      'zh-Hans': '您已成为{company}的管理员。',
      'zh-Hant': '您已成為{company}的管理員。',
      en: 'You are now the administrator of {company}.',
    },
  },
  'resignation-started': {
    id: 'N-15',
    to: ['employee'],
    channels: inApp,
    text: {
      'zh-Hans': '已开始办理离职，最近工作日为{date}。',
      'zh-Hant': '已開始辦理離職，最近工作日為{date}。',
      en: 'A resignation has been started; the last working day so far is {date}.',
    },
  },
  'resignation-confirmed': {
    id: 'N-15',
    to: ['employee'],
    channels: inApp,
    text: {
      'zh-Hans': '离职已确认，离职日期为{date}。',
      'zh-Hant': '離職已確認，離職日期為{date}。',
      en: 'The resignation is confirmed; the last day is {date}.',
    },
  },
  'hand-over-named': {
    id: 'N-15',
    to: ['employee'],
    channels: inApp,
    text: {
      'zh-Hans': '您被指定为离职交接人，请于{date}前完成工作交接。',
      'zh-Hant': '您被指定為離職交接人，請於{date}前完成工作交接。',
      en: 'Work is handed over to you; please complete the hand-over by {date}.',
    },
  },
  'contract-ending': {
    id: 'N-16',
    to: ['employer'],
    channels: inApp,
    text: {
      'zh-Hans': '合同《{contract}》将于{date}到期，请及时办理续订或终止。',
      'zh-Hant': '合約《{contract}》將於{date}到期，請及時辦理續訂或終止。',
      en: 'The contract “{contract}” ends on {date}. Renew it or end it in time.',
    },
  },
  'second-term-ending': {
    id: 'N-16',
    to: ['employer'],
    channels: inApp,
    text: {
      'zh-Hans':
        '合同《{contract}》将于{date}到期，且已连续订立二次固定期限劳动合同，续订时劳动者有权要求订立无固定期限劳动合同。',
      'zh-Hant':
        '合約《{contract}》將於{date}到期，且已連續訂立二次固定期限勞動合約，續訂時勞動者有權要求訂立無固定期限勞動合約。',
      en: 'The contract “{contract}” ends on {date}. It is the second fixed term in a row: on renewal the worker may ask for an open-ended one.',
    },
  },
} as const satisfies Readonly<Record<string, NoticeRow>>;

/** What a message says; a key of {@link noticeTable}. */
export type NoticeKind = keyof typeof noticeTable;
