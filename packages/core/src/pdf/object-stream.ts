import { damaged } from './errors.ts';
import { PdfName, type PdfDict, type PdfObject } from './objects.ts';
import { PdfParser, type ParserOptions } from './parser.ts';

/** A decoded object stream (ISO 32000-2 §7.5.7), whose objects are parsed on demand. */
export class ObjectStream {
  readonly #bytes: Uint8Array;
  readonly #options: ParserOptions;
  readonly #numbers: readonly number[];
  readonly #offsets: readonly number[];

  /** @param resolve follows references in the stream's dictionary. */
  constructor(
    dict: PdfDict,
    bytes: Uint8Array,
    resolve: (object: PdfObject | undefined) => PdfObject,
    options: ParserOptions,
  ) {
    const count = resolve(dict.get('N'));
    const first = resolve(dict.get('First'));
    if (
      resolve(dict.get('Type')) !== PdfName.of('ObjStm') ||
      !isCount(count) ||
      !isCount(first) ||
      first > bytes.length
    ) {
      throw damaged('an object stream is malformed');
    }
    const numbers: number[] = [];
    const offsets: number[] = [];
    const head = new PdfParser({ start: 0, bytes: bytes.subarray(0, first) }, 0, { depth: 0 });
    for (let i = 0; i < count; i++) {
      options.items?.spend(1);
      const number = head.acceptInteger();
      const offset = number === undefined ? undefined : head.acceptInteger();
      if (number === undefined || offset === undefined || first + offset >= bytes.length) {
        throw damaged('the index of an object stream is malformed');
      }
      numbers.push(number);
      offsets.push(first + offset);
    }
    this.#bytes = bytes;
    this.#options = options;
    this.#numbers = numbers;
    this.#offsets = offsets;
  }

  /** Numbers of the objects in it. */
  get numbers(): readonly number[] {
    return this.#numbers;
  }

  /** The object at `index`, which must bear number `num`. */
  get(num: number, index: number): PdfObject {
    const offset = this.#offsets[index];
    if (offset === undefined || this.#numbers[index] !== num) {
      throw damaged('an object is not where the cross-reference says', { object: num });
    }
    const parser = new PdfParser({ start: 0, bytes: this.#bytes }, offset, this.#options);
    this.#options.scanned?.check();
    try {
      const object = parser.parseObject();
      if (parser.acceptKeyword('stream')) throw damaged('an object stream contains a stream', { object: num });
      return object;
    } finally {
      this.#options.scanned?.spend(parser.position - offset);
    }
  }
}

function isCount(value: PdfObject): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
