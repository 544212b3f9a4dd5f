import type { Artwork, ArtworkPath, Rgb } from '../artwork/index.ts';

import { inkError, inkProblem } from './check.ts';
import { strokeOutline, type PenPoint } from './stroke-outline.ts';
import type { InkPoint, InkStrokes } from './strokes.ts';

export interface InkArtworkOptions {
  /**
   * `bounds` (default): the ink itself fills the box, keeping its aspect, centred. `pad`: the whole pad fills the box,
   * so that every stroke stays where it was drawn (for the pad's own display).
   */
  readonly fit?: 'bounds' | 'pad';
  /** Widest trace in points; by default in proportion to the box, 0.9 to 2.4. */
  readonly penWidth?: number;
  /** Black when absent. */
  readonly color?: Rgb;
}

const black: Rgb = [0, 0, 0];
const thinnest = 0.36; // of the widest trace

/**
 * Handwriting as filled outlines, one closed path per stroke, in a box of `width` × `height` points. Traces are wider
 * where the pen was slow or pressed hard. The same ink gives the same artwork everywhere.
 * @throws CinnabarError `INK_INVALID`, `INK_TOO_LARGE` or `INK_EMPTY`; a dot is drawn (a pad shows what there is).
 */
export function inkArtwork(
  ink: InkStrokes,
  box: { readonly width: number; readonly height: number },
  options: InkArtworkOptions = {},
): Artwork {
  const problem = inkProblem(ink);
  if (problem === 'INK_INVALID' || problem === 'INK_TOO_LARGE' || problem === 'INK_EMPTY') throw inkError(problem);
  const penWidth = options.penWidth ?? Math.min(Math.max(box.height / 20, 0.9), 2.4);
  const place = placement(ink, box, penWidth, options.fit ?? 'bounds');
  const pace = meanSpeed(ink);
  const paths = ink.strokes
    .filter(({ points }) => points.length > 0)
    .map(({ points }): ArtworkPath => {
      const widths = traceWidths(points, pace);
      const path = points.map((point, i): PenPoint => ({
        ...place(point),
        radius: (penWidth / 2) * (widths[i] as number),
      }));
      return { segments: strokeOutline(thin(smooth(path), penWidth / 4)), fill: options.color ?? black };
    });
  return { width: box.width, height: box.height, paths };
}

/** From unit space (y down) to the box (points, y up). */
function placement(
  ink: InkStrokes,
  box: { readonly width: number; readonly height: number },
  penWidth: number,
  fit: 'bounds' | 'pad',
): (point: InkPoint) => { x: number; y: number } {
  const bounds = fit === 'pad' ? { minX: 0, minY: 0, maxX: 1, maxY: 1 / ink.aspect } : inkBounds(ink);
  // The trace is wider than the path of its centre.
  const margin = fit === 'pad' ? 0 : penWidth / 2;
  const [width, height] = [bounds.maxX - bounds.minX, bounds.maxY - bounds.minY];
  const room = { width: Math.max(box.width - 2 * margin, 0), height: Math.max(box.height - 2 * margin, 0) };
  const scale = Math.min(width > 0 ? room.width / width : Infinity, height > 0 ? room.height / height : Infinity);
  const finite = Number.isFinite(scale) ? scale : 0;
  const [centreX, centreY] = [(bounds.minX + bounds.maxX) / 2, (bounds.minY + bounds.maxY) / 2];
  return ({ x, y }) => ({ x: box.width / 2 + (x - centreX) * finite, y: box.height / 2 - (y - centreY) * finite });
}

function inkBounds(ink: InkStrokes): { minX: number; minY: number; maxX: number; maxY: number } {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const { points } of ink.strokes) {
    for (const { x, y } of points) {
      bounds.minX = Math.min(bounds.minX, x);
      bounds.minY = Math.min(bounds.minY, y);
      bounds.maxX = Math.max(bounds.maxX, x);
      bounds.maxY = Math.max(bounds.maxY, y);
    }
  }
  return bounds;
}

/** Pad widths per millisecond over all strokes; 0 when the device gave no usable times. */
function meanSpeed(ink: InkStrokes): number {
  let length = 0;
  let time = 0;
  for (const { points } of ink.strokes) {
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]] as [InkPoint, InkPoint];
      length += Math.hypot(b.x - a.x, b.y - a.y);
      time += Math.max(b.time - a.time, 0);
    }
  }
  return time > 0 ? length / time : 0;
}

/** Width of the trace at each point as a fraction of the widest; measured against the hand's own pace. */
function traceWidths(points: readonly InkPoint[], pace: number): number[] {
  let speed = 1;
  let last: InkPoint | undefined;
  const bySpeed = points.map((point) => {
    const elapsed = last ? point.time - last.time : 0;
    if (last && elapsed > 0 && pace > 0) {
      const now = Math.hypot(point.x - last.x, point.y - last.y) / elapsed / pace;
      speed += 0.3 * (Math.min(now, 4) - speed);
    }
    last = point;
    return 1 / (1 + 0.55 * speed * speed);
  });
  return points.map(({ pressure }, i) => {
    const fromSpeed = bySpeed[i] as number;
    const level = pressure === undefined ? fromSpeed : 0.75 * pressure + 0.25 * fromSpeed;
    return thinnest + (1 - thinnest) * Math.min(level * 1.25, 1);
  });
}

/** Two passes of a 1-2-1 filter take the jitter of digitisers out; the ends stay where they were put. */
function smooth(path: readonly PenPoint[]): PenPoint[] {
  let smoothed = [...path];
  for (let pass = 0; pass < 2; pass++) {
    smoothed = smoothed.map((point, i) => {
      const [before, after] = [smoothed[i - 1], smoothed[i + 1]];
      if (!before || !after) return point;
      const blend = (axis: keyof PenPoint): number => (before[axis] + 2 * point[axis] + after[axis]) / 4;
      return { x: blend('x'), y: blend('y'), radius: blend('radius') };
    });
  }
  return smoothed;
}

/** Drops points nearer than `gap` to the last one kept; the ends stay. */
function thin(path: readonly PenPoint[], gap: number): PenPoint[] {
  const kept: PenPoint[] = [];
  for (const [i, point] of path.entries()) {
    const before = kept.at(-1);
    if (!before || Math.hypot(point.x - before.x, point.y - before.y) >= gap) kept.push(point);
    else if (i === path.length - 1 && kept.length > 1) kept[kept.length - 1] = point;
  }
  return kept;
}
