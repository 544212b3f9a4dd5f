import type { TextRun } from '../pdf-engine/index.ts';

/** A part of one text run: UTF-16 offsets into it, end exclusive. */
export interface MatchPiece {
  readonly run: number;
  readonly start: number;
  readonly end: number;
}

/** A found passage of a page; it may spread over runs and lines. */
export interface PageMatch {
  readonly page: number;
  readonly pieces: readonly MatchPiece[];
}

/** UTF-16 units of characters written without spaces between words. */
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\ud840-\udfff]/;

/**
 * A page's text made findable: compatibility forms and case folded; spaces between Chinese characters dropped, because
 * a line end there is layout, and other runs of space made one.
 */
export class PageText {
  readonly #page: number;
  readonly #folded: string;
  /** For every UTF-16 unit of the folded text: run and offset it came from. */
  readonly #origins: readonly MatchPiece[];

  constructor(page: number, runs: readonly TextRun[]) {
    this.#page = page;
    let folded = '';
    const origins: MatchPiece[] = [];
    let space: MatchPiece | undefined;
    runs.forEach(({ text, endsLine }, run) => {
      let offset = 0;
      for (const character of text) {
        const plain = fold(character);
        const origin = { run, start: offset, end: offset + character.length };
        if (plain.trim() === '') space ??= origin;
        else {
          if (space && folded !== '' && !wide.test(folded.at(-1) ?? '') && !wide.test(plain)) {
            folded += ' ';
            origins.push(space);
          }
          space = undefined;
          for (const unit of plain.split('')) {
            folded += unit;
            origins.push(origin);
          }
        }
        offset += character.length;
      }
      if (endsLine) space ??= { run, start: offset, end: offset };
    });
    this.#folded = folded;
    this.#origins = origins;
  }

  /** Every passage that reads as `query`, in reading order, not overlapping. */
  find(query: string): PageMatch[] {
    const needle = new PageText(0, [{ text: query, endsLine: false }]).#folded;
    const matches: PageMatch[] = [];
    if (needle === '') return matches;
    for (let at = this.#folded.indexOf(needle); at >= 0; at = this.#folded.indexOf(needle, at + needle.length)) {
      matches.push({ page: this.#page, pieces: this.#pieces(at, at + needle.length) });
    }
    return matches;
  }

  #pieces(from: number, to: number): MatchPiece[] {
    const pieces: { run: number; start: number; end: number }[] = [];
    for (const { run, start, end } of this.#origins.slice(from, to)) {
      const last = pieces.at(-1);
      if (last?.run === run) last.end = end;
      else pieces.push({ run, start, end });
    }
    return pieces;
  }
}

function fold(character: string): string {
  return character.normalize('NFKC').toLowerCase();
}
