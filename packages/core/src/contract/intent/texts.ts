import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import type { CodeRefusal } from '../code/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own =
  | 'NOT_PERMITTED'
  | 'INTENT_METHOD'
  | 'INTENT_FACE_ONLY'
  | 'INTENT_FACE_MAINLAND'
  | 'INTENT_FACE_FAILED'
  | 'INTENT_TOKEN'
  | 'INTENT_TARGET'
  | 'INTENT_CHANGED'
  | 'INTENT_EXPIRED'
  | 'INTENT_NOT_EXPIRED';

/** Why a person's intent is not asked, not proven, or not to be used. */
export type IntentRefusal = TransitionRefusal | CodeRefusal | Own;

const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  INTENT_METHOD: {
    'zh-Hans': '本合同不支持该认证方式',
    'zh-Hant': '本合約不支援該認證方式',
    en: 'This method is not offered here.',
  },
  INTENT_FACE_ONLY: {
    'zh-Hans': '人脸认证不得作为唯一方式',
    'zh-Hant': '人臉認證不得作為唯一方式',
    en: 'Face must not be the only way.',
  },
  INTENT_FACE_MAINLAND: {
    'zh-Hans': '人脸认证仅支持大陆人士，请使用短信认证',
    'zh-Hant': '人臉認證僅支援大陸人士，請使用簡訊認證',
    en: 'Face is for mainland persons only; use the code by SMS.',
  },
  INTENT_FACE_FAILED: {
    'zh-Hans': '人脸认证未通过，请重试或更换认证方式',
    'zh-Hant': '人臉認證未通過，請重試或更換認證方式',
    en: 'The face did not pass; try again or use another method.',
  },
  INTENT_TOKEN: {
    'zh-Hans': '二维码已失效，请刷新后重新扫码',
    'zh-Hant': '二維碼已失效，請重新整理後再掃碼',
    en: 'The QR code is no longer valid; refresh it and scan again.',
  },
  INTENT_TARGET: {
    'zh-Hans': '没有需要认证的内容，或内容重复',
    'zh-Hant': '沒有需要認證的內容，或內容重複',
    en: 'There is nothing to agree to, or the same twice.',
  },
  INTENT_CHANGED: {
    'zh-Hans': '内容与认证时不一致，请重新认证',
    'zh-Hant': '內容與認證時不一致，請重新認證',
    en: 'This differs from what was agreed to; prove the intent again.',
  },
  INTENT_EXPIRED: {
    'zh-Hans': '意愿认证已过期，请重新认证',
    'zh-Hant': '意願認證已過期，請重新認證',
    en: 'The proof has expired; prove the intent again.',
  },
  INTENT_NOT_EXPIRED: {
    'zh-Hans': '意愿认证尚未过期',
    'zh-Hant': '意願認證尚未過期',
    en: 'The proof has not expired yet.',
  },
};

export const { because } = sentences(texts);
