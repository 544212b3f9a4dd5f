import {
  derContext,
  derInteger,
  derOid,
  derSequence,
  derTag,
  expectTlv,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  digestLength,
  keyOid,
  readAlgorithmIdentifier,
} from './algorithms.ts';
import type { DigestAlgorithm, PlatformDigest, ReadableDigestAlgorithm } from './port.ts';

/** RSASSA-PSS-params (RFC 4055 §3.1) of the kind supported here: MGF1 with the same digest, trailer field 1. */
export interface PssParameters {
  readonly digest: PlatformDigest;
  /** In bytes. */
  readonly saltLength: number;
}

/** DER of the parameters, nothing left to defaults: the defaults are SHA-1. The salt is as long as the digest. */
export function pssParameters(digest: DigestAlgorithm): Uint8Array {
  const hash = digestAlgorithmIdentifier(digest);
  return derSequence(
    derContext(0, hash),
    derContext(1, derSequence(derOid(keyOid.mgf1), hash)),
    derContext(2, derInteger(digestLength[digest])),
  );
}

/**
 * Parameters as read; undefined for digests, mask functions and trailers this package does not know, and for a mask
 * with another digest than the message's, which no platform here can check.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function readPssParameters(tlv: Tlv): PssParameters | undefined {
  const fields = tlvChildren(expectTlv(tlv, derTag.sequence, 'the parameters of RSASSA-PSS'));
  const field = (tag: number): Tlv | undefined => {
    const found = fields.find((candidate) => candidate.tag === tag);
    return found && readTlv(found.content);
  };
  const digest = digestOf(field(0xa0));
  const mask = field(0xa1);
  if (!digest || digest === 'SM3') return undefined;
  if (mask && readAlgorithmIdentifier(mask).oid !== keyOid.mgf1) return undefined;
  if (digestOf(mask && tlvChildren(mask)[1]) !== digest) return undefined;
  const trailer = field(0xa3);
  if (trailer && smallNumber(trailer) !== 1) return undefined;
  const salt = field(0xa2);
  const saltLength = salt ? smallNumber(salt) : 20;
  return saltLength === undefined ? undefined : { digest, saltLength };
}

/** SHA-1 is what the standard means by leaving the digest out. */
function digestOf(identifier: Tlv | undefined): ReadableDigestAlgorithm | undefined {
  return identifier ? digestAlgorithmOf(readAlgorithmIdentifier(identifier).oid) : 'SHA-1';
}

/** A number of at most two octets; no salt is longer than a modulus. */
function smallNumber(tlv: Tlv): number | undefined {
  const { content } = expectTlv(tlv, derTag.integer, 'a number of RSASSA-PSS');
  if (content.length < 1 || content.length > 2 || (content[0] as number) >= 0x80) return undefined;
  return content.reduce((value, octet) => value * 256 + octet, 0);
}
