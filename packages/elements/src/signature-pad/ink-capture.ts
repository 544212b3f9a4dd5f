import { inkReach, type InkPoint, type InkStroke } from '@cinnabar/core/ink';

/** How long (ms) touches are a resting hand after a pen was last seen. */
const palmTime = 3000;
/** A contact wider than this (CSS pixels) is a palm, not a fingertip. */
const palmSize = 80;
/** Samples nearer than this (pad widths) add nothing. */
const closest = 0.0004;

export interface InkCaptureDelegate {
  /** Unit-space point of a client point. */
  toUnit(clientX: number, clientY: number): { readonly x: number; readonly y: number };
  /** Time of the last point already on the pad, or undefined for an empty pad. */
  lastTime(): number | undefined;
  /** False refuses to start a stroke. */
  ready(): boolean;
  /** The stroke being drawn, with the browser's guess of where it goes next; undefined when it was given up. */
  wet(stroke: InkStroke | undefined): void;
  done(stroke: InkStroke): void;
}

interface Active {
  readonly pointerId: number;
  readonly pointerType: InkStroke['pointerType'];
  readonly points: InkPoint[];
}

/**
 * Turns pointer events into strokes: one pointer at a time, every coalesced sample, the events' own time, pressure only
 * from pens, and no ink from the hand that holds the pen.
 */
export class InkCapture {
  readonly #delegate: InkCaptureDelegate;
  #active: Active | undefined;
  #origin = 0;
  #started = false;
  #penSeen = -Infinity;

  constructor(delegate: InkCaptureDelegate) {
    this.#delegate = delegate;
  }

  get drawing(): boolean {
    return this.#active !== undefined;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') this.#penSeen = event.timeStamp;
    if (event.button !== 0 || !this.#delegate.ready() || this.#isPalm(event)) return;
    if (this.#active) {
      // The palm came down before the pen: its mark was never meant.
      if (event.pointerType !== 'pen' || this.#active.pointerType !== 'touch') return;
      this.#give(undefined);
    }
    event.preventDefault();
    this.#capture(event);
    this.#setOrigin(event.timeStamp);
    this.#active = { pointerId: event.pointerId, pointerType: kindOf(event), points: [] };
    this.#take(event);
    this.#delegate.wet(this.#stroke());
  };

  readonly move = (event: PointerEvent): void => {
    if (this.#active?.pointerId !== event.pointerId) return;
    if (event.pointerType === 'pen') this.#penSeen = event.timeStamp;
    const samples = event.getCoalescedEvents();
    for (const sample of samples.length > 0 ? samples : [event]) this.#take(sample);
    this.#delegate.wet(this.#stroke(event.getPredictedEvents()));
  };

  readonly up = (event: PointerEvent): void => {
    if (this.#active?.pointerId !== event.pointerId) return;
    this.#take(event);
    this.#give(this.#stroke());
  };

  /** The system took the pointer away (a palm, a gesture, a call): the stroke was not meant, the pad stays alive. */
  readonly cancel = (event: PointerEvent): void => {
    if (this.#active?.pointerId === event.pointerId) this.#give(undefined);
  };

  /** Captures may end without `pointerup`, for example when the pad moves in the document. */
  readonly lost = (event: PointerEvent): void => {
    if (this.#active?.pointerId === event.pointerId) this.#give(this.#stroke());
  };

  /** Gives up the stroke being drawn. */
  abandon(): void {
    if (this.#active) this.#give(undefined);
  }

  #isPalm(event: PointerEvent): boolean {
    if (event.pointerType !== 'touch') return false;
    return event.timeStamp - this.#penSeen < palmTime || Math.max(event.width, event.height) > palmSize;
  }

  #capture(event: PointerEvent): void {
    try {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    } catch {
      // Already up again: the stroke ends with the `pointerup` that is on the way.
    }
  }

  #setOrigin(timeStamp: number): void {
    const last = this.#delegate.lastTime();
    if (last === undefined) this.#origin = timeStamp;
    // Strokes restored from a form were made on another clock: go on half a second after them.
    else if (!this.#started || timeStamp - this.#origin < last) this.#origin = timeStamp - last - 500;
    this.#started = true;
  }

  #take(event: PointerEvent): void {
    const points = this.#active?.points;
    if (!points) return;
    const point = this.#point(event);
    if (!point) return;
    const last = points.at(-1);
    if (last && Math.hypot(point.x - last.x, point.y - last.y) < closest) return;
    points.push(last ? { ...point, time: Math.max(point.time, last.time) } : point);
  }

  /** Undefined where there is no pad to draw on, for it is not shown just now. Beyond its reach ink stays at the edge. */
  #point(event: PointerEvent): InkPoint | undefined {
    const { x, y } = this.#delegate.toUnit(event.clientX, event.clientY);
    if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
    const time = within(inkReach.time, Math.round(event.timeStamp - this.#origin));
    const measured = event.pointerType === 'pen' && event.pressure > 0;
    const pressure = measured ? { pressure: round(event.pressure) } : {};
    return { x: within(inkReach.x, round(x)), y: within(inkReach.y, round(y)), time, ...pressure };
  }

  #stroke(predicted: readonly PointerEvent[] = []): InkStroke | undefined {
    const active = this.#active;
    if (!active) return undefined;
    const points = [...active.points, ...predicted.flatMap((event) => this.#point(event) ?? [])];
    return points.length > 0 ? { pointerType: active.pointerType, points } : undefined;
  }

  #give(stroke: InkStroke | undefined): void {
    this.#active = undefined;
    if (stroke) this.#delegate.done(stroke);
    else this.#delegate.wet(undefined);
  }
}

function kindOf({ pointerType }: PointerEvent): InkStroke['pointerType'] {
  return pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
}

function within([low, high]: readonly [number, number], value: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Five decimals: a hundredth of a pixel on a 1,000 px pad. */
function round(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
