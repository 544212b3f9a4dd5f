import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A word after `cinnabar`. */
export interface Command {
  /** Usage, options, examples. */
  readonly help: string;
  /** The process's exit code. Throws {@link UsageError}, CinnabarError. */
  run(args: readonly string[]): Promise<number>;
}

/** 0 to 4 are the verdicts of `verify`; 64 and 70 are those of sysexits.h. */
export const exitCodes = { done: 0, refused: 1, unreadable: 4, usage: 64, internal: 70 } as const;

/** The command line cannot be understood; the sentence says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/** Options and the words between them. @throws UsageError */
export function parseCommandLine<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
    const named = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = named.find((name, i) => !options[name]?.multiple && named.indexOf(name) < i);
    if (twice !== undefined) throw new UsageError(`--${twice} is given twice.`);
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    // The platform's first sentence names the option; what follows is advice for programmers.
    const [sentence = ''] = (cause as Error).message.split(/\. |\n/);
    const advice = sentence.includes('ambiguous') ? ' Write a value that begins with a dash as --option=-value.' : '';
    throw new UsageError(`${sentence.replace(/\.$/, '')}.${advice}`);
  }
}

/** Exactly these words. @throws UsageError when one is missing or one too many */
export function words<N extends string>(positionals: readonly string[], ...names: readonly N[]): Record<N, string> {
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`There is one word too many: ${extra}`);
  return Object.fromEntries(names.map((name, i) => [name, positionals[i]])) as Record<N, string>;
}

/** The value of an option that must be there. @throws UsageError */
export function required<T>(value: T | undefined, option: string): T {
  if (value === undefined) throw new UsageError(`${option} is missing.`);
  return value;
}

/** A secret from the environment, where other users' process lists do not show it. @throws UsageError when unset */
export function secretFrom(variable: string): string {
  const secret = process.env[variable];
  if (secret === undefined) throw new UsageError(`The environment variable ${variable} is not set.`);
  return secret;
}
