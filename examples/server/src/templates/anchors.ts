import type { Rect } from '@cinnabar/core/field';
import type { PlacedGlyph } from '../files/glyphs.ts';

/** Where something was found. */
export interface Area {
  /** 0-based. */
  readonly page: number;
  readonly rect: Rect;
  /** Size of the text around it in points. */
  readonly textSize: number;
}

/**
 * A document as one line of text in painting order, without white space and line ends, so that words are found
 * wherever they wrap. Compatibility forms are folded, because some programs write 方 as the radical ⽅.
 */
export class AnchorText {
  readonly #glyphs: readonly PlacedGlyph[];
  readonly #text: string;
  /** Index of the glyph for each code unit of the text. */
  readonly #owners: readonly number[];

  constructor(glyphs: readonly PlacedGlyph[]) {
    this.#glyphs = glyphs;
    const owners: number[] = [];
    let text = '';
    for (const [index, glyph] of glyphs.entries()) {
      const folded = fold(glyph.text);
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) owners.push(index);
    }
    this.#text = text;
    this.#owners = owners;
  }

  /** Glyphs of every group of the pattern's `occurrence`-th match (from 1); group 0 is the whole. Undefined when absent. */
  find(pattern: string, occurrence = 1): readonly (readonly PlacedGlyph[])[] | undefined {
    const matches = [...this.#text.matchAll(new RegExp(fold(pattern), 'dgu'))];
    return matches[occurrence - 1]?.indices?.map((range) => {
      if (range === undefined) return [];
      const owners = new Set(this.#owners.slice(range[0], range[1]));
      return [...owners].map((owner) => this.#glyphs[owner] as PlacedGlyph);
    });
  }

  /** Glyphs of a page whose left end lies in a column. */
  column(page: number, left: number, right: number): readonly PlacedGlyph[] {
    return this.#glyphs.filter((glyph) => glyph.page === page && glyph.x + glyph.width > left && glyph.x < right);
  }
}

/** NFKC, and two characters that it leaves apart or turns into the traditional form. */
function fold(text: string): string {
  return text.normalize('NFKC').replaceAll('⺠', '民').replaceAll('戶', '户');
}

/** A blank of underscores. One that wraps keeps its longer piece, widened into the margin to the blank's full width. */
export function blankArea(glyphs: readonly PlacedGlyph[]): Area | undefined {
  const pieces = piecesOf(glyphs);
  const total = pieces.reduce((width, piece) => width + piece.width, 0);
  let best: Piece | undefined;
  for (const piece of pieces) if (best === undefined || piece.width >= best.width) best = piece;
  if (best === undefined) return undefined;
  const x = best === pieces[0] ? best.x : best.x + best.width - total;
  return lineArea(best, x, total);
}

/** A blank of several lines: one area from the first to the last. */
export function blockArea(glyphs: readonly PlacedGlyph[]): Area | undefined {
  const pieces = piecesOf(glyphs);
  const first = pieces[0];
  const page = pieces.filter((piece) => piece.page === first?.page);
  const last = page.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // Wrapped lines reach further left than the first, which follows its heading.
  const rows = page.length > 1 && first.width < 0.95 * (page[1] as Piece).width ? page.slice(1) : page;
  const x = Math.min(...rows.map((piece) => piece.x));
  const right = Math.max(...rows.map((piece) => piece.x + piece.width));
  const top = lineArea(rows[0] as Piece, x, 0).rect;
  const bottom = last.y - 0.25 * last.size;
  return {
    page: first.page,
    rect: { x, y: bottom, width: right - x, height: top.y + top.height - bottom },
    textSize: first.size,
  };
}

/** The space between two glyphs of one line, such as before 年 on a line for a date. */
export function gapArea(before: PlacedGlyph | undefined, behind: PlacedGlyph | undefined): Area | undefined {
  if (before === undefined || behind === undefined) return undefined;
  const x = before.x + before.width;
  const width = behind.x - x;
  if (before.page !== behind.page || Math.abs(before.y - behind.y) > 1 || width < before.size) return undefined;
  return lineArea({ page: before.page, x, y: before.y, width, size: before.size }, x, width);
}

interface Piece {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

function piecesOf(glyphs: readonly PlacedGlyph[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const { page, x, y, width, size } of glyphs) {
    const last = pieces.at(-1);
    if (last !== undefined && last.page === page && Math.abs(last.y - y) < 1 && x >= last.x) {
      pieces[pieces.length - 1] = { ...last, width: x + width - last.x };
    } else {
      pieces.push({ page, x, y, width, size });
    }
  }
  return pieces;
}

/** The box of a line of text, set a little above the baseline so that the value stands clear of the underscores. */
function lineArea(piece: Piece, x: number, width: number): Area {
  const { page, y, size } = piece;
  // Beside a blank of one or two digits stand characters with room to spare; the field's own padding needs it.
  const spare = width < 3 * size ? 0.35 * size : 0;
  return {
    page,
    rect: { x: x - spare, y: y - 0.18 * size, width: width + 2 * spare, height: 1.25 * size },
    textSize: size,
  };
}
