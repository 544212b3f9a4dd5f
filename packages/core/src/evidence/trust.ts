import {
  checkChain,
  checkRevocation,
  readCertificate,
  readTrustAnchors,
  statesRevocation,
  type Certificate,
  type RevocationEvidence,
} from '../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { EvidenceManifest } from './manifest.ts';

/** The certificates to trust. @throws CinnabarError `VERIFY_TRUST_ANCHOR` */
export function trustAnchors(trust: readonly Uint8Array[]): readonly Certificate[] {
  try {
    return readTrustAnchors(trust);
  } catch (cause) {
    throw new CinnabarError('VERIFY_TRUST_ANCHOR', 'A trust anchor is not a certificate.', { cause });
  }
}

/** Certificates of a package, to build paths with. */
export function certificatesOf(
  { entries }: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
): Certificate[] {
  return entries.flatMap(({ role, path }) => {
    const der = role === 'certificate' ? contents.get(path) : undefined;
    return (der && certificateIn(der)) ?? [];
  });
}

export interface CertificateTrust {
  readonly status: 'TRUSTED' | 'UNTRUSTED' | 'NO_PATH' | 'NOT_CHECKED';
  readonly path: readonly Certificate[];
  /** Whether anything in the path asks to be looked up and the evidence at hand does not say that it was good. */
  readonly revocation: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly fault?: string;
}

/** As of when a certificate is trusted. */
export interface TrustMoment {
  /** When its key was used, as far as is proven or claimed. */
  readonly at: Date;
  /** By when that use is proven; `at` when absent. Until then the certificate must neither end nor be revoked. */
  readonly provenBy?: Date;
  /** The moment of the check. */
  readonly now: Date;
}

/** Whether a certificate leads to one of `anchors` and was not revoked as far as `evidence` tells. Nobody is asked. */
export async function trustIn(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[] | undefined,
  { at, provenBy = at, now }: TrustMoment,
  evidence: RevocationEvidence,
): Promise<CertificateTrust> {
  if (!anchors) return { status: 'NOT_CHECKED', path: [], revocation: 'UNKNOWN' };
  const then = await checkChain(certificate, pool, anchors, at);
  const { status, path, problems } =
    then.status === 'TRUSTED' && provenBy > at ? await checkChain(certificate, pool, anchors, provenBy) : then;
  const fault = problems[0]?.code;
  if (status !== 'TRUSTED') return { status, path, revocation: 'UNKNOWN', ...(fault ? { fault } : {}) };
  let revocation: CertificateTrust['revocation'] = 'GOOD';
  for (const [index, subject] of path.slice(0, -1).entries()) {
    if (!statesRevocation(subject)) continue;
    const issuer = path[index + 1] as Certificate;
    const question = { certificate: subject, issuer, at, now, anchors: path.slice(-1) };
    const answer = await checkRevocation(question, evidence);
    const before = answer?.revokedAt === undefined || answer.revokedAt <= provenBy;
    if (answer?.status === 'REVOKED' && before)
      return { status: 'UNTRUSTED', path, revocation: 'REVOKED', fault: 'CERTIFICATE_REVOKED' };
    if (answer?.status !== 'GOOD' && answer?.status !== 'REVOKED') revocation = 'UNKNOWN';
  }
  return { status, path, revocation };
}

/** The certificate of an entry, or undefined when it holds none. */
function certificateIn(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return undefined;
  }
}
