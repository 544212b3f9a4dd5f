import type { Machine } from '../../machine/index.ts';

/** Where one challenge stands. `VOID`: given up, or replaced by one of another method. */
export type IntentState = 'CREATED' | 'ISSUED' | 'PASSED' | 'CONSUMED' | 'FAILED' | 'EXPIRED' | 'VOID';

/** What can happen to a challenge; a column of the table. */
export type IntentTransition =
  'send' | 'call' | 'show-face' | 'enter-code' | 'face-passed' | 'face-failed' | 'consume' | 'void' | 'expire';

/** One challenge by one method. Catalogue: A20.8, WIL-01 … WIL-07. */
export const intentMachine: Machine<IntentState, IntentTransition> = {
  id: 'intent-challenge',
  title: { 'zh-Hans': '意愿认证', 'zh-Hant': '意願認證', en: 'Intent verification' },
  initial: 'CREATED',
  states: {
    CREATED: { label: { 'zh-Hans': '已创建', 'zh-Hant': '已建立', en: 'Created' } },
    ISSUED: { label: { 'zh-Hans': '待认证', 'zh-Hant': '待認證', en: 'Waiting for proof' } },
    PASSED: { label: { 'zh-Hans': '已通过', 'zh-Hant': '已通過', en: 'Passed' } },
    CONSUMED: { label: { 'zh-Hans': '已使用', 'zh-Hant': '已使用', en: 'Used' } },
    FAILED: { label: { 'zh-Hans': '未通过', 'zh-Hant': '未通過', en: 'Failed' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
    VOID: { label: { 'zh-Hans': '已作废', 'zh-Hant': '已作廢', en: 'Void' } },
  },
  events: {
    send: { label: { 'zh-Hans': '发送验证码', 'zh-Hant': '發送驗證碼', en: 'send the code' } },
    call: { label: { 'zh-Hans': '语音验证码', 'zh-Hant': '語音驗證碼', en: 'call with the code' } },
    'show-face': { label: { 'zh-Hans': '获取人脸二维码', 'zh-Hant': '取得人臉二維碼', en: 'show the face QR code' } },
    'enter-code': { label: { 'zh-Hans': '输入验证码', 'zh-Hant': '輸入驗證碼', en: 'enter the code' } },
    'face-passed': { label: { 'zh-Hans': '人脸认证通过', 'zh-Hant': '人臉認證通過', en: 'the face passes' } },
    'face-failed': {
      label: { 'zh-Hans': '人脸认证未通过', 'zh-Hant': '人臉認證未通過', en: 'the face does not pass' },
    },
    consume: { label: { 'zh-Hans': '使用', 'zh-Hant': '使用', en: 'use the proof' } },
    void: { label: { 'zh-Hans': '更换方式或放弃', 'zh-Hant': '更換方式或放棄', en: 'switch the method or give up' } },
    expire: { label: { 'zh-Hans': '过期', 'zh-Hant': '過期', en: 'expire' } },
  },
  transitions: {
    CREATED: { send: ['ISSUED'], 'show-face': ['ISSUED'], void: ['VOID'], expire: ['EXPIRED'] },
    ISSUED: {
      send: ['ISSUED'],
      call: ['ISSUED'],
      'show-face': ['ISSUED'],
      'enter-code': ['ISSUED', 'PASSED', 'FAILED', 'EXPIRED'],
      'face-passed': ['PASSED'],
      'face-failed': ['ISSUED', 'FAILED'],
      void: ['VOID'],
      expire: ['EXPIRED'],
    },
    PASSED: { consume: ['CONSUMED'], void: ['VOID'], expire: ['EXPIRED'] },
    CONSUMED: {},
    FAILED: {},
    EXPIRED: {},
    VOID: {},
  },
};
