import type { InkStrokes } from '@cinnabar/core/ink';

import { CinnabarEvent } from '../internal/cinnabar-event.ts';

/** The signer confirmed a signature that passed the checks of `inkProblem`. */
export class CinnabarSignatureConfirmEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-signature-confirm';
  readonly ink: InkStrokes;

  constructor(ink: InkStrokes) {
    super(CinnabarSignatureConfirmEvent.type);
    this.ink = ink;
  }
}

/** The full-screen pad was left without confirming; the strokes are those it was opened with. */
export class CinnabarSignatureCancelEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-signature-cancel';

  constructor() {
    super(CinnabarSignatureCancelEvent.type);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-signature-confirm': CinnabarSignatureConfirmEvent;
    'cinnabar-signature-cancel': CinnabarSignatureCancelEvent;
  }
}
