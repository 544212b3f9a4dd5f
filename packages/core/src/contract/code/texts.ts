import type { ProblemTexts } from '../../language/index.ts';
import { sentences } from '../refusal/index.ts';

/** Why a code is not sent, or does not pass. */
export type CodeRefusal = 'OTP_WRONG' | 'OTP_EXPIRED' | 'OTP_RATE' | 'OTP_VOID' | 'CODE_CAP';

/** Catalogue: MSG-12. */
export const codeTexts: ProblemTexts<CodeRefusal> = {
  OTP_WRONG: { 'zh-Hans': '验证码错误', 'zh-Hant': '驗證碼錯誤', en: 'The code is wrong.' },
  OTP_EXPIRED: { 'zh-Hans': '验证码已过期', 'zh-Hant': '驗證碼已過期', en: 'The code has expired.' },
  OTP_RATE: {
    'zh-Hans': '操作过于频繁，请稍后再试',
    'zh-Hant': '操作過於頻繁，請稍後再試',
    en: 'Too many attempts; try again later.',
  },
  OTP_VOID: {
    'zh-Hans': '验证码错误次数过多，请重新获取',
    'zh-Hant': '驗證碼錯誤次數過多，請重新取得',
    en: 'Too many wrong codes; ask for a new one.',
  },
  CODE_CAP: {
    'zh-Hans': '获取验证码次数过多，请 {t} 后再试',
    'zh-Hant': '取得驗證碼次數過多，請 {t} 後再試',
    en: 'Too many codes; try again in {t}.',
  },
};

export const { because, becauseOf } = sentences(codeTexts);
