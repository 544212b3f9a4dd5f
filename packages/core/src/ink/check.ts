import { CinnabarError } from '../error/index.ts';

import type { InkPoint, InkStroke, InkStrokes } from './strokes.ts';

/**
 * Why ink is not a signature. `INK_EMPTY`: nothing drawn. `INK_DOT`: a dot or a twitch. `INK_TOO_SMALL`: a speck compared
 * with the pad. `INK_TOO_LARGE`: more than a hand draws. `INK_INVALID`: not ink data.
 */
export type InkProblem = 'INK_EMPTY' | 'INK_DOT' | 'INK_TOO_SMALL' | 'INK_TOO_LARGE' | 'INK_INVALID';

/** More than any hand needs: a signature has some hundreds of points and is 5 to 20 pad widths long. */
export const inkLimits = { strokes: 300, points: 10_000, padWidths: 100 } as const;

/**
 * How far a point may be from the pad in unit space, for a captured pointer may leave it, but not go far; how many milliseconds
 * after the first one; and the shapes of pads, width divided by height. Ink beyond is no ink data.
 */
export const inkReach = { x: [-1, 2], y: [-11, 22], time: [0, 86_400_000], aspect: [0.1, 20] } as const;

// In pad widths. A stroke of a two-stroke name such as 丁一 is about 0.2 long; a tap that slips a few pixels 0.01.
const shortestInk = 0.08;
const smallestExtent = 0.06;

const sentences: Readonly<Record<InkProblem, string>> = {
  INK_EMPTY: 'The signature is empty.',
  INK_DOT: 'The signature is only a dot.',
  INK_TOO_SMALL: 'The signature is too small to read.',
  INK_TOO_LARGE: 'The signature has more ink than a signature needs.',
  INK_INVALID: 'The signature data are malformed.',
};

/** The first thing that keeps `ink` from being a signature, or undefined. The pad and the server ask the same question. */
export function inkProblem(ink: InkStrokes): InkProblem | undefined {
  let points = 0;
  for (const stroke of ink.strokes) points += stroke.points.length;
  if (ink.strokes.length > inkLimits.strokes || points > inkLimits.points) return 'INK_TOO_LARGE';
  if (!isBetween(ink.aspect, inkReach.aspect) || !ink.strokes.every((stroke) => stroke.points.every(isPoint)))
    return 'INK_INVALID';
  if (points === 0) return 'INK_EMPTY';
  const { length, extent } = measureInk(ink);
  if (length > inkLimits.padWidths) return 'INK_TOO_LARGE';
  if (length < shortestInk) return 'INK_DOT';
  return extent < smallestExtent ? 'INK_TOO_SMALL' : undefined;
}

/**
 * Ink from data of unknown origin, copied property by property.
 * @throws CinnabarError with the code of an {@link InkProblem}.
 */
export function parseInk(data: unknown): InkStrokes {
  if (!isRecord(data) || typeof data['aspect'] !== 'number' || !Array.isArray(data['strokes']))
    throw inkError('INK_INVALID');
  if (data['strokes'].length > inkLimits.strokes) throw inkError('INK_TOO_LARGE');
  const ink = { aspect: data['aspect'], strokes: data['strokes'].map(parseStroke) };
  const problem = inkProblem(ink);
  if (problem) throw inkError(problem);
  return ink;
}

/** The error for `problem`. */
export function inkError(problem: InkProblem): CinnabarError {
  return new CinnabarError(problem, sentences[problem]);
}

function parseStroke(data: unknown): InkStroke {
  if (!isRecord(data) || !Array.isArray(data['points'])) throw inkError('INK_INVALID');
  const { pointerType, points } = data;
  if (pointerType !== 'mouse' && pointerType !== 'touch' && pointerType !== 'pen') throw inkError('INK_INVALID');
  if (points.length > inkLimits.points) throw inkError('INK_TOO_LARGE');
  return { pointerType, points: points.map(parsePoint) };
}

function parsePoint(data: unknown): InkPoint {
  if (!isRecord(data)) throw inkError('INK_INVALID');
  const { x, y, time, pressure } = data as Partial<Record<keyof InkPoint, number>>;
  const point = { x, y, time, ...(pressure === undefined ? {} : { pressure }) } as InkPoint;
  if (!isPoint(point)) throw inkError('INK_INVALID');
  return point;
}

function isPoint({ x, y, time, pressure }: InkPoint): boolean {
  const inReach = isBetween(x, inkReach.x) && isBetween(y, inkReach.y) && isBetween(time, inkReach.time);
  return inReach && (pressure === undefined || isBetween(pressure, [0, 1]));
}

function measureInk(ink: InkStrokes): { length: number; extent: number } {
  let length = 0;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points } of ink.strokes) {
    for (const [i, { x, y }] of points.entries()) {
      const before = points[i - 1];
      if (before) length += Math.hypot(x - before.x, y - before.y);
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  return { length, extent: Math.max(maxX - minX, maxY - minY) };
}

function isBetween(value: unknown, [low, high]: readonly [number, number]): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
