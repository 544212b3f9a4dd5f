/** Refusals that every machine knows, and the words of all of them. */
export { commonTexts, sentences, sharedTexts, type CommonRefusal, type Sentences } from './refusal.ts';
export { lineProblem, wordsProblem } from './words.ts';
