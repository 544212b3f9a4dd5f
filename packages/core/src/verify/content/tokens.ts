/** A piece of a content stream (ISO 32000-2 §7.8.2). Arrays and dictionaries are given as what stands in them. */
export type ContentToken =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'operator'; readonly value: string }
  | { readonly kind: 'string'; readonly bytes: readonly number[] };

const space = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Tokens of `bytes`, read without complaint: what is damaged is passed over. */
export function* contentTokens(bytes: Uint8Array): Generator<ContentToken> {
  let at = 0;
  const isEnd = (octet: number | undefined): boolean =>
    octet === undefined || space.has(octet) || delimiters.has(octet);
  while (at < bytes.length) {
    const octet = bytes[at] as number;
    if (space.has(octet)) at++;
    else if (octet === 0x25) {
      while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
    } else if (octet === 0x28) {
      const [string, end] = literal(bytes, at + 1);
      at = end;
      yield { kind: 'string', bytes: string };
    } else if (octet === 0x3c && bytes[at + 1] !== 0x3c) {
      const end = bytes.indexOf(0x3e, at);
      yield { kind: 'string', bytes: hexadecimal(bytes.subarray(at + 1, end === -1 ? bytes.length : end)) };
      at = end === -1 ? bytes.length : end + 1;
    } else if (octet !== 0x2f && delimiters.has(octet)) at++;
    else {
      const start = at++;
      while (!isEnd(bytes[at])) at++;
      const word = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 200)));
      if (octet === 0x2f) yield { kind: 'name', value: word.slice(1).replace(/#([0-9a-f]{2})/gi, unescapeName) };
      else if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) yield { kind: 'number', value: Number(word) };
      else {
        yield { kind: 'operator', value: word };
        if (word === 'ID') at = afterInlineImage(bytes, at);
      }
    }
  }
}

function unescapeName(_: string, digits: string): string {
  return String.fromCharCode(parseInt(digits, 16));
}

function literal(bytes: Uint8Array, start: number): [string: number[], end: number] {
  const string: number[] = [];
  let depth = 1;
  let at = start;
  for (; at < bytes.length; at++) {
    const octet = bytes[at] as number;
    if (octet === 0x5c) {
      const next = String.fromCharCode(bytes[++at] ?? 0);
      const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(at, at + 3)))?.[0];
      if (octal) {
        string.push(parseInt(octal, 8) & 0xff);
        at += octal.length - 1;
      } else if (next === '\r') {
        if (bytes[at + 1] === 0x0a) at++;
      } else if (next !== '\n') string.push(escapes[next] ?? next.charCodeAt(0));
      continue;
    }
    if (octet === 0x28) depth++;
    if (octet === 0x29 && --depth === 0) return [string, at + 1];
    string.push(octet);
  }
  return [string, at];
}

function hexadecimal(bytes: Uint8Array): number[] {
  let digits = '';
  for (const octet of bytes) if (!space.has(octet)) digits += String.fromCharCode(octet);
  // A missing last digit is 0 (§7.3.4.3).
  const pairs = `${digits}${digits.length % 2 ? '0' : ''}`.match(/../g) ?? [];
  return pairs.map((pair) => parseInt(pair, 16) || 0);
}

/** The data of an inline image end with `EI` between white space (§8.9.7). */
function afterInlineImage(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length - 2; at++) {
    const ends = bytes[at + 1] === 0x45 && bytes[at + 2] === 0x49 && space.has(bytes[at] as number);
    if (ends && (at + 3 >= bytes.length || space.has(bytes[at + 3] as number))) return at + 3;
  }
  return bytes.length;
}
