import { CinnabarError } from '../error/index.ts';
import { bytesToUtf8, concatBytes, latin1ToBytes, utf8ToBytes } from './bytes.ts';

/** One ASN.1 element (ITU-T X.690), viewed in place: nothing is copied, so what is hashed is what was received. */
export interface Tlv {
  /** Identifier octet: class, constructed bit and tag number (low-tag-number form). */
  readonly tag: number;
  /** The whole element, identifier and length included. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const maxDepth = 32;
const maxChildren = 20_000;

/**
 * The element that starts at `offset`. Indefinite lengths of old producers are read too; they are never written.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function readTlv(bytes: Uint8Array, offset = 0, depth = 0): Tlv {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw malformed('an element is cut off');
  if ((tag & 0x1f) === 0x1f) throw malformed('multi-byte tags do not occur in this format');
  if (first === 0x80) return readIndefinite(bytes, offset, tag, depth);
  let length = first;
  let start = offset + 2;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) throw malformed('a length has more than four octets');
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? NaN);
    start += count;
  }
  const end = start + length;
  if (!(end <= bytes.length)) throw malformed('an element is longer than its container');
  return { tag, bytes: bytes.subarray(offset, end), content: bytes.subarray(start, end) };
}

function readIndefinite(bytes: Uint8Array, offset: number, tag: number, depth: number): Tlv {
  if (depth >= maxDepth) throw malformed('elements are nested too deeply');
  if ((tag & 0x20) === 0) throw malformed('a primitive element has no length');
  const start = offset + 2;
  let at = start;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) at += readTlv(bytes, at, depth + 1).bytes.length;
  return { tag, bytes: bytes.subarray(offset, at + 2), content: bytes.subarray(start, at) };
}

/** The elements inside a constructed element, in order. @throws CinnabarError `ASN1_MALFORMED` */
export function tlvChildren(parent: Tlv): Tlv[] {
  const children: Tlv[] = [];
  for (let at = 0; at < parent.content.length;) {
    const child = readTlv(parent.content, at);
    if (children.push(child) > maxChildren) throw malformed('an element has too many children');
    at += child.bytes.length;
  }
  return children;
}

/** `tlv` if it is there and carries `tag`. @throws CinnabarError `ASN1_MALFORMED` otherwise */
export function expectTlv(tlv: Tlv | undefined, tag: number, what: string): Tlv {
  if (tlv?.tag !== tag) throw malformed(`${what} is missing or of another type`);
  return tlv;
}

/** Dotted form of an OBJECT IDENTIFIER. @throws CinnabarError `ASN1_MALFORMED` */
export function readOid(tlv: Tlv | undefined): string {
  const { content } = expectTlv(tlv, derTag.oid, 'an object identifier');
  const arcs: number[] = [];
  let value = 0;
  for (const [index, octet] of content.entries()) {
    if (value === 0 && octet === 0x80) throw malformed('an object identifier is padded');
    value = value * 128 + (octet & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) throw malformed('an object identifier is too large');
    if (octet & 0x80) {
      if (index === content.length - 1) throw malformed('an object identifier is cut off');
      continue;
    }
    if (arcs.length === 0) {
      const top = Math.min(Math.floor(value / 40), 2);
      arcs.push(top, value - 40 * top);
    } else arcs.push(value);
    value = 0;
  }
  if (arcs.length === 0) throw malformed('an object identifier is empty');
  return arcs.join('.');
}

/** Text of the string types that names and messages use. */
export function readText(tlv: Tlv): string {
  if (tlv.tag === 0x1e) {
    let text = '';
    for (let i = 0; i + 1 < tlv.content.length; i += 2) {
      text += String.fromCharCode(((tlv.content[i] as number) << 8) | (tlv.content[i + 1] as number));
    }
    return text;
  }
  return bytesToUtf8(tlv.content);
}

/**
 * UTCTime or GeneralizedTime in the forms RFC 5280 and RFC 3161 allow: always UTC, seconds present, fraction optional.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function readTime(tlv: Tlv | undefined): Date {
  const text = tlv ? bytesToUtf8(tlv.content) : '';
  const match =
    tlv?.tag === derTag.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)()Z$/.exec(text)
      : tlv?.tag === derTag.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text)
        : null;
  if (!match) throw malformed('a time is missing or of another form');
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // RFC 5280 §4.1.2.5.1: two-digit years from 50 on are of the last century.
  const fullYear = tlv?.tag === derTag.utcTime ? year + (year < 50 ? 2000 : 1900) : year;
  const date = new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second));
  date.setTime(date.getTime() + Math.floor(Number(`0${match[7] || ''}`) * 1000));
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1) throw malformed('a time does not exist');
  return date;
}

/** One DER element. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const content of contents) length += content.length;
  let octets = 0;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets++;
  const element = new Uint8Array(2 + octets + length);
  element[0] = tag;
  element[1] = octets === 0 ? length : 0x80 | octets;
  for (let i = octets, rest = length; i > 0; i--, rest = Math.floor(rest / 256)) element[1 + i] = rest & 0xff;
  let at = 2 + octets;
  for (const content of contents) {
    element.set(content, at);
    at += content.length;
  }
  return element;
}

export function derSequence(...items: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(derTag.sequence, ...items);
}

/** SET OF in DER: elements in ascending order of their encodings (X.690 §11.6). */
export function derSetOf(items: readonly Uint8Array[], tag: number = derTag.set): Uint8Array<ArrayBuffer> {
  return der(tag, ...[...items].sort(compareBytes));
}

export function derOid(dotted: string): Uint8Array<ArrayBuffer> {
  const [top = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [40 * top + second, ...rest]) {
    const digits = [arc & 0x7f];
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128))
      digits.unshift((high & 0x7f) | 0x80);
    octets.push(...digits);
  }
  return der(derTag.oid, Uint8Array.from(octets));
}

