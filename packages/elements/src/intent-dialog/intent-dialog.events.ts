import type { SigningStatus } from '../backend/index.ts';
import { CinnabarEvent } from '../internal/cinnabar-event.ts';

/** The signer's intent is verified; the signatures are being made. */
export class CinnabarIntentPassedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-intent-passed';
  readonly preparationId: string;

  constructor(preparationId: string) {
    super(CinnabarIntentPassedEvent.type);
    this.preparationId = preparationId;
  }
}

/** The signatures are made. */
export class CinnabarIntentSignedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-intent-signed';
  readonly status: SigningStatus | undefined;

  constructor(status: SigningStatus | undefined) {
    super(CinnabarIntentSignedEvent.type);
    this.status = status;
  }
}

/** The dialog was left before intent was verified; the session and what was typed stay. */
export class CinnabarIntentCancelEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-intent-cancel';

  constructor() {
    super(CinnabarIntentCancelEvent.type);
  }
}

/** It cannot go on in this dialog. `code` is stable, e.g. `REVISION_SUPERSEDED`, `SIGNING_FAILED`. */
export class CinnabarIntentFailedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-intent-failed';
  readonly code: string;

  constructor(code: string) {
    super(CinnabarIntentFailedEvent.type);
    this.code = code;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-intent-passed': CinnabarIntentPassedEvent;
    'cinnabar-intent-signed': CinnabarIntentSignedEvent;
    'cinnabar-intent-cancel': CinnabarIntentCancelEvent;
    'cinnabar-intent-failed': CinnabarIntentFailedEvent;
  }
}
