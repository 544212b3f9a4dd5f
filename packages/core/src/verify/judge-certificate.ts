import {
  checkChain,
  checkRevocation,
  gatherIssuers,
  gatherRevocation,
  nameText,
  onHold,
  serialText,
  statesRevocation,
  type Certificate,
  type PathDemands,
  type Problem,
  type RevocationAnswer,
  type RevocationEvidence,
  type TrustStatus,
} from '../cms/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { defaultLimits, weakSince, type CryptoLimits } from './crypto-limits.ts';
import { problem } from './problem.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { CertificateStatusReport, TrustReport } from './report.ts';

/** Whom to trust, as of when, and whom to ask. */
export interface TrustContext {
  /** Undefined: nobody was named, so trust is not judged. */
  readonly anchors: readonly Certificate[] | undefined;
  readonly at: Date;
  /** Undefined: nobody is asked; only what came with the file counts. */
  readonly revocation: RevocationProvider | undefined;
  readonly limits?: CryptoLimits;
  /** Of signers, not of time-stamp authorities. */
  readonly demands?: PathDemands;
}

export interface CertificateQuestion {
  readonly certificate: Certificate;
  /** Certificates that may be on its path, beside those of the evidence. */
  readonly pool: readonly Certificate[];
  readonly evidence: RevocationEvidence;
  /** The moment by which what it signed is proven to have existed, or now. */
  readonly at: Date;
  /** What it signed cannot have been made before this moment. */
  readonly notBefore?: Date | undefined;
  readonly proofs: ProofsOfExistence;
  readonly demands: PathDemands;
}

export interface CertificateJudgement {
  readonly status: TrustStatus;
  readonly path: readonly Certificate[];
  readonly revocation: TrustReport['revocation'];
  readonly certificates: readonly CertificateStatusReport[];
  readonly problems: readonly Problem[];
}

/** A status that leaves nothing open but what policies may take differently. */
export function isSettled({ status, revocation, problems }: CertificateJudgement): boolean {
  const good = status === 'TRUSTED' && (revocation === 'GOOD' || revocation === 'NONE_STATED');
  return good && problems.every(({ code }) => code === 'REVOCATION_SIGNER_EXPIRED');
}

type Context = TrustContext & { readonly anchors: readonly Certificate[] };

/**
 * Path and revocation status of a certificate for something that existed at a moment, by the evidence at hand and, where
 * that does not settle it and `context` has somebody to ask, by asking. What has happened since counts (past certificate
 * validation with its sliding time, ETSI EN 319 102-1 §5.6.2): what an issuer signed must be proven to have existed
 * before its key was compromised, and before its certificate expired.
 */
export async function judgeCertificate(question: CertificateQuestion, context: Context): Promise<CertificateJudgement> {
  const { certificate, pool, evidence, at, demands } = question;
  const known = { ...evidence, certificates: [...pool, ...evidence.certificates] };
  const { revocation } = context;
  const judged: CertificateJudgement[] = [];
  const object = async (path: readonly Certificate[]): Promise<Problem | undefined> => {
    const judgement = await new PathJudge(question, context, known, path).judge();
    judged.push(judgement);
    return judged.length < maxJudged && hasBadIssuer(judgement) ? judgement.problems[0] : undefined;
  };
  const options = {
    ...demands,
    object,
    ...(revocation ? { findIssuers: (of: Certificate) => gatherIssuers(of, revocation) } : {}),
  };
  const { status, path, problems } = await checkChain(certificate, known.certificates, context.anchors, at, options);
  const found = judged.find(isSettled) ?? judged[0];
  if (found) return found;
  const refined = await boundsProblem(question, context, known, problems[0]?.code);
  return { status, path, revocation: 'NOT_CHECKED', certificates: [], problems: refined ? [refined] : problems };
}

/** Paths that are looked at when issuers are revoked or not known not to be: cross-certificates may lead round them. */
const maxJudged = 4;

function hasBadIssuer({ certificates }: CertificateJudgement): boolean {
  return certificates.slice(1).some(({ status }) => status !== 'GOOD' && status !== 'NONE_STATED');
}

