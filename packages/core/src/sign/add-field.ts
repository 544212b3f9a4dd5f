import {
  PdfDict,
  PdfRef,
  type IncrementalWriter,
  type PdfDocument,
  type PdfObject,
  type PdfPage,
} from '../pdf/index.ts';
import { pendingCatalog } from './announce.ts';

/** Appends to the form's fields; both may have been changed in `writer` already, and are made when they are not. */
export function addField(writer: IncrementalWriter, document: PdfDocument, field: PdfRef): void {
  const catalog = pendingCatalog(writer, document);
  const formEntry = catalog.get('AcroForm');
  const pending = (entry: PdfObject | undefined): PdfObject =>
    entry instanceof PdfRef ? writer.get(entry) : (entry ?? null);
  const form = pending(formEntry);
  const known = form instanceof PdfDict ? form : new PdfDict();
  const listEntry = known.get('Fields');
  const list = pending(listEntry);
  const fields = [...(Array.isArray(list) ? list : []), field];
  if (listEntry instanceof PdfRef && Array.isArray(list)) return writer.set(listEntry, fields);
  const extended = known.clone().set('Fields', fields);
  if (formEntry instanceof PdfRef && form instanceof PdfDict) writer.set(formEntry, extended);
  else writer.set(document.catalogRef, catalog.clone().set('AcroForm', extended));
}

/** Appends to the page's annotations, which may have been changed in `writer` already. */
export function addWidget(writer: IncrementalWriter, page: PdfPage, widget: PdfRef): void {
  const pending = writer.get(page.ref) as PdfDict;
  const entry = pending.get('Annots');
  const list = entry instanceof PdfRef ? writer.get(entry) : (entry ?? null);
  const annotations = [...(Array.isArray(list) ? list : []), widget];
  if (entry instanceof PdfRef && Array.isArray(list)) writer.set(entry, annotations);
  else writer.set(page.ref, pending.clone().set('Annots', annotations));
}
