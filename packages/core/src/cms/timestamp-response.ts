import {
  bytesToHex,
  der,
  derInteger,
  derSequence,
  derTag,
  derUtf8String,
  equalBytes,
  expectTlv,
  readText,
  readTlv,
  tlvChildren,
} from '../bytes/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import { readSignedData } from './signed-data.ts';
import { readTimestampInfo } from './timestamp-token.ts';
import { readTimestampRequest } from './timestamp-request.ts';

/** PKIFailureInfo bits of RFC 3161 §2.4.2 that a TSA here answers with. */
export const timestampFailure = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  systemFailure: 25,
} as const;

/** TimeStampResp that grants `token`. */
export function buildTimestampGranted(token: Uint8Array): Uint8Array {
  return derSequence(derSequence(derInteger(0)), token);
}

/** TimeStampResp that refuses, with the reason for people and the bit for programs. */
export function buildTimestampRejection(failure: keyof typeof timestampFailure, text: string): Uint8Array {
  const bit = timestampFailure[failure];
  const bits = new Uint8Array((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  const failInfo = der(derTag.bitString, Uint8Array.of(7 - (bit & 7)), bits);
  return derSequence(derSequence(derInteger(2), derSequence(derUtf8String(text)), failInfo));
}

/**
 * The TimeStampToken of a response, checked against the request: granted, same imprint and algorithm, same nonce,
 * same policy when one was asked for. The token's own signature is for `checkTimestampToken`.
 * @throws CinnabarError `TIMESTAMP_REFUSED`, `TIMESTAMP_RESPONSE_MALFORMED`, `TIMESTAMP_IMPRINT_MISMATCH`,
 *   `TIMESTAMP_NONCE_MISMATCH`, `TIMESTAMP_POLICY_MISMATCH`
 */
export function readTimestampResponse(response: Uint8Array, request: Uint8Array): Uint8Array {
  try {
    return read(response, request);
  } catch (cause) {
    if (isCinnabarError(cause) && cause.code.startsWith('TIMESTAMP_')) throw cause;
    throw new CinnabarError('TIMESTAMP_RESPONSE_MALFORMED', 'The answer of the time-stamp authority cannot be read.', {
      cause,
    });
  }
}

function read(response: Uint8Array, request: Uint8Array): Uint8Array {
  const [statusInfo, token] = tlvChildren(expectTlv(readTlv(response), derTag.sequence, 'a time-stamp response'));
  const [status, ...reasons] = tlvChildren(expectTlv(statusInfo, derTag.sequence, 'the status of a response'));
  const value = bytesToHex(expectTlv(status, derTag.integer, 'the status of a response').content);
  if (value !== '00' && value !== '01') {
    const text = reasons.find((field) => field.tag === derTag.sequence);
    const reason = text ? tlvChildren(text).map(readText).join('; ').slice(0, 200) : 'no reason given';
    throw new CinnabarError('TIMESTAMP_REFUSED', 'The time-stamp authority refused the request.', {
      details: { status: parseInt(value, 16), reason },
    });
  }
  const tokenBytes = expectTlv(token, derTag.sequence, 'the time-stamp token').bytes;
  const asked = readTimestampRequest(request);
  const info = readTimestampInfo(readSignedData(tokenBytes).content ?? new Uint8Array());
  if (info.algorithm !== asked.algorithm || !equalBytes(info.imprint, asked.imprint)) {
    throw new CinnabarError(
      'TIMESTAMP_IMPRINT_MISMATCH',
      'The time-stamp authority stamped something else than was asked for.',
    );
  }
  if (asked.nonce && (!info.nonce || !equalBytes(info.nonce, asked.nonce))) {
    throw new CinnabarError('TIMESTAMP_NONCE_MISMATCH', 'The time-stamp belongs to another request.');
  }
  if (asked.policy !== undefined && asked.policy !== info.policy) {
    throw new CinnabarError(
      'TIMESTAMP_POLICY_MISMATCH',
      'The time-stamp was made under another policy than was asked for.',
    );
  }
  return tokenBytes;
}
