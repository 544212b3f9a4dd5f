import { equalBytes } from '../../bytes/index.ts';
import { PdfDict, PdfStream, PdfString, type PdfObject } from '../../pdf/index.ts';

/** Whether two values say the same; references are the same only when they name the same object. */
export function sameValue(one: PdfObject | undefined, other: PdfObject | undefined): boolean {
  if (one === other) return true;
  // An entry of value null is an absent one (ISO 32000-2 §7.3.7).
  if ((one ?? null) === (other ?? null)) return true;
  if (one instanceof PdfString) return other instanceof PdfString && equalBytes(one.bytes, other.bytes);
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, i) => sameValue(item, other[i]));
  }
  if (one instanceof PdfDict) return other instanceof PdfDict && sameEntries(one, other);
  if (one instanceof PdfStream) {
    return other instanceof PdfStream && sameEntries(one.dict, other.dict) && equalBytes(one.data, other.data);
  }
  return false;
}

function sameEntries(one: PdfDict, other: PdfDict): boolean {
  if (one.duplicateKeys.length > 0 || other.duplicateKeys.length > 0) return false;
  return [...new Set([...one.map.keys(), ...other.map.keys()])].every((key) => sameValue(one.get(key), other.get(key)));
}

/** Whether a dictionary in `value`, references not followed, has an entry twice: which one counts depends on the reader. */
export function hasEntryTwice(value: PdfObject | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasEntryTwice);
  const dict = value instanceof PdfStream ? value.dict : value;
  return dict instanceof PdfDict && (dict.duplicateKeys.length > 0 || [...dict.map.values()].some(hasEntryTwice));
}
