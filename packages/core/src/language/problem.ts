import { fillIn, type LocalizedText, type TextValues } from './localized-text.ts';

/** What is wrong with an input or a wish: a stable code for programs, a sentence people can act on. Never personal data. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly message: LocalizedText;
  /** Where in the input, as property names joined by dots (`worker.idNumber`); absent when it is the whole. */
  readonly path?: string;
  /** The figures of the sentence, for callers that word it themselves. */
  readonly values?: TextValues;
}

/** A value read from input, or at least one reason why it could not be. */
export type Parsed<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly [Problem<Code>, ...Problem<Code>[]] };

/** A table of sentences: code → text with `{name}` marks. */
export type ProblemTexts<Code extends string> = Readonly<Record<Code, LocalizedText>>;

/** A problem worded by `texts`. */
export function problemOf<Code extends string>(
  texts: ProblemTexts<Code>,
  code: Code,
  options: { path?: string; values?: TextValues } = {},
): Problem<Code> {
  const { path, values } = options;
  return {
    code,
    message: values === undefined ? texts[code] : fillIn(texts[code], values),
    ...(path === undefined ? {} : { path }),
    ...(values === undefined ? {} : { values }),
  };
}

/** {@link Parsed} of a value. */
export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** {@link Parsed} of one or more problems. */
export function unparsed<Code extends string>(
  first: Problem<Code>,
  ...others: Problem<Code>[]
): { readonly ok: false; readonly problems: readonly [Problem<Code>, ...Problem<Code>[]] } {
  return { ok: false, problems: [first, ...others] };
}
