/** Text in three languages, and problems told in it. */
export { fillIn, fillInTexts, localized, type LocalizedText, type TextValues } from './localized-text.ts';
export { parsed, problemOf, unparsed, type Parsed, type Problem, type ProblemTexts } from './problem.ts';
