import { PdfDict, PdfStream, type PdfObject } from '../../pdf/index.ts';
import { sameValue } from './same-value.ts';

/**
 * Whether `renewed` leads out of what is signed where `old` did not, references not followed: file specifications with
 * embedded files (ISO 32000-2 §7.11.4), which readers open beside the document; streams whose data are kept elsewhere
 * (§7.3.8.2); forms that stand for pages of other documents (§8.10.4). Whatever else may be added, these may not.
 */
export function leadsOut(old: PdfObject | undefined, renewed: PdfObject | undefined): boolean {
  const known = waysOut(old);
  return waysOut(renewed).some((way) => !known.some((other) => sameValue(way, other)));
}

function waysOut(value: PdfObject | undefined): PdfObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => waysOut(item));
  if (value instanceof PdfStream) {
    const { dict } = value;
    return dict.has('F') || dict.has('Ref') ? [value] : waysOut(dict);
  }
  if (!(value instanceof PdfDict)) return [];
  const inner = [...value.map.values()].flatMap((item) => waysOut(item));
  return value.has('EF') ? [value, ...inner] : inner;
}
