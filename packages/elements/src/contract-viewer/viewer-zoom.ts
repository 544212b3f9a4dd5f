import type { PageBox } from '../pdf-engine/index.ts';
import { type ContentSpan, wholePage } from './content-span.ts';
import { PageGeometry } from './page-geometry.ts';
import { pixelsPerPoint } from './page-layout.ts';

export const smallestZoom = 0.5;
export const largestZoom = 4;
const steps = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
/** Paper wider than this is tiring to read; fit-width stops here. CSS pixels. */
const widestFit = 920;

/** On a phone, what is printed may become so much larger by leaving its margins outside the window. */
const mostTrimmed = 1.7;
/** What stays of the margins then, at either side, CSS pixels: room for the marks beside a field. */
const leftOfMargin = 14;

/**
 * `fit` makes the first page as wide as the window, on a phone what is printed on it; a number is a factor of true size.
 */
export type Zoom = 'fit' | number;

export interface Fit {
  readonly first: PageBox | undefined;
  /** CSS pixels. */
  readonly viewportWidth: number;
  readonly narrow: boolean;
  readonly span: ContentSpan;
}

/** CSS pixels per point at which pages are shown. */
export function scaleFor(zoom: Zoom, { first, viewportWidth, narrow, span }: Fit): number {
  if (zoom !== 'fit') return clampZoom(zoom) * pixelsPerPoint;
  if (!first || viewportWidth <= 0) return pixelsPerPoint;
  const { width } = new PageGeometry(first, 1);
  if (!narrow) return Math.max(0.1, Math.min(widestFit, viewportWidth - 48) / width);
  const { left, right } = trimmed(span);
  return Math.max(viewportWidth, (viewportWidth - 2 * leftOfMargin) / (right - left)) / width;
}

/** How far the pages, `pageWidth` CSS pixels wide, are pushed left so that what is printed stands in the window's middle. */
export function fitOffset({ span, viewportWidth }: Fit, pageWidth: number): number {
  const { left, right } = trimmed(span);
  return Math.max(0, ((left + right) / 2) * pageWidth - viewportWidth / 2);
}

/** The print, or at least so much of the page about it that it does not become too large. */
function trimmed({ left, right }: ContentSpan): ContentSpan {
  const least = 1 / mostTrimmed;
  if (right - left >= least) return { left, right };
  // Short lines begin at the left margin; what follows on other pages runs on to the right.
  return left + least <= 1 ? { left, right: left + least } : wholePage;
}

export function clampZoom(zoom: number): number {
  return Math.min(largestZoom, Math.max(smallestZoom, zoom));
}

/** The next step above (`+1`) or below (`-1`) a factor. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const found =
    direction > 0 ? steps.find((step) => step > zoom + 0.005) : steps.findLast((step) => step < zoom - 0.005);
  return found ?? (direction > 0 ? largestZoom : smallestZoom);
}
