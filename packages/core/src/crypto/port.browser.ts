import { concatBytes, joinParts, type Parts } from '../bytes/index.ts';
import type { CryptoPort, KeyKind, PlatformKey, ReadableDigestAlgorithm } from './port.ts';

/** WebCrypto takes one contiguous buffer: a range in two parts costs one copy here, and WebCrypto makes its own. */
export const port: CryptoPort = {
  async digest(algorithm, parts) {
    return new Uint8Array(await crypto.subtle.digest(algorithm, contiguous(parts)));
  },

  randomBytes(length) {
    const bytes = new Uint8Array(length);
    // getRandomValues refuses more than 65536 bytes at a time.
    for (let at = 0; at < length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
    return bytes;
  },

  async verify(scheme, spki, signature, data) {
    const algorithm =
      scheme.kind === 'ECDSA'
        ? { name: 'ECDSA', namedCurve: scheme.curve }
        : { name: scheme.kind, hash: scheme.digest };
    const key = await crypto.subtle.importKey('spki', owned(spki), algorithm, false, ['verify']);
    return crypto.subtle.verify({ name: scheme.kind, hash: scheme.digest }, key, owned(signature), contiguous(data));
  },

  async generateKey(kind) {
    const pair = await crypto.subtle.generateKey(keyAlgorithm(kind, 'SHA-256'), true, ['sign', 'verify']);
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    return platformKey(kind, pkcs8, new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  },

  async importPkcs8(kind, pkcs8) {
    const algorithm = keyAlgorithm(kind, 'SHA-256');
    const key = await crypto.subtle.importKey('pkcs8', owned(pkcs8), algorithm, true, ['sign']);
    // WebCrypto derives no public key; the private JWK holds it.
    const { kty, crv, n, e, x, y } = await crypto.subtle.exportKey('jwk', key);
    const publicJwk = kty === 'EC' ? { kty, crv, x, y } : { kty, n, e };
    const publicKey = await crypto.subtle.importKey('jwk', publicJwk as object, algorithm, true, ['verify']);
    return platformKey(kind, owned(pkcs8), new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
  },
};

function platformKey(kind: KeyKind, pkcs8: Uint8Array<ArrayBuffer>, spki: Uint8Array): PlatformKey {
  return {
    kind,
    spki,
    async sign(digest, data) {
      // An RSA CryptoKey is bound to one digest, so the key is imported for the one asked for.
      const key = await crypto.subtle.importKey('pkcs8', pkcs8, keyAlgorithm(kind, digest), false, ['sign']);
      const name = kind === 'P-256' ? 'ECDSA' : 'RSASSA-PKCS1-v1_5';
      return new Uint8Array(await crypto.subtle.sign({ name, hash: digest }, key, owned(data)));
    },
    exportPkcs8: async () => pkcs8.slice(),
  };
}

function keyAlgorithm(kind: KeyKind, hash: ReadableDigestAlgorithm): { name: string } & Record<string, unknown> {
  return kind === 'P-256'
    ? { name: 'ECDSA', namedCurve: 'P-256' }
    : { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash };
}

function contiguous(parts: Parts): Uint8Array<ArrayBuffer> {
  return owned(joinParts(parts));
}

/** The same bytes over a plain ArrayBuffer; copies only when the memory is shared, which WebCrypto refuses. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : concatBytes(bytes);
}
