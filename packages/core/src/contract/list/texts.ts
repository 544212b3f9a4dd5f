import type { ProblemTexts } from '../../language/index.ts';
import { sentences } from '../refusal/index.ts';

/** What is wrong with a filter. */
export type ListProblem = 'RANGE_DATE' | 'RANGE_ORDER' | 'RANGE_TOO_LONG';

/** Sentences of {@link ListProblem}. */
export const listTexts: ProblemTexts<ListProblem> = {
  RANGE_DATE: {
    'zh-Hans': '请输入有效日期（yyyy-MM-dd）',
    'zh-Hant': '請輸入有效日期（yyyy-MM-dd）',
    en: 'Enter a date that exists (yyyy-MM-dd).',
  },
  RANGE_ORDER: {
    'zh-Hans': '结束日期不能早于开始日期',
    'zh-Hant': '結束日期不能早於開始日期',
    en: 'The end must not be before the start.',
  },
  RANGE_TOO_LONG: {
    'zh-Hans': '时间范围最长{max}天',
    'zh-Hant': '時間範圍最長{max}天',
    en: 'The range may span at most {max} days.',
  },
};

/** Problems with their sentences. */
export const { because } = sentences(listTexts);
