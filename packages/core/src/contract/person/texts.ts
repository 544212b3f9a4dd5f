import { identityTexts, type IdentityCode } from '../../identity/index.ts';
import type { Problem, ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import type { CodeRefusal } from '../code/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';
import type { SourceResult } from './types.ts';

type Own =
  | 'NOT_PERMITTED'
  | 'KYC_CONSENT'
  | 'KYC_CONSENT_FACE'
  | 'KYC_CONSENT_BANK'
  | 'KYC_METHOD'
  | 'KYC_METHOD_LOCKED'
  | 'KYC_ATTEMPT'
  | 'KYC_FRESH'
  | 'KYC_CARD_LIMIT'
  | 'KYC_CARD_MINUTE'
  | 'KYC_RESERVED_PHONE'
  | 'KYC_MISMATCH'
  | 'KYC_CARD_NOT_PRESENT'
  | 'KYC_CARD_DORMANT'
  | 'KYC_CARD_WITHHELD'
  | 'KYC_CARD_STATUS'
  | 'KYC_FACE_DIFFERENT'
  | 'KYC_FACE_LIVENESS'
  | 'KYC_FACE_DEVICE'
  | 'KYC_UNAVAILABLE'
  | 'KYC_QR'
  | 'KYC_QR_VALID'
  | 'KYC_PERSON';

/** Why a person is not verified, or not yet. */
export type PersonRefusal = TransitionRefusal | CodeRefusal | IdentityCode | Own;

/** Catalogue: MSG-11, KYC-09, KYC-15, KYC-16, KYC-17, KYC-18, KYC-19, KYC-20. */
const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  KYC_CONSENT: {
    'zh-Hans': '请先阅读并同意授权',
    'zh-Hant': '請先閱讀並同意授權',
    en: 'Read and accept the agreement first.',
  },
  KYC_CONSENT_FACE: {
    'zh-Hans': '使用人脸识别须单独同意处理人脸信息',
    'zh-Hant': '使用人臉辨識須單獨同意處理人臉資訊',
    en: 'Face needs a consent of its own.',
  },
  KYC_CONSENT_BANK: {
    'zh-Hans': '使用银行卡认证须单独同意处理银行账户信息',
    'zh-Hant': '使用銀行卡認證須單獨同意處理銀行帳戶資訊',
    en: 'The bank card needs a consent of its own.',
  },
  KYC_METHOD: {
    'zh-Hans': '不支持该认证方式，请更换方式',
    'zh-Hant': '不支援該認證方式，請更換方式',
    en: 'This method is not offered; choose another.',
  },
  KYC_METHOD_LOCKED: {
    'zh-Hans': '该认证方式已锁定，请更换方式或 {t} 后再试',
    'zh-Hant': '該認證方式已鎖定，請更換方式或 {t} 後再試',
    en: 'This method is locked; use another, or try again in {t}.',
  },
  KYC_ATTEMPT: {
    'zh-Hans': '认证已失效，请重新提交',
    'zh-Hant': '認證已失效，請重新提交',
    en: 'This attempt is no longer waiting for an answer; submit again.',
  },
  KYC_FRESH: {
    'zh-Hans': '该号码暂未生效，请下月（下周）再试或更换方式',
    'zh-Hant': '該號碼暫未生效，請下月（下週）再試或更換方式',
    en: 'The number is too new; try again next month (next week) or use another method.',
  },
  KYC_CARD_LIMIT: {
    'zh-Hans': '当日认证次数过多，请明日再试',
    'zh-Hant': '當日認證次數過多，請明日再試',
    en: 'Too many attempts today; try again tomorrow.',
  },
  KYC_CARD_MINUTE: {
    'zh-Hans': '操作过于频繁，请 {t} 后再试',
    'zh-Hant': '操作過於頻繁，請 {t} 後再試',
    en: 'Too many attempts; try again in {t}.',
  },
  KYC_RESERVED_PHONE: {
    'zh-Hans': '银行预留手机号变更后需{days}天才能核验，请稍后再试或更换方式',
    'zh-Hant': '銀行預留手機號變更後需{days}天才能核驗，請稍後再試或更換方式',
    en: 'A number changed at the bank can be verified after {days} days; use another method.',
  },
  KYC_MISMATCH: {
    'zh-Hans': '信息核验不一致，请核对后重试或更换方式',
    'zh-Hant': '資訊核驗不一致，請核對後重試或更換方式',
    en: 'The details do not agree; check them or use another method.',
  },
  KYC_CARD_NOT_PRESENT: {
    'zh-Hans': '该银行卡未开通无卡支付，请开通后重试或更换方式',
    'zh-Hant': '該銀行卡未開通無卡支付，請開通後重試或更換方式',
    en: 'Card-not-present payment is not enabled for this card; enable it or use another method.',
  },
  KYC_CARD_DORMANT: {
    'zh-Hans': '该银行卡未初始化或为睡眠卡，请更换银行卡或方式',
    'zh-Hant': '該銀行卡未初始化或為睡眠卡，請更換銀行卡或方式',
    en: 'The card was never activated or is dormant; use another card or method.',
  },
  KYC_CARD_WITHHELD: {
    'zh-Hans': '该银行卡为作弊卡或吞卡，请联系发卡银行或更换方式',
    'zh-Hant': '該銀行卡為作弊卡或吞卡，請聯絡發卡銀行或更換方式',
    en: 'The card is blocked or was retained; ask the bank or use another method.',
  },
  KYC_CARD_STATUS: {
    'zh-Hans': '该银行卡状态异常（挂失、冻结、没收、过期等），请更换银行卡或方式',
    'zh-Hant': '該銀行卡狀態異常（掛失、凍結、沒收、過期等），請更換銀行卡或方式',
    en: 'The card is lost, frozen, confiscated or expired; use another card or method.',
  },
  KYC_FACE_DIFFERENT: {
    'zh-Hans': '人脸比对未通过，请重试或更换方式',
    'zh-Hant': '人臉比對未通過，請重試或更換方式',
    en: 'The face does not match; try again or use another method.',
  },
  KYC_FACE_LIVENESS: {
    'zh-Hans': '活体检测未通过，请重试或更换方式',
    'zh-Hant': '活體檢測未通過，請重試或更換方式',
    en: 'The liveness check failed; try again or use another method.',
  },
  KYC_FACE_DEVICE: {
    'zh-Hans': '当前设备或权限不支持人脸识别，请更换方式',
    'zh-Hant': '目前裝置或權限不支援人臉辨識，請更換方式',
    en: 'Device or permissions do not allow face; use another method.',
  },
  KYC_UNAVAILABLE: {
    'zh-Hans': '核验服务暂不可用，请稍后再试或更换方式',
    'zh-Hant': '核驗服務暫不可用，請稍後再試或更換方式',
    en: 'The source is not available; try again later or use another method.',
  },
  KYC_QR: {
    'zh-Hans': '二维码已失效，请重新获取',
    'zh-Hant': '二維碼已失效，請重新取得',
    en: 'The QR code is no longer valid; get a new one.',
  },
  KYC_QR_VALID: { 'zh-Hans': '二维码尚未过期', 'zh-Hant': '二維碼尚未過期', en: 'The QR code is still valid.' },
  KYC_PERSON: {
    'zh-Hans': '与该账号已认证的身份不一致，无法继续',
    'zh-Hant': '與該帳號已認證的身分不一致，無法繼續',
    en: 'This is somebody else than the account was verified for.',
  },
};

