import {
  commonName,
  errorProblem,
  extendedKeyUsage,
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
import type { RevocationProvider } from '../provider/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import { judgeCertificate, type CertificateJudgement, type TrustContext } from './judge-certificate.ts';
import type { SignerReport, SigningTimeReport, TrustReport } from './report.ts';
import type { SecurityStore } from './security-store.ts';
import { evidenceFor, judgeTimestamp, type Timeline, type TimestampJudgement } from './timeline.ts';

export interface TrustFacts {
  readonly trust: TrustReport;
  readonly signingTime: SigningTimeReport;
  readonly signer: SignerReport | null;
  readonly problems: readonly Problem[];
}

/** @throws CinnabarError `VERIFY_TRUST_ANCHOR` when an anchor is not a certificate */
export function trustContext(
  trust: readonly Uint8Array[] | undefined,
  at: Date,
  revocation?: RevocationProvider,
): TrustContext {
  try {
    return { anchors: trust && readTrustAnchors(trust), at, revocation };
  } catch (cause) {
    throw new CinnabarError('VERIFY_TRUST_ANCHOR', 'A trust anchor is not a certificate.', { cause });
  }
}

/**
 * Time first, then the signer as of that time: the earliest moment at which time-stamps that hold prove the signature
 * existed is the one the certificates are judged at; without any it is `context.at`, whatever the signature claims.
 */
export async function assessTrust(
  facts: SignatureFacts,
  claimed: string | null,
  timeline: Timeline,
  store: SecurityStore,
  context: TrustContext,
): Promise<TrustFacts> {
  const documentTimestamp = timeline.documentTimestamps.get(facts);
  const outer = timeline.provenAt(facts.revision);
  const stamp =
    documentTimestamp ?? (await judgeTimestamp(facts.timestamp, facts, outer ?? context.at, store, context));
  const proven = stamp.time ?? outer;
  const { certificate, timestamp } = facts;
  const intact = timestamp?.integrity === 'INTACT' && timestamp.info ? timestamp : undefined;
  const judged =
    facts.kind === 'timestamp'
      ? timestampTrust(facts, stamp)
      : await signerTrust(facts, proven ?? context.at, store, context);
  return {
    trust: judged.trust,
    signer: certificate ? signerReport(certificate) : null,
    signingTime: {
      claimed,
      timestamp: intact?.info?.time.toISOString() ?? null,
      timestampAuthority: intact?.certificate ? nameText(intact.certificate.subject) : null,
      timestampTrusted: stamp.judgement?.status === 'TRUSTED',
      proven: proven?.toISOString() ?? null,
    },
    problems: [...(facts.kind === 'timestamp' ? stamp.problems.filter(isOrder) : stamp.problems), ...judged.problems],
  };
}

/** For a time-stamp itself the other codes would only repeat what its own trust says. */
function isOrder({ code }: Problem): boolean {
  return code === 'TIMESTAMP_ORDER';
}

interface Judged {
  readonly trust: TrustReport;
  readonly problems: readonly Problem[];
}

function timestampTrust({ certificate }: SignatureFacts, { judgement, at }: TimestampJudgement): Judged {
  return judgement ? trustReport(judgement, at) : notChecked(certificate);
}

async function signerTrust(
  facts: SignatureFacts,
  at: Date,
  store: SecurityStore,
  context: TrustContext,
): Promise<Judged> {
  const { certificate, certificates } = facts;
  const { anchors } = context;
  if (!certificate || !anchors) return notChecked(certificate);
  const evidence = evidenceFor(facts, store);
  const judgement = await judgeCertificate(certificate, certificates, evidence, at, { ...context, anchors });
  if (judgement.status !== 'TRUSTED' || maySign(certificate)) return trustReport(judgement, at);
  const problem = errorProblem('SIGNER_KEY_USAGE', "The signer's certificate is not one for signing.");
  return trustReport({ ...judgement, status: 'UNTRUSTED', problems: [...judgement.problems, problem] }, at);
}

function trustReport(judgement: CertificateJudgement, at: Date): Judged {
  const { status, revocation, certificates, problems } = judgement;
  const path = judgement.path.map(({ subject }) => nameText(subject));
  return { trust: { status, path, revocation, certificates, at: at.toISOString() }, problems };
}

function notChecked(certificate: Certificate | undefined): Judged {
  const problems = certificate
    ? [warningProblem('TRUST_NOT_CHECKED', 'No trusted authorities were named, so the signer is not confirmed.')]
    : [];
  return {
    trust: { status: 'NOT_CHECKED', path: [], revocation: 'NOT_CHECKED', certificates: [], at: null },
    problems,
  };
}

/** Purposes of keys that answer machines; a certificate for nothing else names nobody who signs documents. */
const otherPurposes: readonly string[] = [oid.serverAuthentication, oid.codeSigning, oid.timeStamping, oid.ocspSigning];

/** Key usage, and the purposes where any are stated (RFC 5280 §4.2.1.3, §4.2.1.12). */
function maySign(certificate: Certificate): boolean {
  try {
    const stated = extendedKeyUsage(certificate)?.purposes;
    if (stated?.every((purpose) => otherPurposes.includes(purpose))) return false;
    return permitsKeyUsage(certificate, 'digitalSignature') || permitsKeyUsage(certificate, 'nonRepudiation');
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
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
