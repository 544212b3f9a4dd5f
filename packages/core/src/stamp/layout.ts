import type { Cluster, FontSet } from '../font/index.ts';

/** One line of set text. */
export interface TextLine {
  readonly clusters: readonly Cluster[];
  /** Points. */
  readonly width: number;
  /** Pen position of its first glyph, from the box's bottom-left corner. */
  readonly x: number;
  readonly baseline: number;
}

export interface TextLayout {
  readonly fontSize: number;
  readonly lines: readonly TextLine[];
}

export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly multiline: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** Points; 0: as large as fits, at most 12. */
  readonly fontSize: number;
  /** Points; 6 when absent. */
  readonly minFontSize?: number;
  /** Face preferred to the set's first. */
  readonly font?: string;
  /** Cells of equal width, one for each character of the only line. */
  readonly cells?: number;
}

const largestAuto = 12;
const smallestUsual = 6;
const paddingX = 2;
export const lineHeight = 1.3; // of the font size
// Chinese glyphs fill a square from 0.12 below the baseline to 0.88 above it.
export const emMiddle = 0.38;

// 行首行尾禁则: what may not begin, and what may not end, a line (GB/T 15834, in the basic form every typesetter keeps).
const notFirst = new Set('、，。．；：？！）》〉」』】〕〗］｝”’…—～％‰℃·々ー／,.;:?!)]}%/°′″');
const notLast = new Set('（《〈「『【〔〖［｛“‘([{￥¥＄$£€№＃#');

/**
 * Sets `text` in `box` at the largest size that fits, from the asked one (or 12) down to the smallest. A single line is
 * centred vertically; several lines start at the top. No line is wider than the box less its padding, nor all lines higher.
 * @returns undefined when it does not fit even at the smallest size, or has more characters than there are cells.
 * @throws CinnabarError `FONT_MISSING_GLYPH`.
 */
export function layoutText(text: string, box: TextBox, fonts: FontSet): TextLayout | undefined {
  const paragraphs = segmentLines(text, box.multiline, fonts, box.font);
  if (box.cells !== undefined) return layoutCells(paragraphs[0] as Cluster[], box, box.cells);
  const room = Math.max(box.width - 2 * paddingX, 0);
  for (const size of sizesFor(box)) {
    const rows = box.multiline ? paragraphs.flatMap((paragraph) => wrapLine(paragraph, room / size)) : paragraphs;
    const height = box.multiline ? rows.length * lineHeight * size : size;
    const fits = height <= box.height && rows.every((row) => advanceOf(row) * size <= room + 1e-6);
    if (fits) return { fontSize: size, lines: place(rows, size, box, room) };
  }
  return undefined;
}

/** The characters of each line of `text`. @throws CinnabarError `FONT_MISSING_GLYPH`. */
export function segmentLines(text: string, multiline: boolean, fonts: FontSet, font?: string): Cluster[][] {
  return (multiline ? text.split(/\r\n|\r|\n/) : [text]).map((line) => fonts.segment(line, font));
}

/** Sizes to try, largest first, half a point apart. */
export function sizesFor({
  fontSize,
  minFontSize = smallestUsual,
  height,
}: Omit<TextBox, 'multiline' | 'align'>): number[] {
  const largest = Math.min(fontSize > 0 ? fontSize : largestAuto, Math.floor(height * 2) / 2);
  const smallest = fontSize > 0 ? Math.min(minFontSize, fontSize) : minFontSize;
  const sizes: number[] = [];
  for (let size = largest; size >= smallest; size -= 0.5) sizes.push(size);
  return sizes;
}

function layoutCells(clusters: readonly Cluster[], box: TextBox, cells: number): TextLayout | undefined {
  const cell = box.width / cells;
  const size = sizesFor(box).find((candidate) => clusters.every(({ advance }) => advance * candidate <= cell));
  if (size === undefined || clusters.length > cells) return undefined;
  const spare = cells - clusters.length;
  const first = box.align === 'right' ? spare : box.align === 'center' ? Math.floor(spare / 2) : 0;
  const baseline = box.height / 2 - emMiddle * size;
  const lines = clusters.map((cluster, i) => {
    const width = cluster.advance * size;
    return { clusters: [cluster], width, x: (first + i) * cell + (cell - width) / 2, baseline };
  });
  return { fontSize: size, lines };
}

function place(rows: readonly (readonly Cluster[])[], size: number, box: TextBox, room: number): TextLine[] {
  return rows.map((clusters, i) => {
    const width = advanceOf(clusters) * size;
    const slack = room - width;
    const x = paddingX + (box.align === 'right' ? slack : box.align === 'center' ? slack / 2 : 0);
    const middle = box.multiline ? box.height - (i + 0.5) * lineHeight * size : box.height / 2;
    return { clusters, width, x, baseline: middle - emMiddle * size };
  });
}

/**
 * Lines no wider than `room` ems, broken where Chinese and Latin text may be. A word longer than the line breaks between
 * any of its letters, punctuation still clings to them; only where that is longer too does it break anywhere.
 */
export function wrapLine(clusters: readonly Cluster[], room: number): Cluster[][] {
  const lines: Cluster[][] = [[]];
  let width = 0;
  const put = (piece: readonly Cluster[], [breaks, ...narrower]: readonly BreakRule[]): void => {
    const visible = advanceOf(trimEnd(piece));
    if (width > 0 && width + visible > room) {
      lines.push([]);
      width = 0;
    }
    if (visible > room && breaks) for (const part of brokenBy(breaks, piece)) put(part, narrower);
    else {
      (lines.at(-1) as Cluster[]).push(...piece);
      width += advanceOf(piece);
    }
  };
  for (const atom of brokenBy(mayBreak, clusters)) put(atom, [mayBreakWord, () => true]);
  return lines.map((line) => trimEnd(line));
}

/** Whether a line may end between two characters. */
type BreakRule = (before: string, after: string) => boolean;

/** What stays together on a line by a rule. */
function brokenBy(breaks: BreakRule, clusters: readonly Cluster[]): Cluster[][] {
  const pieces: Cluster[][] = [];
  for (const [i, cluster] of clusters.entries()) {
    const before = clusters[i - 1];
    if (before && !breaks(before.text, cluster.text)) (pieces.at(-1) as Cluster[]).push(cluster);
    else pieces.push([cluster]);
  }
  return pieces;
}

/** Words, and characters with the punctuation that clings to them, stay together. */
function mayBreak(before: string, after: string): boolean {
  if (!mayBreakWord(before, after)) return false;
  const hyphen = before === '-' && !/[0-9]/.test(after); // a date or number keeps its parts
  return before === ' ' || hyphen || isIdeographic(before) || isIdeographic(after);
}

function mayBreakWord(before: string, after: string): boolean {
  return after !== ' ' && !notFirst.has(after) && !notLast.has(before);
}

/** Chinese characters and full-width punctuation, between which a line may break. */
function isIdeographic(text: string): boolean {
  return (text.codePointAt(0) as number) >= 0x2e80 || (notFirst.has(text) && text > '\u2000');
}

function trimEnd(line: readonly Cluster[]): Cluster[] {
  let end = line.length;
  while (end > 0 && line[end - 1]?.text === ' ') end--;
  return line.slice(0, end);
}

/** Width in ems. */
export function advanceOf(clusters: readonly Cluster[]): number {
  return clusters.reduce((sum, { advance }) => sum + advance, 0);
}
