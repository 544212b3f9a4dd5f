import type { IntentChallenge, IntentOutcome, IntentRequest, SigningStatus } from './intent.ts';
import type { SigningRoomState } from './room.ts';
import type { PreparedRevision, Submission } from './submission.ts';

/**
 * The port between the elements and a signing server. One instance serves one signer on one contract.
 * Every method rejects with a `CinnabarError` whose code is one of `docs/errors.md`, e.g. `SESSION_EXPIRED`,
 * `REVISION_SUPERSEDED`, `CONTRACT_RECALLED`, `NETWORK_UNREACHABLE`. All take an abort signal.
 */
export interface SigningBackend {
  loadRoom(signal?: AbortSignal): Promise<SigningRoomState>;
  /** Exact bytes of the latest revision of a file. */
  loadFile(fileId: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Keeps typed values, so that nothing is lost when the page is left. */
  saveDraft(fileId: string, values: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void>;
  /** Tells that a file was shown to its end, for the evidence. Optional: a page may go on without. */
  reportRead?(fileId: string, signal?: AbortSignal): Promise<void>;
  /** Sends values and marks; the server writes the revisions that will be signed. */
  prepare(submission: Submission, signal?: AbortSignal): Promise<PreparedRevision>;
  /** Exact bytes of a prepared revision: what will be signed. */
  loadPrepared(preparationId: string, fileId: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Starts (or resends) an intent challenge for the digests the browser saw. */
  requestIntent(request: IntentRequest, signal?: AbortSignal): Promise<IntentChallenge>;
  confirmIntent(challengeId: string, code: string, signal?: AbortSignal): Promise<IntentOutcome>;
  /** Polled while `PROCESSING`. */
  signingStatus(preparationId: string, signal?: AbortSignal): Promise<SigningStatus>;
}
