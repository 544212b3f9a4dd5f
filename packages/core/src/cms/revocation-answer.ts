import type { Certificate } from './certificate.ts';
import type { Crl } from './crl.ts';
import type { OcspResponse } from './ocsp.ts';
import { warning, type Problem } from './problem.ts';

export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The moment the certificate was relied on: a proven signature time, else now. */
  readonly at: Date;
  /** The moment of the check; evidence made after it is not believed. */
  readonly now: Date;
  /**
   * Whom to trust. Lists signed by another key than the issuer's (indirect lists, a key of the issuer for lists only) count
   * only when their signer leads to one of these; without any they do not.
   */
  readonly anchors?: readonly Certificate[];
}

/** What can answer. Nothing in here is trusted before it is checked. */
export interface RevocationEvidence {
  readonly certificates: readonly Certificate[];
  readonly ocsps: readonly OcspResponse[];
  readonly crls: readonly Crl[];
}

/**
 * GOOD and REVOKED are signed statements of the issuer or its delegate; UNKNOWN is everything else, with the reason.
 * REVOKED says since when, which may be after the moment that was asked for.
 */
export interface RevocationAnswer {
  readonly status: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly source: 'OCSP' | 'CRL';
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revokedAt?: Date;
  /** CRLReason (RFC 5280 §5.3.1), when stated. */
  readonly reason?: number;
  /** Since when the key is known or feared not to be its owner's alone (RFC 5280 §5.3.2), when stated. */
  readonly invalidSince?: Date;
  /** The OCSP response or CRL. */
  readonly statement: OcspResponse | Crl;
  /** DER of it. */
  readonly evidence: Uint8Array;
  /** The delegated responder or other signer of lists that signed, when it was not the issuer's key itself. */
  readonly responder?: Certificate;
  readonly problem?: Problem;
}

/** CRLReason certificateHold: suspended, and perhaps given back later. */
export const onHold = 6;

/** Clocks of honest parties differ by less than this, in milliseconds. */
export const clockSkew = 5 * 60_000;

export type AnswerBase = Pick<
  RevocationAnswer,
  'source' | 'thisUpdate' | 'nextUpdate' | 'statement' | 'evidence' | 'responder'
>;

/**
 * Why a statement does not tell about the moment asked for: it is older and not said to be current then, or so late
 * that the issuer no longer keeps record of the expired certificate (unless it says `keptSince` when it does).
 */
export function timeProblem(
  { thisUpdate, nextUpdate }: Pick<RevocationAnswer, 'thisUpdate' | 'nextUpdate'>,
  { at, now, certificate }: RevocationQuestion,
  keptSince: Date | undefined,
): Problem | undefined {
  if (thisUpdate.getTime() > now.getTime() + clockSkew) {
    return warning('REVOCATION_FROM_FUTURE', 'The revocation status claims to be from the future.');
  }
  if (thisUpdate > certificate.notAfter && !(keptSince && keptSince <= certificate.notAfter)) {
    return warning('REVOCATION_AFTER_EXPIRY', 'The revocation status is from after the certificate expired.');
  }
  // What was said after that moment counts too: a revocation would be in it.
  if (at.getTime() <= (nextUpdate ?? thisUpdate).getTime() + clockSkew) return undefined;
  return warning('REVOCATION_STALE', 'The revocation status is too old to tell about that moment.');
}

export function decide(
  base: AnswerBase,
  said: Pick<RevocationAnswer, 'status' | 'revokedAt' | 'reason' | 'invalidSince'>,
  stale: Problem | undefined,
): RevocationAnswer {
  // Revocation is for good: an old statement still counts, one from the future proves nothing. A hold may have ended.
  const lasting = said.status === 'REVOKED' && said.reason !== onHold && stale?.code !== 'REVOCATION_FROM_FUTURE';
  return !stale || lasting ? { ...base, ...said } : { ...base, status: 'UNKNOWN', problem: stale };
}

export function unverified(
  base: AnswerBase,
  verdict: 'invalid' | 'unsupported',
  source: RevocationAnswer['source'],
): RevocationAnswer {
  return verdict === 'invalid'
    ? unknown(base, `${source}_SIGNATURE_INVALID`, 'The revocation status is not signed by its issuer.')
    : unknown(
        base,
        `${source}_SIGNATURE_UNSUPPORTED`,
        'The revocation status is signed in a way that is not supported.',
      );
}

export function unknown(base: AnswerBase, code: string, message: string): RevocationAnswer {
  return { ...base, status: 'UNKNOWN', problem: warning(code, message) };
}
