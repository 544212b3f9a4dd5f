import {
  bytesToHex,
  bytesToLatin1,
  equalBytes,
  readOid,
  readText,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { oid } from './oids.ts';

const shortNames: Readonly<Record<string, string>> = {
  [oid.commonName]: 'CN',
  [oid.serialNumber]: 'serialNumber',
  [oid.country]: 'C',
  [oid.organization]: 'O',
  [oid.organizationalUnit]: 'OU',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
};

/** A Name as text, most specific attribute first (RFC 4514 §2.1, values unescaped but for the separator). */
export function nameText(name: Uint8Array): string {
  return relativeNames(name)
    .flat()
    .reverse()
    .map(({ type, value }) => `${shortNames[type] ?? type}=${readText(value).replace(/[\\,+]/g, '\\$&')}`)
    .join(', ');
}

/** The last common name of a Name, when it has one. */
export function commonName(name: Uint8Array): string | undefined {
  return nameValues(name, oid.commonName).at(-1);
}

/** The values of one type of attribute in a Name, as text. */
export function nameValues(name: Uint8Array, type: string): string[] {
  return relativeNames(name)
    .flat()
    .filter((attribute) => attribute.type === type)
    .map(({ value }) => readText(value));
}

/** Whether two Names are the same name, however written (RFC 5280 §7.1). @throws CinnabarError `ASN1_MALFORMED` */
export function sameName(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(a, b) || nameKey(a) === nameKey(b);
}

/** Whether `name` begins with all of `base`, and so stands in its subtree. @throws CinnabarError `ASN1_MALFORMED` */
export function isNameWithin(name: Uint8Array, base: Uint8Array): boolean {
  const key = nameKey(name);
  const start = nameKey(base);
  return start === '' || key === start || key.startsWith(start + relativeEnd);
}

export function isEmptyName(name: Uint8Array): boolean {
  return readTlv(name).content.length === 0;
}

const relativeEnd = '\u0000';
const keys = new WeakMap<Uint8Array, string>();

/**
 * Equal for Names that RFC 5280 §7.1 holds to be the same: string types and case do not matter, nor white space at the
 * ends and its amount within.
 * @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function nameKey(name: Uint8Array): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = relativeNames(name)
      .map((attributes) => attributes.map(attributeKey).sort().join('\u0001'))
      .join(relativeEnd);
    keys.set(name, key);
  }
  return key;
}

interface NameAttributeValue {
  readonly type: string;
  readonly value: Tlv;
}

/** NumericString, PrintableString, TeletexString, IA5String, UTF8String, BMPString. */
const textTags: readonly number[] = [0x12, 0x13, 0x14, 0x16, 0x0c, 0x1e];

/** Text that RFC 4518 leaves as it is, but for letter case. */
const simple = /^[!-~]+( [!-~]+)*$/;

/** What counts as space, and what as nothing. */
const spaces = /[\t-\r\u0085\p{Z}]/gu;
const invisible = /[\p{Cc}\p{Cf}\p{Variation_Selector}\u034f\ufffc]/gu;

function attributeKey({ type, value }: NameAttributeValue): string {
  if (!textTags.includes(value.tag)) return `${type}#${bytesToHex(value.bytes)}`;
  const text = value.tag === 0x14 ? bytesToLatin1(value.content) : readText(value);
  if (simple.test(text)) return `${type}=${text.toLowerCase()}`;
  // RFC 4518 §2.2 to §2.6. No control is left, so none can pass for the marks between attributes.
  const plain = text
    .replace(spaces, ' ')
    .replace(invisible, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ς/g, 'σ')
    .replace(/ +/g, ' ');
  return `${type}=${plain.trim()}`;
}

function relativeNames(name: Uint8Array): NameAttributeValue[][] {
  return tlvChildren(readTlv(name)).map((relative) =>
    tlvChildren(relative).map((attribute) => {
      const [type, value] = tlvChildren(attribute);
      if (!value)
        throw new CinnabarError('CERTIFICATE_MALFORMED', 'The certificate has a name attribute without a value.');
      return { type: readOid(type), value };
    }),
  );
}
