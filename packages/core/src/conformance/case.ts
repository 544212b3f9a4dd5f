import { CinnabarError, isCinnabarError } from '../error/index.ts';

export type Made<T> = T | Promise<T>;

/** One thing a provider must do. For any test runner: give it the name, and let it await `run`. */
export interface ConformanceCase {
  readonly name: string;
  /** @throws CinnabarError `CONFORMANCE_FAILED`, whose sentence says what was expected */
  run(): Promise<void>;
}

/** Fails the case unless `condition` holds. */
export function expect(condition: unknown, sentence: string, cause?: unknown): asserts condition {
  if (!condition) throw new CinnabarError('CONFORMANCE_FAILED', sentence, { cause });
}

/**
 * The error with which `work` must end: one that programs and people can act on, and that tells nobody's secrets.
 * @param what for the sentence when it does not
 * @param code pattern of the codes that will do
 * @param personal words that belong to people and must not be in it
 */
export async function expectRefusal(
  work: () => unknown,
  what: string,
  code: RegExp,
  personal: readonly string[] = [],
): Promise<void> {
  let refusal: unknown;
  try {
    await work();
  } catch (cause) {
    refusal = cause;
  }
  expect(refusal !== undefined, `${what} must be refused, and was not.`);
  expect(isCinnabarError(refusal), `${what} must be refused with a CinnabarError.`, refusal);
  expect(code.test(refusal.code), `${what} must be refused with a code like ${code.source}: ${refusal.code}.`, refusal);
  expect(/[.!]$/.test(refusal.message), `${what} must be refused in a sentence: ${refusal.message}`, refusal);
  const told = `${refusal.message} ${JSON.stringify(refusal.details)}`;
  expect(!personal.some((word) => told.includes(word)), `The error about ${what} tells personal data.`, refusal);
}
