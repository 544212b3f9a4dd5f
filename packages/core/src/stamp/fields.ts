import type { Rect } from '../field/index.ts';

import type { RasterImage } from './raster-image.ts';
import type { TableContent } from './table-drawing.ts';

/** How a field that holds text shows it where words alone would not do. */
export type FieldContent =
  | { readonly kind: 'table'; readonly table: TableContent }
  | { readonly kind: 'image'; readonly image: RasterImage }
  /** ✓ or ✗. */
  | { readonly kind: 'tick'; readonly right: boolean };

interface PreparedPlace {
  /** Field name: 1 to 64 of `A-Z a-z 0-9 _ -`, unique in the document. */
  readonly name: string;
  /** 0-based; negative counts from the end. */
  readonly page: number;
  readonly rect: Rect;
  /** What assistive technology reads. */
  readonly tooltip?: string;
}

interface TextStyle {
  /** 6 to 72 points, smaller where a value needs it; absent or 0: as large as fits, at most 12. */
  readonly fontSize?: number;
  /** 4 to 72 points: a value is not printed smaller. 6 when absent. */
  readonly minFontSize?: number;
  /** Name of a face that is preferred to the first of the set. */
  readonly font?: string;
}

/**
 * A text field to prepare. Rectangles are in points in the page's default user space: y upward, the page not turned by
 * its /Rotate.
 */
export interface PreparedTextField extends PreparedPlace, TextStyle {
  readonly type: 'text';
  /** Shown and stored from the start. */
  readonly value?: string;
  /** Shown instead of the value's words. */
  readonly content?: FieldContent;
  readonly multiline?: boolean;
  /** Characters. */
  readonly maxLength?: number;
  /** One cell for each of `maxLength` characters. */
  readonly comb?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** Not to be filled later. */
  readonly readOnly?: boolean;
}

/**
 * A box to check. Choices that exclude each other are boxes of their own: validators take a new state of a *field* for
 * form filling, of a mere widget not always.
 */
export interface PreparedCheckField extends PreparedPlace, TextStyle {
  readonly type: 'check';
  readonly frame: 'square' | 'circle' | 'none';
  readonly caption?: string;
  readonly on?: boolean;
  readonly readOnly?: boolean;
}

/** Words across the page, fixed from the start. */
export interface PreparedWatermark extends PreparedPlace {
  readonly type: 'watermark';
  readonly text: string;
}

/** A signature field to prepare, with as many places for a mark as it has widgets. */
export interface PreparedSignatureField {
  readonly type: 'signature';
  readonly name: string;
  /** At least one. The first is the signature's own; see {@link markFieldName} for the others. */
  readonly widgets: readonly { readonly page: number; readonly rect: Rect }[];
  readonly tooltip?: string;
}

export type PreparedField = PreparedTextField | PreparedCheckField | PreparedWatermark | PreparedSignatureField;

/** Field flags (ISO 32000-2 tables 227, 229, 230). */
export const fieldFlags = {
  readOnly: 1 << 0,
  multiline: 1 << 12,
  radio: 1 << 15,
  pushbutton: 1 << 16,
  doNotSpellCheck: 1 << 22,
  comb: 1 << 24,
} as const;

/** State of a checked box; the other is `Off` (ISO 32000-2 §12.7.5.2.3). */
export const checkedState = 'Yes';

/** Annotation flags (ISO 32000-2 table 167). */
export const annotationFlags = { print: 1 << 2, locked: 1 << 7 } as const;

/**
 * Name of the field that holds mark `index` of signature `name`. Mark 0 is the signature field itself. The others are
 * read-only push-buttons of their own: validators take a new appearance of a *field* for form filling, but the change of
 * a mere widget below a signature field for tampering (pyHanko's difference analysis does).
 */
export function markFieldName(name: string, index: number): string {
  return index === 0 ? name : `${name}-mark-${index + 1}`;
}
