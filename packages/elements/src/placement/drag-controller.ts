import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { EdgeScroller } from './edge-scroller.ts';

/** What a drag does; `payload` is what {@link DragDelegate.grab} picked up. */
export interface DragDelegate<T> {
  /** What lies under the pointer on the way down, or nothing to leave the pointer alone. */
  grab(event: PointerEvent): T | undefined;
  start(payload: T, clientX: number, clientY: number): void;
  /** Also called when the page scrolls under a resting pointer. */
  move(payload: T, clientX: number, clientY: number): void;
  drop(payload: T, clientX: number, clientY: number): void;
  cancel(payload: T): void;
  /** Scrolled while the pointer is near its edges. */
  scrollContainer?(): HTMLElement | undefined;
}

/** A mouse or pen must move this far (CSS pixels) before a press becomes a drag; a finger may not before it is one. */
const slop = 5;
/** A finger rests this long (ms) before it drags; a faster move scrolls the page as always. */
const longPress = 220;

interface Press<T> {
  readonly payload: T;
  readonly pointerId: number;
  readonly handle: HTMLElement;
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  dragging: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * Drags by pointer events: a mouse or pen at once, a finger after a short rest so that the list still scrolls. The
 * pointer is captured by the handle, so the drag works across shadow roots and outside the window; Escape, a second
 * pointer, `pointercancel` and losing the capture end it without a drop.
 */
export class DragController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #delegate: DragDelegate<T>;
  readonly #scroller = new EdgeScroller(() => this.#moved());
  #press: Press<T> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, delegate: DragDelegate<T>) {
    this.#host = host;
    this.#delegate = delegate;
    host.addController(this);
  }

  get dragging(): boolean {
    return this.#press?.dragging ?? false;
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#down);
    // Registered before any touch starts: the only way to keep a scroll from taking over a drag that has begun.
    this.#host.addEventListener('touchmove', this.#holdScroll, { passive: false });
    this.#host.addEventListener('contextmenu', this.#holdMenu);
  }

  hostDisconnected(): void {
    this.cancel();
    this.#host.removeEventListener('pointerdown', this.#down);
    this.#host.removeEventListener('touchmove', this.#holdScroll);
    this.#host.removeEventListener('contextmenu', this.#holdMenu);
  }

  /** Ends a drag without a drop. */
  cancel(): void {
    const press = this.#release();
    if (press?.dragging) this.#delegate.cancel(press.payload);
  }

  readonly #down = (event: PointerEvent): void => {
    if (this.#press) return this.cancel();
    const handle = event.composedPath()[0];
    if (!event.isPrimary || event.button !== 0 || !(handle instanceof Element)) return;
    const payload = this.#delegate.grab(event);
    if (payload === undefined) return;
    const { pointerId, clientX: x, clientY: y } = event;
    // The capturing element must outlive re-rendering of what it contains.
    const captor = handle.closest<HTMLElement>('button, [data-drag-handle]') ?? this.#host;
    const press: Press<T> = { payload, pointerId, handle: captor, startX: x, startY: y, x, y, dragging: false };
    this.#press = press;
    if (event.pointerType === 'touch') press.timer = setTimeout(() => this.#begin(press), longPress);
    window.addEventListener('pointermove', this.#move);
    window.addEventListener('pointerup', this.#up);
    window.addEventListener('pointercancel', this.#abort);
    window.addEventListener('keydown', this.#key, { capture: true });
  };

  readonly #move = (event: PointerEvent): void => {
    const press = this.#press;
    if (press?.pointerId !== event.pointerId) return;
    press.x = event.clientX;
    press.y = event.clientY;
    if (press.dragging) return this.#moved();
    if (Math.hypot(press.x - press.startX, press.y - press.startY) < slop) return;
    if (press.timer === undefined) this.#begin(press);
    else this.#release();
  };

  readonly #up = (event: PointerEvent): void => {
    if (this.#press?.pointerId !== event.pointerId) return;
    const press = this.#release();
    if (!press?.dragging) return;
    swallowNextClick();
    this.#delegate.drop(press.payload, event.clientX, event.clientY);
  };

  readonly #abort = (event: PointerEvent): void => {
    if (this.#press?.pointerId === event.pointerId) this.cancel();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.dragging || event.key !== 'Escape') return;
    // The drag ends, not the dialog around it.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.cancel();
  };

  readonly #holdScroll = (event: TouchEvent): void => {
    if (this.dragging && event.cancelable) event.preventDefault();
  };

  readonly #holdMenu = (event: Event): void => {
    if (this.#press) event.preventDefault();
  };

  #begin(press: Press<T>): void {
    delete press.timer;
    press.dragging = true;
    try {
      press.handle.setPointerCapture(press.pointerId);
      press.handle.addEventListener('lostpointercapture', this.#abort);
    } catch {
      // The pointer went up between the event and now; its `pointerup` or `pointercancel` is on the way.
    }
    this.#delegate.start(press.payload, press.x, press.y);
    this.#moved();
  }

  #moved(): void {
    const press = this.#press;
    if (!press?.dragging) return;
    this.#scroller.follow(this.#delegate.scrollContainer?.(), press.x, press.y);
    this.#delegate.move(press.payload, press.x, press.y);
  }

  #release(): Press<T> | undefined {
    const press = this.#press;
    if (!press) return undefined;
    this.#press = undefined;
    clearTimeout(press.timer);
    this.#scroller.stop();
    press.handle.removeEventListener('lostpointercapture', this.#abort);
    if (press.handle.hasPointerCapture(press.pointerId)) press.handle.releasePointerCapture(press.pointerId);
    window.removeEventListener('pointermove', this.#move);
    window.removeEventListener('pointerup', this.#up);
    window.removeEventListener('pointercancel', this.#abort);
    window.removeEventListener('keydown', this.#key, { capture: true });
    return press;
  }
}

/** A captured pointer's release is followed by a click on the handle, which would pick the thing up again. */
function swallowNextClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
