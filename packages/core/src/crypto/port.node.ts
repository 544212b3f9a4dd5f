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
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';

import { chunksOf, joinParts, type Part, type Parts } from '../bytes/index.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-signature.ts';
import type { CryptoPort, PlatformDigest, PlatformKey, PlatformKeyAlgorithm } from './port.ts';
import { coordinateLength } from './public-key.ts';
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
    await feed(hash, parts);
    return plain(hash.digest());
  },

  randomBytes: (length) => plain(randomBytes(length)),

  async verify(scheme, spki, signature, data) {
    const key = publicKeys.of(spki);
    // Ed25519 reads its message twice, so it takes it in one piece.
    if (scheme.kind === 'Ed25519') return verify(null, joinParts(data), key, signature);
    const verifier = createVerify(hashNames[scheme.digest]);
    await feed(verifier, data);
    // Node takes a key alone in half the time that it takes one with options, and those here are what it assumes.
    if (scheme.kind === 'RSASSA-PSS') return verifier.verify({ key, ...pssOptions(scheme.saltLength) }, signature);
    return verifier.verify(key, scheme.kind === 'ECDSA' ? ecdsaRawToDer(signature) : signature);
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

function pssOptions(saltLength: number): object {
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

/** Bytes after which others get their turn: about a tenth of a second. */
const turn = 1 << 26;

async function feed(sink: { update(data: Uint8Array): unknown }, parts: Parts<Part>): Promise<void> {
  let fed = 0;
  for (const chunk of chunksOf(parts)) {
    sink.update(chunk);
    fed += chunk.length;
    if (fed < turn) continue;
    await setImmediate();
    fed = 0;
  }
}

/** Public keys by their bytes, those used last: reading one takes longer than verifying with it. */
class PublicKeys {
  readonly #keys = new Map<string, KeyObject>();

  /** @throws when the platform refuses the key */
  of(spki: Uint8Array): KeyObject {
    const bytes = Buffer.from(spki);
    const name = bytes.toString('latin1');
    const key = this.#keys.get(name) ?? createPublicKey({ key: bytes, format: 'der', type: 'spki' });
    this.#keys.delete(name);
    this.#keys.set(name, key);
    if (this.#keys.size > maxPublicKeys) this.#keys.delete(this.#keys.keys().next().value as string);
    return key;
  }
}

const maxPublicKeys = 64;
const publicKeys = new PublicKeys();

function platformKey(algorithm: PlatformKeyAlgorithm, key: KeyObject): PlatformKey {
  return {
    spki: plain(createPublicKey(key).export({ format: 'der', type: 'spki' })),
    async sign(digest, data) {
      const scheme = platformScheme(algorithm, digest);
      if (scheme.kind === 'Ed25519') return plain(sign(null, data, key));
      const hash = hashNames[scheme.digest];
      if (scheme.kind === 'RSASSA-PSS') return plain(sign(hash, data, { key, ...pssOptions(scheme.saltLength) }));
      const signature = plain(sign(hash, data, key));
      if (scheme.kind === 'RSASSA-PKCS1-v1_5') return signature;
      return ecdsaDerToRaw(signature, coordinateLength[scheme.curve]) as Uint8Array;
    },
    exportPkcs8: async () => plain(key.export({ format: 'der', type: 'pkcs8' })),
  };
}

/** A `Uint8Array` proper: callers compare and serialise results, and a Buffer behaves differently there. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
