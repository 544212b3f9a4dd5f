import type * as harfBuzzModule from 'harfbuzzjs';

import type { PathSegment } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';

/** The part of HarfBuzz that reads faces; loaded lazily, for it is half a megabyte. */
export type HarfBuzz = Pick<typeof harfBuzzModule, 'Blob' | 'Face' | 'Font'>;

/** Vertical metrics as fractions of the font size, upward positive. */
export interface FontMetrics {
  readonly ascent: number;
  /** Negative. */
  readonly descent: number;
}

/** One TrueType face: which characters it has, their widths and outlines. */
export class FontFace {
  readonly name: string;
  readonly metrics: FontMetrics;
  readonly #font: harfBuzzModule.Font;
  readonly #unitsPerEm: number;

  /** @throws CinnabarError `FONT_UNSUPPORTED` when `data` is not a single font with TrueType outlines. */
  constructor(harfBuzz: HarfBuzz, name: string, data: Uint8Array) {
    const face = new harfBuzz.Face(new harfBuzz.Blob(data));
    // PostScript outlines would need CIDFontType0 embedding, collections a face index: refused rather than drawn wrong.
    if (!face.referenceTable('glyf') || !face.referenceTable('cmap')) {
      throw new CinnabarError('FONT_UNSUPPORTED', `The font ${name} is not a TrueType font with glyf outlines.`, {
        details: { font: name },
      });
    }
    this.name = name;
    this.#font = new harfBuzz.Font(face);
    this.#unitsPerEm = face.upem;
    const { ascender, descender } = this.#font.hExtents();
    this.metrics = { ascent: ascender / face.upem, descent: descender / face.upem };
  }

  /** Glyph of `codePoint` (in the form `variationSelector` asks for, when given), or undefined. */
  glyph(codePoint: number, variationSelector?: number): number | undefined {
    const glyph =
      variationSelector === undefined
        ? this.#font.nominalGlyph(codePoint)
        : this.#font.variationGlyph(codePoint, variationSelector);
    return glyph === 0 ? undefined : glyph;
  }

  /** Advance width as a fraction of the font size. */
  advance(glyph: number): number {
    return this.#font.glyphHAdvance(glyph) / this.#unitsPerEm;
  }

  /** Outline at `size` points with the pen at (`x`, `y`), y upward. */
  outline(glyph: number, size: number, x: number, y: number): PathSegment[] {
    const scale = size / this.#unitsPerEm;
    const segments: PathSegment[] = [];
    let penX = 0;
    let penY = 0;
    for (const { type, values } of this.#font.glyphToJson(glyph)) {
      const at = (i: number): number => (values[i] as number) * scale + (i % 2 === 0 ? x : y);
      switch (type) {
        case 'M':
        case 'L':
          segments.push([type, at(0), at(1)]);
          break;
        case 'Q':
          // A quadratic curve as the cubic with the same shape: PDF knows only cubics.
          segments.push([
            'C',
            penX + (2 / 3) * (at(0) - penX),
            penY + (2 / 3) * (at(1) - penY),
            at(2) + (2 / 3) * (at(0) - at(2)),
            at(3) + (2 / 3) * (at(1) - at(3)),
            at(2),
            at(3),
          ]);
          break;
        case 'C':
          segments.push(['C', at(0), at(1), at(2), at(3), at(4), at(5)]);
          break;
        default:
          segments.push(['Z']);
          continue;
      }
      penX = at(values.length - 2);
      penY = at(values.length - 1);
    }
    return segments;
  }
}
