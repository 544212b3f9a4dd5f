import type { PathSegment } from './artwork.ts';

type Point = readonly [x: number, y: number];
type Curve = readonly [from: Point, first: Point, second: Point, to: Point];

/**
 * The same outline in fewer segments, no point of it further than `tolerance` points from where it was. Glyphs of
 * TrueType fonts are made of twice the curves that the designer drew: pieces that one cubic curve describes become one
 * again, and curves that are straight become lines.
 */
export function simplifySegments(segments: readonly PathSegment[], tolerance: number): PathSegment[] {
  const simple: PathSegment[] = [];
  let at: Point = [0, 0];
  /** The last curve, as long as more may be added to it, and the curves it stands for. */
  let open: { curve: Curve; parts: readonly Curve[] } | undefined;
  const close = (): void => {
    if (open) simple.push(written(open.curve, tolerance));
    open = undefined;
  };
  for (const segment of segments) {
    if (segment[0] !== 'C') {
      close();
      simple.push(segment);
      if (segment[0] !== 'Z') at = [segment[1], segment[2]];
      continue;
    }
    const [, x1, y1, x2, y2, x, y] = segment;
    const curve: Curve = [at, [x1, y1], [x2, y2], [x, y]];
    const merged: Curve | undefined = open && joined(open.curve, curve);
    if (open && merged && stands(merged, [...open.parts, curve], tolerance)) {
      open = { curve: merged, parts: [...open.parts, curve] };
    } else {
      close();
      open = { curve, parts: [curve] };
    }
    at = [x, y];
  }
  close();
  return simple;
}

function written([from, first, second, to]: Curve, tolerance: number): PathSegment {
  const straight = [first, second].every((point) => distanceFromChord(point, from, to) <= tolerance);
  return straight ? ['L', ...to] : ['C', ...first, ...second, ...to];
}

/** How far a point is from the line between two others; infinite when it lies beyond either. */
function distanceFromChord([x, y]: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const along = (x - from[0]) * dx + (y - from[1]) * dy;
  if (square === 0 || along < 0 || along > square) return Infinity;
  return Math.abs((x - from[0]) * dy - (y - from[1]) * dx) / Math.sqrt(square);
}

/** The curve that falls into these two when it is split (de Casteljau), if there is one: where they meet tells where. */
function joined([from, first, near, middle]: Curve, [, far, second, to]: Curve): Curve | undefined {
  const [before, after] = [distance(near, middle), distance(middle, far)];
  const share = before / (before + after);
  if (!(share > 0.05 && share < 0.95)) return undefined;
  const extended = (end: Point, control: Point, part: number): Point => [
    end[0] + (control[0] - end[0]) / part,
    end[1] + (control[1] - end[1]) / part,
  ];
  return [from, extended(from, first, share), extended(to, second, 1 - share), to];
}

const chordsOfEach = 16;
const samples = [0.2, 0.4, 0.6, 0.8, 1];

/** Whether `curve` runs along all of `parts`, looked at in a few places of each. */
function stands(curve: Curve, parts: readonly Curve[], tolerance: number): boolean {
  const steps = chordsOfEach * parts.length;
  const trace = Array.from({ length: steps + 1 }, (_, i) => pointOf(curve, i / steps));
  return parts.every((part) =>
    samples.every((t) => {
      const point = pointOf(part, t);
      return trace.some((start, i) => {
        const end = trace[i + 1];
        return end !== undefined && distanceFromSegment(point, start, end) <= tolerance;
      });
    }),
  );
}

function distanceFromSegment(point: Point, from: Point, to: Point): number {
  return Math.min(distanceFromChord(point, from, to), distance(point, from), distance(point, to));
}

function distance(one: Point, other: Point): number {
  // Not hypot, which platforms round differently: what is joined must not depend on where.
  return Math.sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2);
}

function pointOf([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const blend = (i: 0 | 1): number => s * s * s * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t * t * t * d[i];
  return [blend(0), blend(1)];
}
