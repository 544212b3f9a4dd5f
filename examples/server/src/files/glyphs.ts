import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { CinnabarError } from '@cinnabar/core/error';

/** One glyph where it is painted. Points, origin at the page's bottom-left corner, y upward. */
export interface PlacedGlyph {
  readonly text: string;
  /** 0-based. */
  readonly page: number;
  /** Left end on the baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Every visible glyph of horizontal text, in the order it is painted. Read from the content stream, because text
 * items only know the width of a whole run, which is too coarse to find a blank in its middle.
 * @throws CinnabarError `FILE_DAMAGED` when the file cannot be read.
 */
export async function readGlyphs(bytes: Uint8Array): Promise<readonly PlacedGlyph[]> {
  // pdf.js takes the buffer it is given away from its owner.
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, disableFontFace: true, useSystemFonts: false });
  try {
    const document = await task.promise;
    const glyphs: PlacedGlyph[] = [];
    for (let index = 0; index < document.numPages; index++) {
      const page = await document.getPage(index + 1);
      glyphs.push(...(await glyphsOfPage(page, index)));
      page.cleanup();
    }
    return glyphs;
  } catch (error) {
    throw new CinnabarError('FILE_DAMAGED', 'The text of the file cannot be read.', { cause: error });
  } finally {
    await task.destroy();
  }
}

interface TextState {
  matrix: Matrix;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

/** What pdf.js puts into the operator list for one glyph. */
interface Glyph {
  readonly unicode: string;
  /** Thousandths of the font size. */
  readonly width: number;
  readonly isSpace: boolean;
}

async function glyphsOfPage(page: PDFPageProxy, pageIndex: number): Promise<PlacedGlyph[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const glyphs: PlacedGlyph[] = [];
  const stack: TextState[] = [];
  let state: TextState = { matrix: identity, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 };
  let text: Matrix = identity;
  let line: Matrix = identity;

  const moveLine = (x: number, y: number): void => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const advance = (x: number): void => {
    text = multiply(text, [1, 0, 0, 1, x, 0]);
  };
  const show = (items: readonly (Glyph | number | null)[]): void => {
    for (const item of items) {
      if (item === null) continue;
      if (typeof item === 'number') {
        advance((-item / 1000) * state.size * state.scale);
        continue;
      }
      const width = (item.width / 1000) * state.size * state.scale;
      const [a, b, , d, x, y] = multiply(state.matrix, multiply(text, [1, 0, 0, 1, 0, state.rise]));
      if (item.unicode.trim() !== '' && a > 0 && Math.abs(b) < 1e-6) {
        glyphs.push({ text: item.unicode, page: pageIndex, x, y, width: width * a, size: state.size * Math.abs(d) });
      }
      advance(width + (state.charSpacing + (item.isSpace ? state.wordSpacing : 0)) * state.scale);
    }
  };

  for (const [position, operator] of fnArray.entries()) {
    // Arguments are as varied as PDF operators; each case knows its own.
    const args = (argsArray[position] ?? []) as unknown[];
    const number = (at: number): number => Number(args[at] ?? 0);
    switch (operator) {
      case OPS.save:
      case OPS.paintFormXObjectBegin:
        stack.push({ ...state });
        if (operator === OPS.paintFormXObjectBegin && args[0]) {
          state.matrix = multiply(state.matrix, toMatrix(args[0] as ArrayLike<number>));
        }
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = stack.pop() ?? state;
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, toMatrix(args as number[]));
        break;
      case OPS.beginText:
        text = line = identity;
        break;
      case OPS.setFont:
        state.size = number(1);
        break;
      case OPS.setCharSpacing:
        state.charSpacing = number(0);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = number(0);
        break;
      case OPS.setHScale:
        state.scale = number(0) / 100;
        break;
      case OPS.setLeading:
        state.leading = -number(0);
        break;
      case OPS.setTextRise:
        state.rise = number(0);
        break;
      case OPS.setTextMatrix:
        line = text = toMatrix(args.length === 1 ? (args[0] as ArrayLike<number>) : (args as number[]));
        break;
      case OPS.moveText:
        moveLine(number(0), number(1));
        break;
      case OPS.setLeadingMoveText:
        state.leading = number(1);
        moveLine(number(0), number(1));
        break;
      case OPS.nextLine:
        moveLine(0, state.leading);
        break;
      case OPS.showText:
      case OPS.showSpacedText:
        show(args[0] as (Glyph | number)[]);
        break;
    }
  }
  return glyphs;
}

function toMatrix(values: ArrayLike<number>): Matrix {
  const at = (index: number): number => values[index] ?? 0;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

/** `m` after `n`: points go through `n` first. */
function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
