import { bytesToBase64 } from '../bytes/index.ts';
import { digestLength } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { SigningRequest, SigningResult } from '../provider/index.ts';

interface Remembered {
  readonly fingerprint: string;
  readonly result: Promise<SigningResult>;
}

const rememberedResults = 1000;

/**
 * One signature for one idempotency key, within the life of this object: a repeated request gets the first result
 * again, also while that is still being made. A failure is not kept: no result was handed out, so the same request may
 * be tried again. The last thousand keys are remembered.
 */
export class SignOnce {
  readonly #remembered = new Map<string, Remembered>();

  /**
   * @throws CinnabarError `SIGNING_DIGEST_LENGTH`, `SIGNING_IDEMPOTENCY_CONFLICT`, and what `sign` throws
   */
  async run(request: SigningRequest, sign: () => Promise<SigningResult>): Promise<SigningResult> {
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
    if (earlier?.fingerprint === fingerprint) return earlier.result;
    if (earlier) {
      throw new CinnabarError('SIGNING_IDEMPOTENCY_CONFLICT', 'This signing key was used before for another request.');
    }
    const result = sign();
    this.#remembered.set(idempotencyKey, { fingerprint, result });
    result.catch(() => this.#remembered.delete(idempotencyKey));
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedResults && oldest !== undefined) this.#remembered.delete(oldest);
    return result;
  }
}
