import type { PathSegment } from '../artwork/index.ts';

import { fitCurve, type Vector } from './fit-curve.ts';

/** A point of a pen's path with the half width of its trace there, all in points. */
export interface PenPoint extends Vector {
  readonly radius: number;
}

const tolerance = 0.04; // points: a sixth of a pixel at 300 dpi
const step = 0.9; // points between samples of the centre line
const corner = Math.PI / 5; // sharper turns start a new curve, so that they stay sharp
// A quarter circle as one cubic.
const kappa = 0.5522847498;

/** One closed outline of the trace of a round pen through `path`; fill with the non-zero rule. */
export function strokeOutline(path: readonly PenPoint[]): PathSegment[] {
  const line = sampleSpline(path);
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last) return [];
  if (line.length === 1) return circle(first);
  const left: Vector[] = [];
  const right: Vector[] = [];
  for (const [i, point] of line.entries()) {
    for (const angle of directions(line, i)) {
      const [nx, ny] = [-Math.sin(angle) * point.radius, Math.cos(angle) * point.radius];
      left.push({ x: point.x + nx, y: point.y + ny });
      right.push({ x: point.x - nx, y: point.y - ny });
    }
  }
  const start = left[0] as Vector;
  return [
    ['M', start.x, start.y],
    ...fitSide(left),
    ...cap(last, left.at(-1) as Vector, right.at(-1) as Vector),
    ...fitSide(right.toReversed()),
    ...cap(first, right[0] as Vector, start),
    ['Z'],
  ];
}

/** Directions of travel at a sample; at a sharp turn the pen rolls over in small steps, which rounds the join. */
function directions(line: readonly PenPoint[], i: number): number[] {
  const point = line[i] as PenPoint;
  const before = line[i - 1];
  const after = line[i + 1];
  if (!before || !after) {
    const [from, to] = before ? [before, point] : [point, after as PenPoint];
    return [Math.atan2(to.y - from.y, to.x - from.x)];
  }
  const into = Math.atan2(point.y - before.y, point.x - before.x);
  const turn = wrap(Math.atan2(after.y - point.y, after.x - point.x) - into);
  const steps = Math.ceil(Math.abs(turn) / (Math.PI / 8));
  if (steps <= 1) return [into + turn / 2];
  return Array.from({ length: steps + 1 }, (_, k) => into + (turn * k) / steps);
}

function fitSide(points: readonly Vector[]): PathSegment[] {
  const segments: PathSegment[] = [];
  let from = 0;
  for (let i = 1; i < points.length; i++) {
    if (i === points.length - 1 || isCorner(points, i)) {
      segments.push(...fitCurve(points.slice(from, i + 1), tolerance));
      from = i;
    }
  }
  return segments;
}

function isCorner(points: readonly Vector[], i: number): boolean {
  const [a, b, c] = [points[i - 1], points[i], points[i + 1]] as [Vector, Vector, Vector];
  const turn = wrap(Math.atan2(c.y - b.y, c.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x));
  return Math.abs(turn) > corner;
}

/** Half circle about `centre`, clockwise as the outline runs (left side forward, right side back). */
function cap(centre: PenPoint, from: Vector, to: Vector): PathSegment[] {
  const [ax, ay] = [from.x - centre.x, from.y - centre.y];
  const [bx, by] = [ay, -ax]; // a quarter turn clockwise
  const { x, y } = centre;
  return [
    ['C', x + ax + kappa * bx, y + ay + kappa * by, x + bx + kappa * ax, y + by + kappa * ay, x + bx, y + by],
    ['C', x + bx - kappa * ax, y + by - kappa * ay, x - ax + kappa * bx, y - ay + kappa * by, to.x, to.y],
  ];
}

function circle(centre: PenPoint): PathSegment[] {
  const from = { x: centre.x - centre.radius, y: centre.y };
  const to = { x: centre.x + centre.radius, y: centre.y };
  return [['M', from.x, from.y], ...cap(centre, from, to), ...cap(centre, to, from), ['Z']];
}

/** Even samples of the centripetal-like Catmull-Rom spline through `path`, radius interpolated along. */
function sampleSpline(path: readonly PenPoint[]): PenPoint[] {
  const samples: PenPoint[] = path.slice(0, 1);
  for (let i = 1; i < path.length; i++) {
    const p1 = path[i - 1] as PenPoint;
    const p2 = path[i] as PenPoint;
    const p0 = path[i - 2] ?? p1;
    const p3 = path[i + 1] ?? p2;
    const length = Math.hypot(p2.x - p1.x, p2.y - p1.y);
    const count = Math.max(1, Math.ceil(length / step));
    // Tangents scaled to this chord keep uneven samples from overshooting.
    const m1 = tangent(p0, p1, p2, length);
    const m2 = tangent(p1, p2, p3, length);
    for (let k = 1; k <= count; k++) {
      const t = k / count;
      const [t2, t3] = [t * t, t * t * t];
      const [h00, h10, h01, h11] = [2 * t3 - 3 * t2 + 1, t3 - 2 * t2 + t, 3 * t2 - 2 * t3, t3 - t2];
      samples.push({
        x: h00 * p1.x + h10 * m1.x + h01 * p2.x + h11 * m2.x,
        y: h00 * p1.y + h10 * m1.y + h01 * p2.y + h11 * m2.y,
        radius: p1.radius + (p2.radius - p1.radius) * t,
      });
    }
  }
  return samples;
}

function tangent(before: Vector, at: Vector, after: Vector, length: number): Vector {
  const a = Math.hypot(at.x - before.x, at.y - before.y);
  const b = Math.hypot(after.x - at.x, after.y - at.y);
  if (a + b === 0) return { x: 0, y: 0 };
  return { x: ((after.x - before.x) / (a + b)) * length, y: ((after.y - before.y) / (a + b)) * length };
}

function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
