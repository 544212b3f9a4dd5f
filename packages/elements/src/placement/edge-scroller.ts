/** Distance from an edge (CSS pixels) at which scrolling begins. */
const reach = 56;
/** CSS pixels per frame at the very edge. */
const fastest = 18;

/** Scrolls a container while a pointer rests near its edges. */
export class EdgeScroller {
  readonly #scrolled: () => void;
  #container: HTMLElement | undefined;
  #speedX = 0;
  #speedY = 0;
  #frame = 0;

  /** `scrolled` is called after every step, because what lies under the pointer has changed. */
  constructor(scrolled: () => void) {
    this.#scrolled = scrolled;
  }

  follow(container: HTMLElement | undefined, clientX: number, clientY: number): void {
    const box = container?.getBoundingClientRect();
    const inside =
      box && clientX >= box.left && clientX <= box.right && clientY >= box.top - reach && clientY <= box.bottom + reach;
    if (!inside) return this.stop();
    this.#container = container;
    this.#speedX = speed(clientX, box.left, box.right);
    this.#speedY = speed(clientY, box.top, box.bottom);
    if (this.#speedX === 0 && this.#speedY === 0) this.stop();
    else this.#frame ||= requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#container = undefined;
  }

  readonly #step = (): void => {
    this.#frame = 0;
    const container = this.#container;
    if (!container) return;
    const { scrollLeft, scrollTop } = container;
    container.scrollBy({ left: this.#speedX, top: this.#speedY, behavior: 'instant' });
    // Reporting leads back to follow(), which asks for the next frame; at the end of the road there is none.
    if (container.scrollLeft !== scrollLeft || container.scrollTop !== scrollTop) this.#scrolled();
  };
}

function speed(position: number, start: number, end: number): number {
  // A narrow container keeps a calm middle.
  const zone = Math.min(reach, (end - start) / 4);
  if (position < start + zone) return -fastest * Math.min(1, (start + zone - position) / zone);
  if (position > end - zone) return fastest * Math.min(1, (position - end + zone) / zone);
  return 0;
}
