import { PdfDict, type PdfObject } from '../../pdf/index.ts';
import { sameValue } from './same-value.ts';

/**
 * Whether `renewed` has file specifications with embedded files (ISO 32000-2 §7.11.4) that `old` has not, references not
 * followed. Whatever else may be added, files that readers open beside the document may not.
 */
export function bringsFile(old: PdfObject | undefined, renewed: PdfObject | undefined): boolean {
  const known = filesIn(old);
  return filesIn(renewed).some((file) => !known.some((other) => sameValue(file, other)));
}

function filesIn(value: PdfObject | undefined): PdfDict[] {
  if (Array.isArray(value)) return value.flatMap((item) => filesIn(item));
  if (!(value instanceof PdfDict)) return [];
  const inner = [...value.map.values()].flatMap((item) => filesIn(item));
  return value.has('EF') ? [value, ...inner] : inner;
}
