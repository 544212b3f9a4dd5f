import type { ByteWindow } from '../bytes/index.ts';
import type { Budget } from './budget.ts';
import { hexValue, isDigit, isRegular, isSpace } from './characters.ts';
import type { ObjectCipher } from './encryption/cipher.ts';
import { damaged, limitExceeded } from './errors.ts';
import { maxNameLength, maxObjectNumber } from './limits.ts';
import { holdsSignatureValue, PdfDict, PdfName, PdfRef, PdfString, type PdfArray, type PdfObject } from './objects.ts';

export interface ParserOptions {
  /** Deepest nesting of arrays and dictionaries. */
  readonly depth: number;
  /** Counts the objects parsed. */
  readonly items?: Budget;
  /** Counts the bytes read for indirect objects. */
  readonly scanned?: Budget;
  /** Of the encrypted object that is parsed. */
  readonly cipher?: ObjectCipher | undefined;
  /** Read from the file itself, so offsets of strings are worth keeping. */
  readonly keepSource?: boolean;
}

/** Longest number token; one as long cannot mean anything. */
const maxNumberLength = 400;

/** Reads PDF syntax (ISO 32000-2 §7.2, §7.3) from bytes, strictly: what the grammar does not allow is `PDF_DAMAGED`. */
export class PdfParser {
  readonly bytes: Uint8Array;
  /** Index in `bytes` of the next one to read. */
  position: number;
  readonly #start: number;
  readonly #options: ParserOptions;
  #ranOut = false;

  /** Begins at `offset` of the file, of which `window` is a part, or at that of other bytes, which `window` is the whole of. */
  constructor(window: ByteWindow, offset: number, options: ParserOptions) {
    this.bytes = window.bytes;
    this.position = offset - window.start;
    this.#start = window.start;
    this.#options = options;
  }

  /** Offset in the file of the next byte to read. */
  get offset(): number {
    return this.#start + this.position;
  }

  /** Whether what was read, or refused, could be something else if more bytes followed. */
  get ranOut(): boolean {
    return this.#ranOut;
  }

  /** To be told of the last byte that was looked at, wherever that may be the first one beyond the end. */
  looked(index: number): void {
    if (index >= this.bytes.length) this.#ranOut = true;
  }

  /** Moves past white space and comments. */
  skipSpace(): void {
    const { bytes } = this;
    let at = this.position;
    for (;;) {
      while (isSpace(bytes[at])) at++;
      if (bytes[at] !== 0x25) break;
      while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
    }
    this.looked(at);
    this.position = at;
  }

  /** Moves past `keyword` if it stands here as a whole token, after optional space. */
  acceptKeyword(keyword: string): boolean {
    this.skipSpace();
    const at = this.position;
    this.looked(at + keyword.length);
    for (let i = 0; i < keyword.length; i++) {
      if (this.bytes[at + i] !== keyword.charCodeAt(i)) return false;
    }
    if (isRegular(this.bytes[at + keyword.length])) return false;
    this.position = at + keyword.length;
    return true;
  }

  /** Reads an unsigned integer token after optional space, or returns undefined and stays. */
  acceptInteger(): number | undefined {
    const start = this.position;
    this.skipSpace();
    const { bytes } = this;
    let at = this.position;
    let value = 0;
    while (isDigit(bytes[at])) value = 10 * value + (bytes[at++] as number) - 0x30;
    this.looked(at);
    if (at === this.position || isRegular(bytes[at]) || value > Number.MAX_SAFE_INTEGER) {
      this.position = start;
      return undefined;
    }
    this.position = at;
    return value;
  }

