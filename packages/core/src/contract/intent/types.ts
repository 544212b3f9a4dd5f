import type { Problem } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { CodeRefusal, OneTimeCode } from '../code/index.ts';
import type { ProofMethod } from '../rules/index.ts';
import type { IntentState } from './intent-machine.ts';

/** What a person says yes to: a contract with the digest of what is shown, or another act with what it is about. */
export interface IntentTarget {
  readonly id: string;
  /** Hexadecimal digest over all files of the contract; of other acts a text that says what is agreed to. */
  readonly digest: string;
}

/** Who provides face checks, and which QR code is out. */
export interface FaceCheck {
  readonly provider: string;
  /** Keyed hash of the one-time token in the QR code. */
  readonly token: string;
  readonly expiresAt: string;
}

/** What is needed to ask a person for their intent. */
export interface IntentRequest {
  readonly id: string;
  /** Reference of the person who must prove the intent. */
  readonly person: string;
  /** One, or all of a batch. */
  readonly targets: readonly [IntentTarget, ...IntentTarget[]];
  readonly method: ProofMethod;
  /** What the flow offers, in order: its frozen profile's `intentMethods` or `gateMethods`. */
  readonly methods: readonly ProofMethod[];
  /** Whether the person is verified with a resident ID; faces of others cannot be compared (WIL-04). */
  readonly mainland: boolean;
}

/**
 * One request for a person's intent by one method: bound to person, targets and their digests from the start, usable once.
 */
export interface IntentChallenge extends IntentRequest, Versioned<IntentState> {
  readonly createdAt: string;
  /** While the challenge waits: its end. Once it passed: until when the proof can be used. */
  readonly expiresAt: string;
  /** Of `sms`. */
  readonly code?: OneTimeCode;
  /** Of `face`. */
  readonly face?: FaceCheck;
  /** Faces that did not pass. */
  readonly failures: number;
  /** Why the last try did not pass; shown until the next. */
  readonly problem?: Problem<CodeRefusal | 'INTENT_FACE_FAILED'>;
  /** The provider's number of the check that passed. */
  readonly receipt?: string;
  readonly passedAt?: string;
  readonly consumedAt?: string;
}

export type IntentEvent =
  /**
   * `seed`: fresh random hex, used when a new code is drawn. `sent`: instants of the last hour's messages to the person's
   * phone, whatever for (`phoneProblem`): challenges begun again and again give no more of them.
   */
  | { readonly type: 'send'; readonly seed: string; readonly sent: readonly string[] }
  | { readonly type: 'call' }
  /** `token`: fresh random hex, whose keyed hash is kept. */
  | { readonly type: 'show-face'; readonly provider: string; readonly token: string }
  | { readonly type: 'enter-code'; readonly code: string }
  /** Told by the server on the provider's word, with the token the QR code carried. */
  | { readonly type: 'face-passed'; readonly token: string; readonly receipt: string }
  | { readonly type: 'face-failed'; readonly token: string }
  /** What is about to happen, as the server computed it now: every target must be as it was agreed to. */
  | { readonly type: 'consume'; readonly targets: readonly IntentTarget[] }
  | { readonly type: 'void' }
  | { readonly type: 'expire' };
