import { bytesToBase64 } from '../bytes/index.ts';
import { digestLength } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { SigningRequest, SigningResult } from '../provider/index.ts';

/** What a key has signed already although no result was handed out, because the time-stamp failed. */
export interface Unfinished {
  cms?: Uint8Array;
}

interface Remembered {
  readonly fingerprint: string;
  readonly unfinished: Unfinished;
  /** Absent after a failure that came when the key had signed. */
  result: Promise<SigningResult> | undefined;
}

const rememberedResults = 1000;

/**
 * One signature for one idempotency key, within the life of this object: a repeated request gets the first result
 * again, also while that is still being made. A failure is not kept: no result was handed out, so the same request may
 * be tried again, and goes on from what the key signed before. The last thousand keys are remembered.
 */
export class SignOnce {
  readonly #remembered = new Map<string, Remembered>();

  /**
   * @throws CinnabarError `SIGNING_DIGEST_LENGTH`, `SIGNING_IDEMPOTENCY_CONFLICT`, and what `sign` throws
   */
  async run(request: SigningRequest, sign: (unfinished: Unfinished) => Promise<SigningResult>): Promise<SigningResult> {
    const { idempotencyKey, subject, digestAlgorithm, digest } = request;
    if (digest.length !== digestLength[digestAlgorithm]) {
      throw new CinnabarError(
        'SIGNING_DIGEST_LENGTH',
        `A digest made with ${digestAlgorithm} has ${digestLength[digestAlgorithm]} bytes.`,
        { details: { length: digest.length } },
      );
    }
    const { kind, name, organization, reference } = subject;
    const who = [kind, name, organization, reference];
    const fingerprint = JSON.stringify([who, digestAlgorithm, bytesToBase64(digest)]);
    const earlier = this.#remembered.get(idempotencyKey);
    if (earlier && earlier.fingerprint !== fingerprint) {
      throw new CinnabarError('SIGNING_IDEMPOTENCY_CONFLICT', 'This signing key was used before for another request.');
    }
    if (earlier?.result) return earlier.result;
    const unfinished = earlier?.unfinished ?? {};
    const result = sign(unfinished);
    const remembered: Remembered = { fingerprint, unfinished, result };
    this.#remembered.set(idempotencyKey, remembered);
    result.catch(() => {
      remembered.result = undefined;
      if (!unfinished.cms) this.#remembered.delete(idempotencyKey);
    });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedResults && oldest !== undefined) this.#remembered.delete(oldest);
    return result;
  }
}
