import type { Offset } from './page-geometry.ts';

/**
 * Turns a pinch, and a wheel with Ctrl held (what a trackpad sends for a pinch), into zoom steps.
 * Touch events and not pointer events: a browser cancels pointers once two fingers pan.
 */
export class ZoomGestures {
  readonly #surface: HTMLElement;
  readonly #zoom: (factor: number, focus: Offset) => void;
  readonly #stop = new AbortController();
  #distance = 0;

  /** @param zoom - called with a factor and the point, from the surface's top left, that must stay in its place. */
  constructor(surface: HTMLElement, zoom: (factor: number, focus: Offset) => void) {
    this.#surface = surface;
    this.#zoom = zoom;
    const active = { passive: false, signal: this.#stop.signal };
    surface.addEventListener('wheel', (event) => this.#wheel(event), active);
    surface.addEventListener('touchstart', (event) => this.#start(event), active);
    surface.addEventListener('touchmove', (event) => this.#move(event), active);
    surface.addEventListener('touchend', () => (this.#distance = 0), active);
  }

  dispose(): void {
    this.#stop.abort();
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    const delta = Math.max(-60, Math.min(60, event.deltaY * lines));
    this.#zoom(Math.exp(-delta / 200), this.#local(event.clientX, event.clientY));
  }

  #start(event: TouchEvent): void {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    this.#distance = spread(event.touches);
  }

  #move(event: TouchEvent): void {
    if (event.touches.length !== 2 || this.#distance === 0) return;
    event.preventDefault();
    const distance = spread(event.touches);
    const [a, b] = [event.touches[0], event.touches[1]];
    if (a && b)
      this.#zoom(distance / this.#distance, this.#local((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2));
    this.#distance = distance;
  }

  #local(clientX: number, clientY: number): Offset {
    const { left, top } = this.#surface.getBoundingClientRect();
    return { left: clientX - left, top: clientY - top };
  }
}

function spread(touches: TouchList): number {
  const [a, b] = [touches[0], touches[1]];
  return a && b ? Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) : 0;
}
