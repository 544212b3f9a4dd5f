/** Which pages of a file were really seen: shown to their end, painted. */
export class ReadingProgress {
  readonly pageCount: number;
  readonly #seen = new Set<number>();

  constructor(pageCount: number) {
    this.pageCount = pageCount;
  }

  /** Notes that the end of page `index` showed. True when that is news. */
  see(index: number): boolean {
    if (index < 0 || index >= this.pageCount || this.#seen.has(index)) return false;
    this.#seen.add(index);
    return true;
  }

  /** 0–1. */
  get fraction(): number {
    return this.pageCount === 0 ? 0 : this.#seen.size / this.pageCount;
  }

  /** The last page was seen to its end. */
  get ended(): boolean {
    return this.#seen.has(this.pageCount - 1);
  }
}
