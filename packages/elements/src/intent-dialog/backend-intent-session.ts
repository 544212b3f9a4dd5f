import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';

import type { IntentMethod, IntentRequest, SigningBackend, SigningStatus } from '../backend/index.ts';
import type { IntentSession, IntentState } from './intent-session.ts';

export interface BackendIntentOptions {
  readonly preparationId: string;
  readonly digests: IntentRequest['digests'];
  /** Hex SHA-256 over `digests` as this browser computed it. */
  readonly fingerprint: string;
  readonly maskedPhone: string;
  readonly methods?: readonly IntentMethod[];
  /** Set when intent is already verified and only the signatures are awaited. */
  readonly signing?: SigningStatus;
}

type IntentBackend = Pick<SigningBackend, 'requestIntent' | 'confirmIntent' | 'signingStatus' | 'loadRoom'>;

/** Problems a person can do something about without leaving the dialog. */
const staying = /^(OTP_|NETWORK_|NOTIFICATION_|RATE_)/;
/** Milliseconds between looks at the signatures. */
const pollDelays = [400, 800, 1500, 3000] as const;

/** An {@link IntentSession} over a signing backend. Commands never reject: what went wrong stands in `state.problem`. */
export class BackendIntentSession implements IntentSession {
  readonly preparationId: string;
  readonly methods: readonly IntentMethod[];
  readonly maskedPhone: string;
  readonly fingerprint: string;
  readonly #backend: IntentBackend;
  readonly #digests: IntentRequest['digests'];
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();
  #state: IntentState = { step: 'ask' };

  constructor(backend: IntentBackend, options: BackendIntentOptions) {
    this.#backend = backend;
    this.preparationId = options.preparationId;
    this.methods = options.methods ?? ['sms'];
    this.maskedPhone = options.maskedPhone;
    this.fingerprint = options.fingerprint;
    this.#digests = options.digests;
    if (options.signing) void this.#awaitSignatures(options.signing);
  }

  get state(): IntentState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops every call and look under way. */
  dispose(): void {
    this.#abort.abort();
    this.#listeners.clear();
  }

  async request(method: IntentMethod): Promise<void> {
    const { step, busy } = this.#state;
    if (busy || (step !== 'ask' && step !== 'code')) return;
    this.#change({ busy: 'requesting', problem: undefined });
    await this.#guard(async (signal) => {
      const { preparationId } = this;
      const request: IntentRequest = { preparationId, method, digests: this.#digests };
      const challenge = await this.#backend.requestIntent(request, signal);
      // The question must be about what is on this screen.
      if (challenge.fingerprint.length < 8 || !this.fingerprint.startsWith(challenge.fingerprint)) {
        throw new CinnabarError('DIGEST_MISMATCH', 'The code was asked for other files than those shown.');
      }
      this.#change({ step: 'code', busy: undefined, challenge });
    });
  }

  async confirm(code: string): Promise<void> {
    const { step, busy, challenge } = this.#state;
    if (busy || step !== 'code' || !challenge) return;
    this.#change({ busy: 'checking', problem: undefined });
    await this.#guard(async (signal) => {
      const outcome = await this.#confirm(challenge.challengeId, code, signal);
      if (outcome.state === 'PASSED') return this.#awaitSignatures(outcome.signing);
      const { triesLeft } = outcome;
      const problem = triesLeft > 0 ? { code: 'OTP_WRONG', triesLeft } : { code: 'OTP_EXHAUSTED' };
      this.#change({ busy: undefined, challenge: { ...challenge, triesLeft }, problem });
    });
  }

  async retry(): Promise<void> {
    const { step, retryable, status } = this.#state;
    if (step === 'failed' && retryable && status) await this.#awaitSignatures({ ...status, state: 'PROCESSING' });
  }

  async #confirm(challengeId: string, code: string, signal: AbortSignal): ReturnType<SigningBackend['confirmIntent']> {
    try {
      return await this.#backend.confirmIntent(challengeId, code, signal);
    } catch (error) {
      if (codeOf(error) !== 'NETWORK_UNREACHABLE') throw error;
      // The answer was lost, not necessarily the question: the server knows whether the code was taken.
      const room = await this.#backend.loadRoom(signal);
      const taken = room.signing?.preparationId === this.preparationId;
      if (!taken && room.signer.state !== 'SIGNED') throw error;
      const state = taken ? 'PROCESSING' : 'SIGNED';
      const signing = { preparationId: this.preparationId, state, contractState: room.contract.state } as const;
      return { state: 'PASSED', signing };
    }
  }

  async #awaitSignatures(first: SigningStatus): Promise<void> {
    this.#change({ step: 'signing', busy: undefined, problem: undefined, status: first, retryable: undefined });
    const { signal } = this.#abort;
    let status = first;
    try {
      for (let round = 0; status.state === 'PROCESSING'; round++) {
        await pause(pollDelays[Math.min(round, pollDelays.length - 1)] ?? 3000);
        if (signal.aborted) return;
        status = await this.#backend.signingStatus(this.preparationId, signal);
        this.#change({ status });
      }
    } catch (error) {
      // The server goes on without us: a later look needs no new code.
      if (!signal.aborted) this.#change({ step: 'failed', problem: { code: codeOf(error) }, retryable: true });
      return;
    }
    if (status.state === 'SIGNED') this.#change({ step: 'signed' });
    else this.#change({ step: 'failed', problem: { code: 'SIGNING_FAILED' }, retryable: false });
  }

  async #guard(step: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    try {
      await step(signal);
    } catch (error) {
      if (signal.aborted) return;
      const code = codeOf(error);
      if (staying.test(code)) this.#change({ busy: undefined, problem: { code } });
      else this.#change({ step: 'failed', busy: undefined, problem: { code }, retryable: false });
    }
  }

  #change(part: Partial<IntentState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of [...this.#listeners]) listener();
  }
}

function codeOf(error: unknown): string {
  return isCinnabarError(error) ? error.code : 'INTENT_FAILED';
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
