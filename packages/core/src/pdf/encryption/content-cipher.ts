import { randomBytes as platformRandomBytes } from '@noble/ciphers/utils.js';
import { md5 } from '@noble/hashes/legacy.js';

import { concatBytes } from '../../bytes/index.ts';
import { PdfDict, PdfName, type PdfRef } from '../objects.ts';
import { blockLength, decryptContent, encryptContent } from './aes.ts';
import type { FileCipher, ObjectCipher, PdfSecurity, Resolve } from './cipher.ts';
import type { EncryptionParameters, Method } from './parameters.ts';
import { rc4 } from './rc4.ts';
import type { UnlockedKey } from './standard-handler.ts';

/** Bytes for initialization vectors. */
export type RandomBytes = (length: number) => Uint8Array;

const salt = Uint8Array.of(0x73, 0x41, 0x6c, 0x54); // sAlT

/** Encrypts and decrypts with the key of a file (ISO 32000-2 §7.6.3). */
export class ContentCipher implements FileCipher {
  readonly security: PdfSecurity;
  readonly #key: Uint8Array;
  readonly #parameters: EncryptionParameters;
  readonly #randomBytes: RandomBytes;

  constructor(unlocked: UnlockedKey, parameters: EncryptionParameters, randomBytes: RandomBytes = platformRandomBytes) {
    const { streams, keyLength } = parameters;
    this.security = { ...unlocked.security, algorithm: streams === 'RC4' ? `RC4-${8 * keyLength}` : streams };
    this.#key = unlocked.key;
    this.#parameters = parameters;
    this.#randomBytes = randomBytes;
  }

  objectCipher(ref: PdfRef, resolve: Resolve): ObjectCipher {
    const decrypt = (method: Method, raw: Uint8Array): Uint8Array => {
      if (method === 'none') return raw;
      const key = this.#objectKey(method, ref);
      return method === 'RC4' ? rc4(key, raw) : decryptContent(key, raw);
    };
    const encrypt = (method: Method, plain: Uint8Array): Uint8Array => {
      if (method === 'none') return plain;
      const key = this.#objectKey(method, ref);
      return method === 'RC4' ? rc4(key, plain) : encryptContent(key, this.#randomBytes(blockLength), plain);
    };
    const { strings } = this.#parameters;
    return {
      decryptString: (raw) => decrypt(strings, raw),
      encryptString: (plain) => encrypt(strings, plain),
      decryptStream: (raw, dict) => decrypt(this.#streamMethod(dict, resolve), raw),
      encryptStream: (plain, dict) => encrypt(this.#streamMethod(dict, resolve), plain),
    };
  }

  /** Every object has a key of its own (algorithm 1), except with AES-256 (algorithm 1.A). */
  #objectKey(method: Method, { num, gen }: PdfRef): Uint8Array {
    if (method === 'AES-256') return this.#key;
    const number = Uint8Array.of(num, num >> 8, num >> 16, gen, gen >> 8);
    const extra = method === 'RC4' ? new Uint8Array() : salt;
    return md5(concatBytes(this.#key, number, extra)).subarray(0, Math.min(this.#key.length + 5, 16));
  }

  #streamMethod(dict: PdfDict, resolve: Resolve): Method {
    const type = resolve(dict.get('Type'));
    const own = cryptFilter(dict, resolve);
    if (own !== undefined) return this.#parameters.methodOf(own);
    if (type === PdfName.of('Metadata') && !this.#parameters.encryptsMetadata) return 'none';
    return type === PdfName.of('EmbeddedFile') ? this.#parameters.embeddedFiles : this.#parameters.streams;
  }
}

/** Name of the crypt filter that a stream asks for by its first filter (§7.4.10). */
function cryptFilter(dict: PdfDict, resolve: Resolve): string | undefined {
  const first = (key: string) => {
    const value = resolve(dict.get(key));
    return Array.isArray(value) ? resolve(value[0]) : value;
  };
  if (first('Filter') !== PdfName.of('Crypt')) return undefined;
  const parameters = first('DecodeParms');
  const name = parameters instanceof PdfDict ? resolve(parameters.get('Name')) : null;
  return name instanceof PdfName ? name.value : 'Identity';
}
