import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  createVerify,
  generateKeyPair,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

import { joinParts } from '../bytes/index.ts';
import type { CryptoPort, PlatformDigest, PlatformKey, PlatformKeyAlgorithm, PlatformScheme } from './port.ts';
import { isRsaKeyKind, platformScheme, rsaKeyKind } from './platform-scheme.ts';

const hashNames: Record<PlatformDigest, string> = {
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
    // Ed25519 reads its message twice, so it takes it in one piece.
    if (scheme.kind === 'Ed25519') return verify(null, joinParts(data), key, signature);
    const verifier = createVerify(hashNames[scheme.digest]);
    for (const part of data) verifier.update(part);
    return verifier.verify({ key, ...encoding(scheme) }, signature);
  },

  async generateKey(kind) {
    if (kind === 'Ed25519') return platformKey(kind, (await generateKeyPairAsync('ed25519')).privateKey);
    if (!isRsaKeyKind(kind)) {
      return platformKey(kind, (await generateKeyPairAsync('ec', { namedCurve: kind })).privateKey);
    }
    const { algorithm, modulusLength } = rsaKeyKind(kind);
    return platformKey(algorithm, (await generateKeyPairAsync('rsa', { modulusLength })).privateKey);
  },

  async importPkcs8(algorithm, pkcs8) {
    return platformKey(algorithm, createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }));
  },
};

/** The scheme of a key as node:crypto wants it said. */
function encoding(scheme: PlatformScheme): object {
  if (scheme.kind === 'RSASSA-PSS') {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength };
  }
  return { dsaEncoding: 'ieee-p1363' };
}

function platformKey(algorithm: PlatformKeyAlgorithm, key: KeyObject): PlatformKey {
  return {
    spki: plain(createPublicKey(key).export({ format: 'der', type: 'spki' })),
    async sign(digest, data) {
      const scheme = platformScheme(algorithm, digest);
      const hash = scheme.kind === 'Ed25519' ? null : hashNames[scheme.digest];
      return plain(sign(hash, data, { key, ...encoding(scheme) }));
    },
    exportPkcs8: async () => plain(key.export({ format: 'der', type: 'pkcs8' })),
  };
}

/** A `Uint8Array` proper: callers compare and serialise results, and a Buffer behaves differently there. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
