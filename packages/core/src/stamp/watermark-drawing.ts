import { transformSegments, type Artwork } from '../artwork/index.ts';
import type { FontSet } from '../font/index.ts';

import { fittedArtwork, type Drawing } from './drawing.ts';
import type { AppearanceSize } from './form-xobject.ts';

const grey = [0.45, 0.45, 0.45] as const;
const opacity = 0.16;
const largest = 64; // points
const share = 0.8; // of the diagonal

/** Words once across the page from lower left to upper right, pale, as outlines. @throws CinnabarError `FONT_MISSING_GLYPH` */
export function watermarkDrawing(text: string, size: AppearanceSize, fonts: FontSet): Drawing {
  const { segments, width } = fonts.outline(text, largest);
  const diagonal = Math.hypot(size.width, size.height);
  const scale = Math.min((diagonal * share) / width, 1);
  const [cos, sin] = [size.width / diagonal, size.height / diagonal];
  // The middle of the words to the middle of the page.
  const [mx, my] = [(width * scale) / 2, largest * scale * 0.38];
  const moved = transformSegments(segments, [
    cos * scale,
    sin * scale,
    -sin * scale,
    cos * scale,
    size.width / 2 - (cos * mx - sin * my),
    size.height / 2 - (sin * mx + cos * my),
  ]);
  const artwork: Artwork = { ...size, opacity, paths: [{ segments: moved, fill: grey }] };
  return fittedArtwork(artwork, size);
}
