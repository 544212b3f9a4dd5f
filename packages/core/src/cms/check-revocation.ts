import { bytesToHex, equalBytes, readTime, readTlv, tlvChildren } from '../bytes/index.ts';
import { digest, verifySignature } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { extendedKeyUsage, permitsKeyUsage, type Certificate } from './certificate.ts';
import { findCrlEntry, type Crl } from './crl.ts';
import { isIssuerOf, publicKeyBits, type OcspResponse, type OcspSingleResponse } from './ocsp.ts';
import { oid } from './oids.ts';
import { warning, type Problem } from './problem.ts';
import { distributionPointNames, revocationSources } from './revocation-sources.ts';

export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The moment the certificate was relied on: a proven signature time, else now. */
  readonly at: Date;
  /** The moment of the check; evidence made after it is not believed. */
  readonly now: Date;
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
  /** DER of the OCSP response or CRL. */
  readonly evidence: Uint8Array;
  /** The delegated responder that signed, when it was not the issuer itself. */
  readonly responder?: Certificate;
  readonly problem?: Problem;
}

/** Clocks of honest parties differ by less than this, in milliseconds. */
const clockSkew = 5 * 60_000;
/** CRLs, OCSP responses and responders' certificates looked at for one question: each costs a signature. */
const maxAnswers = 32;
const maxResponders = 8;
/** Extensions of a CRL this check acts on or may pass over. */
const understoodByCrl: readonly string[] = [oid.crlNumber, oid.authorityKeyIdentifier, oid.issuingDistributionPoint];

/**
 * The status of a certificate by the best of the evidence: a revocation always counts, however old; then a good answer
 * that is current for the moment asked for; then the reason why there is none. Undefined: no evidence is about it.
 * Never throws on hostile input.
 */
export async function checkRevocation(
  question: RevocationQuestion,
  evidence: RevocationEvidence,
): Promise<RevocationAnswer | undefined> {
  const answers: RevocationAnswer[] = [];
  for (const crl of evidence.crls) {
    if (answers.length >= maxAnswers) break;
    const answer = await checkCrl(crl, question);
    if (answer) answers.push(answer);
  }
  for (const ocsp of evidence.ocsps) {
    if (answers.length >= 2 * maxAnswers) break;
    const answer = await checkOcsp(ocsp, question, evidence.certificates);
    if (answer) answers.push(await confirmResponder(answer, question, evidence));
  }
  const revoked = answers.filter(({ status }) => status === 'REVOKED');
  if (revoked.length > 0) return revoked.reduce((first, next) => (revocation(next) < revocation(first) ? next : first));
  return answers.find(({ status }) => status === 'GOOD') ?? answers[0];
}

function revocation({ revokedAt }: RevocationAnswer): number {
  return revokedAt?.getTime() ?? 0;
}

/** A delegate may be revoked itself, unless its certificate says nobody need look (RFC 6960 §4.2.2.2.1). */
async function confirmResponder(
  answer: RevocationAnswer,
  { issuer, now }: RevocationQuestion,
  { crls }: RevocationEvidence,
): Promise<RevocationAnswer> {
  const { responder } = answer;
  if (!responder || answer.status === 'UNKNOWN' || responder.extensions.has(oid.ocspNoCheck)) return answer;
  const question = { certificate: responder, issuer, at: answer.thisUpdate, now };
  const status = await checkRevocation(question, { certificates: [], ocsps: [], crls });
  if (status?.status === 'GOOD') return answer;
  return unknown(answer, 'OCSP_RESPONDER_NOT_CHECKED', 'Whether the OCSP responder was revoked is not known.');
}

