import type { CalendarDay, IdentityDocument, Sex } from '../identity/index.ts';
import type { Problem } from '../language/index.ts';

import type { LabourMeaning } from './kinds.ts';

/** 固定期限 · 无固定期限 · 以完成一定工作任务为期限 (Labour Contract Law, article 12). */
export type TermKind = 'fixed' | 'open' | 'task';

/** What of a labour contract, and of what went before it, the law has limits for. Amounts are decimals in yuan a month. */
export interface LabourTerms {
  readonly kind: TermKind;
  /** First day. */
  readonly start: CalendarDay;
  /** Last day, which still belongs to the term. */
  readonly end?: CalendarDay;
  /** First and last day; the other is missing when only one was given. */
  readonly probationStart?: CalendarDay;
  readonly probationEnd?: CalendarDay;
  /** 非全日制. */
  readonly partTime?: boolean;
  /** Between a dispatch agency and its worker. */
  readonly dispatch?: boolean;
  readonly wage?: string;
  readonly probationWage?: string;
  /** The lowest wage that the employer pays on the same post. */
  readonly lowestWageOfPost?: string;
  /** Of the place of work. */
  readonly minimumWage?: string;
  readonly signedOn?: CalendarDay;
  readonly worker?: WorkerFacts;
  readonly history?: LabourHistory;
}

export interface WorkerFacts {
  readonly birthDate?: CalendarDay;
  readonly sex?: Sex;
  readonly document?: IdentityDocument;
  readonly hasWorkPermit?: boolean;
  /** Draws a basic pension already. */
  readonly drawsPension?: boolean;
}

/** Between the same employer and worker. */
export interface LabourHistory {
  /** A probation was agreed before. */
  readonly probation?: boolean;
  /** Fixed terms directly before this contract. */
  readonly fixedTerms?: number;
  /** Whole years of service directly before this contract. */
  readonly serviceYears?: number;
}

export type LabourProblemCode =
  | 'LABOUR_DATE'
  | 'LABOUR_AMOUNT'
  | 'LABOUR_TERM_KIND'
  | 'LABOUR_END_MISSING'
  | 'LABOUR_END_BEFORE_START'
  | 'LABOUR_OPEN_WITH_END'
  | 'LABOUR_PROBATION_DATES'
  | 'LABOUR_PROBATION_OUTSIDE'
  | 'LABOUR_PROBATION_NONE'
  | 'LABOUR_PROBATION_TOO_LONG'
  | 'LABOUR_PROBATION_REPEATED'
  | 'LABOUR_PROBATION_ONLY'
  | 'LABOUR_PROBATION_PAY'
  | 'LABOUR_MINIMUM_WAGE'
  | 'LABOUR_SECOND_FIXED_TERM'
  | 'LABOUR_OPEN_ENDED_DUE'
  | 'LABOUR_DISPATCH_TERM'
  | 'LABOUR_DISPATCH_PART_TIME'
  | 'LABOUR_LATE_WRITTEN'
  | 'LABOUR_AGE'
  | 'LABOUR_PENSIONER'
  | 'LABOUR_WORK_PERMIT'
  | 'LABOUR_PERMIT_KIND'
  | 'LABOUR_ID_SEX'
  | 'LABOUR_ID_BIRTH';

export type Severity = 'block' | 'warn';

/** What is wrong with a labour contract, where, and whether it may still be made. */
export interface LabourProblem extends Problem<LabourProblemCode> {
  readonly severity: Severity;
}

/** Before its words and weight are looked up. */
export interface LabourFinding {
  readonly code: LabourProblemCode;
  readonly path: LabourMeaning;
  readonly values?: Readonly<Record<string, number>>;
}

/** A rule of law; it says nothing of terms that lack what it speaks of. */
export type LabourRule = (terms: LabourTerms) => LabourFinding | undefined;
