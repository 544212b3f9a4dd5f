import type { Parsed } from '@cinnabar/core/language';
import { assert } from 'chai';
import fc from 'fast-check';

/** The value of a result that must be one. */
export function valueOf<T>(result: Parsed<T>): T {
  if (!result.ok) assert.fail(result.problems.map(({ code }) => code).join());
  return result.value;
}

/** The codes of a result that must be refused; empty when it was read. */
export function codesOf(result: Parsed<unknown>): readonly string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/** Bounded and repeatable. */
export const runs = { numRuns: 200, seed: 20_261_122 } as const;

/** `text` with the character at `index` replaced by another one of `alphabet`, `step` further. */
export function substitute(text: string, index: number, step: number, alphabet: string): string {
  const was = alphabet.indexOf(text.charAt(index));
  const now = alphabet.charAt((was + 1 + (step % (alphabet.length - 1))) % alphabet.length);
  return text.slice(0, index) + now + text.slice(index + 1);
}

/** `text` with the characters at `index` and `index + 1` swapped. */
export function transpose(text: string, index: number): string {
  return text.slice(0, index) + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);
}

/** Strings of `length` characters of `alphabet`. */
export function word(alphabet: string, length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
}
