import { zlibSync } from 'fflate';

import { joinParts, type Part } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { lockedCipher, type ObjectCipher } from './encryption/cipher.ts';
import { limitExceeded } from './errors.ts';
import { Interner } from './interner.ts';
import { maxStreamLength } from './limits.ts';
import { decodeText, encodeText } from './text-string.ts';

/** Any PDF object (ISO 32000-2 §7.3). Integers and reals are both numbers. */
export type PdfObject =
  null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream | PdfVerbatim;

export type PdfArray = PdfObject[];

/** Byte offsets into the whole file, `end` exclusive. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/** A name (§7.3.5). Interned: equal names are the same object, compare with `===`. */
export class PdfName {
  static readonly #names = new Interner<string, PdfName>(8192, (value) => new PdfName(value));

  /** The name without its solidus, one character (U+0000–U+00FF) per byte. */
  readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  static of(value: string): PdfName {
    return PdfName.#names.of(value);
  }

  toString(): string {
    return `/${this.value}`;
  }
}

/** A reference to an indirect object (§7.3.10). Interned: compare with `===`. */
export class PdfRef {
  static readonly #first = new Interner<number, PdfRef>(65536, (num) => new PdfRef(num, 0));
  static readonly #later = new Interner<string, PdfRef>(0, (key) => {
    const [num, gen] = key.split(' ');
    return new PdfRef(Number(num), Number(gen));
  });

  readonly num: number;
  readonly gen: number;

  private constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }

  static of(num: number, gen = 0): PdfRef {
    return gen === 0 ? PdfRef.#first.of(num) : PdfRef.#later.of(`${num} ${gen}`);
  }

  /** `12 0 R` */
  toString(): string {
    return `${this.num} ${this.gen} R`;
  }
}

/** A string (§7.3.4), literal or hexadecimal. */
export class PdfString {
  /** Written between angle brackets. */
  readonly hex: boolean;
  /** Where the token with its delimiters stands in the file, when it was read from there and not from an object stream. */
  readonly source: ByteSpan | undefined;
  readonly #raw: Uint8Array;
  readonly #cipher: ObjectCipher | undefined;
  #bytes: Uint8Array | undefined;

  /** @param options.cipher of the encrypted object that `bytes` were read from */
  constructor(
    bytes: Uint8Array,
    options: { hex?: boolean; source?: ByteSpan; cipher?: ObjectCipher | undefined } = {},
  ) {
    this.#raw = bytes;
    this.hex = options.hex ?? false;
    this.source = options.source;
    this.#cipher = options.cipher;
  }

  /** A text string (§7.9.2.2): bytes as they are when printable ASCII, otherwise UTF-16BE with byte order mark. */
  static text(text: string): PdfString {
    return new PdfString(encodeText(text));
  }

  /** A string written in hexadecimal. */
  static hex(bytes: Uint8Array): PdfString {
    return new PdfString(bytes, { hex: true });
  }

  /**
   * The string's bytes, escapes resolved and decrypted.
   * @throws CinnabarError `PDF_ENCRYPTED` when it comes from a file that was not unlocked, `PDF_DAMAGED`.
   */
  get bytes(): Uint8Array {
    this.#bytes ??= this.#cipher ? this.#cipher.decryptString(this.#raw) : this.#raw;
    return this.#bytes;
  }

  /** The bytes as they stand in the file, which in an encrypted file means encrypted. */
  get rawBytes(): Uint8Array {
    return this.#raw;
  }

  /** Encrypted, and nobody unlocked the file. */
  get locked(): boolean {
    return this.#cipher === lockedCipher;
  }

  /** The string as one that never was encrypted. */
  asPlain(): PdfString {
    return new PdfString(this.#raw, { hex: this.hex, ...(this.source ? { source: this.source } : {}) });
  }

  /** The text of a text string: UTF-16 or UTF-8 with byte order mark, else PDFDocEncoding. */
  toText(): string {
    return decodeText(this.bytes);
  }
}

const none: readonly string[] = [];
const nothing: readonly PdfObject[] = [];

/** A dictionary (§7.3.7). Entries keep their order. Entries of value null are absent (ibid.). */
export class PdfDict {
  readonly map: Map<string, PdfObject>;
  /** Keys that stood in the source more than once; the last value counts. A signature dictionary must have none. */
  readonly duplicateKeys: readonly string[];
  /** Values of such keys that do not count here; other readers may take them. */
  readonly overridden: readonly PdfObject[];