/** What it means that the moment lies outside the validity of the certificate. */
async function boundsProblem(
  { certificate, at, notBefore }: CertificateQuestion,
  context: Context,
  known: RevocationEvidence,
  code: string | undefined,
): Promise<Problem | undefined> {
  if (code === 'CERTIFICATE_NOT_YET_VALID' && at < certificate.notBefore && at < context.at) {
    return problem('SIGNED_BEFORE_VALIDITY');
  }
  if (code !== 'CERTIFICATE_EXPIRED' || at <= certificate.notAfter) return undefined;
  if (notBefore && notBefore > certificate.notAfter) return problem('SIGNED_AFTER_EXPIRY');
  const last = certificate.notAfter;
  const { status, path } = await checkChain(certificate, known.certificates, context.anchors, last);
  const [, issuer] = path;
  if (status !== 'TRUSTED' || !issuer) return undefined;
  const question = { certificate, issuer, at: last, now: context.at, anchors: path.slice(-1) };
  const answer = await checkRevocation(question, known);
  return answer?.status === 'GOOD' ? problem('CERTIFICATE_EXPIRED_UNREVOKED') : undefined;
}

/** CRLReasons that leave the key its owner's own: affiliationChanged, superseded, cessationOfOperation. */
const keyKeptReasons: readonly (number | undefined)[] = [3, 4, 5];

class PathJudge {
  readonly #question: CertificateQuestion;
  readonly #context: Context;
  readonly #evidence: RevocationEvidence;
  readonly #path: readonly Certificate[];
  readonly #limits: CryptoLimits;
  readonly #problems = new Map<string, Problem>();
  /** What certificates further down the path rest on must have existed by then: it slides into the past. */
  #control: Date;

  constructor(
    question: CertificateQuestion,
    context: Context,
    evidence: RevocationEvidence,
    path: readonly Certificate[],
  ) {
    this.#question = question;
    this.#context = context;
    this.#evidence = evidence;
    this.#path = path;
    this.#limits = context.limits ?? defaultLimits;
    this.#control = context.at;
  }

