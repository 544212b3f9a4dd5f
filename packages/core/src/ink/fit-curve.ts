import type { PathSegment } from '../artwork/index.ts';

/** A point or a vector. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

// Splitting costs time with the square of the points at worst; a curve seldom reaches this far.
const longestFit = 64;

type Cubic = readonly [Vector, Vector, Vector, Vector];

/**
 * Cubic Bézier segments through `points` (the first is where the pen stands already), none of the points further than
 * `tolerance` from the curve. Least squares with re-parameterisation, split where the error is greatest (P. J. Schneider,
 * "An Algorithm for Automatically Fitting Digitized Curves", Graphics Gems, 1990).
 */
export function fitCurve(points: readonly Vector[], tolerance: number): PathSegment[] {
  const distinct = points.filter((point, i) => i === 0 || distance(point, points[i - 1] as Vector) > 1e-6);
  const segments: PathSegment[] = [];
  if (distinct.length < 2) return segments;
  const last = distinct.length - 1;
  let tangent = tangentAt(distinct, 0, 1);
  for (let first = 0; first < last; first += longestFit) {
    const end = Math.min(first + longestFit, last);
    const onward = end === last ? tangentAt(distinct, last, -1) : tangentAt(distinct, end, 0);
    const back = end === last ? onward : { x: -onward.x, y: -onward.y };
    fitRange(distinct, first, end, tangent, back, tolerance, segments);
    tangent = onward;
  }
  return segments;
}

function fitRange(
  points: readonly Vector[],
  first: number,
  last: number,
  startTangent: Vector,
  endTangent: Vector,
  tolerance: number,
  segments: PathSegment[],
): void {
  const from = points[first] as Vector;
  const to = points[last] as Vector;
  if (last - first === 1) {
    segments.push(['L', to.x, to.y]);
    return;
  }
  let parameters = chordLengths(points, first, last);
  let split = first + 1;
  for (let round = 0; round < 4; round++) {
    const curve = leastSquares(points, first, parameters, from, to, startTangent, endTangent);
    const worst = greatestError(points, first, curve, parameters);
    split = worst.index;
    if (worst.error <= tolerance) {
      segments.push(['C', curve[1].x, curve[1].y, curve[2].x, curve[2].y, to.x, to.y]);
      return;
    }
    if (worst.error > 4 * tolerance) break;
    parameters = parameters.map((t, i) => closerParameter(curve, points[first + i] as Vector, t));
  }
  const centre = tangentAt(points, split, 0);
  fitRange(points, first, split, startTangent, { x: -centre.x, y: -centre.y }, tolerance, segments);
  fitRange(points, split, last, centre, endTangent, tolerance, segments);
}

function leastSquares(
  points: readonly Vector[],
  first: number,
  parameters: readonly number[],
  from: Vector,
  to: Vector,
  startTangent: Vector,
  endTangent: Vector,
): Cubic {
  let [c00, c01, c11, x0, x1] = [0, 0, 0, 0, 0];
  for (const [i, t] of parameters.entries()) {
    const s = 1 - t;
    const b1 = 3 * t * s * s;
    const b2 = 3 * t * t * s;
    const nearStart = s * s * s + b1;
    const nearEnd = t * t * t + b2;
    const point = points[first + i] as Vector;
    const rest = { x: point.x - from.x * nearStart - to.x * nearEnd, y: point.y - from.y * nearStart - to.y * nearEnd };
    c00 += b1 * b1;
    c01 += b1 * b2 * dot(startTangent, endTangent);
    c11 += b2 * b2;
    x0 += b1 * dot(startTangent, rest);
    x1 += b2 * dot(endTangent, rest);
  }
  const determinant = c00 * c11 - c01 * c01;
  const chord = distance(from, to);
  let start = determinant === 0 ? 0 : (x0 * c11 - x1 * c01) / determinant;
  let end = determinant === 0 ? 0 : (c00 * x1 - c01 * x0) / determinant;
  // Degenerate solutions make loops; a third of the chord is the classic way out.
  const least = 1e-4 * chord;
  if (!(start > least) || !(end > least) || start > 4 * chord || end > 4 * chord) start = end = chord / 3;
  return [from, along(from, startTangent, start), along(to, endTangent, end), to];
}

function chordLengths(points: readonly Vector[], first: number, last: number): number[] {
  const lengths = [0];
  for (let i = first + 1; i <= last; i++) {
    lengths.push((lengths.at(-1) as number) + distance(points[i] as Vector, points[i - 1] as Vector));
  }
  const total = lengths.at(-1) as number;
  return lengths.map((length) => length / total);
}

function greatestError(
  points: readonly Vector[],
  first: number,
  curve: Cubic,
  parameters: readonly number[],
): { error: number; index: number } {
  let error = 0;
  let index = first + 1;
  for (let i = 1; i < parameters.length - 1; i++) {
    const away = distance(pointOn(curve, parameters[i] as number), points[first + i] as Vector);
    if (away > error) {
      error = away;
      index = first + i;
    }
  }
  return { error, index };
}

/** One Newton step towards the parameter whose point on the curve is nearest. */
function closerParameter(curve: Cubic, point: Vector, t: number): number {
  const [a, b, c, d] = curve;
  const s = 1 - t;
  const derive = (axis: 'x' | 'y'): [number, number, number] => [
    s * s * s * a[axis] + 3 * t * s * s * b[axis] + 3 * t * t * s * c[axis] + t * t * t * d[axis] - point[axis],
    3 * (s * s * (b[axis] - a[axis]) + 2 * t * s * (c[axis] - b[axis]) + t * t * (d[axis] - c[axis])),
    6 * (s * (c[axis] - 2 * b[axis] + a[axis]) + t * (d[axis] - 2 * c[axis] + b[axis])),
  ];
  const [x0, x1, x2] = derive('x');
  const [y0, y1, y2] = derive('y');
  const slope = x1 * x1 + y1 * y1 + x0 * x2 + y0 * y2;
  const next = slope === 0 ? t : t - (x0 * x1 + y0 * y1) / slope;
  return Math.min(Math.max(next, 0), 1);
}

function pointOn([a, b, c, d]: Cubic, t: number): Vector {
  const s = 1 - t;
  const [p, q, r, u] = [s * s * s, 3 * t * s * s, 3 * t * t * s, t * t * t];
  return { x: p * a.x + q * b.x + r * c.x + u * d.x, y: p * a.y + q * b.y + r * c.y + u * d.y };
}

/** Unit tangent: leaving forward (1), leaving backward (-1), or forward through the point (0). */
function tangentAt(points: readonly Vector[], index: number, direction: -1 | 0 | 1): Vector {
  const from = points[direction === 0 ? index - 1 : index] as Vector;
  const to = points[direction === 0 ? index + 1 : index + direction] as Vector;
  const length = distance(from, to);
  // A hairpin whose neighbours coincide has no tangent through it: take the side it came from.
  if (length < 1e-9) return tangentAt(points, index, 1);
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function along(from: Vector, direction: Vector, length: number): Vector {
  return { x: from.x + direction.x * length, y: from.y + direction.y * length };
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y;
}
