import type { SigningBackend } from '../backend/index.ts';
import { CinnabarEvent } from '../internal/cinnabar-event.ts';
import type { RoomPhase } from './room-state.ts';

/** Before values and marks are sent to be signed. `preventDefault()` keeps the signer on the page. */
export class CinnabarBeforeSignEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-before-sign';
  readonly contractId: string;

  constructor(contractId: string) {
    super(CinnabarBeforeSignEvent.type, { cancelable: true });
    this.contractId = contractId;
  }
}

/** The signer's signatures are in the files. `completed` when nobody else has to sign. */
export class CinnabarSignedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-signed';
  readonly contractId: string;
  readonly completed: boolean;

  constructor(contractId: string, completed: boolean) {
    super(CinnabarSignedEvent.type);
    this.contractId = contractId;
    this.completed = completed;
  }
}

/** The room moved to another phase, or leaving it would now lose something (or no longer would). */
export class CinnabarRoomStateEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-room-state';
  readonly phase: RoomPhase;
  /** True while leaving would lose something. */
  readonly unsaved: boolean;

  constructor(phase: RoomPhase, unsaved: boolean) {
    super(CinnabarRoomStateEvent.type);
    this.phase = phase;
    this.unsaved = unsaved;
  }
}

/**
 * The backend's session ended. The host gives a new one either by `respondWith(promise)` or, at any later time, by
 * setting `room.backend`; the room then goes on with the very call that was refused.
 */
export class CinnabarSessionExpiredEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-session-expired';
  #response: Promise<SigningBackend | undefined> | undefined;

  constructor() {
    super(CinnabarSessionExpiredEvent.type);
  }

  /** @param backend - resolves with a backend of a new session, or with nothing when the present one was renewed. */
  respondWith(backend: Promise<SigningBackend | undefined>): void {
    this.#response = backend;
  }

  get response(): Promise<SigningBackend | undefined> | undefined {
    return this.#response;
  }
}

/** The signer wants to leave the room; only the host can take it away. */
export class CinnabarCloseRequestEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-close-request';
  readonly phase: RoomPhase;
  readonly unsaved: boolean;

  constructor(phase: RoomPhase, unsaved: boolean) {
    super(CinnabarCloseRequestEvent.type);
    this.phase = phase;
    this.unsaved = unsaved;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-before-sign': CinnabarBeforeSignEvent;
    'cinnabar-signed': CinnabarSignedEvent;
    'cinnabar-room-state': CinnabarRoomStateEvent;
    'cinnabar-session-expired': CinnabarSessionExpiredEvent;
    'cinnabar-close-request': CinnabarCloseRequestEvent;
  }
}
