import { ecdsa, type ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

import { derTag, expectTlv, readTlv, tlvChildren } from '../bytes/index.ts';
import type { DigestAlgorithm, NamedCurve, PlatformDigest, PlatformKey } from './port.ts';
import { rsaPssSigner } from './deterministic-rsa-pss.ts';

const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;
const hashes = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;

/**
 * The key with signatures that depend on nothing but key and data: ECDSA with the nonces of RFC 6979, RSASSA-PSS with a salt
 * derived from key and message. The platforms offer neither. Big integers of JavaScript take time that depends on their
 * value: for files that are compared byte by byte, not for keys that others may time.
 * @param pkcs8 PrivateKeyInfo with an ECPrivateKey (RFC 5915) or an RSAPrivateKey (RFC 8017 §A.1.2)
 */
export function deterministicKey(algorithm: NamedCurve | 'RSA-PSS', pkcs8: Uint8Array, key: PlatformKey): PlatformKey {
  const wrapped = expectTlv(tlvChildren(readTlv(pkcs8))[2], derTag.octetString, 'the private key').content;
  const fields = tlvChildren(expectTlv(readTlv(wrapped), derTag.sequence, 'the private key'));
  if (algorithm === 'RSA-PSS') {
    const sign = rsaPssSigner(fields.map(({ content }) => content));
    return { ...key, sign: (digest, data) => sign(digest as PlatformDigest, data) };
  }
  const { content: secret } = expectTlv(fields[1], derTag.octetString, 'the private number');
  return { ...key, sign: async (digest, data) => scheme(algorithm, digest).sign(data, secret, { lowS: false }) };
}

/** RFC 6979 §3.2 takes one hash for message and nonce alike. */
function scheme(curve: NamedCurve, digest: DigestAlgorithm): ECDSA {
  return ecdsa(curves[curve].Point, hashes[digest as keyof typeof hashes], { lowS: false });
}
