import { readAmount } from './amount.ts';
import { isContractDay, lastDayOf } from './calendar.ts';
import type { LabourFinding, LabourRule, LabourTerms, TermKind } from './labour-terms.ts';

/**
 * Term, probation, pay and history (standards B3.2, B3.3). Months are calendar months, first and last days count:
 * a term of three months from 1 January ends on 31 March. Catalogue: INI-11.
 */

/** The longest lawful probation in months; 0 is none (Labour Contract Law, articles 19 and 70). */
export function probationLimit(terms: Pick<LabourTerms, 'kind' | 'start' | 'end' | 'partTime'>): 0 | 1 | 2 | 6 {
  const { kind, start, end, partTime } = terms;
  if (kind === 'task' || partTime) return 0;
  if (kind === 'open') return 6;
  const lasts = (months: number): boolean => end !== undefined && end >= lastDayOf(start, months);
  if (!lasts(3)) return 0;
  if (!lasts(12)) return 1;
  return lasts(36) ? 6 : 2;
}

/** Last day of the longest lawful probation from `probationStart` on, within the term; undefined when there is none. */
export function latestProbationEnd(
  terms: Pick<LabourTerms, 'kind' | 'start' | 'end' | 'partTime'>,
  probationStart: string,
): string | undefined {
  const months = probationLimit(terms);
  if (months === 0) return undefined;
  const last = lastDayOf(probationStart, months);
  return terms.end !== undefined && terms.end < last ? terms.end : last;
}

const end: LabourRule = ({ kind, start, end: last }) => {
  if (kind === 'open') return last === undefined ? undefined : { code: 'LABOUR_OPEN_WITH_END', path: 'term-end' };
  if (last === undefined) return kind === 'fixed' ? { code: 'LABOUR_END_MISSING', path: 'term-end' } : undefined;
  return last < start ? { code: 'LABOUR_END_BEFORE_START', path: 'term-end' } : undefined;
};

const probationDates: LabourRule = ({ probationStart: from, probationEnd: until }) => {
  if (from === undefined && until === undefined) return undefined;
  if (from === undefined) return { code: 'LABOUR_PROBATION_DATES', path: 'probation-start' };
  return until === undefined || until < from ? { code: 'LABOUR_PROBATION_DATES', path: 'probation-end' } : undefined;
};

/** With both days, in order. */
function whenAgreed(rule: (terms: LabourTerms, from: string, until: string) => LabourFinding | undefined): LabourRule {
  return (terms) => {
    const { probationStart: from, probationEnd: until } = terms;
    return from !== undefined && until !== undefined && from <= until ? rule(terms, from, until) : undefined;
  };
}

const probationInside = whenAgreed((terms, from, until) => {
  if (from < terms.start) return { code: 'LABOUR_PROBATION_OUTSIDE', path: 'probation-start' };
  return terms.end !== undefined && until > terms.end
    ? { code: 'LABOUR_PROBATION_OUTSIDE', path: 'probation-end' }
    : undefined;
});

const probationLength = whenAgreed((terms, from, until) => {
  if (terms.kind === 'fixed' && terms.end === undefined) return undefined;
  const months = probationLimit(terms);
  if (months === 0) return { code: 'LABOUR_PROBATION_NONE', path: 'probation-end' };
  return until > lastDayOf(from, months)
    ? { code: 'LABOUR_PROBATION_TOO_LONG', path: 'probation-end', values: { months } }
    : undefined;
});

const probationOnly = whenAgreed((terms, from, until) =>
  terms.end !== undefined && from <= terms.start && until >= terms.end
    ? { code: 'LABOUR_PROBATION_ONLY', path: 'probation-end' }
    : undefined,
);

const probationOnce = whenAgreed(({ history }) =>
  history?.probation ? { code: 'LABOUR_PROBATION_REPEATED', path: 'probation-start' } : undefined,
);

/** At least 80 % of the post's lowest wage or of the agreed one, whichever is less (Regulations, article 15). */
const probationPay: LabourRule = (terms) => {
  const [paid, wage, lowest] = [terms.probationWage, terms.wage, terms.lowestWageOfPost].map(amount);
  const bounds = [wage, lowest].filter((bound) => bound !== undefined);
  if (paid === undefined || bounds.length === 0) return undefined;
  return bounds.every((bound) => paid * 5n < bound * 4n)
    ? { code: 'LABOUR_PROBATION_PAY', path: 'probation-wage' }
    : undefined;
};

