import { latin1ToBytes } from '../bytes/index.ts';
import { PdfDict, PdfName, PdfString, PdfVerbatim } from '../pdf/index.ts';

/** Room for `[0 b c d]` with three offsets of sixteen digits: no file outgrows it. */
const byteRangeWidth = 64;

export interface SignatureDictionary {
  readonly dict: PdfDict;
  readonly byteRange: PdfVerbatim;
  readonly contents: PdfVerbatim;
}

export interface SignatureClaims {
  readonly signingTime: Date;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
}

/** What the CMS in a signature dictionary is: PAdES, or plain PKCS #7 as older programs write it. */
export type SignatureSubFilter = 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached';

/** A signature dictionary (ETSI EN 319 142-1 §5.3) with empty room for ByteRange and a CMS of `reserve` bytes. */
export function signatureDictionary(
  claims: SignatureClaims,
  reserve: number,
  subFilter: SignatureSubFilter = 'ETSI.CAdES.detached',
): SignatureDictionary {
  const dictionary = emptyDictionary('Sig', subFilter, reserve);
  const { dict } = dictionary;
  dict.set('M', new PdfString(latin1ToBytes(pdfDate(claims.signingTime))));
  const texts = { Name: claims.name, Reason: claims.reason, Location: claims.location };
  for (const [key, text] of Object.entries(texts)) if (text !== undefined) dict.set(key, PdfString.text(text));
  return dictionary;
}

/** A document time-stamp dictionary (ISO 32000-2 §12.8.5) with empty room for ByteRange and a token of `reserve` bytes. */
export function timestampDictionary(reserve: number): SignatureDictionary {
  return emptyDictionary('DocTimeStamp', 'ETSI.RFC3161', reserve);
}

function emptyDictionary(type: string, subFilter: string, reserve: number): SignatureDictionary {
  const byteRange = new PdfVerbatim(latin1ToBytes('[0'.padEnd(byteRangeWidth - 1) + ']'));
  const contents = new PdfVerbatim(emptyRoom(reserve));
  const dict = new PdfDict({
    Type: PdfName.of(type),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of(subFilter),
    ByteRange: byteRange,
    Contents: contents,
  });
  return { dict, byteRange, contents };
}

/** A hexadecimal string of `reserve` zero bytes: /Contents before there is anything to put there. */
export function emptyRoom(reserve: number): Uint8Array {
  const room = new Uint8Array(2 * reserve + 2).fill(0x30);
  room[0] = 0x3c;
  room[room.length - 1] = 0x3e;
  return room;
}

/** The ByteRange as text of exactly the reserved width. */
export function byteRangeText(byteRange: readonly number[]): Uint8Array {
  return latin1ToBytes(`${`[${byteRange.join(' ')}`.padEnd(byteRangeWidth - 1)}]`);
}

/** D:YYYYMMDDHHmmSSZ (ISO 32000-2 §7.9.4). */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
}
