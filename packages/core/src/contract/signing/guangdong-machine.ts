import type { Machine } from '../../machine/index.ts';

/**
 * Where a worker stands between the contract's 待确认 and the signer's end. `NEGOTIATING`, `TERMINATED` and `SIGNED` are the
 * outcomes the table names without rows of their own.
 */
export type GuangdongState =
  | 'TO_CONFIRM'
  | 'ADDR'
  | 'READY'
  | 'GATE1'
  | 'SIGN_PAGE'
  | 'POPUP'
  | 'GATE2'
  | 'COMMIT_READY'
  | 'NEGOTIATING'
  | 'TERMINATED'
  | 'SIGNED';

/** What a worker does, or a gate tells; a column of the table. */
export type GuangdongTransition =
  | 'confirm'
  | 'negotiate'
  | 'reply'
  | 'terminate'
  | 'submit-addresses'
  | 'enter'
  | 'gate1-passed'
  | 'gate1-failed'
  | 'confirm-signing'
  | 'cancel'
  | 'commit'
  | 'gate2-passed'
  | 'gate2-failed';

/** The worker's way in the Guangdong profile. Catalogue: A20.2b, GD-03, GD-04, GD-05, GD-06, GD-07, GD-08, GD-12. */
export const guangdongMachine: Machine<GuangdongState, GuangdongTransition> = {
  id: 'guangdong-steps',
  title: {
    'zh-Hans': '广东签署步骤（劳动者）',
    'zh-Hant': '廣東簽署步驟（勞動者）',
    en: 'Guangdong steps of the worker',
  },
  initial: 'TO_CONFIRM',
  states: {
    TO_CONFIRM: { label: { 'zh-Hans': '待确认', 'zh-Hant': '待確認', en: 'To be confirmed' } },
    ADDR: { label: { 'zh-Hans': '填写地址', 'zh-Hant': '填寫地址', en: 'Addresses' } },
    READY: { label: { 'zh-Hans': '待签订', 'zh-Hant': '待簽訂', en: 'Ready to sign' } },
    GATE1: { label: { 'zh-Hans': '进入签署核验', 'zh-Hant': '進入簽署驗證', en: 'Check before the signing page' } },
    SIGN_PAGE: { label: { 'zh-Hans': '签署页', 'zh-Hant': '簽署頁', en: 'Signing page' } },
    POPUP: { label: { 'zh-Hans': '确认签署弹窗', 'zh-Hant': '確認簽署彈出視窗', en: 'Asked once more' } },
    GATE2: { label: { 'zh-Hans': '确定签署核验', 'zh-Hant': '確定簽署驗證', en: 'Check before the signature' } },
    COMMIT_READY: { label: { 'zh-Hans': '待确定签署', 'zh-Hant': '待確定簽署', en: 'Checked, to be signed' } },
    NEGOTIATING: { label: { 'zh-Hans': '协商中', 'zh-Hant': '協商中', en: 'In negotiation' } },
    TERMINATED: { label: { 'zh-Hans': '已终止', 'zh-Hant': '已終止', en: 'Terminated' } },
    SIGNED: { label: { 'zh-Hans': '已签署', 'zh-Hant': '已簽署', en: 'Signed' } },
  },
  events: {
    confirm: { label: { 'zh-Hans': '确认', 'zh-Hant': '確認', en: 'confirm' } },
    negotiate: { label: { 'zh-Hans': '协商', 'zh-Hant': '協商', en: 'negotiate' } },
    reply: { label: { 'zh-Hans': '答复协商', 'zh-Hant': '答覆協商', en: 'the employer replies' } },
    terminate: { label: { 'zh-Hans': '合同终止', 'zh-Hant': '合約終止', en: 'terminate' } },
    'submit-addresses': { label: { 'zh-Hans': '提交', 'zh-Hant': '提交', en: 'submit the addresses' } },
    enter: { label: { 'zh-Hans': '签订', 'zh-Hant': '簽訂', en: 'go to sign' } },
    'gate1-passed': { label: { 'zh-Hans': '进入核验通过', 'zh-Hant': '進入驗證通過', en: 'first check passes' } },
    'gate1-failed': { label: { 'zh-Hans': '进入核验未通过', 'zh-Hant': '進入驗證未通過', en: 'first check fails' } },
    'confirm-signing': { label: { 'zh-Hans': '确认签署', 'zh-Hant': '確認簽署', en: 'confirm signing' } },
    cancel: { label: { 'zh-Hans': '取消', 'zh-Hant': '取消', en: 'cancel' } },
    commit: { label: { 'zh-Hans': '确定签署', 'zh-Hant': '確定簽署', en: 'yes, sign' } },
    'gate2-passed': { label: { 'zh-Hans': '允许并核验通过', 'zh-Hant': '允許並驗證通過', en: 'second check passes' } },
    'gate2-failed': {
      label: { 'zh-Hans': '核验未通过或拒绝', 'zh-Hant': '驗證未通過或拒絕', en: 'second check fails or is denied' },
    },
  },
  transitions: {
    TO_CONFIRM: { confirm: ['ADDR'], negotiate: ['NEGOTIATING'], terminate: ['TERMINATED'] },
    ADDR: { negotiate: ['NEGOTIATING'], terminate: ['TERMINATED'], 'submit-addresses': ['READY'] },
    READY: { terminate: ['TERMINATED'], 'submit-addresses': ['READY'], enter: ['GATE1'] },
    GATE1: { terminate: ['TERMINATED'], 'gate1-passed': ['SIGN_PAGE'], 'gate1-failed': ['READY'] },
    SIGN_PAGE: { terminate: ['TERMINATED'], 'confirm-signing': ['POPUP'] },
    POPUP: { cancel: ['SIGN_PAGE'], commit: ['GATE2'] },
    GATE2: { 'gate2-passed': ['COMMIT_READY'], 'gate2-failed': ['POPUP'] },
    COMMIT_READY: { cancel: ['SIGN_PAGE'], commit: ['SIGNED'] },
    NEGOTIATING: {
      confirm: ['ADDR'],
      negotiate: ['NEGOTIATING'],
      reply: ['TO_CONFIRM'],
      terminate: ['TERMINATED'],
    },
    TERMINATED: {},
    SIGNED: {},
  },
};
