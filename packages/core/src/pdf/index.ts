/** PDF files: a strict, lazy reader driven by the cross-reference chain, and an incremental writer. */
export {
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  PdfVerbatim,
  type ByteSpan,
  type PdfArray,
  type PdfObject,
} from './objects.ts';
export { FormField, formDictionary, readFormFields, type PdfForm } from './form-fields.ts';
export { openPdf } from './open.ts';
export { unlockPdf, type UnlockOptions } from './encryption/unlock.ts';
export type { PdfRecipient } from './encryption/enveloped-data.ts';
export type { PdfSecurity } from './encryption/cipher.ts';
export { mayAddFields, mayFill, type PdfPermissions } from './encryption/permissions.ts';
export { PdfDocument } from './document.ts';
export { PdfRevision } from './revision.ts';
export type { XrefEntry } from './xref-entries.ts';
export type { PdfWarning } from './revisions.ts';
export { PdfPage, type PdfBox } from './pages.ts';
export { defaultLimits, type PdfLimits } from './limits.ts';
export { IncrementalWriter, type WrittenPdf } from './writer.ts';
export { serializeObject } from './serialize.ts';
