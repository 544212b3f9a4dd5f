import type { LocalizedText } from '../language/index.ts';

import type { ControlFormat, FillKind, LabourMeaning, MarkKind, PrefillSource } from './kinds.ts';

/** Rectangle in points (1/72 inch) in default user space: origin at the page's bottom-left corner, y upward. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a control stands. */
export interface ControlPlacement {
  /** 0-based page index; negative counts from the end (-1 is the last page). */
  readonly page: number;
  readonly rect: Rect;
}

export type ControlKind = FillKind | MarkKind;

/** Holds when the control has that value, or one of those; of a `check` with options, when it is among those chosen. */
export interface Condition {
  /** Id of a fill control of the same file. */
  readonly control: string;
  readonly equals: string | readonly string[];
}

/** A phrase of the document that a control stands by. White space between characters does not matter. */
export interface KeywordAnchor {
  readonly keyword: string;
  /** Which of its occurrences, from 1; negative counts from the end. 1 when absent. */
  readonly occurrence?: number;
  /** Where the control's rectangle is put: its middle on the middle of the phrase, or beside it. `after` when absent. */
  readonly side?: 'center' | 'after' | 'below';
  /** Points to the right and upward from there. */
  readonly offset?: { readonly x: number; readonly y: number };
}

/** A field of the document's own form whose place the control takes. */
export interface FieldAnchor {
  /** Full field name (ISO 32000-2 §12.7.4.2). */
  readonly field: string;
  /** Which of its widgets, from 0. 0 when absent. */
  readonly widget?: number;
}

export type ControlAnchor = KeywordAnchor | FieldAnchor;

/** A column of a dynamic table. */
export interface TableColumn {
  readonly title: LocalizedText;
  /** Share of the table's width, in relation to the other columns. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

interface ControlBase extends ControlPlacement {
  /** Unique within its file; becomes the AcroForm field name. `[A-Za-z0-9_-]{1,64}`. Labels may repeat, ids may not. */
  readonly id: string;
  /** Role that owns the control, e.g. `employer` or `worker`. Only its signer may fill it. */
  readonly role: string;
  readonly label: LocalizedText;
  readonly required: boolean;
  /**
   * For what stands on several pages (cross-page seal, initials, watermark): `ALL`, or printed page numbers from 1 such as
   * `1-5,8`; negative ones count from the end. The rectangle is the same on each.
   */
  readonly pages?: string;
  /** Where the place is found; `page` and `rect` then say its size, and its place once found. */
  readonly anchor?: ControlAnchor;
  /** Otherwise the control is hidden: not to be filled, not required, not printed. */
  readonly showWhen?: Condition;
  /** Required then too. */
  readonly requireWhen?: Condition;
}

/** A control that takes a value. What values of each kind look like: {@link FillKind}. */
export interface FillControl extends ControlBase {
  readonly kind: FillKind;
  /** Default, set when the contract is initiated; not editable later when `readOnly`. */
  readonly value?: string;
  readonly readOnly?: boolean;
  /** Choices of `select`, `radio`, `check`; `sex` and `education` have theirs. */
  readonly options?: readonly string[];
  /** For a form that prints the choices itself: the box of each option, on the control's page, in the order of `options`. */
  readonly optionRects?: readonly Rect[];
  /** Unicode code points. */
  readonly maxLength?: number;
  /** Points; 0 or absent means: as large as fits, at most 12. */
  readonly fontSize?: number;
  /** Points below which text is not shrunk to fit; 6 when absent. */
  readonly minFontSize?: number;
  /** Name of a face of the font set that is preferred to its first. */
  readonly font?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** One cell for each of `maxLength` characters. */
  readonly comb?: boolean;
  /** How the value is printed. */
  readonly format?: ControlFormat;
  /** Digits after the point of `number`: as many are printed, and more are refused. */
  readonly decimals?: number;
  /** For `date` and `sign-date` on a form that already prints 年 月 日: the one part that goes into this blank. */
  readonly datePart?: 'year' | 'month' | 'day';
  /** Where a value comes from when the contract is initiated. */
  readonly prefill?: PrefillSource;
  /** What the value means to labour law. */
  readonly meaning?: LabourMeaning;
  /** Of a `table`. */
  readonly columns?: readonly TableColumn[];
  /** Of a `table`; as many as fit when absent. */
  readonly maxRows?: number;
}

/** An area where a signer leaves a mark; becomes (part of) a signature field. */
export interface MarkControl extends ControlBase {
  readonly kind: MarkKind;
  /** What a `remark` asks to copy by hand. */
  readonly text?: string;
}

export type Control = FillControl | MarkControl;
