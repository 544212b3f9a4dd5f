import type { ContractState } from './room.ts';

export type IntentMethod = 'sms';

export interface IntentRequest {
  readonly preparationId: string;
  readonly method: IntentMethod;
  /** Digests the browser computed over the bytes it shows; the server refuses others with `DIGEST_MISMATCH`. */
  readonly digests: readonly { readonly fileId: string; readonly digest: string }[];
}

/** A question only the signer can answer, bound to signer, contract and digests. */
export interface IntentChallenge {
  readonly challengeId: string;
  readonly method: IntentMethod;
  readonly maskedPhone: string;
  /** ISO 8601 instants. */
  readonly expiresAt: string;
  readonly resendAt: string;
  readonly triesLeft: number;
  /** Hex SHA-256 over all digests; its first 8 digits stand in the message, so both can be compared. */
  readonly fingerprint: string;
}

/** Where the signatures are after intent was verified. */
export interface SigningStatus {
  readonly preparationId: string;
  readonly state: 'PROCESSING' | 'SIGNED' | 'FAILED';
  /** Why, for `FAILED`, or what is being waited for. A stable code. */
  readonly reason?: string;
  readonly contractState: ContractState;
}

export type IntentOutcome =
  | { readonly state: 'PASSED'; readonly signing: SigningStatus }
  | { readonly state: 'WRONG'; readonly triesLeft: number };
