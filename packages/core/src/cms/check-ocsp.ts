import { equalBytes, readTime, readTlv } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { extendedKeyUsage, permitsKeyUsage, type Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import { isIssuerOf, publicKeyBits, type OcspResponse, type OcspSingleResponse } from './ocsp.ts';
import { oid } from './oids.ts';
import {
  clockSkew,
  decide,
  timeProblem,
  unknown,
  unverified,
  type RevocationAnswer,
  type RevocationQuestion,
} from './revocation-answer.ts';
import { verifiedBy } from './verified-by.ts';

/** Responders' certificates looked at for one response: each may cost a signature. */
const maxResponders = 8;

/** Extensions that are acted on or may be passed over. */
const understood: readonly string[] = [oid.ocspNonce, oid.ocspArchiveCutoff];

/** What one OCSP response says; undefined when it is about other certificates. Never throws on hostile input. */
export async function checkOcsp(
  response: OcspResponse,
  question: RevocationQuestion,
  pool: readonly Certificate[] = [],
): Promise<RevocationAnswer | undefined> {
  const single = await responseFor(response, question);
  if (!single) return undefined;
  const { thisUpdate, nextUpdate, status, revokedAt, reason } = single;
  const base = {
    source: 'OCSP',
    thisUpdate,
    ...(nextUpdate ? { nextUpdate } : {}),
    statement: response,
    evidence: response.der,
  } as const;
  try {
    const signed = await checkResponder(response, question.issuer, pool);
    if (typeof signed === 'string') return unverified(base, signed, 'OCSP');
    if (!signed) {
      return unknown(base, 'OCSP_RESPONDER_NOT_ALLOWED', 'The OCSP response is by one who may not speak here.');
    }
    const known = equalBytes(signed.spki, question.issuer.spki) ? base : { ...base, responder: signed };
    if (status === 'UNKNOWN')
      return unknown(known, 'OCSP_UNKNOWN', 'The OCSP responder does not know the certificate.');
    const extensions = [...response.extensions, ...single.extensions];
    const [id] = extensions.find(([each, { critical }]) => critical && !understood.includes(each)) ?? [];
    if (id !== undefined) {
      return unknown(
        known,
        'OCSP_UNUSABLE',
        `The OCSP response has the critical extension ${id}, which is not understood.`,
      );
    }
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
    ? sameName(responder.name, candidate.subject)
    : equalBytes(responder.keyHash, await digest('SHA-1', [publicKeyBits(candidate)]));
}

async function isDelegate(candidate: Certificate, issuer: Certificate, at: Date): Promise<boolean> {
  if (!sameName(candidate.issuer, issuer.subject)) return false;
  if (extendedKeyUsage(candidate)?.purposes.includes(oid.ocspSigning) !== true) return false;
  if (!permitsKeyUsage(candidate, 'digitalSignature')) return false;
  if (at.getTime() + clockSkew < candidate.notBefore.getTime() || at > candidate.notAfter) return false;
  return (await verifiedBy(candidate, issuer)) === 'valid';
}
