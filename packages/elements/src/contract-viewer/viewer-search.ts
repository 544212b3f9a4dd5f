import type { EnginePage } from '../pdf-engine/index.ts';
import { PageText, type PageMatch } from './text-search.ts';

export interface SearchedDocument {
  readonly pageCount: number;
  page(index: number): Promise<EnginePage> | undefined;
}

/** Finds a phrase in every page of the open document, page after page, and steps through what it found. */
export class ViewerSearch {
  query = '';
  matches: readonly PageMatch[] = [];
  /** Index into `matches`; -1 while there is none. */
  position = -1;
  searching = false;
  readonly #changed: () => void;
  readonly #texts = new Map<number, PageText>();
  #abort = new AbortController();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get current(): PageMatch | undefined {
    return this.matches[this.position];
  }

  /** Searches from page `from` on first, so that the nearest passage is found first. Resolves when all pages were read. */
  async find(query: string, document: SearchedDocument, from: number): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.query = query;
    this.matches = [];
    this.position = -1;
    this.searching = query.trim() !== '';
    this.#changed();
    if (!this.searching) return;
    for (let step = 0; step < document.pageCount; step++) {
      const index = (from + step) % document.pageCount;
      const found = (await this.#text(index, document))?.find(query) ?? [];
      if (signal.aborted) return;
      if (found.length > 0) this.#add(found);
    }
    this.searching = false;
    this.#changed();
  }

  step(direction: 1 | -1): void {
    const count = this.matches.length;
    if (count === 0) return;
    this.position = (this.position + direction + count) % count;
    this.#changed();
  }

  /** Forgets query and texts: another document is open. */
  reset(): void {
    this.#abort.abort();
    this.#texts.clear();
    this.query = '';
    this.matches = [];
    this.position = -1;
    this.searching = false;
  }

  #add(found: readonly PageMatch[]): void {
    const current = this.current ?? found[0];
    this.matches = [...this.matches, ...found].sort((a, b) => a.page - b.page);
    this.position = current ? this.matches.indexOf(current) : -1;
    this.#changed();
  }

  async #text(index: number, document: SearchedDocument): Promise<PageText | undefined> {
    const known = this.#texts.get(index);
    if (known) return known;
    try {
      const runs = await (await document.page(index))?.text();
      if (!runs) return undefined;
      const text = new PageText(index, runs);
      this.#texts.set(index, text);
      return text;
    } catch {
      // A page that cannot be read has nothing to find.
      return undefined;
    }
  }
}
