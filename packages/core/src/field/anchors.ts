import { problemOf, type Problem, type ProblemTexts } from '../language/index.ts';

import type { Control, KeywordAnchor, Rect } from './control.ts';

/** A piece of text of a page as it is read, with where it stands. */
export interface TextRun {
  /** 0-based. */
  readonly page: number;
  readonly text: string;
  /** Left end of the baseline, in points from the page's bottom-left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Font size in points. */
  readonly size: number;
}

/** A widget of the document's own form. */
export interface FieldPlace {
  readonly page: number;
  readonly rect: Rect;
}

/** Where anchors are looked for; core reads no text out of pages itself. */
export interface AnchorSources {
  /** In reading order. */
  readonly text?: readonly TextRun[];
  /** Widgets of the field with that full name, in document order; empty when there is none. */
  readonly field?: (name: string) => readonly FieldPlace[];
}

export type AnchorProblemCode = 'ANCHOR_NOT_FOUND';

const texts: ProblemTexts<AnchorProblemCode> = {
  ANCHOR_NOT_FOUND: {
    'zh-Hans': '文件中未找到控件的定位文字或表单域',
    'zh-Hant': '文件中未找到控件的定位文字或表單域',
    en: 'The phrase or form field that places this control is not in the document',
  },
};

export interface Anchored {
  /** Those with an anchor at the place it names; the others, and those not found, are left as they are. */
  readonly controls: readonly Control[];
  readonly problems: readonly Problem<AnchorProblemCode>[];
}

/**
 * Puts controls where their anchors say (standards B17.3). A phrase is found across runs and line ends, whatever white
 * space is between its characters, in compatibility forms too. Catalogue: INI-14, TPL-07.
 */
export function resolveAnchors(controls: readonly Control[], sources: AnchorSources): Anchored {
  const text = new AnchorText(sources.text ?? []);
  const problems: Problem<AnchorProblemCode>[] = [];
  const placed = controls.map((control) => {
    const { anchor } = control;
    if (!anchor) return control;
    const place = 'keyword' in anchor ? text.place(anchor, control.rect) : fieldPlace(anchor, control.rect, sources);
    if (place) return { ...control, ...place };
    problems.push(problemOf(texts, 'ANCHOR_NOT_FOUND', { path: control.id }));
    return control;
  });
  return { controls: placed, problems };
}

function fieldPlace(
  { field, widget = 0 }: { readonly field: string; readonly widget?: number },
  size: Rect,
  sources: AnchorSources,
): FieldPlace | undefined {
  const found = sources.field?.(field)[widget];
  if (!found) return undefined;
  // A size of the control's own is kept, with its middle on the field's.
  const own = size.width > 0 && size.height > 0;
  return { page: found.page, rect: own ? centred(size, middle(found.rect)) : found.rect };
}

interface Character {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** The document as one line of text without white space, each of its code units with the character it came from. */
class AnchorText {
  readonly #text: string;
  readonly #characters: readonly Character[];

  constructor(runs: readonly TextRun[]) {
    let text = '';
    const characters: Character[] = [];
    for (const run of runs) {
      const written = Array.from(run.text);
      const weights = written.map(weightOf);
      const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
      let x = run.x;
      for (const [i, character] of written.entries()) {
        const width = (run.width * (weights[i] as number)) / total;
        const folded = fold(character);
        text += folded;
        for (let unit = 0; unit < folded.length; unit++)
          characters.push({ page: run.page, x, y: run.y, width, size: run.size });
        x += width;
      }
    }
    this.#text = text;
    this.#characters = characters;
  }

  place(anchor: KeywordAnchor, size: Rect): FieldPlace | undefined {
    const phrase = this.#find(fold(anchor.keyword), anchor.occurrence ?? 1);
    if (!phrase) return undefined;
    const { page, rect } = phrase;
    const { side = 'after', offset = { x: 0, y: 0 } } = anchor;
    const center = middle(rect);
    const at = {
      center,
      after: { x: rect.x + rect.width + size.width / 2, y: center.y },
      below: { x: rect.x + size.width / 2, y: rect.y - size.height / 2 },
    }[side];
    return { page, rect: centred(size, { x: at.x + offset.x, y: at.y + offset.y }) };
  }

  /** What of the occurrence stands on its first line. */
  #find(phrase: string, occurrence: number): FieldPlace | undefined {
    if (phrase === '') return undefined;
    const starts: number[] = [];
    for (let at = this.#text.indexOf(phrase); at >= 0; at = this.#text.indexOf(phrase, at + phrase.length))
      starts.push(at);
    const start = starts.at(occurrence > 0 ? occurrence - 1 : occurrence);
    if (start === undefined || occurrence === 0) return undefined;
    const all = this.#characters.slice(start, start + phrase.length);
    const first = all[0] as Character;
    const line = all.filter(({ page, y }) => page === first.page && Math.abs(y - first.y) < first.size / 2);
    const x = Math.min(...line.map((character) => character.x));
    const right = Math.max(...line.map((character) => character.x + character.width));
    // Chinese glyphs fill a square from 0.12 below the baseline to 0.88 above it.
    return { page: first.page, rect: { x, y: first.y - 0.12 * first.size, width: right - x, height: first.size } };
  }
}

/** Relative advance of a character where only the whole run was measured. */
function weightOf(character: string): number {
  return (character.codePointAt(0) as number) >= 0x2e80 ? 1 : 0.5;
}

/** Compatibility forms folded, because some programs write 方 as the radical ⽅; no white space. */
function fold(text: string): string {
  return text.normalize('NFKC').replaceAll('⺠', '民').replaceAll('戶', '户').replace(/\s/gu, '');
}

function middle({ x, y, width, height }: Rect): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

/** To a hundredth of a point. */
function centred({ width, height }: Rect, { x, y }: { x: number; y: number }): Rect {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { x: round(x - width / 2), y: round(y - height / 2), width, height };
}
