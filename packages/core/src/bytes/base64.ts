import { CinnabarError } from '../error/index.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** Base64 of `bytes` with padding (RFC 4648 §4). */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : alphabet.charAt(c & 63);
  }
  return text;
}

/**
 * Bytes of base64 text (RFC 4648 §4; padding optional, no white space).
 * @throws CinnabarError `BYTES_BASE64` when the text is malformed.
 */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  const body = text.replace(/={0,2}$/, '');
  if (body.length % 4 === 1) throw malformed();
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (const character of body) {
    const value = values.get(character);
    if (value === undefined) throw malformed();
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}

function malformed(): CinnabarError {
  return new CinnabarError('BYTES_BASE64', 'The text is not base64.');
}
