import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';
import { mayFill, PdfDict, PdfString, type IncrementalWriter, type PdfDocument, type PdfRef } from '../pdf/index.ts';

import { changeDict } from './change-dict.ts';
import { EmbeddedFonts } from './embedded-fonts.ts';
import { fieldFlags } from './fields.ts';
import { widgetRect, widgetRotation, readForm, type WritableField } from './form.ts';
import { appearanceSize, type AppearanceSize } from './form-xobject.ts';
import { layoutText, type TextLayout } from './layout.ts';
import { textAppearance } from './text-appearance.ts';

/** A value for a text field, as it is to be read on the page (see `displayValue` for dates). */
export interface Fill {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes values into text fields: /V and a new appearance for each widget, with one font subset per face for all of them.
 * Nothing else of the document changes.
 * @throws CinnabarError `FIELD_UNKNOWN`, `FIELD_NOT_TEXT` (a signature field, say), `FIELD_READ_ONLY`, `FIELD_REPEATED`,
 * `FIELD_NOT_PERMITTED`, `FIELD_DOES_NOT_FIT` (details: `field`), `FONT_MISSING_GLYPH`.
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
  const works = fills.flatMap(({ name, value }) => {
    if (seen.has(name)) throw problem('FIELD_REPEATED', `The field ${name} is given twice.`, name);
    seen.add(name);
    const field = checkFillable(fields.get(name), name);
    return field.widgets(document).map((widget) => layoutWidget(document, field, widget, value, fonts));
  });
  writeWidgets(writer, works, fonts);
}

/** A text widget with what is to be shown in it. */
export interface TextWidget {
  readonly field: PdfRef;
  readonly widget: PdfRef;
  /** Absent: the field stays without one. */
  readonly value?: string;
  readonly layout: TextLayout | undefined;
  readonly size: AppearanceSize;
  readonly rotation: number;
}

/** Sets value and appearance of each widget. */
export function writeWidgets(writer: IncrementalWriter, works: readonly TextWidget[], fonts: FontSet): void {
  const clusters = works.flatMap(({ layout }) => layout?.lines.flatMap((line) => line.clusters) ?? []);
  const embedded = new EmbeddedFonts(writer, fonts, clusters);
  for (const { field, widget, value, layout, size, rotation } of works) {
    const appearance = writer.add(textAppearance(layout, embedded, size, rotation));
    changeDict(writer, widget, (dict) => dict.set('AP', new PdfDict({ N: appearance })));
    if (value !== undefined) changeDict(writer, field, (dict) => dict.set('V', PdfString.text(value)));
  }
}

/** Sets `value` at the widget's size. @throws CinnabarError `FIELD_DOES_NOT_FIT`, `FONT_MISSING_GLYPH`. */
export function layoutValue(
  name: string,
  value: string,
  size: AppearanceSize,
  style: { multiline: boolean; align: 'left' | 'center' | 'right'; fontSize: number },
  fonts: FontSet,
): TextLayout | undefined {
  if (value === '') return undefined;
  const layout = layoutText(value, { ...size, ...style }, fonts);
  if (!layout) throw problem('FIELD_DOES_NOT_FIT', `The value of the field ${name} is too long for its place.`, name);
  return layout;
}

function layoutWidget(
  document: PdfDocument,
  field: WritableField,
  ref: PdfRef,
  value: string,
  fonts: FontSet,
): TextWidget {
  const widget = document.dictAt(ref, 'widget');
  const rotation = widgetRotation(document, widget);
  const size = appearanceSize(widgetRect(document, widget), rotation);
  const quadding = field.inherited(document, 'Q');
  const style = {
    multiline: (field.flags & fieldFlags.multiline) !== 0,
    align: quadding === 2 ? 'right' : quadding === 1 ? 'center' : 'left',
    fontSize: defaultFontSize(document, field),
  } as const;
  return {
    field: field.ref,
    widget: ref,
    value,
    layout: layoutValue(field.name, value, size, style, fonts),
    size,
    rotation,
  };
}

/** Size in the default appearance string (ISO 32000-2 §12.7.4.3); 0 is automatic. */
function defaultFontSize(document: PdfDocument, field: WritableField): number {
  const appearance = field.inherited(document, 'DA');
  const match = appearance instanceof PdfString ? /([0-9.]{1,8})\s+Tf/.exec(appearance.toText()) : null;
  return match ? Number(match[1]) || 0 : 0;
}

function checkFillable(field: WritableField | undefined, name: string): WritableField {
  if (!field) throw problem('FIELD_UNKNOWN', `The document has no field ${name}.`, name);
  if (field.type !== 'Tx') throw problem('FIELD_NOT_TEXT', `The field ${name} does not take text.`, name);
  if (field.readOnly) throw problem('FIELD_READ_ONLY', `The field ${name} is read-only.`, name);
  return field;
}

function problem(code: string, sentence: string, field: string): CinnabarError {
  return new CinnabarError(code, sentence, { details: { field } });
}
