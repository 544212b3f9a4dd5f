import type { ProblemTexts } from '../../language/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

export type ConsentRefusal =
  'NOT_PERMITTED' | 'CONSENT_REQUIRED' | 'CONSENT_VERSION' | 'CONSENT_SEPARATE' | 'CONSENT_PRESET' | 'CONSENT_UNKNOWN';

const texts: ProblemTexts<ConsentRefusal> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  CONSENT_REQUIRED: {
    'zh-Hans': '请先阅读并同意{names}',
    'zh-Hant': '請先閱讀並同意{names}',
    en: 'Read and accept {names} first.',
  },
  CONSENT_VERSION: {
    'zh-Hans': '{names}已更新，请重新阅读并同意',
    'zh-Hant': '{names}已更新，請重新閱讀並同意',
    en: '{names} changed; read and accept again.',
  },
  CONSENT_SEPARATE: {
    'zh-Hans': '{names}须单独同意',
    'zh-Hant': '{names}須單獨同意',
    en: '{names} needs a consent of its own.',
  },
  CONSENT_PRESET: {
    'zh-Hans': '请由您本人勾选同意',
    'zh-Hant': '請由您本人勾選同意',
    en: 'The box must be ticked by yourself.',
  },
  CONSENT_UNKNOWN: { 'zh-Hans': '没有此项同意', 'zh-Hant': '沒有此項同意', en: 'There is no such consent.' },
};

export const { because } = sentences(texts);
