/**
 * One sample of a pen. Coordinates are in unit space: the pad's width is 1, x grows rightward, y downward from the
 * pad's top edge (0) to 1 / aspect, so that strokes survive any change of size or rotation.
 */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  /** Milliseconds since the first point of the signature. */
  readonly time: number;
  /** 0–1, only from devices that measure it. */
  readonly pressure?: number;
}

export interface InkStroke {
  readonly pointerType: 'mouse' | 'touch' | 'pen';
  readonly points: readonly InkPoint[];
}

/** A whole signature. JSON-safe. */
export interface InkStrokes {
  /** Width divided by height of the pad the strokes were made on. */
  readonly aspect: number;
  readonly strokes: readonly InkStroke[];
}
