import { concatBytes, joinParts, type Part, type Parts } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { isRsaKeyKind, platformScheme, rsaKeyKind } from './platform-scheme.ts';
import type { CryptoPort, DigestAlgorithm, PlatformKey, PlatformKeyAlgorithm, PlatformScheme } from './port.ts';

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
    const key = await known(crypto.subtle.importKey('spki', owned(spki), keyParameters(scheme), false, ['verify']));
    return known(crypto.subtle.verify(useParameters(scheme), key, owned(signature), contiguous(data)));
  },

  async generateKey(kind) {
    const rsa = isRsaKeyKind(kind) ? rsaKeyKind(kind) : undefined;
    const algorithm = rsa?.algorithm ?? (kind as PlatformKeyAlgorithm);
    const parameters = {
      ...keyParameters(platformScheme(algorithm, 'SHA-256')),
      ...(rsa ? { modulusLength: rsa.modulusLength, publicExponent: Uint8Array.of(1, 0, 1) } : {}),
    };
    const pair = await known(crypto.subtle.generateKey(parameters, true, ['sign', 'verify']));
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    return platformKey(algorithm, pkcs8, new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  },

  async importPkcs8(algorithm, pkcs8) {
    const parameters = keyParameters(platformScheme(algorithm, 'SHA-256'));
    const key = await known(crypto.subtle.importKey('pkcs8', owned(pkcs8), parameters, true, ['sign']));
    // WebCrypto derives no public key; the private JWK holds it.
    const { kty, crv, n, e, x, y } = await crypto.subtle.exportKey('jwk', key);
    const publicJwk = kty === 'RSA' ? { kty, n, e } : kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x };
    const publicKey = await crypto.subtle.importKey('jwk', publicJwk as object, parameters, true, ['verify']);
    return platformKey(algorithm, owned(pkcs8), new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)));
  },
};

function platformKey(algorithm: PlatformKeyAlgorithm, pkcs8: Uint8Array<ArrayBuffer>, spki: Uint8Array): PlatformKey {
  const keys = new Map<DigestAlgorithm, CryptoKey>();
  return {
    spki,
    async sign(digest, data) {
      // An RSA CryptoKey is bound to one digest, so the key is imported for each that is asked for.
      const scheme = platformScheme(algorithm, digest);
      const key =
        keys.get(digest) ?? (await crypto.subtle.importKey('pkcs8', pkcs8, keyParameters(scheme), false, ['sign']));
      keys.set(digest, key);
      return new Uint8Array(await crypto.subtle.sign(useParameters(scheme), key, owned(data)));
    },
    exportPkcs8: async () => pkcs8.slice(),
  };
}

/** Algorithm of a CryptoKey. */
function keyParameters(scheme: PlatformScheme): { name: string } & Record<string, unknown> {
  if (scheme.kind === 'ECDSA') return { name: 'ECDSA', namedCurve: scheme.curve };
  return scheme.kind === 'Ed25519' ? { name: 'Ed25519' } : { name: schemeName(scheme), hash: scheme.digest };
}

/** Algorithm of one operation with it. */
function useParameters(scheme: PlatformScheme): object {
  const name = schemeName(scheme);
  if (scheme.kind === 'RSASSA-PSS') return { name, saltLength: scheme.saltLength };
  return scheme.kind === 'ECDSA' ? { name, hash: scheme.digest } : { name };
}

function schemeName({ kind }: PlatformScheme): string {
  return kind === 'RSASSA-PSS' ? 'RSA-PSS' : kind;
}

/** Tells "this browser has no such algorithm" from every other refusal. */
async function known<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (cause) {
    if ((cause as Partial<Error> | null)?.name !== 'NotSupportedError') throw cause;
    throw new CinnabarError('CRYPTO_UNSUPPORTED', 'This platform does not offer the algorithm of the key.', { cause });
  }
}

function contiguous(parts: Parts<Part>): Uint8Array<ArrayBuffer> {
  return owned(joinParts(parts));
}

/** The same bytes over a plain ArrayBuffer; copies only when the memory is shared, which WebCrypto refuses. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : concatBytes(bytes);
}
