import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences, sharedTexts, type CommonRefusal } from '../refusal/index.ts';

type OwnRefusal =
  | 'SEAL_RIGHT'
  | 'CONTRACT_RECALLED'
  | 'CONTRACT_EXPIRED'
  | 'CONTRACT_DONE'
  | 'SIGNER_UNKNOWN'
  | 'NOT_IN_FLOW'
  | 'INIT_INCOMPLETE'
  | 'TPL_CLOSED'
  | 'DEADLINE_INVALID'
  | 'DEADLINE_AHEAD'
  | 'REMINDER_EARLY'
  | 'REMINDER_SENT'
  | 'RECALL_STATE'
  | 'URGE_STATE'
  | 'URGE_TOO_EARLY'
  | 'URGE_TOO_OFTEN'
  | 'URGE_QUIET'
  | 'URGE_UNKNOWN'
  | 'SIGN_INCOMPLETE'
  | 'SIGN_MARK_KIND'
  | 'SIGN_MARK_FOREIGN'
  | 'SEAL_REQUIRED'
  | 'STEP_FIRST'
  | 'NOT_YET_TURN'
  | 'READING_REQUIRED'
  | 'ADDRESS_REQUIRED'
  | 'FORM_CONSENT'
  | 'REFUSE_OFF'
  | 'PROOF_METHOD'
  | 'PROOF_DIGEST'
  | 'PROOF_USED';

/** Why something does not happen to a contract. */
export type ContractRefusal = TransitionRefusal | CommonRefusal | OwnRefusal;

