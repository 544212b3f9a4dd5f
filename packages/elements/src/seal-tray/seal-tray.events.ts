import { CinnabarEvent } from '../internal/cinnabar-event.ts';
import type { PagePoint, PlacementRefusal } from '../placement/index.ts';

/** A seal was picked up, by dragging, tapping or keyboard. */
export class CinnabarSealPickEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-pick';
  readonly sealId: string;

  constructor(sealId: string) {
    super(CinnabarSealPickEvent.type);
    this.sealId = sealId;
  }
}

/** A seal was put down in an area that accepts it. `center` is in points, the whole seal lies inside the area. */
export class CinnabarSealPlaceEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-place';
  readonly sealId: string;
  readonly fileId: string;
  readonly controlId: string;
  readonly center: PagePoint;

  constructor(placed: { sealId: string; fileId: string; controlId: string; center: PagePoint }) {
    super(CinnabarSealPlaceEvent.type);
    this.sealId = placed.sealId;
    this.fileId = placed.fileId;
    this.controlId = placed.controlId;
    this.center = placed.center;
  }
}

/** A seal was put down where it may not stand. */
export class CinnabarSealRefusedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-refused';
  readonly sealId: string;
  readonly reason: PlacementRefusal;

  constructor(sealId: string, reason: PlacementRefusal) {
    super(CinnabarSealRefusedEvent.type);
    this.sealId = sealId;
    this.reason = reason;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-seal-pick': CinnabarSealPickEvent;
    'cinnabar-seal-place': CinnabarSealPlaceEvent;
    'cinnabar-seal-refused': CinnabarSealRefusedEvent;
  }
}
