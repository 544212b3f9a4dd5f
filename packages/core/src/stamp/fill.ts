import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';
import {
  mayFill,
  PdfDict,
  PdfName,
  PdfString,
  type IncrementalWriter,
  type PdfDocument,
  type PdfRef,
} from '../pdf/index.ts';

import { fieldDrawing, type FieldStyle } from './field-drawing.ts';
import { checkedState, fieldFlags, type FieldContent } from './fields.ts';
import { readForm, widgetRect, widgetRotation, type WritableField } from './form.ts';
import { appearanceSize } from './form-xobject.ts';
import { writeWidgets, type WidgetWork } from './widgets.ts';

/** A value for a text field, as it is to be read on the page (see `displayValue`). */
export interface TextFill {
  readonly name: string;
  readonly value: string;
  /** Shown instead of the value's words. */
  readonly content?: FieldContent;
  /** Name of a face that is preferred to the first of the set. */
  readonly font?: string;
  /** Points; 6 when absent. */
  readonly minFontSize?: number;
}

/** A box checked or not. */
export interface CheckFill {
  readonly name: string;
  readonly on: boolean;
}

export type Fill = TextFill | CheckFill;

/**
 * Writes values into text fields: /V and a new appearance for each widget, with one font subset per face for all of them;
 * and states into check boxes, whose appearances are there. Nothing else of the document changes.
 * @throws CinnabarError `FIELD_UNKNOWN`, `FIELD_NOT_TEXT` (a signature field, say), `FIELD_NOT_CHECK`, `FIELD_READ_ONLY`,
 * `FIELD_REPEATED`, `FIELD_NOT_PERMITTED`, `FIELD_DOES_NOT_FIT` (details: `field`), `FIELD_IMAGE`, `FONT_MISSING_GLYPH`.
 */
export async function fillFields(
  writer: IncrementalWriter,
  document: PdfDocument,
  fills: readonly Fill[],
  fonts: FontSet,
): Promise<void> {
  if (fills.length === 0) return;
  if (!mayFill(document.security)) {
    throw new CinnabarError('FIELD_NOT_PERMITTED', "Only the owner's password allows to fill fields of this document.");
  }
  const fields = new Map(readForm(document).map((field) => [field.name, field]));
  const seen = new Set<string>();
  const works = fills.flatMap((fill) => {
    const { name } = fill;
    if (seen.has(name)) throw problem('FIELD_REPEATED', `The field ${name} is given twice.`, name);
    seen.add(name);
    const field = fields.get(name);
    if (!field) throw problem('FIELD_UNKNOWN', `The document has no field ${name}.`, name);
    return field
      .widgets(document)
      .map((widget) =>
        'on' in fill ? checkWork(document, field, widget, fill) : textWork(document, field, widget, fill, fonts),
      );
  });
  writeWidgets(document, writer, works, fonts);
}

function textWork(
  document: PdfDocument,
  field: WritableField,
  ref: PdfRef,
  fill: TextFill,
  fonts: FontSet,
): WidgetWork {
  const { name } = field;
  if (field.type !== 'Tx') throw problem('FIELD_NOT_TEXT', `The field ${name} does not take text.`, name);
  requireOpen(field);
  const { size, rotation } = frameOf(document, ref);
  const look = fieldDrawing(name, fill, size, styleOf(document, field, fill), fonts);
  return { field: field.ref, widget: ref, size, rotation, value: PdfString.text(fill.value), look };
}

/** Sets one of the states that the widget has looks for (ISO 32000-2 §12.7.5.2.3). */
function checkWork(document: PdfDocument, field: WritableField, ref: PdfRef, fill: CheckFill): WidgetWork {
  const { name } = field;
  const on = onState(document, ref);
  const isBox = field.type === 'Btn' && (field.flags & (fieldFlags.pushbutton | fieldFlags.radio)) === 0;
  if (!isBox || on === undefined) throw problem('FIELD_NOT_CHECK', `The field ${name} is no box to check.`, name);
  requireOpen(field);
  const state = fill.on ? on : 'Off';
  return { field: field.ref, widget: ref, ...frameOf(document, ref), value: PdfName.of(state), state };
}

function onState(document: PdfDocument, ref: PdfRef): string | undefined {
  const appearances = document.resolve(document.dictAt(ref, 'widget').get('AP'));
  const normal = appearances instanceof PdfDict ? document.resolve(appearances.get('N')) : null;
  const states = normal instanceof PdfDict ? [...normal.map.keys()].filter((state) => state !== 'Off') : [];
  return states.includes(checkedState) ? checkedState : states[0];
}

function frameOf(document: PdfDocument, ref: PdfRef): Pick<WidgetWork, 'size' | 'rotation'> {
  const widget = document.dictAt(ref, 'widget');
  const rotation = widgetRotation(document, widget);
  return { size: appearanceSize(widgetRect(document, widget), rotation), rotation };
}

function styleOf(document: PdfDocument, field: WritableField, { font, minFontSize }: TextFill): FieldStyle {
  const quadding = field.inherited(document, 'Q');
  const cells = field.inherited(document, 'MaxLen');
  const isComb = (field.flags & fieldFlags.comb) !== 0 && typeof cells === 'number' && cells > 0;
  return {
    multiline: (field.flags & fieldFlags.multiline) !== 0,
    align: quadding === 2 ? 'right' : quadding === 1 ? 'center' : 'left',
    fontSize: defaultFontSize(document, field),
    ...(font === undefined ? {} : { font }),
    ...(minFontSize === undefined ? {} : { minFontSize }),
    ...(isComb ? { cells } : {}),
  };
}

/** Size in the default appearance string (ISO 32000-2 §12.7.4.3); 0 is automatic. */
function defaultFontSize(document: PdfDocument, field: WritableField): number {
  const appearance = field.inherited(document, 'DA');
  const match = appearance instanceof PdfString ? /([0-9.]{1,8})\s+Tf/.exec(appearance.toText()) : null;
  return match ? Number(match[1]) || 0 : 0;
}

function requireOpen({ name, readOnly }: WritableField): void {
  if (readOnly) throw problem('FIELD_READ_ONLY', `The field ${name} is read-only.`, name);
}

function problem(code: string, sentence: string, field: string): CinnabarError {
  return new CinnabarError(code, sentence, { details: { field } });
}
