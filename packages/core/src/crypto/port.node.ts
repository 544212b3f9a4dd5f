import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createVerify,
  generateKeyPair,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

import type { Parts } from '../bytes/index.ts';
import type { CryptoPort, KeyKind, PlatformKey, ReadableDigestAlgorithm } from './port.ts';

const hashNames: Record<ReadableDigestAlgorithm, string> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const generateKeyPairAsync = promisify(generateKeyPair);

/** node:crypto hashes ranges where they lie; nothing is joined or copied. */
export const port: CryptoPort = {
  async digest(algorithm, parts) {
    const hash = createHash(hashNames[algorithm]);
    for (const part of parts) hash.update(part);
    return plain(hash.digest());
  },

  randomBytes: (length) => plain(randomBytes(length)),

  async verify(scheme, spki, signature, data) {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const verifier = createVerify(hashNames[scheme.digest]);
    feed(verifier, data);
    return verifier.verify({ key, dsaEncoding: 'ieee-p1363' }, signature);
  },

  async generateKey(kind) {
    const { privateKey } =
      kind === 'P-256'
        ? await generateKeyPairAsync('ec', { namedCurve: 'P-256' })
        : await generateKeyPairAsync('rsa', { modulusLength: 2048 });
    return platformKey(kind, privateKey);
  },

  async importPkcs8(kind, pkcs8) {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return platformKey(kind, key);
  },
};

function platformKey(kind: KeyKind, key: KeyObject): PlatformKey {
  return {
    kind,
    spki: plain(createPublicKey(key).export({ format: 'der', type: 'spki' })),
    sign: async (digest, data) => plain(sign(hashNames[digest], data, { key, dsaEncoding: 'ieee-p1363' })),
    exportPkcs8: async () => plain(key.export({ format: 'der', type: 'pkcs8' })),
  };
}

function feed(sink: { update(data: Uint8Array): unknown }, parts: Parts): void {
  for (const part of parts) sink.update(part);
}

/** A `Uint8Array` proper: callers compare and serialise results, and a Buffer behaves differently there. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
