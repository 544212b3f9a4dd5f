import type { LocalizedText } from '../language/index.ts';

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

export type ControlKind = FillControl['kind'] | MarkControl['kind'];

interface ControlBase {
  /** Unique within its file; becomes the AcroForm field name. `[A-Za-z0-9_-]{1,64}`. */
  readonly id: string;
  /** Role that owns the control, e.g. `employer` or `worker`. Only its signer may fill it. */
  readonly role: string;
  readonly label: LocalizedText;
  readonly required: boolean;
}

/** A control that takes a value and is printed as text. */
export interface FillControl extends ControlBase, ControlPlacement {
  /**
   * `text` one line; `multiline` wraps; `date` is stored as `YYYY-MM-DD`; `number` as a decimal string;
   * `select` one of `options`; `sign-date` is set by the server on signing and never typed.
   */
  readonly kind: 'text' | 'multiline' | 'date' | 'number' | 'select' | 'sign-date';
  /** Value set when the contract was initiated; not editable later when `readOnly`. */
  readonly value?: string;
  readonly readOnly?: boolean;
  readonly options?: readonly string[];
  /** Unicode code points. */
  readonly maxLength?: number;
  /** Points; 0 or absent means: as large as fits, at most 12. */
  readonly fontSize?: number;
  readonly align?: 'left' | 'center' | 'right';
  /** For `date` and `sign-date` on a form that already prints 年 月 日: the one part that goes into this blank. */
  readonly datePart?: 'year' | 'month' | 'day';
}

/** An area where a signer leaves a mark; becomes (part of) a signature field. */
export interface MarkControl extends ControlBase, ControlPlacement {
  /** `signature`: handwriting of a person; `company-seal`: seal of an organisation, stamped at true size. */
  readonly kind: 'signature' | 'company-seal';
}

export type Control = FillControl | MarkControl;

/** True for controls that take a value. */
export function isFillControl(control: Control): control is FillControl {
  return !isMarkControl(control);
}

/** True for signing areas. */
export function isMarkControl(control: Control): control is MarkControl {
  return control.kind === 'signature' || control.kind === 'company-seal';
}
