import type { PageBox } from '../pdf-engine/index.ts';
import { PageGeometry } from './page-geometry.ts';
import { pixelsPerPoint } from './page-layout.ts';

export const smallestZoom = 0.5;
export const largestZoom = 4;
const steps = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
/** Paper wider than this is tiring to read; fit-width stops here. CSS pixels. */
const widestFit = 920;

/** `fit` makes the first page as wide as the window; a number is a factor of true size. */
export type Zoom = 'fit' | number;

/** CSS pixels per point at which pages are shown. */
export function scaleFor(zoom: Zoom, first: PageBox | undefined, viewportWidth: number, margin: number): number {
  if (zoom !== 'fit') return clampZoom(zoom) * pixelsPerPoint;
  if (!first || viewportWidth <= 0) return pixelsPerPoint;
  const { width } = new PageGeometry(first, 1);
  return Math.max(0.1, Math.min(widestFit, viewportWidth - 2 * margin) / width);
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
