import { transformSegments, type Matrix, type PathSegment } from '../artwork/index.ts';
import type { Cluster, FontSet } from '../font/index.ts';

// Chinese glyphs are drawn in a square whose lower edge lies 0.12 of the size below the baseline.
const emBottom = -0.12;

/** Outline of `cluster` stretched to fill a box of `width` × `height` points about the origin, then moved by `matrix`. */
export function glyphInBox(
  fonts: FontSet,
  cluster: Cluster,
  box: { readonly width: number; readonly height: number },
  matrix: Matrix,
): PathSegment[] {
  const outline = fonts.face(cluster.face).outline(cluster.glyph, 1, 0, 0);
  const scaleX = box.width / cluster.advance;
  const centred = transformSegments(outline, [
    scaleX,
    0,
    0,
    box.height,
    -box.width / 2,
    (-emBottom - 0.5) * box.height,
  ]);
  return transformSegments(centred, matrix);
}