/** Catalogue: MSG-01, MSG-02, MSG-03, MSG-04, MSG-09, MSG-13. */
const texts: ProblemTexts<CommonRefusal | OwnRefusal> = {
  ...commonTexts,
  SEAL_RIGHT: sharedTexts.SEAL_RIGHT,
  CONTRACT_RECALLED: {
    'zh-Hans': '合同已被撤回',
    'zh-Hant': '合約已被撤回',
    en: 'The contract was recalled.',
  },
  CONTRACT_EXPIRED: {
    'zh-Hans': '合同已过期',
    'zh-Hant': '合約已過期',
    en: 'The contract has expired.',
  },
  CONTRACT_DONE: {
    'zh-Hans': '合同已完成',
    'zh-Hant': '合約已完成',
    en: 'The contract is completed.',
  },
  SIGNER_UNKNOWN: {
    'zh-Hans': '该签署人不是本合同的签署方',
    'zh-Hant': '該簽署人不是本合約的簽署方',
    en: 'This signer is no party of the contract.',
  },
  NOT_IN_FLOW: {
    'zh-Hans': '本合同的签署流程不包含此操作',
    'zh-Hant': '本合約的簽署流程不包含此操作',
    en: 'This is no part of the way this contract is signed.',
  },
  INIT_INCOMPLETE: {
    'zh-Hans': '请补全合同信息后再发起',
    'zh-Hant': '請補全合約資訊後再發起',
    en: 'Complete the contract before sending it.',
  },
  TPL_CLOSED: sharedTexts.TPL_CLOSED,
  DEADLINE_INVALID: sharedTexts.DEADLINE_INVALID,
  DEADLINE_AHEAD: {
    'zh-Hans': '签署期限未到',
    'zh-Hant': '簽署期限未到',
    en: 'The deadline has not passed yet.',
  },
  REMINDER_EARLY: {
    'zh-Hans': '未到提醒时间',
    'zh-Hant': '未到提醒時間',
    en: 'It is too early for the reminder.',
  },
  REMINDER_SENT: {
    'zh-Hans': '已提醒过',
    'zh-Hant': '已提醒過',
    en: 'The reminder was sent already.',
  },
  RECALL_STATE: {
    'zh-Hans': '仅“签署中”的合同可撤回',
    'zh-Hant': '僅「簽署中」的合約可撤回',
    en: 'Only contracts in signing can be recalled.',
  },
  URGE_STATE: {
    'zh-Hans': '仅“签署中”且待他人签署的合同可催签',
    'zh-Hant': '僅「簽署中」且待他人簽署的合約可催簽',
    en: 'Only contracts in signing that wait for others can be urged.',
  },
  URGE_TOO_EARLY: {
    'zh-Hans': '发起签署满{first}后方可催签，还需等待 {t}',
    'zh-Hant': '發起簽署滿{first}後方可催簽，還需等待 {t}',
    en: 'A contract can be urged {first} after it was sent; wait {t}.',
  },
  URGE_TOO_OFTEN: {
    'zh-Hans': '两次催签间隔不得少于{gap}，请 {t} 后再试',
    'zh-Hant': '兩次催簽間隔不得少於{gap}，請 {t} 後再試',
    en: 'There must be at least {gap} between two urges; try again in {t}.',
  },
  URGE_QUIET: {
    'zh-Hans': '夜间不发送催签，请 {t} 后再试',
    'zh-Hant': '夜間不發送催簽，請 {t} 後再試',
    en: 'Nobody is urged at night; try again in {t}.',
  },
  URGE_UNKNOWN: {
    'zh-Hans': '没有这次催签记录',
    'zh-Hant': '沒有這次催簽記錄',
    en: 'There is no such urge.',
  },
  SIGN_INCOMPLETE: {
    'zh-Hans': '请完成必填项',
    'zh-Hant': '請完成必填項目',
    en: 'Complete what is required.',
  },
  SIGN_MARK_KIND: {
    'zh-Hans': '此处不支持该签名或印章类型',
    'zh-Hant': '此處不支援該簽名或印章類型',
    en: 'This kind of signature or seal is not accepted here.',
  },
  SIGN_MARK_FOREIGN: {
    'zh-Hans': '只能使用本人（本单位）的签名或印章',
    'zh-Hant': '只能使用本人（本單位）的簽名或印章',
    en: 'Use your own signature, or your company’s seal.',
  },
  SEAL_REQUIRED: {
    'zh-Hans': '请先创建印章再签署',
    'zh-Hant': '請先建立印章再簽署',
    en: 'Create a seal before signing.',
  },
  STEP_FIRST: {
    'zh-Hans': '请先完成前面的步骤',
    'zh-Hant': '請先完成前面的步驟',
    en: 'Finish the earlier steps first.',
  },
  NOT_YET_TURN: {
    'zh-Hans': '请等待其他签署方先签署',
    'zh-Hant': '請等待其他簽署方先簽署',
    en: 'Somebody else signs first.',
  },
  READING_REQUIRED: {
    'zh-Hans': '请先阅读完合同全文',
    'zh-Hant': '請先閱讀完合約全文',
    en: 'Read the contract to its end first.',
  },
  ADDRESS_REQUIRED: {
    'zh-Hans': '请填写经常居住地和户籍地址',
    'zh-Hant': '請填寫經常居住地和戶籍地址',
    en: 'Fill in the habitual residence and the address of the household registration.',
  },
  FORM_CONSENT: {
    'zh-Hans': '请先同意以电子形式订立劳动合同',
    'zh-Hant': '請先同意以電子形式訂立勞動合約',
    en: 'Agree to the electronic form of the contract first.',
  },
  REFUSE_OFF: {
    'zh-Hans': '本合同不支持拒签',
    'zh-Hant': '本合約不支援拒簽',
    en: 'This contract cannot be refused; the employer recalls, the worker terminates.',
  },
  PROOF_METHOD: {
    'zh-Hans': '本合同不支持该认证方式',
    'zh-Hant': '本合約不支援該認證方式',
    en: 'This way of proof is not accepted for the contract.',
  },
  PROOF_DIGEST: {
    'zh-Hans': '合同内容与认证时不一致，请重新提交',
    'zh-Hant': '合約內容與認證時不一致，請重新提交',
    en: 'What was agreed to differs from what was submitted; submit again.',
  },
  PROOF_USED: {
    'zh-Hans': '该次认证已使用，请重新认证',
    'zh-Hant': '該次認證已使用，請重新認證',
    en: 'This proof was used already; prove again.',
  },
};

/** Refusals with their sentences. */
export const { because, becauseOf } = sentences(texts);
