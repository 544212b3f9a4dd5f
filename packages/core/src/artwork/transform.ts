import type { PathSegment } from './artwork.ts';

/** Affine map `x' = a·x + c·y + e`, `y' = b·x + d·y + f`: the operands of PDF's `cm` in order. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** `segments` moved, turned or scaled by `matrix`. */
export function transformSegments(segments: readonly PathSegment[], [a, b, c, d, e, f]: Matrix): PathSegment[] {
  const x = (px: number, py: number): number => a * px + c * py + e;
  const y = (px: number, py: number): number => b * px + d * py + f;
  return segments.map((segment): PathSegment => {
    switch (segment[0]) {
      case 'M':
      case 'L':
        return [segment[0], x(segment[1], segment[2]), y(segment[1], segment[2])];
      case 'C': {
        const [, x1, y1, x2, y2, x3, y3] = segment;
        return ['C', x(x1, y1), y(x1, y1), x(x2, y2), y(x2, y2), x(x3, y3), y(x3, y3)];
      }
      case 'Z':
        return segment;
    }
  });
}
