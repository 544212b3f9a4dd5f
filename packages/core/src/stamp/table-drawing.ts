import type { Artwork, PathSegment } from '../artwork/index.ts';
import type { Cluster, FontSet } from '../font/index.ts';

import { artworkDrawing, layered, type Drawing } from './drawing.ts';
import type { AppearanceSize } from './form-xobject.ts';
import { advanceOf, emMiddle, lineHeight, segmentLines, sizesFor, wrapLine, type TextLine } from './layout.ts';
import { textDrawing } from './text-drawing.ts';

/** A table to draw: the heads of its columns, and rows with one text for each. */
export interface TableContent {
  readonly columns: readonly {
    readonly title: string;
    /** Share of the width, in relation to the other columns. */
    readonly width: number;
    readonly align?: 'left' | 'center' | 'right';
  }[];
  readonly rows: readonly (readonly string[])[];
}

export interface TableStyle {
  readonly fontSize: number;
  readonly minFontSize?: number;
  readonly font?: string;
}

const padding = { x: 3, y: 1.5 }; // points
const rule = 0.5; // points

/**
 * The table with its rules at the top of a place of `size`, its text as large as fits; each row is as high as its
 * highest cell.
 * @returns undefined when it does not fit even in the smallest print
 * @throws CinnabarError `FONT_MISSING_GLYPH`
 */
export function tableDrawing(
  { columns, rows }: TableContent,
  size: AppearanceSize,
  style: TableStyle,
  fonts: FontSet,
): Drawing | undefined {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => ((size.width - rule) * width) / shares);
  const edges = widths.reduce<number[]>((all, width) => [...all, (all.at(-1) as number) + width], [rule / 2]);
  const cells = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map((_, i) => segmentLines(row[i] ?? '', true, fonts, style.font)),
  );
  for (const fontSize of sizesFor({ ...style, ...size })) {
    const rooms = widths.map((width) => width - 2 * padding.x);
    const set = cells.map((row) =>
      row.map((paragraphs, i) => paragraphs.flatMap((line) => wrapLine(line, (rooms[i] as number) / fontSize))),
    );
    const heights = set.map(
      (row) => Math.max(...row.map((lines) => lines.length)) * lineHeight * fontSize + 2 * padding.y,
    );
    const height = heights.reduce((sum, one) => sum + one, 0) + rule;
    const narrow = set.some((row) =>
      row.some((lines, i) => lines.some((line) => advanceOf(line) * fontSize > (rooms[i] as number) + 1e-6)),
    );
    if (narrow || height > size.height) continue;
    const tops = heights.reduce<number[]>(
      (all, one) => [...all, (all.at(-1) as number) - one],
      [size.height - rule / 2],
    );
    const lines = set.flatMap((row, r) =>
      row.flatMap((cell, c) =>
        cellLines(cell, {
          left: (edges[c] as number) + padding.x,
          room: rooms[c] as number,
          middle: ((tops[r] as number) + (tops[r + 1] as number)) / 2,
          fontSize,
          align: r === 0 ? 'center' : (columns[c]?.align ?? 'left'),
        }),
      ),
    );
    return layered(artworkDrawing(grid(edges, tops, size), 0, 0), textDrawing({ fontSize, lines }));
  }
  return undefined;
}

interface Cell {
  readonly left: number;
  readonly room: number;
  readonly middle: number;
  readonly fontSize: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Centred vertically. */
function cellLines(rows: readonly (readonly Cluster[])[], { left, room, middle, fontSize, align }: Cell): TextLine[] {
  return rows.map((clusters, i) => {
    const width = advanceOf(clusters) * fontSize;
    const slack = room - width;
    const x = left + (align === 'right' ? slack : align === 'center' ? slack / 2 : 0);
    const offset = (rows.length / 2 - i - 0.5) * lineHeight * fontSize;
    return { clusters, width, x, baseline: middle + offset - emMiddle * fontSize };
  });
}

function grid(edges: readonly number[], tops: readonly number[], { width, height }: AppearanceSize): Artwork {
  const [left, right] = [edges[0] as number, edges.at(-1) as number];
  const [top, bottom] = [tops[0] as number, tops.at(-1) as number];
  const segments: PathSegment[] = [
    ...edges.flatMap((x): PathSegment[] => [
      ['M', x, bottom],
      ['L', x, top],
    ]),
    ...tops.flatMap((y): PathSegment[] => [
      ['M', left, y],
      ['L', right, y],
    ]),
  ];
  return { width, height, paths: [{ segments, stroke: [0, 0, 0], strokeWidth: rule }] };
}
