import type { Rect } from '../field/index.ts';

/**
 * A text field to prepare. Rectangles are in points in the page's default user space: y upward, the page not turned by
 * its /Rotate.
 */
export interface PreparedTextField {
  readonly type: 'text';
  /** Field name: 1 to 64 of `A-Z a-z 0-9 _ -`, unique in the document. */
  readonly name: string;
  /** 0-based; negative counts from the end. */
  readonly page: number;
  readonly rect: Rect;
  /** Shown and stored from the start. */
  readonly value?: string;
  readonly multiline?: boolean;
  /** Characters. */
  readonly maxLength?: number;
  /** 6 to 72 points, smaller where a value needs it; absent or 0: as large as fits, at most 12. */
  readonly fontSize?: number;
  readonly align?: 'left' | 'center' | 'right';
  /** What assistive technology reads. */
  readonly tooltip?: string;
  /** Not to be filled later. */
  readonly readOnly?: boolean;
}

/** A signature field to prepare, with as many places for a mark as it has widgets. */
export interface PreparedSignatureField {
  readonly type: 'signature';
  readonly name: string;
  /** At least one. The first is the signature's own; see {@link markFieldName} for the others. */
  readonly widgets: readonly { readonly page: number; readonly rect: Rect }[];
  readonly tooltip?: string;
}

export type PreparedField = PreparedTextField | PreparedSignatureField;

/** Field flags (ISO 32000-2 tables 227, 229, 230). */
export const fieldFlags = {
  readOnly: 1 << 0,
  multiline: 1 << 12,
  pushbutton: 1 << 16,
  doNotSpellCheck: 1 << 22,
} as const;

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
