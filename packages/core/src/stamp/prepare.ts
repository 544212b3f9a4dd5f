import type { Part, Parts } from '../bytes/index.ts';
import type { Rect } from '../field/index.ts';
import type { FontSet } from '../font/index.ts';
import {
  formDictionary,
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  PdfString,
  unlockPdf,
  type PdfDocument,
  type PdfObject,
  type PdfPage,
} from '../pdf/index.ts';

import { changeDict } from './change-dict.ts';
import { checkFields, pageOf } from './check-fields.ts';
import {
  annotationFlags,
  fieldFlags,
  markFieldName,
  checkedState,
  type PreparedCheckField,
  type PreparedField,
  type PreparedSignatureField,
  type PreparedTextField,
  type PreparedWatermark,
} from './fields.ts';
import type { Drawing } from './drawing.ts';
import { choiceDrawing } from './choice-drawing.ts';
import { fieldDrawing, fitting } from './field-drawing.ts';
import { watermarkDrawing } from './watermark-drawing.ts';
import { writeWidgets, type WidgetWork } from './widgets.ts';
import { appearanceSize } from './form-xobject.ts';
import { checkPreparable } from './preflight.ts';

/**
 * Adds form fields and signature fields to a document in one incremental update, once, before the first signature: what is
 * written later fills fields and never draws on a page. Page contents and resources are not touched.
 *
 * /SigFlags is set here already (SignaturesExist, AppendOnly; ISO 32000-2 §12.7.3), for validators forbid its change once
 * there is a signature.
 * @param options.password opens an encrypted document, which stays encrypted; the empty one those that open without.
 * Absent: encrypted documents are refused, for not everybody who is to sign could read them.
 * @throws CinnabarError `PDF_*` when the file cannot be read; `PREPARE_*` when it must not be prepared (see
 * `checkPreparable`) or a field is wrong (see `checkFields`); `FIELD_DOES_NOT_FIT`, `FIELD_IMAGE`, `FONT_MISSING_GLYPH` for a value.
 */
export async function prepareDocument<P extends Part>(
  file: P,
  fields: readonly PreparedField[],
  fonts: FontSet,
  { password }: { readonly password?: string | undefined } = {},
): Promise<Parts<P | Uint8Array>> {
  const opened = openPdf(file);
  const document = password === undefined ? opened : await unlockPdf(opened, { password });
  checkPreparable(document);
  checkFields(document, fields);
  if (fields.length === 0) return [file];
  const writer = new IncrementalWriter(document);
  const form = new FormBuilder(document, writer);
  const works: WidgetWork[] = [];
  for (const field of ordered(fields)) {
    switch (field.type) {
      case 'text':
        works.push(addTextField(document, form, field, fonts));
        break;
      case 'check':
        works.push(addCheckField(document, form, field, fonts));
        break;
      case 'watermark':
        works.push(addWatermark(document, form, field, fonts));
        break;
      case 'signature':
        addSignatureField(document, form, field);
    }
  }
  form.finish();
  writeWidgets(document, writer, works, fonts);
  return [file, writer.write().increment];
}

/** Gathers new fields, and the widgets of each page, so that every list is written once. */
class FormBuilder {
  readonly #document: PdfDocument;
  readonly #writer: IncrementalWriter;
  readonly #fields: PdfRef[] = [];
  readonly #annotations = new Map<PdfPage, PdfRef[]>();

  constructor(document: PdfDocument, writer: IncrementalWriter) {
    this.#document = document;
    this.#writer = writer;
  }

