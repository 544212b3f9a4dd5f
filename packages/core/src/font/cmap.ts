/** Characters to glyphs (ISO/IEC 14496-22 §5.2.1): Unicode subtables of formats 12, 4 and 14, searched in place. */
export class CharacterMap {
  readonly #table: DataView;
  readonly #full: number | undefined;
  readonly #basic: number | undefined;
  readonly #variations: number | undefined;

  constructor(table: DataView) {
    this.#table = table;
    for (let i = 0; i < table.getUint16(2); i++) {
      const record = 4 + 8 * i;
      const platform = table.getUint16(record);
      const encoding = table.getUint16(record + 2);
      if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
      const offset = table.getUint32(record + 4);
      const format = table.getUint16(offset);
      if (format === 12) this.#full ??= offset;
      else if (format === 4) this.#basic ??= offset;
      else if (format === 14) this.#variations ??= offset;
    }
  }

  /** Glyph of `codePoint`, or 0. */
  glyph(codePoint: number): number {
    if (this.#full !== undefined) return this.#glyphOfGroup(this.#full, codePoint);
    return this.#basic !== undefined && codePoint <= 0xffff ? this.#glyphOfSegment(this.#basic, codePoint) : 0;
  }

  /** Glyph of `codePoint` in the form that `selector` asks for, or 0 when the font does not know the sequence. */
  variation(codePoint: number, selector: number): number {
    const start = this.#variations;
    if (start === undefined) return 0;
    const table = this.#table;
    const record = search(table.getUint32(start + 6), (i) => compare(uint24(table, start + 10 + 11 * i), selector));
    if (record === undefined) return 0;
    const defaults = table.getUint32(start + 10 + 11 * record + 3);
    const others = table.getUint32(start + 10 + 11 * record + 7);
    if (others !== 0) {
      const list = start + others;
      const at = search(table.getUint32(list), (i) => compare(uint24(table, list + 4 + 5 * i), codePoint));
      if (at !== undefined) return table.getUint16(list + 4 + 5 * at + 3);
    }
    if (defaults === 0) return 0;
    const list = start + defaults;
    const range = search(table.getUint32(list), (i) => {
      const first = uint24(table, list + 4 + 4 * i);
      return codePoint < first ? 1 : codePoint > first + table.getUint8(list + 4 + 4 * i + 3) ? -1 : 0;
    });
    return range === undefined ? 0 : this.glyph(codePoint);
  }

  #glyphOfGroup(start: number, codePoint: number): number {
    const table = this.#table;
    const group = search(table.getUint32(start + 12), (i) => {
      const record = start + 16 + 12 * i;
      return codePoint < table.getUint32(record) ? 1 : codePoint > table.getUint32(record + 4) ? -1 : 0;
    });
    if (group === undefined) return 0;
    const record = start + 16 + 12 * group;
    return table.getUint32(record + 8) + codePoint - table.getUint32(record);
  }

  #glyphOfSegment(start: number, codePoint: number): number {
    const table = this.#table;
    const size = table.getUint16(start + 6); // twice the number of segments
    const column = (i: number, which: number): number => start + 14 + 2 * i + (which === 0 ? 0 : 2 + which * size);
    const segment = search(size / 2, (i) => {
      return codePoint < table.getUint16(column(i, 1)) ? 1 : codePoint > table.getUint16(column(i, 0)) ? -1 : 0;
    });
    if (segment === undefined) return 0;
    const delta = table.getUint16(column(segment, 2));
    const rangeAt = column(segment, 3);
    const range = table.getUint16(rangeAt);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = table.getUint16(rangeAt + range + 2 * (codePoint - table.getUint16(column(segment, 1))));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
}

/** Binary search over `count` sorted records; `order` tells whether a record is below (-1), at (0) or above (1). */
function search(count: number, order: (index: number) => number): number | undefined {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = order(middle);
    if (found === 0) return middle;
    if (found < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function compare(value: number, wanted: number): number {
  return value - wanted;
}

function uint24(table: DataView, at: number): number {
  return (table.getUint16(at) << 8) | table.getUint8(at + 2);
}
