const landing = 200;
const returning = 160;

interface Client {
  readonly x: number;
  readonly y: number;
}

/**
 * The seal under the pointer: a popover, so that no ancestor clips or transforms it. Everything is set through CSSOM,
 * which a strict style policy allows.
 */
export class SealGhost {
  readonly #element: HTMLElement;
  #animation: Animation | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Shows it centred on a client point, `width` × `height` CSS pixels large. */
  show(at: Client, width: number, height: number): void {
    this.#animation?.cancel();
    const { style } = this.#element;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.translate = `${at.x - width / 2}px ${at.y - height / 2}px`;
    if (!this.#element.matches(':popover-open')) this.#element.showPopover();
  }

  /** Comes down on the paper: a short scale and settle. */
  async land(at: Client, width: number, height: number): Promise<void> {
    this.show(at, width, height);
    const settled = await this.#animate(
      [
        { scale: 1.16, opacity: 0.85 },
        { scale: 0.97, opacity: 1, offset: 0.7 },
        { scale: 1, opacity: 1 },
      ],
      landing,
    );
    if (settled) this.hide();
  }

  /** Glides back to where it was taken from, if that can still be seen. */
  async glideTo(at: Client | undefined): Promise<void> {
    if (!at || !this.#element.matches(':popover-open')) return this.hide();
    const { offsetWidth, offsetHeight } = this.#element;
    const translate = `${at.x - offsetWidth / 2}px ${at.y - offsetHeight / 2}px`;
    const home = await this.#animate([{}, { translate, scale: 0.6, opacity: 0 }], returning);
    if (home) this.hide();
  }

  hide(): void {
    this.#animation?.cancel();
    if (this.#element.matches(':popover-open')) this.#element.hidePopover();
  }

  /** False when the ghost was taken up again before the end. */
  async #animate(frames: Keyframe[], duration: number): Promise<boolean> {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return true;
    this.#animation = this.#element.animate(frames, { duration, easing: 'ease-out' });
    return this.#animation.finished.then(
      () => true,
      () => false,
    );
  }
}
