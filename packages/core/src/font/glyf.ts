import { transformSegments, type Matrix, type PathSegment } from '../artwork/index.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

const deepest = 8; // components of components

/** Glyph outlines (ISO/IEC 14496-22 §5.3): quadratic contours, raised to the cubic curves of PDF, in font units. */
export class GlyphOutlines {
  readonly #glyf: DataView;
  readonly #loca: DataView;
  readonly #longOffsets: boolean;

  constructor(glyf: DataView, loca: DataView, longOffsets: boolean) {
    this.#glyf = glyf;
    this.#loca = loca;
    this.#longOffsets = longOffsets;
  }

  /** @throws RangeError when the font is damaged. */
  outline(glyph: number, depth = 0): PathSegment[] {
    const start = this.#offset(glyph);
    if (start === this.#offset(glyph + 1)) return [];
    const contours = this.#glyf.getInt16(start);
    if (contours >= 0) return this.#simple(start + 10, contours);
    if (depth === deepest) throw new RangeError('Components are nested too deep');
    return this.#composite(start + 10, depth);
  }

  #offset(glyph: number): number {
    return this.#longOffsets ? this.#loca.getUint32(4 * glyph) : 2 * this.#loca.getUint16(2 * glyph);
  }

  #simple(start: number, contours: number): PathSegment[] {
    const glyf = this.#glyf;
    const ends = Array.from({ length: contours }, (_, i) => glyf.getUint16(start + 2 * i));
    const count = (ends.at(-1) ?? -1) + 1;
    let at = start + 2 * contours;
    at += 2 + glyf.getUint16(at); // instructions
    const flags: number[] = [];
    while (flags.length < count) {
      const flag = glyf.getUint8(at++);
      const repeats = flag & 8 ? glyf.getUint8(at++) : 0;
      for (let i = 0; i <= repeats; i++) flags.push(flag);
    }
    const axis = (short: number, same: number): number[] => {
      let value = 0;
      return flags.slice(0, count).map((flag) => {
        if (flag & short) value += flag & same ? glyf.getUint8(at++) : -glyf.getUint8(at++);
        else if (!(flag & same)) {
          value += glyf.getInt16(at);
          at += 2;
        }
        return value;
      });
    };
    const xs = axis(2, 16);
    const ys = axis(4, 32);
    const points = xs.map((x, i): Point => ({ x, y: ys[i] as number, onCurve: ((flags[i] as number) & 1) === 1 }));
    return ends.flatMap((end, i) => contourPath(points.slice(i === 0 ? 0 : (ends[i - 1] as number) + 1, end + 1)));
  }

  #composite(start: number, depth: number): PathSegment[] {
    const glyf = this.#glyf;
    const segments: PathSegment[] = [];
    let at = start;
    let flags: number;
    do {
      flags = glyf.getUint16(at);
      const glyph = glyf.getUint16(at + 2);
      at += 4;
      const words = (flags & 1) !== 0;
      // Offsets; matching of points (flag 2 clear) is not used by the fonts of our time and counts as none.
      const offset =
        (flags & 2) === 0
          ? [0, 0]
          : words
            ? [glyf.getInt16(at), glyf.getInt16(at + 2)]
            : [glyf.getInt8(at), glyf.getInt8(at + 1)];
      at += words ? 4 : 2;
      const numbers = flags & 0x8 ? 1 : flags & 0x40 ? 2 : flags & 0x80 ? 4 : 0;
      const scale = Array.from({ length: numbers }, (_, i) => glyf.getInt16(at + 2 * i) / 16384);
      at += 2 * numbers;
      const [a = 1, b = 0, c = 0, d = 1] =
        numbers === 1 ? [scale[0], 0, 0, scale[0]] : numbers === 2 ? [scale[0], 0, 0, scale[1]] : scale;
      const matrix: Matrix = [a, b, c, d, offset[0] as number, offset[1] as number];
      segments.push(...transformSegments(this.outline(glyph, depth + 1), matrix));
    } while (flags & 0x20);
    return segments;
  }
}

function contourPath(points: readonly Point[]): PathSegment[] {
  const [first] = points;
  if (!first) return [];
  // Between two control points lies an implied point on the curve; a contour may begin with either.
  const start = first.onCurve ? first : middle(points.at(-1) as Point, first);
  const rest = first.onCurve ? points.slice(1) : points;
  const segments: PathSegment[] = [['M', start.x, start.y]];
  let pen: Point = start;
  let control: Point | undefined;
  const lineOrCurve = (to: Point): void => {
    segments.push(control ? raise(pen, control, to) : ['L', to.x, to.y]);
    pen = to;
    control = undefined;
  };
  for (const point of rest) {
    if (point.onCurve) lineOrCurve(point);
    else {
      if (control) lineOrCurve(middle(control, point));
      control = point;
    }
  }
  if (control) lineOrCurve(start);
  segments.push(['Z']);
  return segments;
}

/** When the last point is off the curve, so is its midpoint with the first: both ends of the contour's start. */
function middle(a: Point, b: Point): Point {
  if (a.onCurve) return a;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true };
}

function raise(from: Point, control: Point, to: Point): PathSegment {
  const third = (end: number, handle: number): number => end + (2 / 3) * (handle - end);
  return [
    'C',
    third(from.x, control.x),
    third(from.y, control.y),
    third(to.x, control.x),
    third(to.y, control.y),
    to.x,
    to.y,
  ];
}
