import type { Machine } from '../../machine/index.ts';

/** Where a person's verification stands. */
export type PersonState =
  | 'UNVERIFIED'
  | 'CONSENTED'
  | 'METHOD_CHOSEN'
  | 'FACTORS_OK'
  | 'FACE_QR'
  | 'FACE_SCANNED'
  | 'VERIFIED'
  | 'FAILED'
  | 'LOCKED';

/** What can happen to it; a column of the table. `submit` comes before the source is asked, `factors-match` after. */
export type PersonTransition =
  | 'consent'
  | 'consent-method'
  | 'choose'
  | 'submit'
  | 'factors-match'
  | 'factors-mismatch'
  | 'limit'
  | 'resend'
  | 'enter-code'
  | 'show-qr'
  | 'scanned'
  | 'face-passed'
  | 'face-failed'
  | 'qr-expired'
  | 'unlock'
  | 'change';

/** 个人实名认证 by any of its methods. Catalogue: A20.6, KYC-01 … KYC-25. */
export const personMachine: Machine<PersonState, PersonTransition> = {
  id: 'person-verification',
  title: { 'zh-Hans': '个人实名认证', 'zh-Hant': '個人實名認證', en: 'Verification of a person' },
  initial: 'UNVERIFIED',
  states: {
    UNVERIFIED: { label: { 'zh-Hans': '未认证', 'zh-Hant': '未認證', en: 'Not verified' } },
    CONSENTED: { label: { 'zh-Hans': '已授权', 'zh-Hant': '已授權', en: 'Consented' } },
    METHOD_CHOSEN: { label: { 'zh-Hans': '已选择方式', 'zh-Hant': '已選擇方式', en: 'Method chosen' } },
    FACTORS_OK: { label: { 'zh-Hans': '待输入验证码', 'zh-Hant': '待輸入驗證碼', en: 'Waiting for the code' } },
    FACE_QR: { label: { 'zh-Hans': '待扫码', 'zh-Hant': '待掃碼', en: 'Waiting for a scan' } },
    FACE_SCANNED: { label: { 'zh-Hans': '已扫码', 'zh-Hant': '已掃碼', en: 'Scanned' } },
    VERIFIED: { label: { 'zh-Hans': '已认证', 'zh-Hant': '已認證', en: 'Verified' } },
    FAILED: { label: { 'zh-Hans': '认证失败', 'zh-Hant': '認證失敗', en: 'Failed' } },
    LOCKED: { label: { 'zh-Hans': '已锁定', 'zh-Hant': '已鎖定', en: 'Locked' } },
  },
  events: {
    consent: { label: { 'zh-Hans': '同意', 'zh-Hant': '同意', en: 'consent' } },
    'consent-method': {
      label: {
        'zh-Hans': '单独同意（人脸、银行卡）',
        'zh-Hant': '單獨同意（人臉、銀行卡）',
        en: 'consent to face or bank data',
      },
    },
    choose: { label: { 'zh-Hans': '更换', 'zh-Hant': '更換', en: 'choose or change the method' } },
    submit: { label: { 'zh-Hans': '确认提交', 'zh-Hant': '確認提交', en: 'submit' } },
    'factors-match': { label: { 'zh-Hans': '要素一致', 'zh-Hant': '要素一致', en: 'the factors agree' } },
    'factors-mismatch': { label: { 'zh-Hans': '要素不一致', 'zh-Hant': '要素不一致', en: 'the factors do not agree' } },
    limit: { label: { 'zh-Hans': '次数超限', 'zh-Hant': '次數超限', en: 'too many attempts' } },
    resend: { label: { 'zh-Hans': '重新获取验证码', 'zh-Hant': '重新取得驗證碼', en: 'send the code again' } },
    'enter-code': { label: { 'zh-Hans': '立即确认', 'zh-Hant': '立即確認', en: 'enter the code' } },
    'show-qr': { label: { 'zh-Hans': '获取二维码', 'zh-Hant': '取得二維碼', en: 'get the QR code' } },
    scanned: { label: { 'zh-Hans': '扫码', 'zh-Hant': '掃碼', en: 'scan' } },
    'face-passed': { label: { 'zh-Hans': '人脸通过', 'zh-Hant': '人臉通過', en: 'the face passes' } },
    'face-failed': { label: { 'zh-Hans': '人脸未通过', 'zh-Hant': '人臉未通過', en: 'the face does not pass' } },
    'qr-expired': { label: { 'zh-Hans': '二维码过期', 'zh-Hant': '二維碼過期', en: 'the QR code expires' } },
    unlock: { label: { 'zh-Hans': '到时解锁', 'zh-Hant': '到時解鎖', en: 'unlock by time' } },
    change: { label: { 'zh-Hans': '姓名或证件变更', 'zh-Hant': '姓名或證件變更', en: 'name or number changes' } },
  },
  transitions: {
    UNVERIFIED: { consent: ['CONSENTED'] },
    CONSENTED: { 'consent-method': ['CONSENTED'], choose: ['METHOD_CHOSEN'] },
    METHOD_CHOSEN: {
      'consent-method': ['METHOD_CHOSEN'],
      choose: ['METHOD_CHOSEN'],
      submit: ['METHOD_CHOSEN', 'LOCKED'],
      'factors-match': ['FACTORS_OK'],
      'factors-mismatch': ['FAILED'],
      limit: ['LOCKED'],
      'show-qr': ['FACE_QR'],
    },
    FACTORS_OK: {
      choose: ['METHOD_CHOSEN'],
      resend: ['FACTORS_OK'],
      'enter-code': ['VERIFIED', 'FACTORS_OK', 'METHOD_CHOSEN'],
    },
    FACE_QR: {
      choose: ['METHOD_CHOSEN'],
      'show-qr': ['FACE_QR'],
      scanned: ['FACE_SCANNED'],
      'qr-expired': ['METHOD_CHOSEN'],
    },
    FACE_SCANNED: { 'face-passed': ['VERIFIED'], 'face-failed': ['FAILED'], 'qr-expired': ['METHOD_CHOSEN'] },
    FAILED: { 'consent-method': ['FAILED'], choose: ['METHOD_CHOSEN'], limit: ['LOCKED'] },
    LOCKED: { 'consent-method': ['LOCKED'], choose: ['METHOD_CHOSEN'], unlock: ['METHOD_CHOSEN'] },
    VERIFIED: { change: ['UNVERIFIED', 'VERIFIED'] },
  },
};
