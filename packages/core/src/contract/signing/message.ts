import type { Problem } from '../../language/index.ts';
import { because, type ContractRefusal } from './texts.ts';

/** Letters nobody sees: controls except line breaks, marks of direction, lone surrogates, private use. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** What is wrong with words a person must write (a reason, a message): nothing, too much, or characters nobody sees. */
export function messageProblem(text: string, max: number, path: string): Problem<ContractRefusal> | undefined {
  const written = text.trim();
  if (written === '') return because('MESSAGE_REQUIRED', { path });
  if ([...written].length > max) return because('MESSAGE_TOO_LONG', { path, values: { max } });
  if (hidden.test(written.replace(/\r?\n|\t/g, ' '))) return because('MESSAGE_CHARACTER', { path });
  return undefined;
}
