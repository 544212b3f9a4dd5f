/** Handwriting: strokes in unit space, what makes them a signature, and their outlines. */
export type { InkPoint, InkStroke, InkStrokes } from './strokes.ts';
export { inkLimits, inkProblem, inkReach, parseInk, type InkProblem } from './check.ts';
export { inkArtwork, type InkArtworkOptions } from './ink-artwork.ts';