const minimumWage: LabourRule = (terms) => {
  const [paid, wage, minimum] = [terms.probationWage, terms.wage, terms.minimumWage].map(amount);
  if (minimum === undefined || terms.partTime) return undefined; // part-time work has hourly minimum wages
  if (wage !== undefined && wage < minimum) return { code: 'LABOUR_MINIMUM_WAGE', path: 'wage' };
  return paid !== undefined && paid < minimum ? { code: 'LABOUR_MINIMUM_WAGE', path: 'probation-wage' } : undefined;
};

/** Article 14: ten years of service, or two fixed terms in a row, make an open-ended contract due if the worker wants it. */
const openEndedDue: LabourRule = ({ kind, history }) => {
  if (kind === 'open' || !history) return undefined;
  const { fixedTerms = 0, serviceYears = 0 } = history;
  if (fixedTerms >= 2 || serviceYears >= 10) return { code: 'LABOUR_OPEN_ENDED_DUE', path: 'term-kind' };
  return fixedTerms === 1 && kind === 'fixed' ? { code: 'LABOUR_SECOND_FIXED_TERM', path: 'term-kind' } : undefined;
};

/** Article 58: a fixed term of two years and more. */
const dispatchTerm: LabourRule = ({ dispatch, kind, start, end: last }) => {
  if (!dispatch || (kind === 'fixed' && last === undefined)) return undefined;
  const lawful = kind === 'fixed' && (last as string) >= lastDayOf(start, 24);
  return lawful ? undefined : { code: 'LABOUR_DISPATCH_TERM', path: kind === 'fixed' ? 'term-end' : 'term-kind' };
};

/** Regulations, article 30. */
const dispatchPartTime: LabourRule = ({ dispatch, partTime }) =>
  dispatch && partTime ? { code: 'LABOUR_DISPATCH_PART_TIME', path: 'term-kind' } : undefined;

/** Articles 10 and 82: in writing within one month of the first day of work. */
const lateWritten: LabourRule = ({ signedOn, start }) =>
  signedOn !== undefined && signedOn > lastDayOf(start, 1)
    ? { code: 'LABOUR_LATE_WRITTEN', path: 'signed-on' }
    : undefined;

export const termRules: readonly LabourRule[] = [
  end,
  probationDates,
  probationInside,
  probationLength,
  probationOnly,
  probationOnce,
  probationPay,
  minimumWage,
  openEndedDue,
  dispatchTerm,
  dispatchPartTime,
  lateWritten,
];

/** Days that do not exist and amounts that are none: what nothing else is asked about. */
export function unreadableTerms(terms: LabourTerms): LabourFinding[] {
  const days = [
    ['term-start', terms.start],
    ['term-end', terms.end],
    ['probation-start', terms.probationStart],
    ['probation-end', terms.probationEnd],
    ['signed-on', terms.signedOn],
    ['worker-birth-date', terms.worker?.birthDate],
  ] as const;
  const amounts = [
    ['wage', terms.wage],
    ['probation-wage', terms.probationWage],
    ['wage', terms.lowestWageOfPost],
    ['wage', terms.minimumWage],
  ] as const;
  const kinds: readonly TermKind[] = ['fixed', 'open', 'task'];
  return [
    ...days.flatMap(([path, day]): LabourFinding[] =>
      day === undefined || isContractDay(day) ? [] : [{ code: 'LABOUR_DATE', path }],
    ),
    ...amounts.flatMap(([path, text]): LabourFinding[] =>
      text === undefined || (readAmount(text) ?? -1n) >= 0n ? [] : [{ code: 'LABOUR_AMOUNT', path }],
    ),
    ...(kinds.includes(terms.kind) ? [] : [{ code: 'LABOUR_TERM_KIND', path: 'term-kind' } as const]),
  ];
}

function amount(text: string | undefined): bigint | undefined {
  return text === undefined ? undefined : readAmount(text);
}
