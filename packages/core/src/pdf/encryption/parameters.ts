import { damaged, unsupported } from '../errors.ts';
import { PdfDict, PdfName, PdfString, type PdfObject } from '../objects.ts';
import type { Resolve } from './cipher.ts';

/** What content is encrypted with. */
export type Method = 'none' | 'RC4' | 'AES-128' | 'AES-256';

/** What every handler's encryption dictionary says (ISO 32000-2 §7.6.2). */
export interface EncryptionParameters {
  readonly version: 1 | 2 | 4 | 5;
  /** Of the file's key, in bytes. */
  readonly keyLength: number;
  readonly strings: Method;
  readonly streams: Method;
  readonly embeddedFiles: Method;
  /** Of a stream that names its crypt filter. @throws CinnabarError `PDF_DAMAGED`, `PDF_UNSUPPORTED` */
  methodOf(filter: string): Method;
  /** Whether metadata streams are encrypted as all others. */
  readonly encryptsMetadata: boolean;
}

/** @throws CinnabarError `PDF_DAMAGED`, `PDF_UNSUPPORTED` (details: version, or crypt filter method) */
export function readParameters(dict: PdfDict, resolve: Resolve): EncryptionParameters {
  const version = resolve(dict.get('V')) ?? 0;
  if (version === 1 || version === 2) {
    const keyLength = version === 1 ? 5 : keyLengthOf(resolve(dict.get('Length')) ?? 40);
    const all = { strings: 'RC4', streams: 'RC4', embeddedFiles: 'RC4' } as const;
    return { version, keyLength, ...all, methodOf: noFilters, encryptsMetadata: true };
  }
  if (version !== 4 && version !== 5) {
    if (typeof version !== 'number') throw broken('version');
    throw unsupported('The PDF is encrypted in a way this program does not read.', { version });
  }
  const filters = resolve(dict.get('CF'));
  const methodOf = (filter: string): Method => {
    if (filter === 'Identity') return 'none';
    const entry = filters instanceof PdfDict ? resolve(filters.get(filter)) : null;
    if (!(entry instanceof PdfDict)) throw broken('crypt filter');
    return methodNamed(resolve(entry.get('CFM')), version);
  };
  const named = (key: string, fallback: string): string => {
    const name = resolve(dict.get(key));
    if (name !== null && !(name instanceof PdfName)) throw broken(`/${key}`);
    return name?.value ?? fallback;
  };
  const streams = named('StmF', 'Identity');
  return {
    version,
    keyLength: version === 5 ? 32 : 16,
    strings: methodOf(named('StrF', 'Identity')),
    streams: methodOf(streams),
    embeddedFiles: methodOf(named('EFF', streams)),
    methodOf,
    encryptsMetadata: resolve(dict.get('EncryptMetadata')) !== false,
  };
}

/** /CFM (Table 25). AES-256 goes with version 5 only, and nothing else does. */
function methodNamed(name: PdfObject, version: 4 | 5): Method {
  const method = name instanceof PdfName ? name.value : 'None';
  if (version === 5 && method === 'AESV3') return 'AES-256';
  if (version === 4 && method === 'AESV2') return 'AES-128';
  if (version === 4 && method === 'V2') return 'RC4';
  throw unsupported('The PDF is encrypted by a method this program does not read.', { method });
}

/** /Length in bits, as bytes. */
function keyLengthOf(bits: PdfObject): number {
  if (typeof bits !== 'number' || bits % 8 !== 0 || bits < 40 || bits > 128) throw broken('key length');
  return bits / 8;
}

function noFilters(): never {
  throw broken('crypt filter');
}

/** An entry of the encryption dictionary is missing or makes no sense. */
export function broken(entry: string): Error {
  return damaged(`the ${entry} of its encryption is wrong`);
}

/** The first `length` bytes of a string of the encryption dictionary, which is never encrypted itself. */
export function stringEntry(dict: PdfDict, key: string, resolve: Resolve, length: number): Uint8Array {
  const value = resolve(dict.get(key));
  if (!(value instanceof PdfString) || value.rawBytes.length < length) throw broken(`/${key}`);
  return value.rawBytes.subarray(0, length);
}

/** /P: 32 bits, by some written without sign. */
export function permissionFlags(dict: PdfDict, resolve: Resolve): number {
  const flags = resolve(dict.get('P'));
  if (typeof flags !== 'number' || !Number.isInteger(flags) || Math.abs(flags) > 0xffffffff) throw broken('/P');
  return flags | 0;
}
