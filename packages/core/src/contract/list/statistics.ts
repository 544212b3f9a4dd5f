import { parsed, unparsed, type LocalizedText, type Parsed } from '../../language/index.ts';
import { addDays, addMonths, dayOf, daysBetween, isDay, millisOf } from '../calendar/index.ts';
import type { PlatformRules, StatisticsRange } from '../rules/index.ts';
import type { Contract } from '../signing/index.ts';
import { because, type ListProblem } from './texts.ts';

/** Catalogue: LBL-21. */
export const rangeLabels: Readonly<Record<StatisticsRange, LocalizedText>> = {
  week: { 'zh-Hans': '近一周', 'zh-Hant': '近一週', en: 'Last week' },
  month: { 'zh-Hans': '近一月', 'zh-Hant': '近一月', en: 'Last month' },
  'half-year': { 'zh-Hans': '近半年', 'zh-Hant': '近半年', en: 'Last 6 months' },
};

/** Days in Shanghai, both included. */
export interface DayRange {
  readonly from: string;
  readonly until: string;
}

/** A quick range that ends today: seven days, a month, six months. Catalogue: GEN-06, LIM-15. */
export function quickRange(range: StatisticsRange, now: string): DayRange {
  const until = dayOf(now);
  const starts: Readonly<Record<StatisticsRange, string>> = {
    week: addDays(until, -6),
    month: addDays(addMonths(until, -1), 1),
    'half-year': addDays(addMonths(until, -6), 1),
  };
  return { from: starts[range], until };
}

/** A range somebody typed. Catalogue: GEN-06. */
export function customRange(from: string, until: string, rules: PlatformRules): Parsed<DayRange, ListProblem> {
  if (!isDay(from)) return unparsed(because('RANGE_DATE', { path: 'from' }));
  if (!isDay(until)) return unparsed(because('RANGE_DATE', { path: 'until' }));
  if (until < from) return unparsed(because('RANGE_ORDER', { path: 'until' }));
  const max = rules.statistics.customMaxDays;
  if (daysBetween(from, until) >= max) return unparsed(because('RANGE_TOO_LONG', { path: 'until', values: { max } }));
  return parsed({ from, until });
}

/** Initiations per day (合同发起次数统计), a bucket for every day, 0 where there is none. Catalogue: GEN-06. */
export function initiationsByDay(
  initiatedAt: readonly string[],
  { from, until }: DayRange,
): readonly { readonly day: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const instant of initiatedAt) {
    const day = dayOf(instant);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => {
    const day = addDays(from, index);
    return { day, count: counts.get(day) ?? 0 };
  });
}

/** Mean milliseconds from initiation to completion of contracts that were completed (rescinded later or not); undefined when there is none. Catalogue: GEN-05. */
export function meanSigningMillis(contracts: readonly Contract[]): number | undefined {
  const spans = contracts.flatMap(({ initiatedAt, completedAt }) =>
    initiatedAt !== undefined && completedAt !== undefined ? [millisOf(completedAt) - millisOf(initiatedAt)] : [],
  );
  return spans.length === 0 ? undefined : spans.reduce((sum, span) => sum + span, 0) / spans.length;
}

/** 平均签署时间长 as the home page shows it: hours with one decimal, `0.2h`; `-` when there is none. Catalogue: GEN-05. */
export function signingTimeText(millis: number | undefined): string {
  return millis === undefined ? '-' : `${(millis / 3_600_000).toFixed(1)}h`;
}