  /** Reads one direct object or reference. */
  parseObject(depth = 0): PdfObject {
    this.skipSpace();
    this.#options.items?.spend(1);
    const code = this.bytes[this.position];
    switch (code) {
      case undefined:
        throw damaged('it ends inside an object', { offset: this.offset });
      case 0x2f:
        return PdfName.of(this.#name());
      case 0x28:
        return this.#literalString();
      case 0x3c:
        this.looked(this.position + 1);
        return this.bytes[this.position + 1] === 0x3c ? this.#dict(depth) : this.#hexString();
      case 0x5b:
        return this.#array(depth);
      case 0x2b:
      case 0x2d:
      case 0x2e:
        return this.#number();
      default:
        return isDigit(code) ? (this.#reference() ?? this.#number()) : this.#keyword();
    }
  }

  #keyword(): boolean | null {
    if (this.acceptKeyword('true')) return true;
    if (this.acceptKeyword('false')) return false;
    if (this.acceptKeyword('null')) return null;
    throw damaged('an object is expected', { offset: this.offset });
  }

  #number(): number {
    const { bytes } = this;
    const start = this.position;
    let at = start;
    let sign = 1;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) sign = bytes[at++] === 0x2d ? -1 : 1;
    let value = 0;
    let digits = 0;
    let decimals = 0;
    for (; isDigit(bytes[at]); at++, digits++) value = 10 * value + (bytes[at] as number) - 0x30;
    if (bytes[at] === 0x2e) {
      at++;
      for (; isDigit(bytes[at]); at++, digits++, decimals++) value = 10 * value + (bytes[at] as number) - 0x30;
    }
    this.looked(at);
    if (digits === 0 || at - start > maxNumberLength || isRegular(bytes[at]))
      throw damaged('a number is malformed', { offset: this.#start + start });
    this.position = at;
    // Beyond 15 digits the running sum is inexact; the platform's conversion is not.
    if (digits > 15) value = Math.abs(Number(String.fromCharCode(...bytes.subarray(start, at))));
    else if (decimals > 0) value /= 10 ** decimals;
    if (!Number.isFinite(value)) throw damaged('a number is too large', { offset: this.#start + start });
    return value === 0 ? 0 : sign * value;
  }

  /** `n g R`, or undefined (and the position unchanged) when it is just a number. */
  #reference(): PdfRef | undefined {
    const start = this.position;
    const num = this.acceptInteger();
    const next = this.bytes[this.position];
    if (num !== undefined && (isSpace(next) || next === 0x25)) {
      const gen = this.acceptInteger();
      if (gen !== undefined && this.acceptKeyword('R')) {
        if (num > maxObjectNumber || gen > 65535) {
          throw damaged('a reference is out of range', { offset: this.#start + start });
        }
        return PdfRef.of(num, gen);
      }
    }
    this.position = start;
    return undefined;
  }

  #name(): string {
    const { bytes } = this;
    const start = this.position + 1;
    let at = start;
    let escaped = false;
    for (; isRegular(bytes[at]); at++) if (bytes[at] === 0x23) escaped = true;
    this.looked(at);
    if (at - start > maxNameLength) throw limitExceeded('name length', maxNameLength);
    this.position = at;
    let name = '';
    if (!escaped) {
      for (let i = start; i < at; i++) name += String.fromCharCode(bytes[i] as number);
      return name;
    }
    for (let i = start; i < at; i++) {
      const high = hexValue(bytes[i + 1]);
      const low = hexValue(bytes[i + 2]);
      // A number sign that no two digits follow stood for itself before PDF 1.2.
      if (bytes[i] === 0x23 && i + 2 < at && high >= 0 && low >= 0) {
        name += String.fromCharCode(16 * high + low);
        i += 2;
      } else {
        name += String.fromCharCode(bytes[i] as number);
      }
    }
    return name;
  }

  #array(depth: number): PdfArray {
    if (depth >= this.#options.depth) throw limitExceeded('depth', this.#options.depth);
    this.position++;
    const items: PdfArray = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) break;
      items.push(this.parseObject(depth + 1));
    }
    this.position++;
    return items;
  }

  #dict(depth: number): PdfDict {
    if (depth >= this.#options.depth) throw limitExceeded('depth', this.#options.depth);
    this.position += 2;
    const { bytes } = this;
    const map = new Map<string, PdfObject>();
    let seenNull: Set<string> | undefined;
    let duplicates: string[] | undefined;
    const overridden: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      const code = bytes[this.position];
      this.looked(this.position + 1);
      if (code === 0x3e && bytes[this.position + 1] === 0x3e) break;
      if (code !== 0x2f) throw damaged('a dictionary key is expected', { offset: this.offset });
      const key = this.#name();
      const value = this.parseObject(depth + 1);
      const before = map.get(key);
      if (before !== undefined) overridden.push(before);
      if (before !== undefined || seenNull?.has(key)) (duplicates ??= []).push(key);
      if (value !== null) {
        map.set(key, value);
      } else {
        map.delete(key);
        (seenNull ??= new Set()).add(key);
      }
    }
    this.position += 2;
    if (this.#options.cipher && holdsSignatureValue(map)) {
      map.set('Contents', (map.get('Contents') as PdfString).asPlain());
    }
    return duplicates ? new PdfDict(map, duplicates, overridden) : new PdfDict(map);
  }

