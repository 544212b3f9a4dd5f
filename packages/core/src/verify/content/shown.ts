import { concatBytes } from '../../bytes/index.ts';
import { PdfDict, PdfName, PdfStream, type PdfDocument, type PdfObject } from '../../pdf/index.ts';
import type { ContentBudget } from './content-budget.ts';
import { fontText, type FontText } from './font-text.ts';
import { contentTokens } from './tokens.ts';

/** Lower left and upper right corner. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** Something that content puts on the page: a run of text, or an image. */
export interface Shown {
  /** Undefined for images and for text that cannot be read. */
  readonly text: string | undefined;
  /** About where: widths of characters are guessed. */
  readonly box: Box;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const limits = { depth: 4, shown: 20_000, operands: 1_000 };

interface State {
  readonly matrix: Matrix;
  readonly font: FontText | undefined;
  readonly size: number;
  readonly leading: number;
  /** Painted at all: invisible text may be searched and not seen (§9.3.6). */
  readonly painted: boolean;
}

/**
 * Text and images of content (a page's, an appearance's) in its own coordinates, as far as is needed to compare what is
 * shown with what is stated. Undefined when the content is too large or cannot be read.
 */
export function shownBy(
  document: PdfDocument,
  contents: readonly PdfStream[],
  resources: PdfObject,
  budget: ContentBudget,
): readonly Shown[] | undefined {
  const parts: Uint8Array[] = [];
  for (const stream of contents) {
    const bytes = budget.decode(document, stream);
    if (!bytes) return undefined;
    // Streams of one page are cut anywhere between tokens (§7.8.2).
    parts.push(bytes, Uint8Array.of(0x0a));
  }
  const shown: Shown[] = [];
  const readable = new Interpreter(document, shown, budget).run(concatBytes(...parts), resources, identity, 0);
  return readable && shown.length < limits.shown ? shown : undefined;
}

class Interpreter {
  readonly #document: PdfDocument;
  readonly #shown: Shown[];
  readonly #budget: ContentBudget;
  readonly #fonts = new Map<PdfDict, FontText>();

  constructor(document: PdfDocument, shown: Shown[], budget: ContentBudget) {
    this.#budget = budget;
    this.#document = document;
    this.#shown = shown;
  }