  /** From the anchor down, for what happened to an issuer decides what its statements are worth. */
  async judge(): Promise<CertificateJudgement> {
    const certificates: CertificateStatusReport[] = [];
    for (let index = this.#path.length - 2; index >= 0; index--) {
      certificates.unshift(await this.#judgeMember(index));
    }
    const problems = [...this.#problems.values()];
    return { status: 'TRUSTED', path: this.#path, revocation: worstOf(certificates), certificates, problems };
  }

  async #judgeMember(index: number): Promise<CertificateStatusReport> {
    const { at, proofs } = this.#question;
    const subject = this.#path[index] as Certificate;
    const issuer = this.#path[index + 1] as Certificate;
    // Proofs are looked for only where they matter: that means reading revisions.
    const existed = (): Date => (index === 0 ? at : proofs.of(subject));
    if (this.#control < this.#context.at && existed() > this.#control) this.#add('EVIDENCE_NO_POE');
    this.#checkStrength(weakSince(this.#limits, subject.signatureAlgorithm, issuer.spki), existed);
    const answer = await this.#statusOf(subject, issuer);
    const report = statusReport(subject, answer, at);
    const code = this.#codeOf(report, answer, index === 0);
    if (code !== undefined) this.#add(code, report.status === 'UNKNOWN' ? answer?.problem : undefined);
    if (answer && report.status === 'GOOD') this.#checkStatement(answer, issuer);
    if (index > 0) this.#slide(subject, answer);
    return report;
  }

  /** Past certificate validation, ETSI EN 319 102-1 §5.6.2.2: what is signed by this key from now on proves nothing. */
  #slide(authority: Certificate, answer: RevocationAnswer | undefined): void {
    this.#lower(authority.notAfter);
    const end = answer?.status === 'REVOKED' ? endOf(answer) : undefined;
    // A key that was given up is still nobody else's; one that was lost, or may have been, is.
    if (end && !keyKeptReasons.includes(answer?.reason)) this.#lower(end);
  }

  #lower(limit: Date): void {
    if (limit < this.#control) this.#control = limit;
  }

  async #statusOf(subject: Certificate, issuer: Certificate): Promise<RevocationAnswer | undefined> {
    const { at } = this.#question;
    const { at: now, revocation } = this.#context;
    const question = { certificate: subject, issuer, at, now, anchors: this.#path.slice(-1) };
    const answer = await checkRevocation(question, this.#evidence);
    if (this.#control < now) return this.#provenStatus(question, answer);
    const open = !answer || answer.status === 'UNKNOWN';
    if (!open || !revocation || !statesRevocation(subject)) return answer;
    return (await gatherRevocation(question, revocation, this.#evidence.certificates)).answer ?? answer;
  }

  /** Of an issuer that is not to be believed any more, only what it said before counts; revocations always do. */
  async #provenStatus(
    question: Parameters<typeof checkRevocation>[0],
    answer: RevocationAnswer | undefined,
  ): Promise<RevocationAnswer | undefined> {
    const { certificate, at } = question;
    if (!answer || statusOf(certificate, answer, at) !== 'GOOD') return answer;
    const { certificates, ocsps, crls } = this.#evidence;
    const proven = await checkRevocation(question, {
      certificates,
      ocsps: ocsps.filter((ocsp) => this.#question.proofs.of(ocsp) <= this.#control),
      crls: crls.filter((crl) => this.#question.proofs.of(crl) <= this.#control),
    });
    if (proven && statusOf(certificate, proven, at) === 'GOOD') return proven;
    return { ...answer, status: 'UNKNOWN', problem: problem('EVIDENCE_NO_POE') };
  }

  /** What a good answer itself rests on: its signature, and the certificate of who gave it. */
  #checkStatement({ statement, responder }: RevocationAnswer, issuer: Certificate): void {
    const signer = responder ?? issuer;
    const existed = (): Date => this.#question.proofs.of(statement);
    this.#checkStrength(weakSince(this.#limits, statement.signatureAlgorithm, signer.spki), existed);
    if (!responder) return;
    this.#checkStrength(weakSince(this.#limits, responder.signatureAlgorithm, issuer.spki), existed);
    const { notAfter } = responder;
    if (this.#context.at > notAfter && existed() > notAfter) this.#add('REVOCATION_SIGNER_EXPIRED');
  }

  #checkStrength(since: number, existed: () => Date): void {
    if (since === -Infinity) this.#add('CHAIN_ALGORITHM_WEAK');
    else if (since <= this.#context.at.getTime() && existed().getTime() >= since) this.#add('CHAIN_ALGORITHM_NO_POE');
  }

  #codeOf(
    { status }: CertificateStatusReport,
    answer: RevocationAnswer | undefined,
    isEnd: boolean,
  ): string | undefined {
    if (status === 'UNKNOWN') return answer?.problem?.code;
    if (status === 'NOT_CHECKED') return 'REVOCATION_NOT_CHECKED';
    if (status !== 'REVOKED') return undefined;
    if (answer?.reason === onHold) return 'CERTIFICATE_ON_HOLD';
    if (!isEnd) return 'ISSUER_REVOKED';
    const { notBefore } = this.#question;
    const end = answer && endOf(answer);
    return notBefore && end && notBefore > end ? 'SIGNED_AFTER_REVOCATION' : 'CERTIFICATE_REVOKED';
  }

  #add(code: string, as?: Problem): void {
    if (!this.#problems.has(code)) this.#problems.set(code, as ?? problem(code));
  }
}

/** When a revoked certificate ceased to count: when its key is said to have been lost, if that is earlier. */
function endOf({ revokedAt, invalidSince }: RevocationAnswer): Date | undefined {
  return revokedAt && invalidSince && invalidSince < revokedAt ? invalidSince : revokedAt;
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
  if (answer?.status === 'REVOKED') return (endOf(answer) ?? at) > at ? 'GOOD' : 'REVOKED';
  // Evidence that proves nothing must not harm a certificate that asks for none.
  if (!statesRevocation(subject)) return 'NONE_STATED';
  return answer ? 'UNKNOWN' : 'NOT_CHECKED';
}

const worstFirst = ['REVOKED', 'UNKNOWN', 'NOT_CHECKED', 'GOOD'] as const;

function worstOf(certificates: readonly CertificateStatusReport[]): TrustReport['revocation'] {
  return worstFirst.find((status) => certificates.some((report) => report.status === status)) ?? 'NONE_STATED';
}
