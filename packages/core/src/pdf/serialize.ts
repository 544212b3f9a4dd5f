import { CinnabarError } from '../error/index.ts';
import { isRegular } from './characters.ts';
import type { ObjectCipher } from './encryption/cipher.ts';
import {
  holdsSignatureValue,
  nameBytes,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  PdfVerbatim,
  type ByteSpan,
  type PdfObject,
} from './objects.ts';

/** Growing bytes of a PDF increment, and where its verbatim parts stand. */
export class ByteSink {
  #bytes = new Uint8Array(4096);
  #length = 0;
  readonly #marks = new Map<PdfVerbatim, ByteSpan>();

  get length(): number {
    return this.#length;
  }

  /** Appends characters U+0000–U+00FF as bytes. */
  text(text: string): this {
    this.#room(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
    return this;
  }

  append(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  verbatim(part: PdfVerbatim): this {
    this.#marks.set(part, { start: this.#length, end: this.#length + part.text.length });
    return this.append(part.text);
  }

  /** Where `part` stands in the sink. */
  markOf(part: PdfVerbatim): ByteSpan | undefined {
    return this.#marks.get(part);
  }

  /** What was written so far, as a view. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + count));
    grown.set(this.view());
    this.#bytes = grown;
  }
}

/** The object in PDF syntax, decrypted where the file it comes from is unlocked. */
export function serializeObject(object: PdfObject): Uint8Array {
  const sink = new ByteSink();
  writeObject(sink, object);
  return sink.view();
}

/** @param cipher encrypts strings and streams on their way; verbatim parts stay as they are */
export function writeObject(sink: ByteSink, object: PdfObject, cipher?: ObjectCipher): void {
  if (object === null || typeof object === 'boolean') sink.text(String(object));
  else if (typeof object === 'number') sink.text(formatNumber(object));
  else if (object instanceof PdfName) writeName(sink, object.value);
  else if (object instanceof PdfRef) sink.text(object.toString());
  else if (object instanceof PdfString) writeString(sink, object, cipher);
  else if (object instanceof PdfDict) writeDict(sink, object, cipher);
  else if (object instanceof PdfStream) writeStream(sink, object, cipher);
  else if (object instanceof PdfVerbatim) sink.verbatim(object);
  else writeArray(sink, object, cipher);
}

/** Decimals of numbers too small for plain notation; a nanometre on the page is less than any reader resolves. */
const decimals = 10;

/** A number without exponent (ISO 32000-2 §7.3.3 knows none). */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CinnabarError('PDF_NUMBER', 'A PDF cannot hold a number that is not finite.');
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? String(value === 0 ? 0 : value) : String(BigInt(value));
  const plain = String(value);
  // As read: a page box copied into an update must stay the page box it was.
  if (!plain.includes('e')) return plain;
  const rounded = value.toFixed(decimals).replace(/\.?0+$/, '');
  return rounded === '-0' ? '0' : rounded;
}

function writeName(sink: ByteSink, name: string): void {
  sink.text('/');
  for (const code of nameBytes(name)) {
    if (code > 0x20 && code < 0x7f && code !== 0x23 && isRegular(code)) sink.text(String.fromCharCode(code));
    else sink.text(`#${code.toString(16).padStart(2, '0')}`);
  }
}

function writeString(sink: ByteSink, string: PdfString, cipher: ObjectCipher | undefined): void {
  const plain = string.locked ? string.rawBytes : string.bytes;
  const bytes = cipher ? cipher.encryptString(plain) : plain;
  if (string.hex) {
    sink.text('<');
    for (const byte of bytes) sink.text(byte.toString(16).padStart(2, '0'));
    sink.text('>');
    return;
  }
  sink.text('(');
  for (const byte of bytes) {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) sink.text('\\');
    // A bare carriage return would be read as a line feed.
    sink.text(byte === 0x0d ? '\\r' : String.fromCharCode(byte));
  }
  sink.text(')');
}

function writeArray(sink: ByteSink, items: readonly PdfObject[], cipher: ObjectCipher | undefined): void {
  sink.text('[');
  for (const [i, item] of items.entries()) {
    if (i > 0) sink.text(' ');
    writeObject(sink, item, cipher);
  }
  sink.text(']');
}

export function writeDict(sink: ByteSink, dict: PdfDict, cipher?: ObjectCipher): void {
  const signature = cipher !== undefined && holdsSignatureValue(dict.map);
  sink.text('<<');
  for (const [key, value] of dict.map) {
    writeName(sink.text(' '), key);
    writeObject(sink.text(' '), value, signature && key === 'Contents' ? undefined : cipher);
  }
  sink.text(' >>');
}

function writeStream(sink: ByteSink, stream: PdfStream, cipher: ObjectCipher | undefined): void {
  const data = cipher ? cipher.encryptStream(stream.data, stream.dict) : stream.data;
  writeDict(sink, stream.dict.clone().set('Length', data.length), cipher);
  sink.text('\nstream\n').append(data).text('\nendstream');
}
