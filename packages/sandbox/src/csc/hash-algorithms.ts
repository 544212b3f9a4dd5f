import { digestAlgorithmOf, digestLength, type DigestAlgorithm } from '@cinnabar/core/crypto';

import { invalidRequest } from './refusal.ts';

/** Signature algorithms that state their digest themselves. */
const digestOfSignature: Readonly<Record<string, DigestAlgorithm>> = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
  '1.2.156.10197.1.501': 'SM3',
};

/** The digest that `hashAlgorithmOID` names. @throws CscRefusal */
export function hashAlgorithmOf(oid: unknown): DigestAlgorithm {
  if (typeof oid !== 'string') throw invalidRequest('Missing (or invalid type) string parameter hashAlgorithmOID');
  const algorithm = digestAlgorithmOf(oid);
  if (!algorithm || algorithm === 'SHA-1') throw invalidRequest('Invalid parameter hashAlgorithmOID');
  return algorithm;
}

/**
 * The digest of a request to sign: what the signature algorithm means, and what the request says; they must agree.
 * @throws CscRefusal
 */
export function hashAlgorithmFor(signAlgo: string, oid: unknown): DigestAlgorithm {
  const meant = digestOfSignature[signAlgo];
  if (meant !== undefined && oid === undefined) return meant;
  const stated = hashAlgorithmOf(oid);
  if (meant !== undefined && meant !== stated) throw invalidRequest('Invalid parameter hashAlgorithmOID');
  return stated;
}

/** Digests in Base64, each of the right length. @throws CscRefusal */
export function hashesOf(value: unknown, algorithm: DigestAlgorithm): readonly string[] {
  if (!Array.isArray(value)) throw invalidRequest('Missing (or invalid type) array parameter hashes');
  if (value.length === 0) throw invalidRequest('Empty hash array');
  return value.map((hash: unknown) => {
    if (typeof hash !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(hash) || hash.length % 4 !== 0) {
      throw invalidRequest('Invalid Base64 hashes string parameter');
    }
    const padding = hash.endsWith('==') ? 2 : hash.endsWith('=') ? 1 : 0;
    if ((hash.length / 4) * 3 - padding !== digestLength[algorithm])
      throw invalidRequest('Invalid digest value length');
    return hash;
  });
}
