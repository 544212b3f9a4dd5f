import type { PdfObject, PdfRef } from '../../pdf/index.ts';
import { PdfDict, PdfName, PdfString, type PdfDocument } from '../../pdf/index.ts';
import { fullName } from '../form-fields.ts';

const readOnlyFlag = 1 << 0;
const pushButtonFlag = 1 << 16;

/** A form field or widget on its path from the form, as far as judging its changes needs (ISO 32000-2 §12.7.4). */
export class FieldContext {
  readonly ref: PdfRef | undefined;
  readonly parent: FieldContext | undefined;
  readonly name: string;
  /** Its own entry, or the field's that it is a widget of. */
  #type: string | undefined;
  #flags: number | undefined;
  #hasValue = false;

  constructor(document: PdfDocument, dict: PdfDict, ref: PdfRef | undefined, parent: FieldContext | undefined) {
    this.ref = ref;
    this.parent = parent;
    const partial = document.resolve(dict.get('T'));
    this.name = fullName(parent?.name, partial instanceof PdfString ? partial.toText() : undefined);
    this.refresh(document, dict);
  }

  /** Takes over what a revision changed. */
  refresh(document: PdfDocument, dict: PdfDict): void {
    const type = document.resolve(dict.get('FT'));
    const flags = document.resolve(dict.get('Ff'));
    this.#type = type instanceof PdfName ? type.value : undefined;
    this.#flags = typeof flags === 'number' ? flags : undefined;
    this.#hasValue = document.resolve(dict.get('V')) !== null;
  }

  get type(): string {
    return this.#type ?? this.parent?.type ?? '';
  }

  get flags(): number {
    return this.#flags ?? this.parent?.flags ?? 0;
  }

  get readOnly(): boolean {
    return (this.flags & readOnlyFlag) !== 0;
  }

  get pushButton(): boolean {
    return this.type === 'Btn' && (this.flags & pushButtonFlag) !== 0;
  }

  get hasValue(): boolean {
    return this.#hasValue || (this.parent?.hasValue ?? false);
  }

  /** Whether the field, or one above it, has a value in `document`. */
  hasValueIn(document: PdfDocument): boolean {
    return this.valueIn(document) !== null;
  }

  /** The value of the field, or of one above it, in `document`. */
  valueIn(document: PdfDocument): PdfObject {
    const dict = this.ref ? document.get(this.ref) : null;
    const own = dict instanceof PdfDict ? document.resolve(dict.get('V')) : null;
    return own ?? this.parent?.valueIn(document) ?? null;
  }
}