  /** @returns false when some of it could not be read */
  run(bytes: Uint8Array, resources: PdfObject, matrix: Matrix, depth: number): boolean {
    let readable = true;
    let state: State = { matrix, font: undefined, size: 0, leading: 0, painted: true };
    const stack: State[] = [];
    let line = identity;
    let text = identity;
    let numbers: number[] = [];
    let strings: (readonly number[] | number)[] = [];
    let name = '';
    const next = (x: number, y: number): void => {
      line = text = times([1, 0, 0, 1, x, y], line);
    };
    const operators: Readonly<Record<string, () => void>> = {
      q: () => void stack.push(state),
      Q: () => void (state = stack.pop() ?? state),
      cm: () => void (state = { ...state, matrix: times(matrixOf(numbers), state.matrix) }),
      BT: () => void (line = text = identity),
      Tf: () => void (state = { ...state, font: this.#font(resources, name), size: numbers.at(-1) ?? 0 }),
      Tr: () => void (state = { ...state, painted: numbers[0] !== 3 && numbers[0] !== 7 }),
      TL: () => void (state = { ...state, leading: numbers[0] ?? 0 }),
      Tm: () => void (line = text = matrixOf(numbers)),
      Td: () => next(numbers[0] ?? 0, numbers[1] ?? 0),
      TD: () => {
        state = { ...state, leading: -(numbers[1] ?? 0) };
        next(numbers[0] ?? 0, numbers[1] ?? 0);
      },
      'T*': () => next(0, -state.leading),
      Tj: () => void (text = this.#show(strings, state, text)),
      TJ: () => void (text = this.#show(strings, state, text)),
      "'": () => {
        next(0, -state.leading);
        text = this.#show(strings, state, text);
      },
      '"': () => {
        next(0, -state.leading);
        text = this.#show(strings.slice(-1), state, text);
      },
      Do: () => void (readable &&= this.#draw(resources, name, state.matrix, depth)),
      // An image in the content itself (§8.9.7).
      ID: () => this.#picture(state.matrix),
    };
    for (const token of contentTokens(bytes)) {
      if (token.kind === 'operator') {
        if (Object.hasOwn(operators, token.value)) operators[token.value]?.();
        [numbers, strings] = [[], []];
      } else if (token.kind === 'name') name = token.value;
      else if (strings.length < limits.operands) {
        strings.push(token.kind === 'string' ? token.bytes : token.value);
        if (token.kind === 'number') numbers.push(token.value);
      }
      if (!readable || this.#shown.length >= limits.shown || stack.length > limits.operands) return false;
    }
    return readable;
  }

  /** @returns the text matrix after what was shown */
  #show(
    pieces: readonly (readonly number[] | number)[],
    { font, size, matrix, painted }: State,
    start: Matrix,
  ): Matrix {
    let at = start;
    for (const piece of pieces) {
      if (typeof piece === 'number') {
        at = times([1, 0, 0, 1, (-piece / 1000) * size, 0], at);
        continue;
      }
      const codes = codesOf(piece, font?.width ?? 1);
      const read = codes.map((code) => font?.read(code));
      const advance = codes.length * size * (font?.width === 2 ? 1 : 0.5);
      const box = boxOf([0, -0.2 * size, advance, 0.8 * size], times(at, matrix));
      if (painted) this.#shown.push({ text: read.includes(undefined) ? undefined : read.join(''), box });
      at = times([1, 0, 0, 1, advance, 0], at);
    }
    return at;
  }

  #draw(resources: PdfObject, name: string, matrix: Matrix, depth: number): boolean {
    const object = this.#resource(resources, 'XObject', name);
    if (!(object instanceof PdfStream)) return true;
    const { dict } = object;
    if (this.#document.resolve(dict.get('Subtype')) !== PdfName.of('Form')) {
      this.#picture(matrix);
      return true;
    }
    if (depth >= limits.depth) return false;
    const own = this.#document.resolve(dict.get('Matrix'));
    const placed = Array.isArray(own)
      ? times(matrixOf(own.map((item) => this.#document.resolve(item))), matrix)
      : matrix;
    const inner = this.#document.resolve(dict.get('Resources')) ?? resources;
    const bytes = this.#budget.decode(this.#document, object);
    return bytes !== undefined && this.run(bytes, inner, placed, depth + 1);
  }

  /** An image fills the unit square (§8.9.5). */
  #picture(matrix: Matrix): void {
    this.#shown.push({ text: undefined, box: boxOf([0, 0, 1, 1], matrix) });
  }

  #font(resources: PdfObject, name: string): FontText | undefined {
    const font = this.#resource(resources, 'Font', name);
    if (!(font instanceof PdfDict)) return undefined;
    const known = this.#fonts.get(font) ?? fontText(this.#document, font, this.#budget);
    this.#fonts.set(font, known);
    return known;
  }

  #resource(resources: PdfObject, category: string, name: string): PdfObject {
    const dict = this.#document.resolve(resources);
    const items = dict instanceof PdfDict ? this.#document.resolve(dict.get(category)) : null;
    return items instanceof PdfDict ? this.#document.resolve(items.get(name)) : null;
  }
}

function codesOf(bytes: readonly number[], width: 1 | 2): number[] {
  if (width === 1) return [...bytes];
  return Array.from({ length: bytes.length >> 1 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
}

function matrixOf(numbers: readonly PdfObject[]): Matrix {
  const six = numbers.slice(-6);
  return six.length === 6 && six.every((value) => typeof value === 'number') ? (six as unknown as Matrix) : identity;
}

/** First `one`, then `other` (row vectors, ISO 32000-2 §8.3.4). */
function times([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

function boxOf([x0, y0, x1, y1]: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
