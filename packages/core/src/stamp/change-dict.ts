import { CinnabarError } from '../error/index.ts';
import { PdfDict, type IncrementalWriter, type PdfRef } from '../pdf/index.ts';

/** Edits a copy of the dictionary `ref` as it will be written, and writes it. */
export function changeDict(writer: IncrementalWriter, ref: PdfRef, edit: (dict: PdfDict) => void): void {
  const current = writer.get(ref);
  if (!(current instanceof PdfDict)) throw new CinnabarError('STAMP_FORM', `Object ${ref.num} is not a dictionary.`);
  const dict = current.clone();
  edit(dict);
  writer.set(ref, dict);
}
