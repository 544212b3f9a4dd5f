import type { Cluster, FontSet } from '../../font/index.ts';
import { advanceOf, wrapLine } from '../../stamp/index.ts';

/** A colour as fractions of red, green and blue. */
export type Colour = readonly [number, number, number];

export const colours = {
  ink: [0.11, 0.106, 0.102],
  soft: [0.373, 0.357, 0.333],
  line: [0.82, 0.8, 0.765],
  tint: [0.965, 0.957, 0.941],
  /** Cinnabar, for what commits or warns. */
  accent: [0.722, 0.157, 0.173],
  good: [0.169, 0.431, 0.31],
  wait: [0.541, 0.353, 0],
} as const satisfies Record<string, Colour>;

/** A paragraph in one style; sizes in points. */
export interface Passage {
  readonly text: string;
  readonly size: number;
  readonly colour?: Colour;
  readonly bold?: boolean;
  /** Points between this and the passage before it. */
  readonly before?: number;
}

/** What a page is drawn with; points, origin at the page's bottom-left corner, y upward. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly colour: Colour;
      readonly clusters: readonly Cluster[];
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill?: Colour;
      readonly stroke?: Colour;
    }
  | {
      readonly kind: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly width: number;
      readonly colour: Colour;
    };

/** Faces by their use. */
export interface ReportFonts {
  readonly set: FontSet;
  /** Name of the set's face for headings; the first when absent. */
  readonly bold?: string;
}

const lineSpacing = 1.45;

/** Lines of set text with the height they take. */
export interface SetText {
  readonly height: number;
  readonly lines: readonly {
    readonly passage: Passage;
    readonly clusters: readonly Cluster[];
    /** Distance of the baseline from the top. */
    readonly drop: number;
  }[];
}

/** Sets passages one below the other in `width` points. @throws CinnabarError `FONT_MISSING_GLYPH` */
export function setText(passages: readonly Passage[], width: number, fonts: ReportFonts): SetText {
  const lines: SetText['lines'][number][] = [];
  let height = 0;
  for (const [index, passage] of passages.entries()) {
    if (index > 0) height += passage.before ?? 0;
    const { size, bold, text } = passage;
    for (const paragraph of text.split('\n')) {
      for (const clusters of wrapLine(fonts.set.segment(paragraph, bold ? fonts.bold : undefined), width / size)) {
        // Chinese glyphs fill a square from 0.12 below the baseline to 0.88 above it.
        lines.push({ passage, clusters, drop: height + (lineSpacing / 2 + 0.38) * size });
        height += lineSpacing * size;
      }
    }
  }
  return { height, lines };
}

/** The marks of set text whose top-left corner is at (`x`, `top`). */
export function textMarks(
  { lines }: SetText,
  x: number,
  top: number,
  align: { readonly to: 'left' | 'right' | 'centre'; readonly width: number } = { to: 'left', width: 0 },
): Mark[] {
  return lines.map(({ passage, clusters, drop }) => {
    const slack = align.width - advanceOf(clusters) * passage.size;
    const shift = align.to === 'left' ? 0 : align.to === 'right' ? slack : slack / 2;
    return {
      kind: 'text',
      x: x + shift,
      y: top - drop,
      size: passage.size,
      colour: passage.colour ?? colours.ink,
      clusters,
    };
  });
}
