import type { Artwork } from '@cinnabar/core/artwork';

const pointsPerMillimetre = 72 / 25.4;

/** A seal's size in whole or half millimetres; `round` when nothing of it reaches into the corners. */
export function sealSize(artwork: Artwork): { width: number; height: number; round: boolean } {
  const width = millimetres(artwork.width);
  const height = millimetres(artwork.height);
  return { width, height, round: width === height && isRound(artwork) };
}

function millimetres(points: number): number {
  return Math.round((points / pointsPerMillimetre) * 2) / 2;
}

function isRound({ width, paths }: Artwork): boolean {
  const radius = width / 2;
  return paths.every(({ segments }) =>
    segments.every((segment) => {
      const [x, y] = segment.slice(-2);
      return typeof x !== 'number' || typeof y !== 'number' || Math.hypot(x - radius, y - radius) <= radius * 1.03;
    }),
  );
}
