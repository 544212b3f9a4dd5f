/** So long, in milliseconds, the end of a page must stand still enough to be seen. */
export const dwell = 400;

/** Which pages of a file were really seen: painted, and their end in the window for a moment, not flown past. */
export class ReadingProgress {
  readonly pageCount: number;
  readonly #seen = new Set<number>();
  /** Pages whose end shows now, and since when. */
  #showing = new Map<number, number>();

  constructor(pageCount: number) {
    this.pageCount = pageCount;
  }

  /**
   * Takes note of the pages whose painted end shows at the instant `now` (ms, any origin).
   *
   * @returns true when a page counts as seen since the last call.
   */
  observe(pages: readonly number[], now: number): boolean {
    this.#showing = new Map(pages.map((page) => [page, this.#showing.get(page) ?? now]));
    const before = this.#seen.size;
    for (const [page, since] of this.#showing) if (now - since >= dwell) this.#seen.add(page);
    return this.#seen.size > before;
  }

  /** A page shows that will count when looked at again after {@link dwell}. */
  get pending(): boolean {
    return [...this.#showing.keys()].some((page) => !this.#seen.has(page));
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