/** INTEGER from a small non-negative number or from the big-endian bytes of any non-negative one. */
export function derInteger(value: number | Uint8Array): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array;
  if (typeof value === 'number') {
    const octets: number[] = [];
    for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
    bytes = Uint8Array.from(octets);
  } else bytes = value;
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  const magnitude = bytes.subarray(start);
  const needsZero = magnitude.length === 0 || (magnitude[0] as number) >= 0x80;
  return der(derTag.integer, needsZero ? concatBytes(Uint8Array.of(0), magnitude) : magnitude);
}

export function derOctetString(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return der(derTag.octetString, content);
}

export function derBitString(content: Uint8Array, unusedBits = 0): Uint8Array<ArrayBuffer> {
  return der(derTag.bitString, Uint8Array.of(unusedBits), content);
}

export function derBoolean(value: boolean): Uint8Array<ArrayBuffer> {
  return der(derTag.boolean, Uint8Array.of(value ? 0xff : 0));
}

export function derNull(): Uint8Array<ArrayBuffer> {
  return der(derTag.null);
}

export function derUtf8String(text: string): Uint8Array<ArrayBuffer> {
  return der(derTag.utf8String, utf8ToBytes(text));
}

export function derPrintableString(text: string): Uint8Array<ArrayBuffer> {
  return der(derTag.printableString, latin1ToBytes(text));
}

/** GeneralizedTime to the second, or to the millisecond with the trailing zeros DER forbids removed. */
export function derGeneralizedTime(date: Date, milliseconds = false): Uint8Array<ArrayBuffer> {
  const digits = date.toISOString().replace(/[-T:]/g, '');
  const fraction = milliseconds ? digits.slice(14, 18).replace(/\.?0+$/, '') : '';
  return der(derTag.generalizedTime, latin1ToBytes(`${digits.slice(0, 14)}${fraction}Z`));
}

/** Time of a certificate: UTCTime through 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function derCertificateTime(date: Date): Uint8Array<ArrayBuffer> {
  if (date.getUTCFullYear() >= 2050) return derGeneralizedTime(date);
  const digits = date.toISOString().replace(/[-T:]/g, '');
  return der(derTag.utcTime, latin1ToBytes(`${digits.slice(2, 14)}Z`));
}

/** Context-specific tag `number` around whole elements (EXPLICIT, or IMPLICIT of a constructed type given its content). */
export function derContext(number: number, ...contents: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(0xa0 | number, ...contents);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}

function malformed(reason: string): CinnabarError {
  return new CinnabarError('ASN1_MALFORMED', `The ASN.1 data is damaged: ${reason}.`);
}