export const { because, becauseOf } = sentences(texts);

const resultCodes: Readonly<Record<Exclude<SourceResult, 'number-virtual'>, Own>> = {
  mismatch: 'KYC_MISMATCH',
  'number-fresh': 'KYC_FRESH',
  'reserved-phone-changed': 'KYC_RESERVED_PHONE',
  'card-not-present-off': 'KYC_CARD_NOT_PRESENT',
  'card-dormant': 'KYC_CARD_DORMANT',
  'card-withheld': 'KYC_CARD_WITHHELD',
  'card-status': 'KYC_CARD_STATUS',
  'face-different': 'KYC_FACE_DIFFERENT',
  'face-not-live': 'KYC_FACE_LIVENESS',
  'face-not-possible': 'KYC_FACE_DEVICE',
  unavailable: 'KYC_UNAVAILABLE',
};

/**
 * A source's answer in words. Which factor differs is not told: that would let people try out others' data.
 * Catalogue: KYC-06, KYC-09, KYC-10, KYC-15, KYC-17 … KYC-20.
 */
export function sourceProblem(result: SourceResult, reservedDays: number): Problem<PersonRefusal> {
  if (result === 'number-virtual') return { code: 'KYC_MVNO', message: identityTexts.KYC_MVNO };
  const code = resultCodes[result];
  return because(code, code === 'KYC_RESERVED_PHONE' ? { values: { days: reservedDays } } : {});
}
