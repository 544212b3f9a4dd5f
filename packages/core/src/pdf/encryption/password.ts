import { utf8ToBytes, equalBytes } from '../../bytes/index.ts';
import { encodeDocText } from '../text-string.ts';

/** Longest password of AES-256 in bytes (ISO 32000-2 §7.6.4.3.3). */
const maxLength = 127;

/**
 * The bytes that a password may stand for, most likely first. Old handlers want PDFDocEncoding (§7.6.4.3.2), AES-256
 * wants UTF-8 after SASLprep (§7.6.4.3.3); programs that encrypt often take the bytes of the terminal, which is UTF-8.
 */
export function passwordBytes(password: string, revision: number): Uint8Array[] {
  const typed = utf8ToBytes(password);
  const meant = revision >= 5 ? utf8ToBytes(saslPrep(password)) : encodeDocText(password);
  const candidates = [meant, typed].flatMap((bytes) => (bytes ? [bytes.subarray(0, maxLength)] : []));
  return candidates.filter((bytes, i) => !candidates.slice(0, i).some((other) => equalBytes(other, bytes)));
}

// Tables B.1 and C.1.2 of RFC 3454.
const toNothing = /[\u00ad\u1806\u200b-\u200d\u2060\ufeff]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]/gu;
const toSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/**
 * SASLprep (RFC 4013) of what somebody typed: mapped and normalized. What the profile prohibits is kept, for a file that
 * was encrypted so must open all the same.
 */
function saslPrep(password: string): string {
  return password.replace(toSpace, ' ').replace(toNothing, '').normalize('NFKC');
}
