/** Colour in the DeviceRGB space; each component from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** One path construction step. Coordinates are points (1/72 inch), origin bottom-left, y upward, as in PDF. */
export type PathSegment =
  | readonly ['M', x: number, y: number]
  | readonly ['L', x: number, y: number]
  | readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ['Z'];

/** A painted path. Filled when `fill` is given (non-zero winding rule unless `evenOdd`), stroked when `stroke` is. */
export interface ArtworkPath {
  readonly segments: readonly PathSegment[];
  readonly fill?: Rgb;
  readonly evenOdd?: boolean;
  readonly stroke?: Rgb;
  /** Line width in points; ignored without `stroke`. */
  readonly strokeWidth?: number;
}

/** A drawing of a true physical size. JSON-safe, so it can be sent to a browser as it is. */
export interface Artwork {
  /** Width in points. */
  readonly width: number;
  /** Height in points. */
  readonly height: number;
  readonly paths: readonly ArtworkPath[];
  /** 0–1; multiplies every path. 1 when absent. */
  readonly opacity?: number;
}
