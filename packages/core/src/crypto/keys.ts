import { port } from '#crypto-port';

import { derInteger, derSequence, derTag, expectTlv, readTlv, tlvChildren } from '../bytes/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import { curveOids, keyOid, namedCurveOid, readAlgorithmIdentifier } from './algorithms.ts';
import { ecdsaRawToDer } from './ecdsa-signature.ts';
import { keyHandle, signsPairs, type KeyHandle } from './key-handle.ts';
import type { KeyAlgorithm, KeyKind, NamedCurve, PlatformKey, PlatformKeyAlgorithm } from './port.ts';
import { relabelled, rsaLabel } from './public-key.ts';

/** A private key in this process. */
export interface PrivateKey extends KeyHandle {
  /** PrivateKeyInfo (PKCS #8, RFC 5958) in DER, unencrypted. */
  exportPkcs8(): Promise<Uint8Array>;
}

export interface ImportOptions {
  /** What a key labelled rsaEncryption signs with; `PKCS1-v1_5` when absent. Other keys state it themselves. */
  readonly padding?: 'PKCS1-v1_5' | 'PSS';
  /**
   * The same data gets the same signature in Node and in browsers, for files that are compared byte by byte: nonces of
   * RFC 6979 for ECDSA and SM2, a derived salt for RSASSA-PSS, in JavaScript because no platform offers them. RSA
   * PKCS #1 v1.5 and Ed25519 are always so. Not for keys that others may time.
   */
  readonly deterministic?: boolean;
}

/**
 * A fresh key from the platform's random source.
 * @throws CinnabarError `CRYPTO_UNSUPPORTED` where the platform knows no such keys
 */
export async function generateKey(kind: KeyKind): Promise<PrivateKey> {
  if (kind === 'SM2') {
    const { generateSm2Key } = await import('./sm2-key.ts');
    return privateKey('SM2', generateSm2Key({ randomBytes: port.randomBytes, deterministic: false }));
  }
  return privateKey(keyAlgorithmOf(kind), await port.generateKey(kind));
}

/** What a key of this kind signs with. */
export function keyAlgorithmOf(kind: KeyKind): KeyAlgorithm {
  if (kind.startsWith('RSA-')) return kind.startsWith('RSA-PSS-') ? 'RSA-PSS' : 'RSA';
  return kind as Exclude<KeyAlgorithm, 'RSA' | 'RSA-PSS'>;
}

/**
 * A key from PrivateKeyInfo (PKCS #8) in DER.
 * @throws CinnabarError `CRYPTO_KEY_UNSUPPORTED` for other algorithms and for RSA outside 2048 to 4096 bits,
 *   `CRYPTO_KEY_DAMAGED` for bytes that are no key, `CRYPTO_UNSUPPORTED` where the platform knows no such keys
 */
export async function importPkcs8(pkcs8: Uint8Array, options: ImportOptions = {}): Promise<PrivateKey> {
  try {
    return await readPkcs8(pkcs8, options);
  } catch (cause) {
    if (isCinnabarError(cause) && cause.code.endsWith('UNSUPPORTED')) throw cause;
    throw new CinnabarError('CRYPTO_KEY_DAMAGED', 'The private key cannot be read.', { cause });
  }
}

async function readPkcs8(pkcs8: Uint8Array, options: ImportOptions): Promise<PrivateKey> {
  const [, label, value] = tlvChildren(expectTlv(readTlv(pkcs8), derTag.sequence, 'the private key'));
  const identifier = readAlgorithmIdentifier(expectTlv(label, derTag.sequence, "the private key's algorithm"));
  const { deterministic = false } = options;
  let algorithm: PlatformKeyAlgorithm | undefined;
  switch (identifier.oid) {
    case keyOid.rsa:
      algorithm = options.padding === 'PSS' ? 'RSA-PSS' : 'RSA';
      break;
    case keyOid.rsaPss: {
      // Browsers import RSA keys under their first name only; this one keeps its own and what comes with it.
      const { bytes } = expectTlv(value, derTag.octetString, 'the private key');
      const key = await port.importPkcs8('RSA-PSS', derSequence(derInteger(0), rsaLabel, bytes));
      const spki = relabelled(key.spki, expectTlv(label, derTag.sequence, "the private key's algorithm").bytes);
      const own = { ...key, spki, exportPkcs8: async () => pkcs8.slice() };
      return privateKey('RSA-PSS', deterministic ? await deterministicKeyOf('RSA-PSS', pkcs8, own) : own);
    }
    case keyOid.ec: {
      const named = namedCurveOid(identifier);
      if (named === keyOid.sm2) {
        const { importSm2Key } = await import('./sm2-key.ts');
        return privateKey('SM2', importSm2Key(pkcs8, { randomBytes: port.randomBytes, deterministic }));
      }
      algorithm = (Object.keys(curveOids) as NamedCurve[]).find((curve) => curveOids[curve] === named);
      break;
    }
    case keyOid.ed25519:
      algorithm = 'Ed25519';
  }
  if (!algorithm) throw unsupported('The private key is none of RSA, P-256, P-384, P-521, Ed25519 and SM2.');
  const key = await port.importPkcs8(algorithm, pkcs8);
  if (!deterministic || algorithm === 'RSA' || algorithm === 'Ed25519') return privateKey(algorithm, key);
  return privateKey(algorithm, await deterministicKeyOf(algorithm, pkcs8, key));
}

async function deterministicKeyOf(
  algorithm: NamedCurve | 'RSA-PSS',
  pkcs8: Uint8Array,
  key: PlatformKey,
): Promise<PlatformKey> {
  const { deterministicKey } = await import('./deterministic-key.ts');
  return deterministicKey(algorithm, pkcs8, key);
}

function privateKey(algorithm: KeyAlgorithm, key: PlatformKey): PrivateKey {
  const handle = keyHandle(algorithm, key.spki, async (digest, data) => {
    const signature = await key.sign(digest, data);
    return signsPairs(algorithm) ? ecdsaRawToDer(signature) : signature;
  });
  return { ...handle, exportPkcs8: () => key.exportPkcs8() };
}

function unsupported(sentence: string): CinnabarError {
  return new CinnabarError('CRYPTO_KEY_UNSUPPORTED', sentence);
}
