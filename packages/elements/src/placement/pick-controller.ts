import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { DropSurface, DropTarget } from './drop-surface.ts';

/** What happens to a thing picked up without dragging. */
export interface PickDelegate<T> {
  surface(): DropSurface | undefined;
  /** True for areas worth offering to `payload`. */
  accepts(payload: T, target: DropTarget): boolean;
  /** The keyboard stands on `target`, number `index` (0-based) of `count`. */
  offer(payload: T, target: DropTarget, index: number, count: number): void;
  /** Put down by a tap or by Enter. A refusal keeps the thing picked: answer false. */
  place(payload: T, target: DropTarget): boolean;
  cancel(payload: T): void;
}

/**
 * The ways to place without dragging (WCAG 2.2, 2.5.7): pick, then tap an area; or pick, choose an area with the
 * arrows or Tab, and press Enter. Escape puts the thing back; Tab past the last area does too, so focus is never held.
 */
export class PickController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #delegate: PickDelegate<T>;
  #picked: T | undefined;
  #index = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, delegate: PickDelegate<T>) {
    this.#host = host;
    this.#delegate = delegate;
    host.addController(this);
  }

  get picked(): T | undefined {
    return this.#picked;
  }

  /** The area the keyboard stands on, where it is on the screen now. */
  get candidate(): DropTarget | undefined {
    return this.#candidates()[this.#index];
  }

  hostDisconnected(): void {
    this.release();
  }

  pick(payload: T): void {
    this.release();
    this.#picked = payload;
    window.addEventListener('click', this.#click, { capture: true });
    window.addEventListener('keydown', this.#key, { capture: true });
    this.#host.requestUpdate();
  }

  /** Lets go without telling anyone. */
  release(): void {
    this.#picked = undefined;
    this.#index = -1;
    window.removeEventListener('click', this.#click, { capture: true });
    window.removeEventListener('keydown', this.#key, { capture: true });
    this.#host.requestUpdate();
  }

  cancel(): void {
    const payload = this.#picked;
    if (payload === undefined) return;
    this.release();
    this.#delegate.cancel(payload);
  }

  readonly #click = (event: MouseEvent): void => {
    if (event.composedPath().includes(this.#host)) return;
    const target = this.#delegate.surface()?.areaAt(event.clientX, event.clientY);
    if (!target) return;
    // The tap is the placing; what the area does on a tap otherwise must not happen as well.
    event.preventDefault();
    event.stopPropagation();
    this.#place(target);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      this.#taken(event);
      return this.cancel();
    }
    if (!event.composedPath().includes(this.#host)) return;
    const step = stepOf(event);
    if (step !== 0) return this.#step(event, step);
    const { candidate } = this;
    if (candidate && (event.key === 'Enter' || event.key === ' ')) {
      this.#taken(event);
      this.#place(candidate);
    }
  };

  #step(event: KeyboardEvent, step: number): void {
    const payload = this.#picked;
    const candidates = this.#candidates();
    if (payload === undefined) return;
    let next = this.#index + step;
    if (this.#index < 0 && step < 0) next = candidates.length - 1;
    if (event.key === 'Tab' && (next < 0 || next >= candidates.length)) return this.cancel();
    next = (next + candidates.length) % candidates.length;
    const target = candidates[next];
    if (!target) return;
    this.#taken(event);
    this.#index = next;
    this.#delegate.surface()?.reveal(target.fileId, target.control.id);
    this.#delegate.offer(payload, target, next, candidates.length);
    this.#host.requestUpdate();
  }

  #place(target: DropTarget): void {
    const payload = this.#picked;
    if (payload !== undefined && this.#delegate.place(payload, target)) this.release();
  }

  #candidates(): readonly DropTarget[] {
    const payload = this.#picked;
    if (payload === undefined) return [];
    return (this.#delegate.surface()?.areas() ?? []).filter((target) => this.#delegate.accepts(payload, target));
  }

  #taken(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function stepOf(event: KeyboardEvent): number {
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
    case 'ArrowLeft':
      return -1;
    case 'Tab':
      return event.shiftKey ? -1 : 1;
    default:
      return 0;
  }
}
