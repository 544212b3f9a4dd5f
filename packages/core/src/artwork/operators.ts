import type { Artwork, ArtworkPath, Rgb } from './artwork.ts';

/**
 * PDF content-stream operators (ISO 32000-2 §8.5) that paint `artwork` with its bottom-left corner at the origin.
 * Opacity is not part of the operators: the caller sets it by an ExtGState.
 */
export function artworkToOperators(artwork: Artwork): string {
  return artwork.paths.map(pathToOperators).join('\n');
}

function pathToOperators(path: ArtworkPath): string {
  const lines: string[] = [];
  if (path.fill) lines.push(`${colour(path.fill)} rg`);
  if (path.stroke) lines.push(`${colour(path.stroke)} RG ${number(path.strokeWidth ?? 1)} w`);
  for (const segment of path.segments) {
    switch (segment[0]) {
      case 'M':
        lines.push(`${number(segment[1])} ${number(segment[2])} m`);
        break;
      case 'L':
        lines.push(`${number(segment[1])} ${number(segment[2])} l`);
        break;
      case 'C':
        lines.push(
          `${segment
            .slice(1)
            .map((value) => number(value as number))
            .join(' ')} c`,
        );
        break;
      case 'Z':
        lines.push('h');
        break;
    }
  }
  const star = path.evenOdd ? '*' : '';
  lines.push(path.fill && path.stroke ? `B${star}` : path.fill ? `f${star}` : path.stroke ? 'S' : 'n');
  return lines.join('\n');
}

function colour(rgb: Rgb): string {
  return rgb.map((component) => String(Math.round(component * 1000) / 1000)).join(' ');
}

/** Hundredths of a point (3.5 µm) are finer than any printer's dot; never an exponent (ISO 32000-2 §7.3.3 knows none). */
function number(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}