  #hexString(): PdfString {
    const { bytes } = this;
    const start = this.position;
    let close = start + 1;
    while (hexValue(bytes[close]) >= 0 || isSpace(bytes[close])) close++;
    this.looked(close);
    if (bytes[close] !== 0x3e) {
      this.position = close;
      throw damaged('a hexadecimal string is malformed', { offset: this.#start + start });
    }
    const value = new Uint8Array((close - start) >> 1);
    // Pairs as long as nothing stands between them: most long strings are signatures, thousands of zeros.
    let at = start + 1;
    let digits = 0;
    for (; at < close; at += 2, digits += 2) {
      const pair = (hexValue(bytes[at]) << 4) | hexValue(bytes[at + 1]);
      if (pair < 0) break;
      value[digits >> 1] = pair;
    }
    for (; at < close; at++) {
      const digit = hexValue(bytes[at]);
      if (digit < 0) continue;
      // An odd last digit counts as if a zero followed (§7.3.4.3).
      value[digits >> 1] = (value[digits >> 1] as number) | (digits % 2 === 0 ? digit << 4 : digit);
      digits++;
    }
    this.position = close + 1;
    return this.#string(value.subarray(0, (digits + 1) >> 1), start, true);
  }

  #literalString(): PdfString {
    const { bytes } = this;
    const start = this.position;
    let open = 1;
    let plain = true;
    let at = start + 1;
    for (; open > 0; at++) {
      const code = bytes[at];
      if (code === undefined) {
        this.looked(at);
        this.position = bytes.length;
        throw damaged('a string does not end', { offset: this.#start + start });
      }
      if (code === 0x5c) at++;
      if (code === 0x5c || code === 0x0d) plain = false;
      if (code === 0x28) open++;
      if (code === 0x29) open--;
    }
    this.position = at;
    const inner = bytes.subarray(start + 1, at - 1);
    // A view would keep all the bytes that were read with it.
    return this.#string(plain ? inner.slice() : unescapeLiteral(inner), start, false);
  }

  #string(value: Uint8Array, start: number, hex: boolean): PdfString {
    return new PdfString(value, {
      hex,
      cipher: this.#options.cipher,
      ...(this.#options.keepSource ? { source: { start: this.#start + start, end: this.offset } } : {}),
    });
  }
}

const escapes = new Map(Array.from('nrtbf', (letter, i) => [letter.charCodeAt(0), [0x0a, 0x0d, 0x09, 0x08, 0x0c][i]]));

/** Resolves escapes and line ends of a literal string (§7.3.4.2). */
function unescapeLiteral(raw: Uint8Array): Uint8Array {
  const value = new Uint8Array(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    let code = raw[at] as number;
    if (code === 0x0d) {
      if (raw[at + 1] === 0x0a) at++;
      code = 0x0a;
    } else if (code === 0x5c) {
      code = raw[++at] as number;
      if (code === 0x0d || code === 0x0a) {
        if (code === 0x0d && raw[at + 1] === 0x0a) at++;
        continue;
      }
      if (code >= 0x30 && code <= 0x37) {
        let octal = code - 0x30;
        for (let i = 0; i < 2; i++) {
          const digit = (raw[at + 1] ?? 0) - 0x30;
          if (digit < 0 || digit > 7) break;
          octal = 8 * octal + digit;
          at++;
        }
        code = octal;
      } else {
        code = escapes.get(code) ?? code;
      }
    }
    // High-order overflow of an octal code is ignored (ibid.), as the array does by itself.
    value[length++] = code;
  }
  return value.subarray(0, length);
}
