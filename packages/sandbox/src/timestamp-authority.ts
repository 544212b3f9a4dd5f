import { der, derGeneralizedTime, derInteger, derOctetString, derOid, derSequence, derTag } from '@cinnabar/core/bytes';
import {
  buildSignedData,
  buildTimestampGranted,
  buildTimestampRejection,
  oid,
  readTimestampRequest,
  type TimestampRequest,
} from '@cinnabar/core/cms';
import { digest, digestAlgorithmIdentifier, digestLength } from '@cinnabar/core/crypto';

import { serialNumber, serialNumberOf } from './issue-certificate.ts';
import type { Identities } from './state.ts';

/** Policy of the sandbox's time-stamps, under the enterprise number kept for examples (RFC 5612). */
const sandboxPolicy = '1.3.6.1.4.1.32473.1.1';
const maxRequestBytes = 4096;

/**
 * Answers a TimeStampReq with a TimeStampResp (RFC 3161); requests it cannot read get a rejection, not an exception.
 * @param deterministic serial numbers follow from the request, so that the same one is answered alike at the same time
 */
export async function answerTimestampRequest(
  request: Uint8Array,
  identities: Identities,
  now: Date,
  deterministic = false,
): Promise<Uint8Array> {
  if (request.length > maxRequestBytes) return buildTimestampRejection('badDataFormat', 'The request is too large.');
  let asked: TimestampRequest;
  try {
    asked = readTimestampRequest(request);
  } catch {
    return buildTimestampRejection('badDataFormat', 'The request is not a TimeStampReq.');
  }
  const { algorithm, imprint, policy } = asked;
  if (!algorithm || algorithm === 'SHA-1')
    return buildTimestampRejection('badAlg', 'Only SHA-256, SHA-384, SHA-512 and SM3 are stamped.');
  if (imprint.length !== digestLength[algorithm])
    return buildTimestampRejection('badDataFormat', 'The imprint has the wrong length.');
  if (policy !== undefined && policy !== sandboxPolicy)
    return buildTimestampRejection('unacceptedPolicy', 'The policy is not offered here.');
  const info = derSequence(
    derInteger(1),
    derOid(sandboxPolicy),
    derSequence(digestAlgorithmIdentifier(algorithm), derOctetString(imprint)),
    derInteger(deterministic ? await serialNumberOf(request) : serialNumber()),
    derGeneralizedTime(now, true),
    derSequence(derInteger(1)), // accuracy: one second
    ...(asked.nonce ? [der(derTag.integer, asked.nonce)] : []),
  );
  const { timestamping, root } = identities;
  const { digestAlgorithm } = timestamping.key;
  const token = await buildSignedData({
    digestAlgorithm,
    messageDigest: await digest(digestAlgorithm, [info]),
    content: { type: oid.tstInfo, bytes: info },
    certificates: [timestamping.certificate.der, root.certificate.der],
    includeCertificates: asked.certReq,
    signer: timestamping.key,
  });
  return buildTimestampGranted(token);
}
