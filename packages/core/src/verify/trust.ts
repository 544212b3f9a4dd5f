import {
  checkChain,
  commonName,
  errorProblem,
  nameText,
  oid,
  permitsKeyUsage,
  readTrustAnchors,
  serialText,
  warningProblem,
  type Certificate,
  type Problem,
} from '../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import type { SignerReport, SigningTimeReport, TrustReport } from './report.ts';

/** Whom to trust, and as of when. */
export interface TrustContext {
  /** Undefined: nobody was named, so trust is not judged. */
  readonly anchors: readonly Certificate[] | undefined;
  readonly at: Date;
}

export interface TrustFacts {
  readonly trust: TrustReport;
  readonly signingTime: SigningTimeReport;
  readonly signer: SignerReport | null;
  readonly problems: readonly Problem[];
}

/** @throws CinnabarError `VERIFY_TRUST_ANCHOR` when an anchor is not a certificate */
export function trustContext(trust: readonly Uint8Array[] | undefined, at: Date): TrustContext {
  try {
    return { anchors: trust && readTrustAnchors(trust), at };
  } catch (cause) {
    throw new CinnabarError('VERIFY_TRUST_ANCHOR', 'A trust anchor is not a certificate.', { cause });
  }
}

/**
 * Time first, then the signer as of that time: an intact time-stamp by a trusted authority fixes the moment the
 * certificates are judged at; without one it is `context.at`, whatever the signature claims.
 */
export async function assessTrust(
  facts: SignatureFacts,
  claimed: string | null,
  context: TrustContext,
): Promise<TrustFacts> {
  const problems: Problem[] = [];
  const { timestamp, certificate } = facts;
  const intact = timestamp?.integrity === 'INTACT' && timestamp.info ? timestamp : undefined;
  let timestampTrusted = false;
  if (intact?.certificate && context.anchors && facts.kind === 'signature') {
    const chain = await checkChain(
      intact.certificate,
      [...intact.certificates, ...facts.certificates],
      context.anchors,
      context.at,
    );
    timestampTrusted = chain.status === 'TRUSTED';
    if (!timestampTrusted) {
      problems.push(
        warningProblem('TIMESTAMP_UNTRUSTED', 'The authority that made the time-stamp is not trusted here.'),
      );
    }
  }
  const at = timestampTrusted && intact?.info ? intact.info.time : context.at;
  const { trust, problems: chainProblems } = await assessSigner(facts, at, context.anchors);
  if (facts.kind === 'timestamp') timestampTrusted = trust.status === 'TRUSTED';
  return {
    trust,
    signer: certificate ? signerReport(certificate) : null,
    signingTime: {
      claimed,
      timestamp: intact?.info?.time.toISOString() ?? null,
      timestampAuthority: intact?.certificate ? nameText(intact.certificate.subject) : null,
      timestampTrusted,
    },
    problems: [...problems, ...chainProblems],
  };
}

async function assessSigner(
  { certificate, certificates, kind }: SignatureFacts,
  at: Date,
  anchors: readonly Certificate[] | undefined,
): Promise<{ trust: TrustReport; problems: Problem[] }> {
  if (!certificate || !anchors) {
    const problems = certificate
      ? [warningProblem('TRUST_NOT_CHECKED', 'No trusted authorities were named, so the signer is not confirmed.')]
      : [];
    return { trust: { status: 'NOT_CHECKED', path: [], revocation: 'NOT_CHECKED', at: null }, problems };
  }
  const chain = await checkChain(certificate, certificates, anchors, at);
  const problems = [...chain.problems];
  let { status } = chain;
  if (status === 'TRUSTED' && kind === 'signature' && !maySign(certificate)) {
    status = 'UNTRUSTED';
    problems.push(errorProblem('SIGNER_KEY_USAGE', "The signer's certificate is not one for signing."));
  }
  const revocation = chain.path.some(statesRevocation) ? 'NOT_CHECKED' : 'NONE_STATED';
  if (status === 'TRUSTED' && revocation === 'NOT_CHECKED') {
    problems.push(warningProblem('REVOCATION_NOT_CHECKED', 'Whether the certificate was revoked is not known.'));
  }
  const path = chain.path.map(({ subject }) => nameText(subject));
  return { trust: { status, path, revocation, at: at.toISOString() }, problems };
}

function maySign(certificate: Certificate): boolean {
  try {
    return permitsKeyUsage(certificate, 'digitalSignature') || permitsKeyUsage(certificate, 'nonRepudiation');
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}

function statesRevocation({ extensions }: Certificate): boolean {
  return extensions.has(oid.crlDistributionPoints) || extensions.has(oid.authorityInfoAccess);
}

function signerReport(certificate: Certificate): SignerReport {
  return {
    subject: nameText(certificate.subject),
    commonName: commonName(certificate.subject) ?? null,
    issuer: nameText(certificate.issuer),
    serial: serialText(certificate),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  };
}
