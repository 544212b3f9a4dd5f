import type { IdentityCode } from '../../identity/index.ts';
import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences, type CommonRefusal } from '../refusal/index.ts';

type Own =
  | 'ORG_METHOD'
  | 'ORG_TAKEN'
  | 'ORG_NOT_LEGAL_REP'
  | 'ORG_REGISTRY'
  | 'ORG_AMOUNT'
  | 'ORG_AMOUNT_TRIES'
  | 'ORG_AMOUNT_FORMAT'
  | 'ORG_PAYER'
  | 'ORG_TRANSFER_EXPIRED'
  | 'ORG_TRANSFER_LIMIT'
  | 'ORG_LETTER_REFUSED'
  | 'ORG_LETTER_EXPIRED'
  | 'ORG_ALIPAY'
  | 'ORG_REVIEW'
  | 'ORG_NOT_EXPIRED';

/** Why an organisation is not verified, or not yet. */
export type OrganisationRefusal = TransitionRefusal | CommonRefusal | IdentityCode | Own;

const texts: ProblemTexts<CommonRefusal | Own> = {
  ...commonTexts,
  ORG_METHOD: {
    'zh-Hans': '不支持该认证方式，请更换认证方式',
    'zh-Hant': '不支援該認證方式，請更換認證方式',
    en: 'This method is not offered; choose another.',
  },
  ORG_TAKEN: {
    'zh-Hans': '该企业已由其他账号完成认证，请联系其管理员',
    'zh-Hant': '該企業已由其他帳號完成認證，請聯絡其管理員',
    en: 'Another account has verified this company; ask its administrator.',
  },
  ORG_NOT_LEGAL_REP: {
    'zh-Hans': '当前操作人非法定代表人，请更换认证方式',
    'zh-Hant': '目前操作人非法定代表人，請更換認證方式',
    en: 'You are not the legal representative; use another method.',
  },
  ORG_REGISTRY: {
    'zh-Hans': '企业信息与工商登记不一致，请核对',
    'zh-Hant': '企業資訊與工商登記不一致，請核對',
    en: 'The data differ from the business registry; check them.',
  },
  ORG_AMOUNT: {
    'zh-Hans': '金额错误，还可输入{left}次',
    'zh-Hant': '金額錯誤，還可輸入{left}次',
    en: 'The amount is wrong; {left} more tries.',
  },
  ORG_AMOUNT_TRIES: {
    'zh-Hans': '金额错误次数过多，请重新申请打款或更换认证方式',
    'zh-Hant': '金額錯誤次數過多，請重新申請打款或更換認證方式',
    en: 'Too many wrong amounts; ask for another transfer or use another method.',
  },
  ORG_AMOUNT_FORMAT: {
    'zh-Hans': '请输入收到的金额，例如 0.35',
    'zh-Hant': '請輸入收到的金額，例如 0.35',
    en: 'Enter the amount received, such as 0.35.',
  },
  ORG_PAYER: {
    'zh-Hans': '汇款账户名称或金额不符，请使用本组织对公账户汇款',
    'zh-Hant': '匯款帳戶名稱或金額不符，請使用本組織對公帳戶匯款',
    en: 'Name or amount of the transfer do not fit; pay from the organisation’s own account.',
  },
  ORG_TRANSFER_EXPIRED: {
    'zh-Hans': '打款认证已超时，请重新申请',
    'zh-Hant': '打款認證已逾時，請重新申請',
    en: 'The transfer was not confirmed in time; begin again.',
  },
  ORG_TRANSFER_LIMIT: {
    'zh-Hans': '当日打款次数过多，请明日再试或更换认证方式',
    'zh-Hant': '當日打款次數過多，請明日再試或更換認證方式',
    en: 'Too many transfers today; try again tomorrow or use another method.',
  },
  ORG_LETTER_REFUSED: {
    'zh-Hans': '法定代表人已拒签授权书',
    'zh-Hant': '法定代表人已拒簽授權書',
    en: 'The legal representative refused the letter.',
  },
  ORG_LETTER_EXPIRED: {
    'zh-Hans': '授权书已过期，请重新发起',
    'zh-Hant': '授權書已過期，請重新發起',
    en: 'The letter has expired; send another.',
  },
  ORG_ALIPAY: {
    'zh-Hans': '企业支付宝认证未通过，或与当前企业不一致',
    'zh-Hant': '企業支付寶認證未通過，或與目前企業不一致',
    en: 'Alipay did not confirm, or it is another company’s account.',
  },
  ORG_REVIEW: {
    'zh-Hans': '人工审核未通过',
    'zh-Hant': '人工審核未通過',
    en: 'The review did not pass.',
  },
  ORG_NOT_EXPIRED: { 'zh-Hans': '尚未超时', 'zh-Hant': '尚未逾時', en: 'There is still time.' },
};

export const { because } = sentences(texts);
