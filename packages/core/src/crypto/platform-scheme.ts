import { digestLength } from './algorithms.ts';
import type { DigestAlgorithm, PlatformDigest, PlatformKeyAlgorithm, PlatformKeyKind, PlatformScheme } from './port.ts';

type RsaKeyKind = Extract<PlatformKeyKind, `RSA-${string}`>;

/** How a platform's key of this kind signs over `digest`; the salt of RSASSA-PSS is as long as the digest. */
export function platformScheme(key: PlatformKeyAlgorithm, digest: DigestAlgorithm): PlatformScheme {
  const hash = digest as PlatformDigest;
  switch (key) {
    case 'RSA':
      return { kind: 'RSASSA-PKCS1-v1_5', digest: hash };
    case 'RSA-PSS':
      return { kind: 'RSASSA-PSS', digest: hash, saltLength: digestLength[hash] };
    case 'Ed25519':
      return { kind: 'Ed25519' };
    default:
      return { kind: 'ECDSA', digest: hash, curve: key };
  }
}

export function isRsaKeyKind(kind: PlatformKeyKind): kind is RsaKeyKind {
  return kind.startsWith('RSA-');
}

export function rsaKeyKind(kind: RsaKeyKind): { algorithm: 'RSA' | 'RSA-PSS'; modulusLength: number } {
  return {
    algorithm: kind.startsWith('RSA-PSS-') ? 'RSA-PSS' : 'RSA',
    modulusLength: Number(kind.slice(kind.lastIndexOf('-') + 1)),
  };
}
