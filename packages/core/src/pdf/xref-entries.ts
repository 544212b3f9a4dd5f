import { damaged } from './errors.ts';

/** What a cross-reference entry says about an object (ISO 32000-2 §7.5.4, §7.5.8). */
export type XrefEntry =
  | { readonly kind: 'free'; readonly generation: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

/** Entry types as cross-reference streams number them. Types beyond stand for null. */
export const entryType = { free: 0, offset: 1, compressed: 2, unknown: 3 } as const;

interface Subsection {
  readonly first: number;
  readonly count: number;
  /** Position of its first entry in the arrays. */
  readonly at: number;
}

/** The entries of one cross-reference table or stream, in flat arrays: no object per row. */
export class XrefEntries {
  readonly #subsections: readonly Subsection[];
  readonly #types: Uint8Array;
  readonly #second: Float64Array;
  readonly #third: Uint32Array;

  /**
   * @param subsections first object number and count of each, in the order of the arrays.
   * @throws CinnabarError `PDF_DAMAGED` when two subsections describe the same object.
   */
  constructor(
    subsections: readonly { readonly first: number; readonly count: number }[],
    types: Uint8Array,
    second: Float64Array,
    third: Uint32Array,
  ) {
    let at = 0;
    const placed = subsections.map(({ first, count }) => {
      at += count;
      return { first, count, at: at - count };
    });
    this.#subsections = placed.filter(({ count }) => count > 0).sort((a, b) => a.first - b.first);
    for (const [i, { first }] of this.#subsections.entries()) {
      const before = this.#subsections[i - 1];
      if (before && before.first + before.count > first) {
        throw damaged('a cross-reference section describes an object twice', { object: first });
      }
    }
    this.#types = types;
    this.#second = second;
    this.#third = third;
  }

  /** How many objects are described. */
  get count(): number {
    return this.#types.length;
  }

  /** The entry of object `num`, if there is one. */
  find(num: number): XrefEntry | undefined {
    let low = 0;
    let high = this.#subsections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { first, count, at } = this.#subsections[middle] as Subsection;
      if (num < first) high = middle;
      else if (num >= first + count) low = middle + 1;
      else return this.#entry(at + num - first);
    }
    return undefined;
  }

  /** Highest object number with an entry that is not free, or -1. */
  highestInUse(): number {
    for (let i = this.#subsections.length - 1; i >= 0; i--) {
      const { first, count, at } = this.#subsections[i] as Subsection;
      for (let row = count - 1; row >= 0; row--) if (this.#types[at + row] !== entryType.free) return first + row;
    }
    return -1;
  }

  /** Object numbers described, ascending. */
  *numbers(): Generator<number> {
    for (const { first, count } of this.#subsections) {
      for (let num = first; num < first + count; num++) yield num;
    }
  }

  #entry(row: number): XrefEntry {
    const second = this.#second[row] as number;
    const third = this.#third[row] as number;
    switch (this.#types[row]) {
      case entryType.offset:
        // Some writers leave unused numbers in use, at offset zero, where the header stands; every reader skips them.
        return second === 0
          ? { kind: 'free', generation: third }
          : { kind: 'offset', offset: second, generation: third };
      case entryType.compressed:
        return { kind: 'compressed', stream: second, index: third };
      default:
        return { kind: 'free', generation: third };
    }
  }
}