  constructor(
    entries?: Readonly<Record<string, PdfObject>> | ReadonlyMap<string, PdfObject>,
    duplicateKeys = none,
    overridden: readonly PdfObject[] = nothing,
  ) {
    this.map = entries instanceof Map ? entries : new Map(Object.entries(entries ?? {}));
    this.duplicateKeys = duplicateKeys;
    this.overridden = overridden;
  }

  get(key: string): PdfObject | undefined {
    return this.map.get(key);
  }

  set(key: string, value: PdfObject): this {
    this.map.set(key, value);
    return this;
  }

  delete(key: string): boolean {
    return this.map.delete(key);
  }

  has(key: string): boolean {
    return this.map.has(key);
  }

  /** A dictionary with the same entries; the values themselves are shared. */
  clone(): PdfDict {
    return new PdfDict(new Map(this.map));
  }
}

/** A stream (§7.3.8). */
export class PdfStream {
  readonly dict: PdfDict;
  readonly #raw: Part;
  readonly #cipher: ObjectCipher | undefined;
  #decrypted: Uint8Array | undefined;

  /**
   * @param data bytes as stored; where they are not in memory, they are read whenever they are asked for
   * @param cipher of the encrypted object that `data` was read from
   */
  constructor(dict: PdfDict, data: Part, cipher?: ObjectCipher) {
    this.dict = dict;
    this.#raw = data;
    this.#cipher = cipher;
  }

  /**
   * Decrypted, before any filter of the dictionary is undone.
   * @throws CinnabarError `PDF_ENCRYPTED` when it comes from a file that was not unlocked, `PDF_DAMAGED`, `PDF_LIMIT`.
   */
  get data(): Uint8Array {
    if (!this.#cipher) return this.rawData;
    this.#decrypted ??= this.#cipher.decryptStream(this.rawData, this.dict);
    return this.#decrypted;
  }

  /**
   * Bytes as stored, which in an encrypted file means encrypted: a view into the file when that is in memory.
   * @throws CinnabarError `PDF_LIMIT` when they are too many to be in memory at once
   */
  get rawData(): Uint8Array {
    if (this.rawLength > maxStreamLength) throw limitExceeded('stream length', maxStreamLength);
    return joinParts([this.#raw]);
  }

  /** Length of `rawData`, for which nothing is read. */
  get rawLength(): number {
    return this.#raw.length;
  }

  /** A stream of `plain` bytes compressed by FlateDecode, with `dict`'s other entries. */
  static flate(dict: PdfDict, plain: Uint8Array): PdfStream {
    const data = zlibSync(plain);
    const own = dict.clone().set('Filter', PdfName.of('FlateDecode')).set('Length', data.length);
    own.delete('DecodeParms');
    return new PdfStream(own, data);
  }
}

/** Bytes written as they are. The writer tells where they end up, so that they can be patched in place. */
export class PdfVerbatim {
  readonly text: Uint8Array;

  constructor(text: Uint8Array) {
    this.text = text;
  }
}

/**
 * Whether /Contents of the dictionary with these entries is a signature's value, the one string that is never encrypted
 * (§7.6.2). Only signatures have a ByteRange; their /Type is optional.
 */
export function holdsSignatureValue(entries: ReadonlyMap<string, PdfObject>): boolean {
  return Array.isArray(entries.get('ByteRange')) && entries.get('Contents') instanceof PdfString;
}

/** The bytes of a name, one per character. */
export function nameBytes(name: string): Uint8Array {
  const bytes = new Uint8Array(name.length);
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code > 0xff) throw new CinnabarError('PDF_NAME', 'A PDF name holds bytes; encode other characters first.');
    bytes[i] = code;
  }
  return bytes;
}
