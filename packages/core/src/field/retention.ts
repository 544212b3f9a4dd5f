import type { CalendarDay } from '../identity/index.ts';
import { problemOf, type Problem, type ProblemTexts } from '../language/index.ts';

import { addMonths } from './calendar.ts';

/** Years an ended contract is kept at least (Labour Contract Law, article 50). No configuration goes below. */
export const minimumRetentionYears = 2;
/** Years it is kept unless configured otherwise. */
export const defaultRetentionYears = 10;

const texts: ProblemTexts<'RETENTION_TOO_SHORT'> = {
  RETENTION_TOO_SHORT: {
    'zh-Hans': '已终止的劳动合同至少保存 {years} 年（劳动合同法第五十条）',
    'zh-Hant': '已終止的勞動合約至少保存 {years} 年（勞動合同法第五十條）',
    en: 'Ended contracts are kept for at least {years} years (Labour Contract Law, article 50)',
  },
};

/** Why contracts may not be kept for `years` only. Catalogue: LIM-21. */
export function retentionProblem(years: number): Problem<'RETENTION_TOO_SHORT'> | undefined {
  return years >= minimumRetentionYears
    ? undefined
    : problemOf(texts, 'RETENTION_TOO_SHORT', { values: { years: minimumRetentionYears } });
}

/** Last day on which a contract that ended on `endedOn` is kept, the anniversary; years below the minimum count as it. */
export function keptUntil(endedOn: CalendarDay, years = defaultRetentionYears): CalendarDay {
  return addMonths(endedOn, 12 * Math.max(years, minimumRetentionYears));
}
