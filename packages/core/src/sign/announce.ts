import type { KeyAlgorithm } from '../crypto/index.ts';
import { PdfDict, PdfRef, type IncrementalWriter, type PdfDocument } from '../pdf/index.ts';
import { extensionsFor } from './extensions.ts';

const signaturesExist = 1;
const appendOnly = 2;

/** /SigFlags of the form, which may have been changed in `writer` already. */
export function announceSignatures(writer: IncrementalWriter, document: PdfDocument): void {
  const catalog = pendingCatalog(writer, document);
  const entry = catalog.get('AcroForm');
  const form = (entry instanceof PdfRef ? (writer.get(entry) as PdfDict) : document.dictAt(entry, 'form')).clone();
  const flags = document.resolve(form.get('SigFlags'));
  if (flags === (signaturesExist | appendOnly) && !form.has('NeedAppearances')) return;
  form.set('SigFlags', signaturesExist | appendOnly);
  // Appearances drawn anew by a viewer would no longer be the signed ones.
  form.delete('NeedAppearances');
  if (entry instanceof PdfRef) writer.set(entry, form);
  else writer.set(document.catalogRef, catalog.clone().set('AcroForm', form));
}

/** /Extensions for what validation data, time-stamps and signatures (by `keyAlgorithm`) use beyond the version. */
export function announceExtensions(
  writer: IncrementalWriter,
  document: PdfDocument,
  keyAlgorithm: KeyAlgorithm = 'P-256',
): void {
  const extensions = extensionsFor(document, keyAlgorithm);
  if (!extensions) return;
  const catalog = pendingCatalog(writer, document);
  const entry = catalog.get('Extensions');
  if (entry instanceof PdfRef) writer.set(entry, extensions);
  else writer.set(document.catalogRef, catalog.clone().set('Extensions', extensions));
}

/** /Perms of the catalog names the certification signature (ISO 32000-2 §12.8.6). */
export function announceCertification(writer: IncrementalWriter, document: PdfDocument, signature: PdfRef): void {
  const catalog = pendingCatalog(writer, document);
  const entry = catalog.get('Perms');
  const present = document.resolve(entry);
  const permissions = (present instanceof PdfDict ? present.clone() : new PdfDict()).set('DocMDP', signature);
  if (entry instanceof PdfRef && present instanceof PdfDict) writer.set(entry, permissions);
  else writer.set(document.catalogRef, catalog.clone().set('Perms', permissions));
}

/** The catalog as it will be. */
export function pendingCatalog(writer: IncrementalWriter, document: PdfDocument): PdfDict {
  return writer.get(document.catalogRef) as PdfDict;
}
