import { parsed, problemOf, unparsed, type Parsed } from '../language/index.ts';
import { identityTexts, type IdentityCode } from './texts.ts';

/** What every parser of this folder takes beside the input. */
export interface ParseOptions {
  /** Where the input stands in a form, for the problem to name (`worker.idNumber`). */
  readonly path?: string;
}

/** `text` with the full-width forms of ASCII (U+FF01–FF5E) and the ideographic space made half-width. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/** A number as a machine wants it: half-width, upper case, without the spaces and hyphens people group it by. */
export function compactNumber(text: string): string {
  return halfWidth(text)
    .replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u2010-\u2015-]/g, '')
    .toUpperCase();
}

/** Refuses with `code`, at the caller's path. */
export function refused(code: IdentityCode, options: ParseOptions): ReturnType<typeof unparsed<IdentityCode>> {
  return unparsed(problemOf(identityTexts, code, options.path === undefined ? {} : { path: options.path }));
}

/** {@link parsed}, or the refusal by `code` when it is given. */
export function judged<T>(
  code: IdentityCode | undefined,
  options: ParseOptions,
  value: () => T,
): Parsed<T, IdentityCode> {
  return code === undefined ? parsed(value()) : refused(code, options);
}
