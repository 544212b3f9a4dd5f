import { digest, naturalDigest } from '../crypto/index.ts';
import type { SignerSubject, SigningProvider } from '../provider/index.ts';
import { bytesToHex } from '../bytes/index.ts';
import {
  checkChain,
  checkRevocation,
  checkSigner,
  oid,
  readCertificate,
  readSignedData,
  statesRevocation,
  type Certificate,
  type RevocationEvidence,
} from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';

/**
 * A detached CMS over `content` (CAdES, ETSI EN 319 122-1), as `openssl cms -verify -binary -content` checks it: for the
 * manifest of an evidence package, or a batch of an exchange.
 * @throws CinnabarError `SIGNING_*`
 */
export async function signDetached(
  content: Uint8Array,
  provider: SigningProvider,
  subject: SignerSubject,
): Promise<Uint8Array> {
  const digestAlgorithm = naturalDigest[provider.keyAlgorithm ?? 'P-256'];
  const value = await digest(digestAlgorithm, [content]);
  const idempotencyKey = `detached-${subject.reference}-${bytesToHex(value)}`;
  return (await provider.sign({ subject, digestAlgorithm, digest: value, idempotencyKey })).cms;
}

/** What was found out about a detached signature, before anybody is trusted. */
export interface DetachedCheck {
  /** Code of the first reason why it does not hold; undefined when it does. */
  readonly fault?: string;
  readonly certificate?: Certificate;
  readonly certificates: readonly Certificate[];
}

/** Checks a detached CMS over `content`: one signer, no content of its own, signed attributes, his certificate inside. Never throws on hostile input. */
export async function checkDetached(cms: Uint8Array, content: Uint8Array): Promise<DetachedCheck> {
  try {
    const signedData = readSignedData(cms);
    const { certificates, signers } = signedData;
    const [signer, ...others] = signers;
    if (signedData.length !== cms.length) return { fault: 'CMS_MALFORMED', certificates };
    if (!signer || others.length > 0) return { fault: 'SIGNER_COUNT', certificates };
    if (signedData.content !== undefined || signedData.contentType !== oid.data) {
      return { fault: 'CONTENT_ENCAPSULATED', certificates };
    }
    const { integrity, certificate, problems } = await checkSigner(signedData, signer, [content]);
    // A signature that does not name its certificate, or signs without attributes, is none of ours.
    const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
    const known = { certificates, ...(certificate ? { certificate } : {}) };
    return integrity === 'INTACT' && !worst ? known : { ...known, fault: worst?.code ?? integrity };
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return { fault: cause.code, certificates: [] };
  }
}

export interface CertificateTrust {
  readonly status: 'TRUSTED' | 'UNTRUSTED' | 'NO_PATH' | 'NOT_CHECKED';
  readonly path: readonly Certificate[];
  /** Whether anything in the path asks to be looked up and the evidence at hand does not say that it was good. */
  readonly revocation: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly fault?: string;
}

/** Whether a certificate leads to one of `anchors` at `at`, and was not revoked by then as far as `evidence` tells. Nobody is asked. */
export async function trustIn(
  certificate: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[] | undefined,
  moment: { readonly at: Date; readonly now: Date },
  evidence: RevocationEvidence,
): Promise<CertificateTrust> {
  if (!anchors) return { status: 'NOT_CHECKED', path: [], revocation: 'UNKNOWN' };
  const { status, path, problems } = await checkChain(certificate, pool, anchors, moment.at);
  const fault = problems[0]?.code;
  if (status !== 'TRUSTED') return { status, path, revocation: 'UNKNOWN', ...(fault ? { fault } : {}) };
  let revocation: CertificateTrust['revocation'] = 'GOOD';
  for (const [index, subject] of path.slice(0, -1).entries()) {
    if (!statesRevocation(subject)) continue;
    const answer = await checkRevocation(
      { certificate: subject, issuer: path[index + 1] as Certificate, ...moment },
      evidence,
    );
    const before = answer?.revokedAt === undefined || answer.revokedAt <= moment.at;
    if (answer?.status === 'REVOKED' && before)
      return { status: 'UNTRUSTED', path, revocation: 'REVOKED', fault: 'CERTIFICATE_REVOKED' };
    if (answer?.status !== 'GOOD' && answer?.status !== 'REVOKED') revocation = 'UNKNOWN';
  }
  return { status, path, revocation };
}

/** The certificate of an entry, or undefined when it holds none. */
export function certificateIn(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return undefined;
  }
}
