import { certificateTexts } from './certificate-problems.ts';
import { cryptographyTexts } from './cryptography-problems.ts';
import { documentTexts } from './document-problems.ts';
import type { ReportedProblem } from '../report.ts';
import { describedRules, findingText } from './findings.ts';
import { inLocale, type ReportLocale, type Texts } from './locale.ts';

/** One sentence per problem code. Codes `LATER_…` that are named after a rule of the revision diff have its sentence. */
const problemTexts: Readonly<Record<string, Texts>> = { ...documentTexts, ...cryptographyTexts, ...certificateTexts };

/** Codes that have a sentence of their own. */
export const describedProblems: readonly string[] = Object.keys(problemTexts);

/** The sentence for problem `code`, undefined for one that is not known. */
export function problemSentence(code: string, locale: ReportLocale): string | undefined {
  const texts = Object.hasOwn(problemTexts, code) ? problemTexts[code] : undefined;
  return texts && inLocale(texts, locale);
}

/**
 * What to show for a problem: in English its own message, which may hold details; otherwise the sentence for its code, or
 * for the rule it is named after.
 */
export function problemText(
  { code, message, field }: Pick<ReportedProblem, 'code' | 'message' | 'field'>,
  locale: ReportLocale,
): string {
  if (locale === 'en') return message;
  const rule = code.startsWith('LATER_') ? code.slice('LATER_'.length).toLowerCase().replaceAll('_', '-') : '';
  if (!describedRules.includes(rule)) return problemSentence(code, locale) ?? message;
  return findingText({ rule, ...(field === undefined ? {} : { field }) }, locale);
}