/** What one CRL says; undefined when it is by another issuer. Never throws on hostile input. */
export async function checkCrl(crl: Crl, question: RevocationQuestion): Promise<RevocationAnswer | undefined> {
  const { certificate, issuer } = question;
  if (!equalBytes(crl.issuer, certificate.issuer) || !equalBytes(crl.issuer, issuer.subject)) return undefined;
  const { thisUpdate, nextUpdate } = crl;
  const base = { source: 'CRL', thisUpdate, ...(nextUpdate ? { nextUpdate } : {}), evidence: crl.der } as const;
  try {
    if (!permitsKeyUsage(issuer, 'cRLSign')) {
      return unknown(base, 'CRL_ISSUER_NOT_ALLOWED', 'The issuer may not sign revocation lists.');
    }
    const verdict = await verifiedBy(crl, issuer);
    if (verdict !== 'valid') return unverified(base, verdict, 'CRL');
    const scope = crlScopeProblem(crl, certificate);
    if (scope) return unknown(base, 'CRL_UNSUPPORTED', scope);
    const entry = findCrlEntry(crl, certificate.serialNumber);
    const keptSince = crl.extensions.get(oid.expiredCertsOnCrl);
    const stale = timeProblem(base, question, keptSince && readTime(readTlv(keptSince.value)));
    return decide(base, entry ? { status: 'REVOKED', ...entry } : { status: 'GOOD' }, stale);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return unknown(base, 'CRL_UNUSABLE', cause.message);
  }
}

/** Why a CRL does not speak about all revocations of `certificate` (RFC 5280 §5.2.4–5.2.5). */
function crlScopeProblem({ extensions }: Crl, certificate: Certificate): string | undefined {
  if (extensions.has(oid.deltaCrlIndicator)) return 'The revocation list holds only changes to another one.';
  for (const [id, { critical }] of extensions) {
    if (critical && !understoodByCrl.includes(id)) {
      return `The revocation list has the critical extension ${id}, which is not understood.`;
    }
  }
  const point = extensions.get(oid.issuingDistributionPoint);
  if (!point) return undefined;
  const scope = readTlv(point.value);
  if (tlvChildren(scope).some(({ tag, content }) => tag !== 0xa0 && content.some((octet) => octet !== 0))) {
    return 'The revocation list covers only some certificates or reasons.';
  }
  const names = distributionPointNames(scope);
  const { crls } = revocationSources(certificate);
  const partitioned = tlvChildren(scope).some(({ tag }) => tag === 0xa0);
  return partitioned && !names.some((name) => crls.includes(name))
    ? 'The revocation list is not the one the certificate points to.'
    : undefined;
}

/** What one OCSP response says; undefined when it is about other certificates. Never throws on hostile input. */
export async function checkOcsp(
  response: OcspResponse,
  question: RevocationQuestion,
  pool: readonly Certificate[] = [],
): Promise<RevocationAnswer | undefined> {
  const single = await responseFor(response, question);
  if (!single) return undefined;
  const { thisUpdate, nextUpdate, status, revokedAt, reason } = single;
  const base = { source: 'OCSP', thisUpdate, ...(nextUpdate ? { nextUpdate } : {}), evidence: response.der } as const;
  try {
    const signed = await checkResponder(response, question.issuer, pool);
    if (typeof signed === 'string') return unverified(base, signed, 'OCSP');
    if (!signed) {
      return unknown(base, 'OCSP_RESPONDER_NOT_ALLOWED', 'The OCSP response is by one who may not speak here.');
    }
    const known = equalBytes(signed.spki, question.issuer.spki) ? base : { ...base, responder: signed };
    if (status === 'UNKNOWN')
      return unknown(known, 'OCSP_UNKNOWN', 'The OCSP responder does not know the certificate.');
    const cutoff = single.extensions.get(oid.ocspArchiveCutoff);
    const stale = timeProblem(base, question, cutoff && readTime(readTlv(cutoff.value)));
    const said = { status, ...(revokedAt ? { revokedAt } : {}), ...(reason === undefined ? {} : { reason }) };
    return decide(known, said, stale);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return unknown(base, 'OCSP_UNUSABLE', cause.message);
  }
}

async function responseFor(
  { responses }: OcspResponse,
  { certificate, issuer }: RevocationQuestion,
): Promise<OcspSingleResponse | undefined> {
  for (const single of responses) {
    if (equalBytes(single.id.serialNumber, certificate.serialNumber) && (await isIssuerOf(single.id, issuer))) {
      return single;
    }
  }
  return undefined;
}

