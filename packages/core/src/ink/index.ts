/** Handwriting: strokes in unit space and their outlines. */
export type { InkPoint, InkStroke, InkStrokes } from './strokes.ts';
