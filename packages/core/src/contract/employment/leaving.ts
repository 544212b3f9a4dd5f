import { keptUntil } from '../../field/index.ts';
import type { LocalizedText } from '../../language/index.ts';
import { addDays, addMonths, dayOf, daysBetween } from '../calendar/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { leavingReasons } from './leaving-reasons.ts';
import type { Employee } from './types.ts';

/** 在我司已工作了 N 天: days since hiring in Shanghai; once left, up to the last day. Catalogue: EMP-02. */
export function daysWorked({ hiredOn, resignation }: Pick<Employee, 'hiredOn' | 'resignation'>, now: string): number {
  return Math.max(0, daysBetween(hiredOn, resignation?.date ?? dayOf(now)));
}

/** Something the law wants done when somebody leaves. */
export interface LeavingDuty {
  readonly id: 'certificate' | 'archives' | 'retention';
  readonly text: LocalizedText;
  /** Last day to do it, or until which it lasts. */
  readonly until: string;
  /** Article of the Labour Contract Law. */
  readonly article: string;
}

/**
 * What the employer is reminded of when somebody leaves: the certificate on the day itself, archives and social insurance
 * within 15 days, the contracts kept for two years at least. Catalogue: EMP-07.
 */
export function leavingDuties(date: string, { retention }: Pick<PlatformRules, 'retention'>): readonly LeavingDuty[] {
  return [
    {
      id: 'certificate',
      until: date,
      article: '50',
      text: {
        'zh-Hans': '请在解除或终止劳动合同时出具解除或终止劳动合同证明',
        'zh-Hant': '請在解除或終止勞動合約時出具解除或終止勞動合約證明',
        en: 'Issue the certificate of termination when the contract ends.',
      },
    },
    {
      id: 'archives',
      until: addDays(date, 15),
      article: '50',
      text: {
        'zh-Hans': '请在十五日内为劳动者办理档案和社会保险关系转移手续',
        'zh-Hant': '請在十五日內為勞動者辦理檔案和社會保險關係轉移手續',
        en: 'Transfer archives and social insurance within 15 days.',
      },
    },
    {
      id: 'retention',
      until: keptUntil(date, retention.years),
      article: '50',
      text: {
        'zh-Hans': '已解除或终止的劳动合同文本至少保存二年备查',
        'zh-Hant': '已解除或終止的勞動合約文本至少保存二年備查',
        en: 'Keep the texts of ended contracts for at least two years.',
      },
    },
  ];
}

/** The term of the contract that ends. */
export interface EndedTerm {
  readonly kind: 'fixed' | 'open-ended' | 'task';
  readonly start: string;
  /** Of fixed terms. */
  readonly end?: string;
}

/** What a certificate of termination must say (Regulations art. 24), and what it is written from. */
export interface TerminationCertificate {
  readonly person: string;
  readonly company: string;
  readonly term: EndedTerm;
  readonly position: string;
  /** The day the contract ends. */
  readonly endedOn: string;
  readonly reason: LocalizedText;
  readonly articles: readonly string[];
  /** Whole years and months with this employer. */
  readonly service: { readonly years: number; readonly months: number };
}

/** The data of the 解除/终止证明; undefined unless the employee has left. Catalogue: EMP-07. */
export function terminationCertificate(
  { person, company, hiredOn, resignation }: Employee,
  job: { readonly term: EndedTerm; readonly position: string },
): TerminationCertificate | undefined {
  if (resignation?.date === undefined) return undefined;
  const { label, articles } = leavingReasons[resignation.reason];
  const months = wholeMonths(hiredOn, resignation.date);
  return {
    ...{ person, company, articles },
    ...job,
    endedOn: resignation.date,
    reason: label,
    service: { years: Math.floor(months / 12), months: months % 12 },
  };
}

/** Whole months from the first day to the last, both worked. */
function wholeMonths(from: string, until: string): number {
  const end = addDays(until, 1);
  let months =
    (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(from.slice(5, 7));
  if (addMonths(from, months) > end) months -= 1;
  return Math.max(0, months);
}
