import type { PageBox } from '../pdf-engine/index.ts';
import { PageGeometry, type Offset } from './page-geometry.ts';

/** CSS pixels per point at 100 %. */
export const pixelsPerPoint = 96 / 72;

export interface LayoutOptions {
  /** CSS pixels per point. */
  readonly scale: number;
  /** CSS pixels between pages, and above the first and below the last. */
  readonly gap: number;
  /** Width of the scrolling window; narrower pages stand in its middle. */
  readonly viewportWidth: number;
}

/** A place that means the same in every layout of a document. */
export interface Place {
  /** 0-based. */
  readonly page: number;
  /** How far down the page, in page heights. */
  readonly fraction: number;
}

/** Where every page stands in the sheet, in CSS pixels. Immutable; made anew at every change of zoom or size. */
export class PageLayout {
  readonly boxes: readonly PageBox[];
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly #tops: Float64Array;
  readonly #sizes: readonly { readonly width: number; readonly height: number }[];

  constructor(boxes: readonly PageBox[], { scale, gap, viewportWidth }: LayoutOptions) {
    this.boxes = boxes;
    this.scale = scale;
    this.#tops = new Float64Array(boxes.length);
    let top = gap;
    this.#sizes = boxes.map((box, index) => {
      const { width, height } = new PageGeometry(box, scale);
      this.#tops[index] = top;
      top += height + gap;
      return { width, height };
    });
    this.width = Math.max(viewportWidth, ...new Set(this.#sizes.map((size) => size.width)));
    this.height = top;
  }

  get pageCount(): number {
    return this.boxes.length;
  }

  top(index: number): number {
    return this.#tops[index] ?? 0;
  }

  size(index: number): { readonly width: number; readonly height: number } {
    return this.#sizes[index] ?? { width: 0, height: 0 };
  }

  /** @param clientOffset - of the sheet's top-left corner in the window. */
  geometry(index: number, clientOffset: () => Offset): PageGeometry | undefined {
    const box = this.boxes[index];
    if (!box) return undefined;
    const offset = { left: (this.width - this.size(index).width) / 2, top: this.top(index) };
    return new PageGeometry(box, this.scale, offset, () => {
      const sheet = clientOffset();
      return { left: sheet.left + offset.left, top: sheet.top + offset.top };
    });
  }

  /** Index of the page at height `y` of the sheet; a gap belongs to the page above it. */
  at(y: number): number {
    let low = 0;
    let high = this.pageCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** First and last page that show between two heights. */
  range(from: number, to: number): readonly [first: number, last: number] {
    return [this.at(from), this.at(to)];
  }

  /** The place at height `y` of the sheet. */
  anchor(y: number): Place {
    const page = this.at(y);
    return { page, fraction: (y - this.top(page)) / (this.size(page).height || 1) };
  }

  /** Height in this sheet of a place found in another layout. */
  resolve(anchor: Place): number {
    const page = Math.min(anchor.page, this.pageCount - 1);
    return this.top(page) + anchor.fraction * this.size(page).height;
  }
}
