import { CinnabarEvent } from '../internal/cinnabar-event.ts';
import type { PagePoint, PlacementRefusal } from '../placement/index.ts';

/** A seal was picked up, by dragging, tapping or keyboard. */
export class CinnabarSealPickEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-pick';
  constructor(readonly sealId: string) {
    super(CinnabarSealPickEvent.type);
  }
}

/** A seal was put down in an area that accepts it. `center` is in points, the whole seal lies inside the area. */
export class CinnabarSealPlaceEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-place';
  constructor(
    readonly sealId: string,
    readonly fileId: string,
    readonly controlId: string,
    readonly center: PagePoint,
  ) {
    super(CinnabarSealPlaceEvent.type);
  }
}

/** A seal was put down where it may not stand. */
export class CinnabarSealRefusedEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-seal-refused';
  constructor(
    readonly sealId: string,
    readonly reason: PlacementRefusal,
  ) {
    super(CinnabarSealRefusedEvent.type);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-seal-pick': CinnabarSealPickEvent;
    'cinnabar-seal-place': CinnabarSealPlaceEvent;
    'cinnabar-seal-refused': CinnabarSealRefusedEvent;
  }
}
