/** Errors every folder of core throws: a stable code for programs, a sentence for people. */

/** JSON-safe details that help a caller act on an error; never personal data or secrets. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[] | readonly number[]>>;

/**
 * The only kind of error that crosses a public function of Cinnabar.
 * `code` is stable across versions (`FAMILY_REASON`, upper case); `message` is one English sentence a person can act on.
 */
export class CinnabarError extends Error {
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(code: string, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CinnabarError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** True when `value` is a {@link CinnabarError}, also one made by another copy of this package. */
export function isCinnabarError(value: unknown): value is CinnabarError {
  return value instanceof Error && value.name === 'CinnabarError' && 'code' in value;
}
