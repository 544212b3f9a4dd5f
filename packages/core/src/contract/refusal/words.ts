import type { Problem } from '../../language/index.ts';
import { commonTexts, sentences, type CommonRefusal } from './refusal.ts';

/** Letters nobody sees: controls except line breaks, marks of direction, lone surrogates, private use. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** What shows nothing however much of it is written: spaces, fillers, selectors of variants, blanks of Braille. */
const blank = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu;

const { because } = sentences(commonTexts);

/** What is wrong with words a person must write (a reason, a name): nothing, too much, or characters nobody sees. */
export function wordsProblem(text: string, max: number, path: string): Problem<CommonRefusal> | undefined {
  const written = text.trim();
  if (written.replace(blank, '') === '') return because('MESSAGE_REQUIRED', { path });
  if ([...written].length > max) return because('MESSAGE_TOO_LONG', { path, values: { max } });
  return hidden.test(written.replace(/\r?\n|\t/g, ' ')) ? because('MESSAGE_CHARACTER', { path }) : undefined;
}

/** {@link wordsProblem} of a name or another text of one line. */
export function lineProblem(text: string, max: number, path: string): Problem<CommonRefusal> | undefined {
  return (
    wordsProblem(text, max, path) ?? (/[\r\n\t]/.test(text.trim()) ? because('MESSAGE_CHARACTER', { path }) : undefined)
  );
}
