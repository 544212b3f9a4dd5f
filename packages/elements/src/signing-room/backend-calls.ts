import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import type { SigningBackend } from '../backend/index.ts';

/** Asked when the session expired. Resolves with a backend that works again (or nothing, when the old one does). */
export type RenewSession = () => Promise<SigningBackend | undefined> | undefined;

export interface BackendCallsOptions {
  readonly renewSession?: RenewSession;
  readonly onSession?: (state: 'active' | 'expired') => void;
  /** Waits that many milliseconds; replaced in tests. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const retryDelays = [500, 2000];

/**
 * Calls the backend for the room: waits for a new session when the old one expired and goes on where it was, and tries
 * again when the network fails. Nothing the signer did is lost by either.
 */
export class BackendCalls {
  backend: SigningBackend | undefined;
  readonly #options: BackendCallsOptions;
  readonly #abort = new AbortController();
  #renewal: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(options: BackendCallsOptions) {
    this.#options = options;
  }

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /**
   * @param retry false for calls that must not be sent twice by themselves (a code is single-use, a message costs).
   * @throws CinnabarError of the backend; `ROOM_FAILED` for anything else it threw.
   */
  async call<T>(operation: (backend: SigningBackend, signal: AbortSignal) => Promise<T>, retry = true): Promise<T> {
    for (let attempt = 0; ;) {
      try {
        if (!this.backend) throw new CinnabarError('ROOM_NO_BACKEND', 'The signing room has no backend.');
        return await operation(this.backend, this.#abort.signal);
      } catch (error) {
        const known = asCinnabarError(error);
        if (this.aborted) throw known;
        if (known.code === 'SESSION_EXPIRED') {
          await this.#renewed();
          continue;
        }
        const delay = retry && known.code === 'NETWORK_UNREACHABLE' ? retryDelays[attempt++] : undefined;
        if (delay === undefined) throw known;
        await this.wait(delay);
      }
    }
  }

  /** Gives a new backend and lets waiting calls go on. */
  replace(backend: SigningBackend | undefined): void {
    this.backend = backend;
    if (backend) this.#resume();
  }

  /** Asks the host once more for a session while calls are waiting. */
  askAgain(): void {
    if (this.#renewal) this.#ask();
  }

  wait(milliseconds: number): Promise<void> {
    return this.#options.wait?.(milliseconds) ?? new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  dispose(): void {
    this.#abort.abort();
    // Waiting calls wake up, see the abort and end.
    this.#renewal?.resolve();
  }

  #renewed(): Promise<void> {
    if (!this.#renewal) {
      let resolve = (): void => undefined;
      const promise = new Promise<void>((done) => (resolve = done));
      this.#renewal = { promise, resolve };
      this.#options.onSession?.('expired');
      this.#ask();
    }
    return this.#renewal.promise;
  }

  #ask(): void {
    // A host that cannot renew now may still replace the backend later, so its failure leaves the room waiting.
    this.#options.renewSession?.()?.then(
      (backend) => this.replace(backend ?? this.backend),
      () => undefined,
    );
  }

  #resume(): void {
    const renewal = this.#renewal;
    if (!renewal) return;
    this.#renewal = undefined;
    this.#options.onSession?.('active');
    renewal.resolve();
  }
}

export function asCinnabarError(error: unknown): CinnabarError {
  return isCinnabarError(error)
    ? error
    : new CinnabarError('ROOM_FAILED', 'Something failed that should not have.', { cause: error });
}
