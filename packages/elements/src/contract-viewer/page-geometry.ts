import type { Rect } from '@cinnabar/core/field';
import type { PageBox } from '../pdf-engine/index.ts';

/** A point in points (1/72 inch) of the page's user space: origin bottom-left, y upward. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** A box in CSS pixels from the page's top-left corner as shown, y downward. */
export interface CssBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the page's top-left corner stands, in CSS pixels. */
export interface Offset {
  readonly left: number;
  readonly top: number;
}

/** Converts between a page's user space and CSS pixels, whatever its rotation, crop box and zoom. Immutable. */
export class PageGeometry {
  readonly box: PageBox;
  /** CSS pixels per point. */
  readonly scale: number;
  /** Position in the scrolled sheet of pages. */
  readonly offset: Offset;
  readonly #clientOffset: () => Offset;
  readonly #perUnit: number;

  /** @param clientOffset - top-left corner of the page in the window, asked at every conversion because pages scroll. */
  constructor(
    box: PageBox,
    scale: number,
    offset: Offset = { left: 0, top: 0 },
    clientOffset: () => Offset = () => offset,
  ) {
    this.box = box;
    this.scale = scale;
    this.offset = offset;
    this.#clientOffset = clientOffset;
    this.#perUnit = scale * box.userUnit;
  }

  /** Width as shown, in CSS pixels. */
  get width(): number {
    const [x0, y0, x1, y1] = this.box.cropBox;
    return (this.#sideways ? y1 - y0 : x1 - x0) * this.#perUnit;
  }

  /** Height as shown, in CSS pixels. */
  get height(): number {
    const [x0, y0, x1, y1] = this.box.cropBox;
    return (this.#sideways ? x1 - x0 : y1 - y0) * this.#perUnit;
  }

  /** The page's top-left corner in the window, now. */
  clientCorner(): Offset {
    return this.#clientOffset();
  }

  /** A user-space rectangle as a box on the page as shown. */
  toCss(rect: Rect): CssBox {
    const [a, b] = [this.#toLocal(rect.x, rect.y), this.#toLocal(rect.x + rect.width, rect.y + rect.height)];
    return {
      left: Math.min(a.left, b.left),
      top: Math.min(a.top, b.top),
      width: Math.abs(a.left - b.left),
      height: Math.abs(a.top - b.top),
    };
  }

  /** The user-space point under a point of the window (`event.clientX`, `event.clientY`). */
  toPage(clientX: number, clientY: number): PagePoint {
    const corner = this.#clientOffset();
    return this.#fromLocal(clientX - corner.left, clientY - corner.top);
  }

  /** The point of the window where a user-space point is shown. */
  toClient(point: PagePoint): Offset {
    const corner = this.#clientOffset();
    const local = this.#toLocal(point.x, point.y);
    return { left: corner.left + local.left, top: corner.top + local.top };
  }

  /** True when the page is shown under a point of the window. */
  contains(clientX: number, clientY: number): boolean {
    const corner = this.#clientOffset();
    const x = clientX - corner.left;
    const y = clientY - corner.top;
    return x >= 0 && y >= 0 && x <= this.width && y <= this.height;
  }

  get #sideways(): boolean {
    return this.box.rotate === 90 || this.box.rotate === 270;
  }

  #toLocal(x: number, y: number): Offset {
    const [x0, y0, x1, y1] = this.box.cropBox;
    const k = this.#perUnit;
    switch (this.box.rotate) {
      case 0:
        return { left: (x - x0) * k, top: (y1 - y) * k };
      case 90:
        return { left: (y - y0) * k, top: (x - x0) * k };
      case 180:
        return { left: (x1 - x) * k, top: (y - y0) * k };
      case 270:
        return { left: (y1 - y) * k, top: (x1 - x) * k };
    }
  }

  #fromLocal(left: number, top: number): PagePoint {
    const [x0, y0, x1, y1] = this.box.cropBox;
    const k = this.#perUnit;
    switch (this.box.rotate) {
      case 0:
        return { x: x0 + left / k, y: y1 - top / k };
      case 90:
        return { x: x0 + top / k, y: y0 + left / k };
      case 180:
        return { x: x1 - left / k, y: y0 + top / k };
      case 270:
        return { x: x1 - top / k, y: y1 - left / k };
    }
  }
}
