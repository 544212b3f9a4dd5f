import { certificateTexts } from './certificate-problems.ts';
import { cryptographyTexts } from './cryptography-problems.ts';
import { documentTexts } from './document-problems.ts';
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
