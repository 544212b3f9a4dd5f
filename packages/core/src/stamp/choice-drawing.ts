import type { Artwork, ArtworkPath, PathSegment } from '../artwork/index.ts';
import type { FontSet } from '../font/index.ts';

import { artworkDrawing, blank, fittedArtwork, layered, type Drawing } from './drawing.ts';
import type { AppearanceSize } from './form-xobject.ts';
import { layoutText } from './layout.ts';
import { textDrawing } from './text-drawing.ts';

/** How a choice looks. */
export interface ChoiceStyle {
  /** A square for what may be chosen beside others, a circle for what excludes them; `none` where the page has its box. */
  readonly frame: 'square' | 'circle' | 'none';
  /** Words behind the frame. */
  readonly caption?: string;
  readonly fontSize: number;
  readonly minFontSize?: number;
  readonly font?: string;
}

const ink = [0, 0, 0] as const;
const line = 0.8; // points
const largest = 12; // points across
const gap = 3; // points between frame and caption

/** ✓ of 10 by 10 points, drawn, so that no font need have it. */
export const checkArtwork: Artwork = strokes([
  ['M', 1, 5.2],
  ['L', 4, 1.8],
  ['L', 9.2, 8.6],
]);

/** ✗ */
export const crossArtwork: Artwork = strokes([
  ['M', 1.6, 1.6],
  ['L', 8.4, 8.4],
  ['M', 1.6, 8.4],
  ['L', 8.4, 1.6],
]);

/**
 * A choice, chosen or not, in a place of `size`.
 * @returns undefined when the caption does not fit
 * @throws CinnabarError `FONT_MISSING_GLYPH`
 */
export function choiceDrawing(
  style: ChoiceStyle,
  on: boolean,
  size: AppearanceSize,
  fonts: FontSet,
): Drawing | undefined {
  const { frame, caption = '' } = style;
  if (frame === 'none') return on ? fittedArtwork(checkArtwork, size, 0.5) : blank;
  const side = Math.min(size.width, size.height, largest);
  const left = caption === '' ? (size.width - side) / 2 : 0;
  const bottom = (size.height - side) / 2;
  const picture = artworkDrawing({ width: side, height: side, paths: framePaths(frame, side) }, left, bottom);
  const mark = on ? [chosen(frame, side, left, bottom)] : [];
  if (caption === '') return layered(picture, ...mark);
  const room = { width: Math.max(size.width - side - gap, 0), height: size.height };
  const layout = layoutText(caption, { ...room, ...style, multiline: false, align: 'left' }, fonts);
  if (!layout) return undefined;
  const shifted = layout.lines.map((words) => ({ ...words, x: words.x + side + gap - 2 }));
  return layered(picture, ...mark, textDrawing({ ...layout, lines: shifted }));
}

function chosen(frame: 'square' | 'circle', side: number, left: number, bottom: number): Drawing {
  if (frame === 'square')
    return artworkDrawing(checkArtwork, left + side * 0.1, bottom + side * 0.1, (side * 0.8) / 10);
  const dot = circle(side / 2, side * 0.25);
  return artworkDrawing({ width: side, height: side, paths: [{ segments: dot, fill: ink }] }, left, bottom);
}

function framePaths(frame: 'square' | 'circle', side: number): ArtworkPath[] {
  const [low, high] = [line, side - line];
  const square: PathSegment[] = [['M', low, low], ['L', high, low], ['L', high, high], ['L', low, high], ['Z']];
  const segments = frame === 'square' ? square : circle(side / 2, side / 2 - line);
  return [{ segments, stroke: ink, strokeWidth: line }];
}

/** About (middle, middle). */
function circle(middle: number, radius: number): PathSegment[] {
  const k = 0.5522847498 * radius;
  const [low, high] = [middle - radius, middle + radius];
  return [
    ['M', high, middle],
    ['C', high, middle + k, middle + k, high, middle, high],
    ['C', middle - k, high, low, middle + k, low, middle],
    ['C', low, middle - k, middle - k, low, middle, low],
    ['C', middle + k, low, high, middle - k, high, middle],
    ['Z'],
  ];
}

function strokes(segments: readonly PathSegment[]): Artwork {
  return { width: 10, height: 10, paths: [{ segments, stroke: ink, strokeWidth: 1.3 }] };
}
