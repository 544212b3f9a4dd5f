import type { PreparedRevision, SigningRoomState, SigningStatus } from '../backend/index.ts';
import type { IntentSession } from '../intent-dialog/intent-session.ts';
import type { RoomTask } from './room-tasks.ts';

/**
 * Where the room is. `working`: reading, filling, placing. `reviewing`: the bytes that will be signed are on screen and
 * their digest was computed here. `viewing`: nothing to do for this signer. `failed`: cannot go on without a reload.
 */
export type RoomPhase =
  'idle' | 'loading' | 'working' | 'viewing' | 'submitting' | 'reviewing' | 'intent' | 'signing' | 'signed' | 'failed';

/** What is being waited for. */
export interface RoomWait {
  readonly task: 'room' | 'files' | 'prepare' | 'check' | 'sign';
  readonly done: number;
  readonly total: number;
}

/** Something went wrong or changed; the signer's work is kept. */
export interface RoomProblem {
  /** Stable code: of the backend, or `ROOM_*`. */
  readonly code: string;
  readonly fileId?: string;
  readonly controlId?: string;
}

/** The prepared revision as this browser checked it. */
export interface ReviewedRevision {
  readonly prepared: PreparedRevision;
  /** Exact bytes by file id: what is shown and signed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Lower-case hex SHA-256 of those whole files, to recognise what a viewer shows. */
  readonly fileDigests: ReadonlyMap<string, string>;
  /** Digests this browser computed; sent with the intent request. */
  readonly digests: readonly { readonly fileId: string; readonly digest: string }[];
  /** Lower-case hex SHA-256 over all digests; people compare its first 8 digits with those in the message. */
  readonly fingerprint: string;
}

export type DraftState = 'none' | 'pending' | 'saving' | 'saved' | 'failed';

/** An immutable picture of the room; every change makes a new one. */
export interface RoomState {
  readonly phase: RoomPhase;
  readonly session: 'active' | 'expired';
  readonly draft: DraftState;
  readonly room?: SigningRoomState | undefined;
  /** Verified bytes of the latest revisions by file id. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly tasks: readonly RoomTask[];
  readonly canUndo: boolean;
  readonly wait?: RoomWait | undefined;
  readonly problem?: RoomProblem | undefined;
  readonly review?: ReviewedRevision | undefined;
  /** The question to the signer about the reviewed revision. */
  readonly intent?: IntentSession | undefined;
  readonly outcome?: SigningStatus | undefined;
}

export const initialRoomState: RoomState = {
  phase: 'idle',
  session: 'active',
  draft: 'none',
  files: new Map(),
  tasks: [],
  canUndo: false,
};
