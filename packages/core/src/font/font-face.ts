import { transformSegments, type PathSegment } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';

import { CharacterMap } from './cmap.ts';
import { GlyphOutlines } from './glyf.ts';
import { readTables } from './tables.ts';

/** Vertical metrics as fractions of the font size, upward positive. */
export interface FontMetrics {
  readonly ascent: number;
  /** Negative. */
  readonly descent: number;
  /** Of all glyphs: x0, y0, x1, y1. */
  readonly bounds: readonly [number, number, number, number];
}

/** One TrueType face: which characters it has, their widths and outlines. */
export class FontFace {
  readonly name: string;
  readonly metrics: FontMetrics;
  readonly #characters: CharacterMap;
  readonly #outlines: GlyphOutlines;
  readonly #advances: DataView;
  readonly #advanceCount: number;
  readonly #unitsPerEm: number;

  /**
   * @throws CinnabarError `FONT_UNSUPPORTED` when `data` is not a single font with TrueType (glyf) outlines: PostScript
   * outlines need another kind of embedding, collections a face index; both are refused rather than drawn wrong.
   */
  constructor(name: string, data: Uint8Array) {
    const tables = readTables(data);
    const table = (tag: string): DataView => tables?.get(tag) ?? unsupported(name);
    this.name = name;
    try {
      const head = table('head');
      const hhea = table('hhea');
      const unitsPerEm = head.getUint16(18);
      if (unitsPerEm === 0) unsupported(name);
      this.#unitsPerEm = unitsPerEm;
      this.#characters = new CharacterMap(table('cmap'));
      this.#outlines = new GlyphOutlines(table('glyf'), table('loca'), head.getInt16(50) === 1);
      this.#advances = table('hmtx');
      this.#advanceCount = hhea.getUint16(34);
      const [x0, y0, x1, y1] = [36, 38, 40, 42].map((at) => head.getInt16(at) / unitsPerEm) as [
        number,
        number,
        number,
        number,
      ];
      this.metrics = {
        ascent: hhea.getInt16(4) / unitsPerEm,
        descent: hhea.getInt16(6) / unitsPerEm,
        bounds: [x0, y0, x1, y1],
      };
    } catch (error) {
      throw error instanceof RangeError ? unsupported(name) : error;
    }
  }

  /** Glyph of `codePoint` (in the form `variationSelector` asks for, when given), or undefined. */
  glyph(codePoint: number, variationSelector?: number): number | undefined {
    const glyph =
      variationSelector === undefined
        ? this.#characters.glyph(codePoint)
        : this.#characters.variation(codePoint, variationSelector);
    return glyph === 0 ? undefined : glyph;
  }

  /** Advance width as a fraction of the font size. */
  advance(glyph: number): number {
    // Glyphs after the last entry share its width.
    return this.#advances.getUint16(4 * Math.min(glyph, this.#advanceCount - 1)) / this.#unitsPerEm;
  }

  /** Outline at `size` points with the pen at (`x`, `y`), y upward. Fill with the non-zero rule. */
  outline(glyph: number, size: number, x: number, y: number): PathSegment[] {
    const scale = size / this.#unitsPerEm;
    return transformSegments(this.#outlines.outline(glyph), [scale, 0, 0, scale, x, y]);
  }
}

function unsupported(font: string): never {
  throw new CinnabarError('FONT_UNSUPPORTED', `The font ${font} is not a sound TrueType font with glyf outlines.`, {
    details: { font },
  });
}
