import { cbc, ecb } from '@noble/ciphers/aes.js';

import { concatBytes } from '../../bytes/index.ts';
import { damaged } from '../errors.ts';

export const blockLength = 16;
const raw = { disablePadding: true };

/** AES-CBC of whole blocks, nothing added. */
export function encryptBlocks(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  return cbc(key, iv, raw).encrypt(blocks);
}

/** AES-CBC of whole blocks with an initialization vector of zeros, nothing removed. */
export function decryptKey(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  return cbc(key, new Uint8Array(blockLength), raw).decrypt(blocks);
}

/** One block, AES-ECB. */
export function decryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  return ecb(key, raw).decrypt(block);
}

/** Content (ISO 32000-2 §7.6.3.1): initialization vector, then AES-CBC with the padding of RFC 8018. */
export function encryptContent(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  return concatBytes(iv, cbc(key, iv).encrypt(plain));
}

/** @throws CinnabarError `PDF_DAMAGED` */
export function decryptContent(key: Uint8Array, content: Uint8Array): Uint8Array {
  // To some writers an empty string needs no padding, or not even an initialization vector.
  if (content.length === 0 || content.length === blockLength) return new Uint8Array();
  return decryptCbc(key, content.subarray(0, blockLength), content.subarray(blockLength));
}

/** AES-CBC with padding. @throws CinnabarError `PDF_DAMAGED` */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, cipher: Uint8Array): Uint8Array {
  try {
    return cbc(key, iv).decrypt(cipher);
  } catch {
    throw damaged('something encrypted does not fit the key of the file');
  }
}
