import type { Parts } from '../bytes/index.ts';
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
  type PreparedField,
  type PreparedSignatureField,
  type PreparedTextField,
} from './fields.ts';
import { layoutValue, writeWidgets, type TextWidget } from './fill.ts';
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
 * `checkPreparable`) or a field is wrong (see `checkFields`); `FIELD_DOES_NOT_FIT`, `FONT_MISSING_GLYPH` for a value.
 */
export async function prepareDocument(
  bytes: Uint8Array,
  fields: readonly PreparedField[],
  fonts: FontSet,
  { password }: { readonly password?: string | undefined } = {},
): Promise<Parts> {
  const opened = openPdf(bytes);
  const document = password === undefined ? opened : await unlockPdf(opened, { password });
  checkPreparable(document);
  checkFields(document, fields);
  if (fields.length === 0) return [bytes];
  const writer = new IncrementalWriter(document);
  const form = new FormBuilder(document, writer);
  const works: TextWidget[] = [];
  for (const field of fields) {
    if (field.type === 'text') works.push(addTextField(document, form, field, fonts));
    else addSignatureField(document, form, field);
  }
  form.finish();
  writeWidgets(writer, works, fonts);
  return writer.write().parts;
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

function addTextField(document: PdfDocument, form: FormBuilder, field: PreparedTextField, fonts: FontSet): TextWidget {
  const { name, rect, value, multiline = false, align = 'left', fontSize = 0 } = field;
  const page = pageOf(document, field.page, name);
  const flags =
    fieldFlags.doNotSpellCheck | (multiline ? fieldFlags.multiline : 0) | (field.readOnly ? fieldFlags.readOnly : 0);
  const ref = form.add(page, rect, name, field.tooltip, {
    FT: PdfName.of('Tx'),
    F: annotationFlags.print,
    Ff: flags,
    DA: PdfString.text(`/Helv ${Math.round(fontSize * 10) / 10} Tf 0 g`),
    ...(align === 'left' ? {} : { Q: align === 'center' ? 1 : 2 }),
    ...(field.maxLength === undefined ? {} : { MaxLen: field.maxLength }),
  });
  const size = appearanceSize(rect, page.rotate);
  const layout = layoutValue(name, value ?? '', size, { multiline, align, fontSize }, fonts);
  return { field: ref, widget: ref, ...(value === undefined ? {} : { value }), layout, size, rotation: page.rotate };
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
