import {
  derBitString,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derTag,
  expectTlv,
  readTlv,
  tlvChildren,
} from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { keyOid } from './algorithms.ts';
import type { PlatformKey } from './port.ts';
import { deterministicNonces, isSm2PrivateKey, sm2Digest, sm2PublicKey, sm2Sign, type NonceSource } from './sm2.ts';

const algorithm = derSequence(derOid(keyOid.ec), derOid(keyOid.sm2));

export interface Sm2KeyOptions {
  /** The platform's random source. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** The same data gets the same signature. */
  readonly deterministic: boolean;
}

/** A fresh SM2 key. */
export function generateSm2Key(options: Sm2KeyOptions): PlatformKey {
  for (;;) {
    const candidate = options.randomBytes(32);
    if (isSm2PrivateKey(candidate)) return sm2Key(candidate, options);
  }
}

/**
 * The SM2 key of a PrivateKeyInfo with an ECPrivateKey (RFC 5915). A public key stored beside it is not believed but
 * computed.
 * @throws CinnabarError `CRYPTO_KEY_DAMAGED`, `ASN1_MALFORMED`
 */
export function importSm2Key(pkcs8: Uint8Array, options: Sm2KeyOptions): PlatformKey {
  const wrapped = expectTlv(tlvChildren(readTlv(pkcs8))[2], derTag.octetString, 'the private key').content;
  const fields = tlvChildren(expectTlv(readTlv(wrapped), derTag.sequence, 'the private key'));
  const { content } = expectTlv(fields[1], derTag.octetString, 'the private number');
  if (!isSm2PrivateKey(content)) {
    throw new CinnabarError('CRYPTO_KEY_DAMAGED', 'The private key is no number of the SM2 curve.');
  }
  return sm2Key(content.slice(), options);
}

function sm2Key(privateKey: Uint8Array, { randomBytes, deterministic }: Sm2KeyOptions): PlatformKey {
  const publicKey = sm2PublicKey(privateKey);
  const nonces: NonceSource = deterministic ? deterministicNonces : () => randomNonces(randomBytes);
  return {
    spki: derSequence(algorithm, derBitString(publicKey)),
    sign: async (_digest, data) => sm2Sign(privateKey, sm2Digest(publicKey, [data]), nonces),
    exportPkcs8: async () => {
      const key = derSequence(derInteger(1), derOctetString(privateKey), derContext(1, derBitString(publicKey)));
      return derSequence(derInteger(0), algorithm, derOctetString(key));
    },
  };
}

function* randomNonces(randomBytes: (length: number) => Uint8Array): Generator<Uint8Array> {
  for (;;) yield randomBytes(32);
}
