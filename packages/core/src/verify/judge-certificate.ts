import {
  checkChain,
  checkRevocation,
  errorProblem,
  gatherIssuers,
  gatherRevocation,
  nameText,
  serialText,
  statesRevocation,
  warningProblem,
  type Certificate,
  type Problem,
  type RevocationAnswer,
  type RevocationEvidence,
  type TrustStatus,
} from '../cms/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import type { CertificateStatusReport, TrustReport } from './report.ts';

/** Whom to trust, as of when, and whom to ask. */
export interface TrustContext {
  /** Undefined: nobody was named, so trust is not judged. */
  readonly anchors: readonly Certificate[] | undefined;
  readonly at: Date;
  /** Undefined: nobody is asked; only what came with the file counts. */
  readonly revocation: RevocationProvider | undefined;
}

export interface CertificateJudgement {
  readonly status: TrustStatus;
  readonly path: readonly Certificate[];
  readonly revocation: TrustReport['revocation'];
  readonly certificates: readonly CertificateStatusReport[];
  readonly problems: readonly Problem[];
}

/** A status that leaves nothing open. */
export function isSettled({ status, revocation }: CertificateJudgement): boolean {
  return status === 'TRUSTED' && (revocation === 'GOOD' || revocation === 'NONE_STATED');
}

/**
 * Path and revocation status of `certificate` for something that existed at `at`, by the evidence at hand and, where
 * that does not settle it and `context` has somebody to ask, by asking.
 */
export async function judgeCertificate(
  certificate: Certificate,
  pool: readonly Certificate[],
  evidence: RevocationEvidence,
  at: Date,
  context: TrustContext & { readonly anchors: readonly Certificate[] },
): Promise<CertificateJudgement> {
  const candidates = [...pool, ...evidence.certificates];
  let chain = await checkChain(certificate, candidates, context.anchors, at);
  if (chain.status === 'NO_PATH' && context.revocation) {
    const fetched = await gatherIssuers(certificate, context.revocation);
    if (fetched.length > 0) chain = await checkChain(certificate, [...candidates, ...fetched], context.anchors, at);
  }
  const { status, path } = chain;
  const problems = [...chain.problems];
  const certificates: CertificateStatusReport[] = [];
  if (status !== 'TRUSTED') return { status, path, revocation: 'NOT_CHECKED', certificates, problems };
  for (const [index, subject] of path.slice(0, -1).entries()) {
    const question = { certificate: subject, issuer: path[index + 1] as Certificate, at, now: context.at };
    let answer = await checkRevocation(question, evidence);
    const open = !answer || answer.status === 'UNKNOWN';
    if (open && context.revocation && statesRevocation(subject)) {
      answer = (await gatherRevocation(question, context.revocation)).answer ?? answer;
    }
    const report = statusReport(subject, answer, at);
    certificates.push(report);
    const problem = problemOf(report, answer, index);
    if (problem && !problems.some(({ code }) => code === problem.code)) problems.push(problem);
  }
  return { status, path, revocation: worstOf(certificates), certificates, problems };
}

function statusReport(subject: Certificate, answer: RevocationAnswer | undefined, at: Date): CertificateStatusReport {
  return {
    subject: nameText(subject.subject),
    serial: serialText(subject),
    status: statusOf(subject, answer, at),
    source: answer?.source ?? null,
    thisUpdate: answer?.thisUpdate.toISOString() ?? null,
    revokedAt: answer?.revokedAt?.toISOString() ?? null,
    reason: answer?.reason ?? null,
  };
}

function statusOf(
  subject: Certificate,
  answer: RevocationAnswer | undefined,
  at: Date,
): CertificateStatusReport['status'] {
  if (answer?.status === 'GOOD') return 'GOOD';
  // Revoked only after the moment that counts: at that moment it was good.
  if (answer?.status === 'REVOKED') return answer.revokedAt && answer.revokedAt > at ? 'GOOD' : 'REVOKED';
  // Evidence that proves nothing must not harm a certificate that asks for none.
  if (!statesRevocation(subject)) return 'NONE_STATED';
  return answer ? 'UNKNOWN' : 'NOT_CHECKED';
}

function problemOf(
  { status }: CertificateStatusReport,
  answer: RevocationAnswer | undefined,
  index: number,
): Problem | undefined {
  if (status === 'REVOKED') {
    return index === 0
      ? errorProblem('CERTIFICATE_REVOKED', 'The certificate was revoked before anything proves the signature existed.')
      : errorProblem('ISSUER_REVOKED', 'The certificate of an issuer was revoked.');
  }
  if (status === 'UNKNOWN') return answer?.problem;
  if (status === 'NOT_CHECKED') {
    return warningProblem('REVOCATION_NOT_CHECKED', 'Whether the certificate was revoked is not known.');
  }
  return undefined;
}

const worstFirst = ['REVOKED', 'UNKNOWN', 'NOT_CHECKED', 'GOOD'] as const;

function worstOf(certificates: readonly CertificateStatusReport[]): TrustReport['revocation'] {
  return worstFirst.find((status) => certificates.some((report) => report.status === status)) ?? 'NONE_STATED';
}
