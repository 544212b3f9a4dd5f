import {
  commonName,
  nameText,
  readTrustAnchors,
  serialText,
  signerUsageFault,
  signingPurposes,
  type Certificate,
  type PathDemands,
  type Problem,
} from '../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import { requireLimits, wrongOption, type CryptoLimits } from './crypto-limits.ts';
import { judgeCertificate, type CertificateJudgement, type TrustContext } from './judge-certificate.ts';
import { problem } from './problem.ts';
import type { SignerReport, SigningTimeReport, TrustReport } from './report.ts';
import type { SecurityStore } from './security-store.ts';
import { evidenceFor, judgeTimestamp, type Moment, type Timeline, type TimestampJudgement } from './timeline.ts';

export interface TrustFacts {
  readonly trust: TrustReport;
  readonly signingTime: SigningTimeReport;
  readonly signer: SignerReport | null;
  readonly problems: readonly Problem[];
}

/** Certificate policies and names (RFC 5280 §6.1.1); purposes follow from the signer's certificate. */
export type SignerDemands = Omit<PathDemands, 'purposes'>;

interface TrustOptions {
  readonly trust?: readonly Uint8Array[];
  readonly at?: Date;
  readonly revocation?: RevocationProvider;
  readonly limits?: CryptoLimits;
  readonly demands?: SignerDemands;
}

/** @throws CinnabarError `VERIFY_TRUST_ANCHOR` when an anchor is not a certificate, `VERIFY_OPTION` (details: option) */
export function trustContext({ trust, at = new Date(), revocation, limits, demands }: TrustOptions): TrustContext {
  // Comparing with a moment that is none is never true, nor is what it should refuse.
  if (Number.isNaN(at.getTime())) throw wrongOption('at');
  if (limits) requireLimits(limits);
  try {
    return {
      anchors: trust && readTrustAnchors(trust),
      at,
      revocation,
      ...(limits ? { limits } : {}),
      ...(demands ? { demands } : {}),
    };
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
  const { proofs } = timeline;
  const outer = proofs.ofRevision(facts.revision);
  const moment = { at: outer ?? context.at, store, proofs };
  const stamp = documentTimestamp ?? (await judgeTimestamp(facts.timestamp, facts, moment, context));
  const proven = stamp.time ?? outer;
  if (proven && facts.kind === 'signature') proofs.addSignature(facts, proven);
  const at = proven ?? context.at;
  const content = await judgeTimestamp(facts.contentTimestamp, facts, { ...moment, at }, context);
  const { certificate, timestamp } = facts;
  const intact = timestamp?.integrity === 'INTACT' && timestamp.info ? timestamp : undefined;
  const judged =
    facts.kind === 'timestamp'
      ? timestampTrust(facts, stamp)
      : await signerTrust(facts, { ...moment, at }, latest(proofs.before(facts.revision), content.time), context);
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
    problems: [
      ...(facts.kind === 'timestamp' ? stamp.problems.filter(isItsOwn) : stamp.problems),
      ...content.problems,
      ...judged.problems,
    ],
  };
}

function latest(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

/** For a time-stamp itself the other codes would only repeat what its own trust says. */
function isItsOwn({ code }: Problem): boolean {
  return code === 'TIMESTAMP_ORDER' || code === 'TIMESTAMP_WEAK';
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
  { at, store, proofs }: Moment,
  notBefore: Date | undefined,
  context: TrustContext,
): Promise<Judged> {
  const { certificate, certificates: pool } = facts;
  const { anchors } = context;
  if (!certificate || !anchors) return notChecked(certificate);
  const evidence = evidenceFor(facts, store);
  const purposes = purposesOf(certificate);
  const demands = { ...context.demands, purposes };
  const question = { certificate, pool, evidence, at, notBefore, proofs, demands };
  const judgement = await judgeCertificate(question, { ...context, anchors });
  if (judgement.status !== 'TRUSTED' || maySign(certificate)) return trustReport(judgement, at);
  const problems = [...judgement.problems, problem('SIGNER_KEY_USAGE')];
  return trustReport({ ...judgement, status: 'UNTRUSTED', problems }, at);
}

function trustReport(judgement: CertificateJudgement, at: Date): Judged {
  const { status, revocation, certificates, problems } = judgement;
  const path = judgement.path.map(({ subject }) => nameText(subject));
  return { trust: { status, path, revocation, certificates, at: at.toISOString() }, problems };
}

function notChecked(certificate: Certificate | undefined): Judged {
  return {
    trust: { status: 'NOT_CHECKED', path: [], revocation: 'NOT_CHECKED', certificates: [], at: null },
    problems: certificate ? [problem('TRUST_NOT_CHECKED')] : [],
  };
}

/** What the authorities above a signer must be allowed to certify. */
function purposesOf(certificate: Certificate): readonly string[] {
  return ifReadable(() => signingPurposes(certificate)) ?? [];
}

function maySign(certificate: Certificate): boolean {
  return ifReadable(() => signerUsageFault(certificate) === undefined) ?? false;
}

function ifReadable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
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
