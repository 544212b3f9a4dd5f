import {
  derTag,
  equalBytes,
  expectTlv,
  readOid,
  readTime,
  readTlv,
  tlvChildren,
  type Part,
  type Parts,
} from '../bytes/index.ts';
import { digest, type ReadableDigestAlgorithm } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { extendedKeyUsage, type Certificate } from './certificate.ts';
import { checkSigner, type Integrity } from './check-signer.ts';
import { oid } from './oids.ts';
import { error, warning, type Problem } from './problem.ts';
import { readSignedData } from './signed-data.ts';
import { readMessageImprint } from './timestamp-request.ts';

/** TSTInfo (RFC 3161 §2.4.2). */
export interface TimestampInfo {
  readonly policy: string;
  readonly algorithm: ReadableDigestAlgorithm | undefined;
  readonly imprint: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly time: Date;
  /** Half width of the interval around `time`, in milliseconds; 0 when not stated. */
  readonly accuracyMs: number;
  readonly nonce?: Uint8Array;
}

export interface TimestampCheck {
  readonly integrity: Integrity;
  readonly info?: TimestampInfo;
  /** The TSA's certificate. Says nothing about trust. */
  readonly certificate?: Certificate;
  readonly certificates: readonly Certificate[];
  /** What the token's own signature was made over. */
  readonly digestAlgorithm?: ReadableDigestAlgorithm;
  readonly problems: readonly Problem[];
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readTimestampInfo(bytes: Uint8Array): TimestampInfo {
  const fields = tlvChildren(expectTlv(readTlv(bytes), derTag.sequence, 'the time-stamp'));
  const [version, policy, imprint, serial, time, ...optional] = fields;
  expectTlv(version, derTag.integer, 'the version of a time-stamp');
  const accuracy = optional.find((field) => field.tag === derTag.sequence);
  const nonce = optional.find((field) => field.tag === derTag.integer);
  return {
    policy: readOid(policy),
    ...readMessageImprint(imprint),
    serialNumber: expectTlv(serial, derTag.integer, 'the serial number of a time-stamp').content,
    time: readTime(expectTlv(time, derTag.generalizedTime, 'the time of a time-stamp')),
    accuracyMs: accuracy ? accuracyMilliseconds(tlvChildren(accuracy)) : 0,
    ...(nonce ? { nonce: nonce.content } : {}),
  };
}

function accuracyMilliseconds(fields: ReturnType<typeof tlvChildren>): number {
  const value = (tag: number): number => {
    let number = 0;
    for (const octet of fields.find((field) => field.tag === tag)?.content ?? []) number = number * 256 + octet;
    return number;
  };
  return value(derTag.integer) * 1000 + value(0x80) + value(0x81) / 1000;
}

/** What a token must be for: the bytes themselves, or their digest when only that is at hand. */
export type Stamped = Parts<Part> | { readonly algorithm: ReadableDigestAlgorithm; readonly imprint: Uint8Array };

/**
 * Checks a TimeStampToken over `stamped` (RFC 3161 §2.2–2.4): its own signature, the imprint, and that its
 * certificate is one for time-stamping only. Trust in the TSA is a separate question. Never throws on hostile input.
 */
export async function checkTimestampToken(token: Uint8Array, stamped: Stamped): Promise<TimestampCheck> {
  try {
    return await check(token, stamped);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return { integrity: 'BROKEN', certificates: [], problems: [error('TIMESTAMP_MALFORMED', cause.message)] };
  }
}

async function check(token: Uint8Array, stamped: Stamped): Promise<TimestampCheck> {
  const signedData = readSignedData(token);
  const [signer, ...others] = signedData.signers;
  if (signedData.contentType !== oid.tstInfo || !signedData.content || !signer || others.length > 0) {
    const problem = error('TIMESTAMP_MALFORMED', 'The time-stamp is not a TSTInfo signed by exactly one authority.');
    return { integrity: 'BROKEN', certificates: signedData.certificates, problems: [problem] };
  }
  const info = readTimestampInfo(signedData.content);
  const signature = await checkSigner(signedData, signer, [signedData.content]);
  const problems = [...signature.problems];
  let { integrity } = signature;
  if (!info.algorithm) {
    problems.push(error('TIMESTAMP_IMPRINT_UNSUPPORTED', 'The digest of the time-stamp is not supported.'));
    if (integrity === 'INTACT') integrity = 'UNKNOWN';
  } else if (!(await isImprintOf(info.imprint, info.algorithm, stamped))) {
    problems.push(error('TIMESTAMP_IMPRINT_MISMATCH', 'The time-stamp was made for something else.'));
    integrity = 'BROKEN';
  } else if (info.algorithm === 'SHA-1') {
    problems.push(
      warning('TIMESTAMP_IMPRINT_WEAK', 'The time-stamp uses SHA-1, which no longer protects against forgery.'),
    );
  }
  if (signature.certificate && !isTimestamping(signature.certificate)) {
    problems.push(
      error(
        'TIMESTAMP_KEY_USAGE',
        'The certificate of the time-stamp is not one for time-stamping only (RFC 3161 §2.3).',
      ),
    );
    integrity = 'BROKEN';
  }
  const certificate = signature.certificate ? { certificate: signature.certificate } : {};
  const digestAlgorithm = signature.digestAlgorithm ? { digestAlgorithm: signature.digestAlgorithm } : {};
  return { integrity, info, ...certificate, ...digestAlgorithm, certificates: signedData.certificates, problems };
}

async function isImprintOf(
  imprint: Uint8Array,
  algorithm: ReadableDigestAlgorithm,
  stamped: Stamped,
): Promise<boolean> {
  if ('imprint' in stamped) return stamped.algorithm === algorithm && equalBytes(imprint, stamped.imprint);
  return equalBytes(imprint, await digest(algorithm, stamped));
}

function isTimestamping(certificate: Certificate): boolean {
  const usage = extendedKeyUsage(certificate);
  return usage?.critical === true && usage.purposes.length === 1 && usage.purposes[0] === oid.timeStamping;
}
