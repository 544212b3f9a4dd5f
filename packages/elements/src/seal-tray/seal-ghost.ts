import { html, render } from 'lit';

import type { SealAsset } from '../backend/index.ts';
import { artworkPaths } from '../placement/index.ts';
import { Overlay } from './overlay.ts';

const landing = 200;
const returning = 160;

interface Client {
  readonly x: number;
  readonly y: number;
}

/** The seal under the pointer, at its true size. */
export class SealGhost {
  readonly #overlay = new Overlay('seal', { opacity: '0.85', filter: 'drop-shadow(0 4px 6px rgb(0 0 0 / 0.22))' });
  #seal: SealAsset | undefined;
  #animation: Animation | undefined;

  /** Shows `seal` centred on a client point, `scale` CSS pixels per point large. */
  show(seal: SealAsset, at: Client, scale: number): void {
    const { element } = this.#overlay;
    this.#animation?.cancel();
    const [width, height] = [seal.artwork.width * scale, seal.artwork.height * scale];
    Object.assign(element.style, {
      width: `${width}px`,
      height: `${height}px`,
      translate: `${at.x - width / 2}px ${at.y - height / 2}px`,
    });
    if (seal !== this.#seal) this.#draw(seal);
    this.#overlay.show();
  }

  /** Comes down on the paper: a short scale and settle. */
  async land(seal: SealAsset, at: Client, scale: number): Promise<void> {
    this.show(seal, at, scale);
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
  async glideTo(home: DOMRectReadOnly | undefined): Promise<void> {
    if (!this.#overlay.shown || !home || home.width === 0) return this.hide();
    const { offsetWidth, offsetHeight } = this.#overlay.element;
    const x = home.x + (home.width - offsetWidth) / 2;
    const y = home.y + (home.height - offsetHeight) / 2;
    if (await this.#animate([{}, { translate: `${x}px ${y}px`, scale: 0.6, opacity: 0 }], returning)) this.hide();
  }

  hide(): void {
    this.#animation?.cancel();
    this.#overlay.hide();
  }

  #draw(seal: SealAsset): void {
    this.#seal = seal;
    const { width, height } = seal.artwork;
    render(
      html`<svg width="100%" height="100%" viewBox=${`0 0 ${width} ${height}`}>${artworkPaths(seal.artwork)}</svg>`,
      this.#overlay.element,
    );
    Object.assign((this.#overlay.element.firstElementChild as SVGElement).style, { display: 'block' });
  }

  /** False when the ghost was taken up again before the end. */
  async #animate(frames: Keyframe[], duration: number): Promise<boolean> {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return true;
    this.#animation = this.#overlay.element.animate(frames, { duration, easing: 'ease-out' });
    return this.#animation.finished.then(
      () => true,
      () => false,
    );
  }
}