  /** A field that is its own widget. */
  add(
    page: PdfPage,
    rect: Rect,
    name: string,
    tooltip: string | undefined,
    entries: Record<string, PdfObject>,
  ): PdfRef {
    const ref = this.#writer.add(
      new PdfDict({
        Type: PdfName.of('Annot'),
        Subtype: PdfName.of('Widget'),
        T: PdfString.text(name),
        ...(tooltip === undefined ? {} : { TU: PdfString.text(tooltip) }),
        Rect: [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height].map(
          (value) => Math.round(value * 1000) / 1000,
        ),
        P: page.ref,
        ...entries,
      }),
    );
    this.#fields.push(ref);
    this.#annotations.set(page, [...(this.#annotations.get(page) ?? []), ref]);
    return ref;
  }

  finish(): void {
    for (const [page, refs] of this.#annotations) this.#appendTo(page.ref, page.dict, 'Annots', refs);
    const { catalog, catalogRef } = this.#document;
    const existing = catalog.get('AcroForm');
    const form = (formDictionary(this.#document) ?? new PdfDict()).clone();
    form.set('SigFlags', 3).set('DR', this.#resourcesWithHelvetica(form));
    form.delete('NeedAppearances'); // every field here has its appearance, and a signed one must not be redrawn
    if (!form.has('DA')) form.set('DA', PdfString.text('/Helv 0 Tf 0 g'));
    const fields = form.get('Fields');
    if (fields instanceof PdfRef) this.#appendTo(fields, form, 'Fields', this.#fields);
    else form.set('Fields', [...(Array.isArray(fields) ? fields : []), ...this.#fields]);
    if (existing instanceof PdfRef) this.#writer.set(existing, form);
    else changeDict(this.#writer, catalogRef, (dict) => dict.set('AcroForm', this.#writer.add(form)));
  }

  /** Appends to the array `key` of `holder` (object `ref`), which may be direct, indirect or absent. */
  #appendTo(ref: PdfRef, holder: PdfDict, key: string, refs: readonly PdfRef[]): void {
    const current = holder.get(key);
    const list = this.#document.resolve(current);
    const extended = [...(Array.isArray(list) ? list : []), ...refs];
    if (current instanceof PdfRef && Array.isArray(list)) this.#writer.set(current, extended);
    else changeDict(this.#writer, ref, (dict) => dict.set(key, extended));
  }

  /** Programs that fill fields themselves look for the font of the default appearance here; ours embed their own. */
  #resourcesWithHelvetica(form: PdfDict): PdfDict {
    const entriesOf = (object: PdfObject | undefined): PdfDict => {
      const dict = this.#document.resolve(object);
      return dict instanceof PdfDict ? dict.clone() : new PdfDict();
    };
    const resources = entriesOf(form.get('DR'));
    const fonts = entriesOf(resources.get('Font'));
    if (!fonts.has('Helv')) fonts.set('Helv', this.#writer.add(helvetica()));
    return resources.set('Font', fonts);
  }
}

/** Watermarks first, so that they lie below all else. */
function ordered(fields: readonly PreparedField[]): PreparedField[] {
  const isBelow = ({ type }: PreparedField): boolean => type === 'watermark';
  return [...fields.filter(isBelow), ...fields.filter((field) => !isBelow(field))];
}

function addTextField(document: PdfDocument, form: FormBuilder, field: PreparedTextField, fonts: FontSet): WidgetWork {
  const { name, rect, value, content, multiline = false, align = 'left', fontSize = 0, maxLength, comb } = field;
  const page = pageOf(document, field.page, name);
  const cells = comb ? maxLength : undefined;
  const flags =
    fieldFlags.doNotSpellCheck |
    (multiline ? fieldFlags.multiline : 0) |
    (cells === undefined ? 0 : fieldFlags.comb) |
    (field.readOnly ? fieldFlags.readOnly : 0);
  const ref = form.add(page, rect, name, field.tooltip, {
    FT: PdfName.of('Tx'),
    F: annotationFlags.print,
    Ff: flags,
    DA: PdfString.text(`/Helv ${Math.round(fontSize * 10) / 10} Tf 0 g`),
    ...(align === 'left' ? {} : { Q: align === 'center' ? 1 : 2 }),
    ...(maxLength === undefined ? {} : { MaxLen: maxLength }),
  });
  const size = appearanceSize(rect, page.rotate);
  const style = { multiline, align, fontSize, ...faceOf(field), ...(cells === undefined ? {} : { cells }) };
  const look = fieldDrawing(name, { value: value ?? '', ...(content ? { content } : {}) }, size, style, fonts);
  const stored = value === undefined ? {} : { value: PdfString.text(value) };
  return { field: ref, widget: ref, size, rotation: page.rotate, look, ...stored };
}

function addCheckField(
  document: PdfDocument,
  form: FormBuilder,
  field: PreparedCheckField,
  fonts: FontSet,
): WidgetWork {
  const { name, rect, frame, caption, on = false, fontSize = 0 } = field;
  const page = pageOf(document, field.page, name);
  const size = appearanceSize(rect, page.rotate);
  const ref = form.add(page, rect, name, field.tooltip, {
    FT: PdfName.of('Btn'),
    F: annotationFlags.print,
    Ff: field.readOnly ? fieldFlags.readOnly : 0,
    DA: PdfString.text('/Helv 0 Tf 0 g'),
  });
  const style = { frame, fontSize, ...faceOf(field), ...(caption === undefined ? {} : { caption }) };
  const look = (chosen: boolean): Drawing => fitting(name, choiceDrawing(style, chosen, size, fonts));
  const state = on ? checkedState : 'Off';
  return {
    field: ref,
    widget: ref,
    size,
    rotation: page.rotate,
    value: PdfName.of(state),
    look: new Map([
      ['Off', look(false)],
      [checkedState, look(true)],
    ]),
    state,
  };
}

/** A read-only push-button over the page: a form knows nothing else that shows and takes no value. */
function addWatermark(document: PdfDocument, form: FormBuilder, field: PreparedWatermark, fonts: FontSet): WidgetWork {
  const { name, rect, text } = field;
  const page = pageOf(document, field.page, name);
  const ref = form.add(page, rect, name, field.tooltip, {
    FT: PdfName.of('Btn'),
    F: annotationFlags.print | annotationFlags.locked,
    Ff: fieldFlags.pushbutton | fieldFlags.readOnly,
  });
  const size = appearanceSize(rect, page.rotate);
  return { field: ref, widget: ref, size, rotation: page.rotate, look: watermarkDrawing(text, size, fonts) };
}

function faceOf({ font, minFontSize }: PreparedTextField | PreparedCheckField): {
  font?: string;
  minFontSize?: number;
} {
  return { ...(font === undefined ? {} : { font }), ...(minFontSize === undefined ? {} : { minFontSize }) };
}

function addSignatureField(document: PdfDocument, form: FormBuilder, field: PreparedSignatureField): void {
  for (const [i, { page, rect }] of field.widgets.entries()) {
    form.add(pageOf(document, page, field.name), rect, markFieldName(field.name, i), field.tooltip, {
      F: annotationFlags.print | annotationFlags.locked,
      ...(i === 0
        ? { FT: PdfName.of('Sig') }
        : { FT: PdfName.of('Btn'), Ff: fieldFlags.pushbutton | fieldFlags.readOnly }),
    });
  }
}

function helvetica(): PdfDict {
  return new PdfDict({
    Type: PdfName.of('Font'),
    Subtype: PdfName.of('Type1'),
    BaseFont: PdfName.of('Helvetica'),
    Encoding: PdfName.of('WinAnsiEncoding'),
  });
}
