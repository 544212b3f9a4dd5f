import type { IntentChallenge, IntentMethod, SigningStatus } from '../backend/index.ts';

/**
 * `ask`: no code was sent yet. `code`: one was. `signing`: intent is verified, the signatures are being made. `failed`:
 * see `problem`; `retryable` says whether asking again needs no new code.
 */
export type IntentStep = 'ask' | 'code' | 'signing' | 'signed' | 'failed';

export interface IntentProblem {
  /** Stable code, e.g. `OTP_WRONG`, `OTP_EXPIRED`, `NETWORK_UNREACHABLE`. */
  readonly code: string;
  /** For `OTP_WRONG`. */
  readonly triesLeft?: number;
}

export interface IntentState {
  readonly step: IntentStep;
  readonly busy?: 'requesting' | 'checking' | undefined;
  readonly challenge?: IntentChallenge | undefined;
  readonly problem?: IntentProblem | undefined;
  readonly status?: SigningStatus | undefined;
  readonly retryable?: boolean | undefined;
}

/** What the intent dialog shows and asks. Lives longer than the dialog: closing it loses nothing. */
export interface IntentSession {
  readonly preparationId: string;
  readonly methods: readonly IntentMethod[];
  /** e.g. `138****0001`. */
  readonly maskedPhone: string;
  /** Hex fingerprint this browser computed over the digests of what it shows. */
  readonly fingerprint: string;
  readonly state: IntentState;
  subscribe(listener: () => void): () => void;
  /** Sends a code, or another one. */
  request(method: IntentMethod): Promise<void>;
  confirm(code: string): Promise<void>;
  /** Looks again for the signatures, without a new code. */
  retry(): Promise<void>;
}
