import type { Artwork, ArtworkPath } from './artwork.ts';

/**
 * SVG path data (`d` attribute) of one path, flipped to SVG's y-down axis for a `viewBox` of
 * `0 0 artwork.width artwork.height`. Coordinates are rounded to 1/1000 point.
 */
export function artworkToPathData(artwork: Pick<Artwork, 'height'>, path: ArtworkPath): string {
  const x = (value: number): string => String(Math.round(value * 1000) / 1000);
  const y = (value: number): string => x(artwork.height - value);
  return path.segments
    .map((segment) => {
      switch (segment[0]) {
        case 'M':
        case 'L':
          return `${segment[0]}${x(segment[1])} ${y(segment[2])}`;
        case 'C':
          return `C${x(segment[1])} ${y(segment[2])} ${x(segment[3])} ${y(segment[4])} ${x(segment[5])} ${y(segment[6])}`;
        case 'Z':
          return 'Z';
      }
    })
    .join('');
}
