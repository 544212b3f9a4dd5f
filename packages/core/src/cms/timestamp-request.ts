import {
  derBoolean,
  derInteger,
  derOctetString,
  derSequence,
  derTag,
  expectTlv,
  readOid,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  readAlgorithmIdentifier,
  type DigestAlgorithm,
  type ReadableDigestAlgorithm,
} from '../crypto/index.ts';

/** TimeStampReq (RFC 3161 §2.4.1). */
export interface TimestampRequest {
  readonly algorithm: ReadableDigestAlgorithm | undefined;
  readonly imprint: Uint8Array;
  /** Content octets of the nonce INTEGER. */
  readonly nonce?: Uint8Array;
  readonly policy?: string;
  readonly certReq: boolean;
}

/** DER of a request for `imprint` that asks for the TSA's certificate. The nonce is read as a positive integer. */
export function buildTimestampRequest(imprint: Uint8Array, algorithm: DigestAlgorithm, nonce: Uint8Array): Uint8Array {
  return derSequence(
    derInteger(1),
    derSequence(digestAlgorithmIdentifier(algorithm), derOctetString(imprint)),
    derInteger(nonce),
    derBoolean(true),
  );
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readTimestampRequest(bytes: Uint8Array): TimestampRequest {
  const [version, messageImprint, ...optional] = tlvChildren(
    expectTlv(readTlv(bytes), derTag.sequence, 'a time-stamp request'),
  );
  expectTlv(version, derTag.integer, 'the version of a time-stamp request');
  const policy = optional.find((field) => field.tag === derTag.oid);
  const nonce = optional.find((field) => field.tag === derTag.integer);
  return {
    ...readMessageImprint(messageImprint),
    ...(policy ? { policy: readOid(policy) } : {}),
    ...(nonce ? { nonce: nonce.content } : {}),
    certReq: optional.some((field) => field.tag === derTag.boolean && field.content[0] !== 0),
  };
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readMessageImprint(tlv: Tlv | undefined): Pick<TimestampRequest, 'algorithm' | 'imprint'> {
  const [algorithm, imprint] = tlvChildren(expectTlv(tlv, derTag.sequence, 'a message imprint'));
  const identifier = readAlgorithmIdentifier(
    expectTlv(algorithm, derTag.sequence, 'the algorithm of a message imprint'),
  );
  return {
    algorithm: digestAlgorithmOf(identifier.oid),
    imprint: expectTlv(imprint, derTag.octetString, 'a message imprint').content,
  };
}
