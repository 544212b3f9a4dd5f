/** Text strings (ISO 32000-2 §7.9.2.2). */

/** PDFDocEncoding where it differs from Latin-1 (Annex D.3). */
const docEncoding = new Map<number, number>([
  ...Array.from('˘ˇˆ˙˝˛˚˜', (character, i) => [0x18 + i, character.charCodeAt(0)] as const),
  ...Array.from('•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž', (character, i) => [0x80 + i, character.charCodeAt(0)] as const),
  [0x9f, 0xfffd],
  [0xa0, 0x20ac],
]);

/** Printable ASCII as it is, anything else as UTF-16BE with byte order mark. */
export function encodeText(text: string): Uint8Array {
  if (/^[\x20-\x7e\t\r\n]*$/.test(text)) {
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  }
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes[0] = 0xfe;
  bytes[1] = 0xff;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 + 2 * i] = unit >> 8;
    bytes[3 + 2 * i] = unit & 0xff;
  }
  return bytes;
}

const docCodes = new Map(Array.from(docEncoding, ([code, unit]) => [unit, code]));

/** The text in PDFDocEncoding, or undefined when that lacks one of its characters. */
export function encodeDocText(text: string): Uint8Array | undefined {
  const codes = Array.from(text, (character) => {
    const unit = character.codePointAt(0) as number;
    return docCodes.get(unit) ?? (unit <= 0xff && !docEncoding.has(unit) ? unit : undefined);
  });
  return codes.every((code) => code !== undefined) ? Uint8Array.from(codes) : undefined;
}

export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xfe && b === 0xff) return withoutLanguage(utf16(bytes, 0, 1));
  // Little-endian is not in the standard, but writers exist and no other reading makes sense.
  if (a === 0xff && b === 0xfe) return withoutLanguage(utf16(bytes, 1, 0));
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  const units = Array.from(bytes, (byte) => docEncoding.get(byte) ?? byte);
  return fromUnits(units);
}

function utf16(bytes: Uint8Array, high: 0 | 1, low: 0 | 1): string {
  const units: number[] = [];
  for (let i = 2; i + 1 < bytes.length; i += 2) {
    units.push(((bytes[i + high] as number) << 8) | (bytes[i + low] as number));
  }
  return fromUnits(units);
}

/** Languages named between two escape characters (§7.9.2.2.1) are no part of the text. */
function withoutLanguage(text: string): string {
  const pieces = text.split('\u001b');
  return pieces.filter((_, i) => i % 2 === 0).join('');
}

function fromUnits(units: readonly number[]): string {
  let text = '';
  for (let i = 0; i < units.length; i += 8192) text += String.fromCharCode(...units.slice(i, i + 8192));
  return text;
}