/**
 * Who signed: the issuer, or a delegate with a certificate for OCSP signing directly from it (RFC 6960 §4.2.2.2).
 * Undefined when it is nobody of these; a verdict when the signature does not hold.
 */
async function checkResponder(
  response: OcspResponse,
  issuer: Certificate,
  pool: readonly Certificate[],
): Promise<Certificate | 'invalid' | 'unsupported' | undefined> {
  let verdict: 'invalid' | 'unsupported' | undefined;
  let count = 0;
  for (const candidate of [issuer, ...response.certificates, ...pool]) {
    if (!(await isResponder(response, candidate))) continue;
    if (++count > maxResponders) break;
    if (!equalBytes(candidate.spki, issuer.spki) && !(await isDelegate(candidate, issuer, response.producedAt)))
      continue;
    const result = await verifiedBy(response, candidate);
    if (result === 'valid') return candidate;
    verdict = result;
  }
  return verdict;
}

async function isResponder({ responder }: OcspResponse, candidate: Certificate): Promise<boolean> {
  return 'name' in responder
    ? equalBytes(responder.name, candidate.subject)
    : equalBytes(responder.keyHash, await digest('SHA-1', [publicKeyBits(candidate)]));
}

async function isDelegate(candidate: Certificate, issuer: Certificate, at: Date): Promise<boolean> {
  if (!equalBytes(candidate.issuer, issuer.subject)) return false;
  if (extendedKeyUsage(candidate)?.purposes.includes(oid.ocspSigning) !== true) return false;
  if (!permitsKeyUsage(candidate, 'digitalSignature')) return false;
  if (at.getTime() + clockSkew < candidate.notBefore.getTime() || at > candidate.notAfter) return false;
  return (await verifiedBy(candidate, issuer)) === 'valid';
}

type Signed = Pick<Crl, 'signatureAlgorithm' | 'signature' | 'tbs'>;

const verdicts = new WeakMap<Signed, Map<string, ReturnType<typeof verifySignature>>>();

/** Whether `signed` is by the key of `signer`. Remembered: the signatures of a file share their evidence. */
function verifiedBy(signed: Signed, { spki }: Certificate): ReturnType<typeof verifySignature> {
  const known = verdicts.get(signed) ?? new Map<string, ReturnType<typeof verifySignature>>();
  verdicts.set(signed, known);
  const key = bytesToHex(spki);
  const { signatureAlgorithm: algorithm, signature, tbs } = signed;
  const verdict = known.get(key) ?? verifySignature({ algorithm, spki, signature, data: [tbs] });
  known.set(key, verdict);
  return verdict;
}

/**
 * Why a statement does not tell about the moment asked for: it is older and not said to be current then, or so late
 * that the issuer no longer keeps record of the expired certificate (unless it says `keptSince` when it does).
 */
function timeProblem(
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

type Base = Pick<RevocationAnswer, 'source' | 'thisUpdate' | 'nextUpdate' | 'evidence' | 'responder'>;

function decide(
  base: Base,
  said: Pick<RevocationAnswer, 'status' | 'revokedAt' | 'reason'>,
  stale: Problem | undefined,
): RevocationAnswer {
  // Revocation is for good: an old statement still counts, one from the future proves nothing.
  const holds = !stale || (said.status === 'REVOKED' && stale.code !== 'REVOCATION_FROM_FUTURE');
  return holds ? { ...base, ...said } : { ...base, status: 'UNKNOWN', ...(stale ? { problem: stale } : {}) };
}

function unverified(base: Base, verdict: 'invalid' | 'unsupported', source: 'OCSP' | 'CRL'): RevocationAnswer {
  return verdict === 'invalid'
    ? unknown(base, `${source}_SIGNATURE_INVALID`, 'The revocation status is not signed by its issuer.')
    : unknown(
        base,
        `${source}_SIGNATURE_UNSUPPORTED`,
        'The revocation status is signed in a way that is not supported.',
      );
}

function unknown(base: Base, code: string, message: string): RevocationAnswer {
  return { ...base, status: 'UNKNOWN', problem: warning(code, message) };
}
