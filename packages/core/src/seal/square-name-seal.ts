import { simplifySegments, type Artwork, type PathSegment } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { Cluster, FontSet } from '../font/index.ts';

import { glyphInBox } from './glyph-box.ts';
import { outlineTolerance, pointsPerMm, sealOpacity, sealRed } from './units.ts';

export interface SquareNameSealOptions {
  /** Legal name, 1 to 16 characters. */
  readonly name: string;
  /** Side in millimetres, 10 to 30; 20 when absent. 16 and 18 are usual too. */
  readonly sizeMm?: number;
  /** Set after the name; none when absent. */
  readonly suffix?: '印' | '之印';
}

/**
 * A personal square seal (名章) as vectors at its true size, read from the right column to the left and downward: two
 * characters in one column; of three the surname fills the right column; otherwise columns of equal length.
 * @throws CinnabarError `SEAL_NAME`, `SEAL_SIZE`, `FONT_MISSING_GLYPH`.
 */
export function squareNameSeal(options: SquareNameSealOptions, fonts: FontSet): Artwork {
  const { name, sizeMm = 20, suffix = '' } = options;
  const length = Array.from(name).length;
  if (length < 1 || length > 16)
    throw new CinnabarError('SEAL_NAME', 'The name on a personal seal has 1 to 16 characters.');
  if (!(sizeMm >= 10 && sizeMm <= 30)) throw new CinnabarError('SEAL_SIZE', 'A personal seal is 10 to 30 mm wide.');
  const size = sizeMm * pointsPerMm;
  const border = size * 0.045;
  const inset = border + size * 0.045;
  const characters = setColumns(columnsOf(fonts.segment(name + suffix)), inset, size - inset, fonts);
  return {
    width: size,
    height: size,
    opacity: sealOpacity,
    paths: [
      { segments: square(border / 2, size - border / 2), stroke: sealRed, strokeWidth: border },
      { segments: simplifySegments(characters, outlineTolerance), fill: sealRed },
    ],
  };
}

/** Columns from right to left. */
function columnsOf(clusters: readonly Cluster[]): (readonly Cluster[])[] {
  if (clusters.length <= 2) return [clusters];
  if (clusters.length === 3) return [clusters.slice(0, 1), clusters.slice(1)];
  const count = Math.ceil(Math.sqrt(clusters.length));
  const perColumn = Math.ceil(clusters.length / count);
  const columns: (readonly Cluster[])[] = [];
  for (let i = 0; i < clusters.length; i += perColumn) columns.push(clusters.slice(i, i + perColumn));
  return columns;
}

/** Every character fills its cell of the square from `low` to `high`. */
function setColumns(
  columns: readonly (readonly Cluster[])[],
  low: number,
  high: number,
  fonts: FontSet,
): PathSegment[] {
  const width = (high - low) / columns.length;
  return columns.flatMap((column, fromRight) => {
    const height = (high - low) / column.length;
    const x = high - (fromRight + 0.5) * width;
    return column.flatMap((cluster, row) =>
      glyphInBox(fonts, cluster, { width, height }, [0.96, 0, 0, 0.96, x, high - (row + 0.5) * height]),
    );
  });
}

function square(low: number, high: number): PathSegment[] {
  return [['M', low, low], ['L', high, low], ['L', high, high], ['L', low, high], ['Z']];
}
