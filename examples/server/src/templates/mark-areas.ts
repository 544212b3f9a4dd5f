import type { PlacedGlyph } from '../files/glyphs.ts';
import type { AnchorText, Area } from './anchors.ts';

/** A seal of 42 mm is 119.06 points; the area is a little larger so that it can be dragged. */
const sealSide = 124;
const signatureHeight = 60;
const signatureWidth = 180;
const margin = 40;
const a4Width = 595;

/**
 * Where a company's seal goes: below its label when the page has room there, else over the label, as seals are
 * stamped on paper, but never over what stands below it, which may be a date.
 */
export function sealArea(
  text: AnchorText,
  label: readonly PlacedGlyph[],
  columnEnd: number | undefined,
): Area | undefined {
  const bounds = boundsOf(label);
  if (bounds === undefined) return undefined;
  const left = bounds.left - 4;
  const right = Math.max(left + sealSide, Math.min(columnEnd ?? Infinity, left + 200));
  const { floor, ceiling } = freeSpace(text, bounds, left, right);
  const below = bounds.bottom - floor >= sealSide;
  const bottom = below ? bounds.bottom - sealSide : floor;
  if (bottom + sealSide > ceiling) return undefined;
  return area(bounds, left, bottom, right - left, sealSide);
}

/** Where a person signs: below the label, or beside it when there is no room below. */
export function signatureArea(text: AnchorText, label: readonly PlacedGlyph[]): Area | undefined {
  const bounds = boundsOf(label);
  if (bounds === undefined) return undefined;
  const right = Math.min(bounds.left + signatureWidth, a4Width - margin);
  const { floor, ceiling } = freeSpace(text, bounds, bounds.left, right);
  if (bounds.bottom - floor >= signatureHeight) {
    const height = Math.min(bounds.bottom - floor, 90);
    return area(bounds, bounds.left, bounds.bottom - height, right - bounds.left, height);
  }
  const x = bounds.right + 4;
  const width = Math.min(signatureWidth, a4Width - margin - x);
  if (width < 100 || floor + signatureHeight > ceiling) return undefined;
  return area(bounds, x, floor, width, signatureHeight);
}

interface Bounds {
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly size: number;
}

function boundsOf(label: readonly PlacedGlyph[]): Bounds | undefined {
  const first = label[0];
  if (first === undefined || label.some((glyph) => glyph.page !== first.page)) return undefined;
  return {
    page: first.page,
    left: Math.min(...label.map((glyph) => glyph.x)),
    right: Math.max(...label.map((glyph) => glyph.x + glyph.width)),
    bottom: Math.min(...label.map((glyph) => glyph.y)) - 0.3 * first.size,
    top: Math.max(...label.map((glyph) => glyph.y)) + first.size,
    size: first.size,
  };
}

/** The nearest text below and above the label in its column, or the page's margins. */
function freeSpace(text: AnchorText, bounds: Bounds, left: number, right: number): { floor: number; ceiling: number } {
  let floor = margin;
  let ceiling = 842 - margin;
  for (const glyph of text.column(bounds.page, left, right)) {
    if (glyph.y < bounds.bottom) floor = Math.max(floor, glyph.y + glyph.size);
    if (glyph.y > bounds.top) ceiling = Math.min(ceiling, glyph.y - 0.3 * glyph.size);
  }
  return { floor, ceiling };
}

function area(bounds: Bounds, x: number, y: number, width: number, height: number): Area {
  return { page: bounds.page, rect: { x, y, width, height }, textSize: bounds.size };
}
