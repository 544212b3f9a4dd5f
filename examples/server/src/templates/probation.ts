export interface Term {
  readonly kind: 'fixed' | 'open' | 'task';
  /** `YYYY-MM-DD`; empty where there is none. */
  readonly start: string;
  readonly end: string;
  readonly from: string;
  readonly until: string;
}

/** Why a probation is not lawful (Labour Contract Law article 19), or undefined. */
export function probationProblem({ kind, start, end, from, until }: Term): string | undefined {
  if (from === '' && until === '') return undefined;
  if (from === '' || until === '') return 'A probation needs its first and its last day.';
  if (kind === 'task') return 'A contract for a task may not have a probation.';
  if (until < from || from < start || (end !== '' && until > end)) return 'The probation must lie within the term.';
  const months = allowedMonths(kind, start, end);
  if (months === 0) return 'A term of less than three months may not have a probation.';
  return until >= addMonths(from, months) ? `The probation may last ${months} months at most.` : undefined;
}

function allowedMonths(kind: 'fixed' | 'open', start: string, end: string): number {
  // The term's last day is part of it, so a term of a year ends on the day before the anniversary.
  const lasts = (months: number): boolean => kind === 'open' || addDays(end, 1) >= addMonths(start, months);
  if (!lasts(3)) return 0;
  if (!lasts(12)) return 1;
  if (!lasts(36)) return 2;
  return 6;
}

function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
