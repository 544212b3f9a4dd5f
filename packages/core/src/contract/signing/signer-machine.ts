import type { Machine } from '../../machine/index.ts';

/** Where one party of a contract stands. */
export type SignerState = 'WAITING_TURN' | 'PENDING' | 'FILLING' | 'PLACED' | 'INTENT' | 'SIGNED' | 'REFUSED' | 'VOID';

/** What can happen to a signer; a column of the table. */
export type SignerTransition =
  'turn' | 'open' | 'place' | 'submit' | 'intent-passed' | 'intent-failed' | 'reopen' | 'refuse' | 'void';

/** A party of one contract. Opening the page in `WAITING_TURN` and `SIGNED` only shows it. Catalogue: A20.2, Z-05. */
export const signerMachine: Machine<SignerState, SignerTransition> = {
  id: 'signer',
  title: { 'zh-Hans': '签署人', 'zh-Hant': '簽署人', en: 'Signer' },
  initial: 'WAITING_TURN',
  states: {
    WAITING_TURN: { label: { 'zh-Hans': '等待签署', 'zh-Hant': '等待簽署', en: 'Not yet their turn' } },
    PENDING: { label: { 'zh-Hans': '待签署', 'zh-Hant': '待簽署', en: 'To sign' } },
    FILLING: { label: { 'zh-Hans': '填写中', 'zh-Hant': '填寫中', en: 'Filling in' } },
    PLACED: { label: { 'zh-Hans': '已落章未提交', 'zh-Hant': '已落章未提交', en: 'Marked, not submitted' } },
    INTENT: { label: { 'zh-Hans': '意愿认证中', 'zh-Hant': '意願認證中', en: 'Proving intent' } },
    SIGNED: { label: { 'zh-Hans': '已签署', 'zh-Hant': '已簽署', en: 'Signed' } },
    REFUSED: { label: { 'zh-Hans': '已拒签', 'zh-Hant': '已拒簽', en: 'Refused' } },
    VOID: { label: { 'zh-Hans': '已失效', 'zh-Hant': '已失效', en: 'Void' } },
  },
  events: {
    turn: { label: { 'zh-Hans': '轮到签署', 'zh-Hant': '輪到簽署', en: 'their turn comes' } },
    open: { label: { 'zh-Hans': '打开签署页', 'zh-Hant': '開啟簽署頁', en: 'open the page' } },
    place: { label: { 'zh-Hans': '填写并落章', 'zh-Hant': '填寫並落章', en: 'fill in and place the mark' } },
    submit: { label: { 'zh-Hans': '提交签署', 'zh-Hant': '提交簽署', en: 'submit' } },
    'intent-passed': { label: { 'zh-Hans': '意愿认证通过', 'zh-Hant': '意願認證通過', en: 'intent is proven' } },
    'intent-failed': {
      label: {
        'zh-Hans': '意愿认证未通过或放弃',
        'zh-Hant': '意願認證未通過或放棄',
        en: 'intent fails or is abandoned',
      },
    },
    reopen: { label: { 'zh-Hans': '重新点击签署区域', 'zh-Hant': '重新點選簽署區域', en: 'tap the area again' } },
    refuse: { label: { 'zh-Hans': '拒签', 'zh-Hant': '拒簽', en: 'refuse to sign' } },
    void: {
      label: {
        'zh-Hans': '合同撤回、终止或过期',
        'zh-Hant': '合約撤回、終止或過期',
        en: 'the contract ends without being concluded',
      },
    },
  },
  transitions: {
    WAITING_TURN: { turn: ['PENDING'], open: ['WAITING_TURN'], void: ['VOID'] },
    PENDING: { open: ['FILLING'], refuse: ['REFUSED'], void: ['VOID'] },
    FILLING: { open: ['FILLING'], place: ['PLACED'], refuse: ['REFUSED'], void: ['VOID'] },
    PLACED: {
      open: ['PLACED'],
      place: ['PLACED'],
      submit: ['INTENT'],
      reopen: ['FILLING'],
      refuse: ['REFUSED'],
      void: ['VOID'],
    },
    INTENT: { submit: ['INTENT'], 'intent-passed': ['SIGNED'], 'intent-failed': ['PLACED'], void: ['VOID'] },
    SIGNED: { open: ['SIGNED'], void: ['VOID'] },
    REFUSED: {},
    VOID: {},
  },
};
