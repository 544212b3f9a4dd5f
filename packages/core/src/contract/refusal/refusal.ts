import {
  fillInTexts,
  problemOf,
  type LocalizedText,
  type Problem,
  type ProblemTexts,
  type TextValues,
} from '../../language/index.ts';

/** Why an actor may not do something, or may not yet, whatever it is; and what is wrong with words a person must write. */
export type CommonRefusal =
  'NOT_PERMITTED' | 'KYC_REQUIRED' | 'MESSAGE_REQUIRED' | 'MESSAGE_TOO_LONG' | 'MESSAGE_CHARACTER';

/** To be spread into the table of a sub-folder. Catalogue: MSG-10. */
export const commonTexts: ProblemTexts<CommonRefusal> = {
  NOT_PERMITTED: {
    'zh-Hans': '您没有此操作的权限',
    'zh-Hant': '您沒有此操作的權限',
    en: 'You are not allowed to do this.',
  },
  KYC_REQUIRED: {
    'zh-Hans': '请先完成实名认证',
    'zh-Hant': '請先完成實名認證',
    en: 'Verify your identity first.',
  },
  MESSAGE_REQUIRED: { 'zh-Hans': '请填写内容', 'zh-Hant': '請填寫內容', en: 'Write something.' },
  MESSAGE_TOO_LONG: {
    'zh-Hans': '内容最长{max}个字符',
    'zh-Hant': '內容最長{max}個字元',
    en: 'At most {max} characters.',
  },
  MESSAGE_CHARACTER: {
    'zh-Hans': '内容含有不可见字符',
    'zh-Hant': '內容含有不可見字元',
    en: 'The text holds an invisible character.',
  },
};

/** Sentences that several subjects refuse with: each takes what it says from here. Catalogue: SGN-01, LIM-19, MSG-09. */
export const sharedTexts: ProblemTexts<'SEAL_RIGHT' | 'DEADLINE_INVALID' | 'TPL_CLOSED'> = {
  SEAL_RIGHT: {
    'zh-Hans': '您没有用印权限，仅可查看',
    'zh-Hant': '您沒有用印權限，僅可查看',
    en: 'You may not use the seal; you can only view.',
  },
  DEADLINE_INVALID: {
    'zh-Hans': '签署期限应为1至{max}天',
    'zh-Hant': '簽署期限應為1至{max}天',
    en: 'The deadline must be 1 to {max} days away.',
  },
  TPL_CLOSED: { 'zh-Hans': '模板已关闭，无法发起', 'zh-Hant': '範本已關閉，無法發起', en: 'The template is closed.' },
};

/** What makes problems of a table of sentences. */
export interface Sentences<Code extends string> {
  because(code: Code, options?: { path?: string; values?: TextValues }): Problem<Code>;
  /** Where the sentence names lengths of time, worded differently by language. */
  becauseOf(code: Code, words: Readonly<Record<string, LocalizedText>>, values: TextValues): Problem<Code>;
}

/** {@link Sentences} of a table. */
export function sentences<Code extends string>(texts: ProblemTexts<Code>): Sentences<Code> {
  return {
    because: (code, options = {}) => problemOf(texts, code, options),
    becauseOf: (code, words, values) => ({ code, message: fillInTexts(texts[code], words), values }),
  };
}
