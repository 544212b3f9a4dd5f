import { bytesToHex, derTag, equalBytes, expectTlv, readTime, readTlv } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { basicConstraints, permitsKeyUsage, type Certificate } from './certificate.ts';
import { checkChain } from './chain.ts';
import { findCrlEntry, type Crl, type CrlEntry } from './crl.ts';
import {
  allReasons,
  crlScope,
  directoryKey,
  distributionPoints,
  isSameScope,
  type CrlScope,
  type DistributionPoint,
} from './distribution-point.ts';
import { sameName } from './name.ts';
import { oid } from './oids.ts';
import {
  decide,
  timeProblem,
  unknown,
  unverified,
  type RevocationAnswer,
  type RevocationEvidence,
  type RevocationQuestion,
} from './revocation-answer.ts';
import { statesRevocation } from './revocation-sources.ts';
import { verifiedBy } from './verified-by.ts';

/** Lists and signers looked at for one question: each costs a signature. */
const maxLists = 32;
const maxSigners = 8;
/** CRLReason removeFromCRL, in lists of changes only. */
const removed = 8;
/** Extensions of a CRL that are acted on or may be passed over. */
const understood: readonly string[] = [
  oid.crlNumber,
  oid.authorityKeyIdentifier,
  oid.issuingDistributionPoint,
  oid.deltaCrlIndicator,
];

/**
 * Asks about another certificate on the way: one that signed a list. ASKING: that is what is being asked, since its status
 * is on lists that it signs itself.
 */
export type AskStatus = (
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
) => Promise<RevocationAnswer['status'] | 'ASKING' | undefined>;

/**
 * What the lists at hand say of a certificate (RFC 5280 §6.3.3): one answer per complete list that is by its issuer or by
 * who its distribution points name, lists of changes taken into account. Lists that cover only some reasons answer
 * together. Never throws on hostile input.
 */
export async function checkCrls(
  question: RevocationQuestion,
  evidence: RevocationEvidence,
  ask: AskStatus,
): Promise<RevocationAnswer[]> {
  if (evidence.crls.length === 0) return [];
  const check = new CrlCheck(question, evidence, ask);
  const answers: RevocationAnswer[] = [];
  for (const crl of evidence.crls) {
    if (answers.length >= maxLists) break;
    const answer = await check.answer(crl);
    if (answer) answers.push(answer);
  }
  return check.joined(answers);
}

class CrlCheck {
  readonly #question: RevocationQuestion;
  readonly #evidence: RevocationEvidence;
  readonly #ask: AskStatus;
  /** Answers that hold for some reasons only. */
  readonly #partial = new Map<RevocationAnswer, number>();
  #pointsRead: readonly DistributionPoint[] | undefined;
  #signers = 0;
  #deltas = 0;

  constructor(question: RevocationQuestion, evidence: RevocationEvidence, ask: AskStatus) {
    this.#question = question;
    this.#evidence = evidence;
    this.#ask = ask;
  }

  /** @throws CinnabarError `ASN1_MALFORMED` */
  get #points(): readonly DistributionPoint[] {
    this.#pointsRead ??= distributionPoints(this.#question.certificate);
    return this.#pointsRead;
  }

  async answer(crl: Crl): Promise<RevocationAnswer | undefined> {
    const { thisUpdate, nextUpdate } = crl;
    const base = {
      source: 'CRL',
      thisUpdate,
      ...(nextUpdate ? { nextUpdate } : {}),
      statement: crl,
      evidence: crl.der,
    } as const;
    try {
      return this.#isRelevant(crl) ? await this.#answer(crl, base) : undefined;
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
      return unknown(base, 'CRL_UNUSABLE', cause.message);
    }
  }

  /** Good for all reasons only where the lists together speak of all of them. */
  joined(answers: readonly RevocationAnswer[]): RevocationAnswer[] {
    const good = answers.filter(({ status }) => status === 'GOOD');
    const covered = good.reduce((reasons, answer) => reasons | (this.#partial.get(answer) ?? allReasons), 0);
    if (covered === allReasons) return [...answers];
    return answers.map((answer) =>
      answer.status === 'GOOD'
        ? unknown(answer, 'CRL_UNSUPPORTED', 'The revocation list covers only some reasons.')
        : answer,
    );
  }

  #isRelevant({ issuer }: Crl): boolean {
    return (
      sameName(issuer, this.#question.certificate.issuer) ||
      this.#points.some(({ crlIssuers }) => crlIssuers.includes(directoryKey(issuer)))
    );
  }

  async #answer(crl: Crl, base: Parameters<typeof unknown>[0]): Promise<RevocationAnswer> {
    const { certificate } = this.#question;
    const signer = await this.#signerOf(crl);
    if (!signer) return unknown(base, 'CRL_ISSUER_NOT_ALLOWED', 'The issuer may not sign revocation lists.');
    if (typeof signer === 'string') return unverified(base, signer, 'CRL');
    const own = equalBytes(signer.spki, this.#question.issuer.spki) ? base : { ...base, responder: signer };
    const scope = crlScope(crl.extensions.get(oid.issuingDistributionPoint), crl.issuer);
    const outside = extensionProblem(crl) ?? this.#scopeProblem(crl, scope);
    if (outside) return unknown(own, 'CRL_UNSUPPORTED', outside);
    const listed = findCrlEntry(crl, certificate.serialNumber, scope.indirect ? certificate.issuer : undefined);
    const changes = await this.#changesTo(crl, scope, signer);
    const entry = changes?.entry ?? listed;
    const times = changes ? { ...own, ...timesOf(changes.crl) } : own;
    const keptSince = crl.extensions.get(oid.expiredCertsOnCrl);
    const stale = timeProblem(times, this.#question, keptSince && readTime(readTlv(keptSince.value)));
    if (entry && entry.reason !== removed) return decide(times, { status: 'REVOKED', ...entry }, stale);
    const answer = decide(times, { status: 'GOOD' }, stale);
    const reasons = this.#reasonsOf(crl, scope);
    if (reasons !== allReasons) this.#partial.set(answer, reasons);
    return answer;
  }

  /** Why a list does not speak about the certificate (RFC 5280 §6.3.3 (b)). */
  #scopeProblem(crl: Crl, scope: CrlScope): string | undefined {
    if (crl.extensions.has(oid.deltaCrlIndicator)) return 'The revocation list holds only changes to another one.';
    const { ca } = basicConstraints(this.#question.certificate);
    if (scope.onlyAttributes || (scope.onlyUsers && ca) || (scope.onlyAuthorities && !ca)) {
      return 'The revocation list covers only other kinds of certificates.';
    }
    return this.#reasonsOf(crl, scope) === 0
      ? 'The revocation list is not the one the certificate points to.'
      : undefined;
  }

  /** Reasons for which `crl` is where one of the distribution points leads; 0 when it is for none. */
  #reasonsOf(crl: Crl, scope: CrlScope): number {
    const key = directoryKey(crl.issuer);
    let reasons = 0;
    for (const point of this.#points) {
      const others = point.crlIssuers;
      const isIssuer = others.length > 0 ? scope.indirect && others.includes(key) : this.#isByIssuer(crl);
      if (!isIssuer) continue;
      const names = point.names ?? others;
      if (scope.names && !scope.names.some((name) => names.includes(name))) continue;
      reasons |= point.reasons & scope.reasons;
    }
    return reasons;
  }

  #isByIssuer({ issuer }: Crl): boolean {
    return sameName(issuer, this.#question.certificate.issuer);
  }

  /** The newest list of changes to `crl` (RFC 5280 §5.2.4) that is by the same signer, and what it says. */
  async #changesTo(
    crl: Crl,
    scope: CrlScope,
    signer: Certificate,
  ): Promise<{ readonly crl: Crl; readonly entry: CrlEntry | undefined } | undefined> {
    const { certificate, now } = this.#question;
    const number = numberOf(crl, oid.crlNumber);
    if (number === undefined) return undefined;
    let newest: Crl | undefined;
    for (const delta of this.#evidence.crls) {
      const from = numberOf(delta, oid.deltaCrlIndicator);
      const to = numberOf(delta, oid.crlNumber);
      if (from === undefined || to === undefined || from > number || to <= number) continue;
      if (delta.thisUpdate > now || (newest && newest.thisUpdate >= delta.thisUpdate)) continue;
      const point = oid.issuingDistributionPoint;
      if (!sameName(delta.issuer, crl.issuer) || extensionProblem(delta)) continue;
      if (!isSameScope(delta.extensions.get(point), crl.extensions.get(point))) continue;
      if (++this.#deltas > maxLists) break;
      if ((await verifiedBy(delta, signer)) === 'valid') newest = delta;
    }
    if (!newest) return undefined;
    const entry = findCrlEntry(newest, certificate.serialNumber, scope.indirect ? certificate.issuer : undefined);
    return { crl: newest, entry };
  }

  /**
   * Who signed: the issuer, or somebody of the name on the list who leads to an anchor and was not revoked
   * (RFC 5280 §6.3.3 (f)). Undefined when it is nobody who may; a verdict when the signature does not hold.
   */
  async #signerOf(crl: Crl): Promise<Certificate | 'invalid' | 'unsupported' | undefined> {
    const { issuer, anchors } = this.#question;
    const isOwn = sameName(issuer.subject, crl.issuer);
    let verdict = isOwn ? await verifiedBy(crl, issuer) : 'invalid';
    if (verdict === 'valid') return permitsKeyUsage(issuer, 'cRLSign') ? issuer : undefined;
    for (const candidate of anchors ? [...anchors, ...this.#evidence.certificates] : []) {
      if (!sameName(candidate.subject, crl.issuer)) continue;
      if (++this.#signers > maxSigners) break;
      const result = await verifiedBy(crl, candidate);
      if (result === 'unsupported') verdict = result;
      if (result !== 'valid') continue;
      return (await this.#maySign(candidate, crl)) ? candidate : undefined;
    }
    return verdict;
  }

  async #maySign(candidate: Certificate, { thisUpdate }: Crl): Promise<boolean> {
    const { anchors = [] } = this.#question;
    if (!permitsKeyUsage(candidate, 'cRLSign')) return false;
    const { status: trust, path } = await checkChain(candidate, this.#evidence.certificates, anchors, thisUpdate);
    if (trust !== 'TRUSTED') return false;
    for (const [index, member] of path.slice(0, -1).entries()) {
      const status = await this.#ask(member, path[index + 1] as Certificate, thisUpdate);
      if (status === 'GOOD' || status === 'ASKING') continue;
      if (status === 'REVOKED' || statesRevocation(member)) return false;
    }
    return true;
  }
}

function extensionProblem({ extensions }: Crl): string | undefined {
  for (const [id, { critical }] of extensions) {
    if (critical && !understood.includes(id)) {
      return `The revocation list has the critical extension ${id}, which is not understood.`;
    }
  }
  return undefined;
}

function timesOf({ thisUpdate, nextUpdate }: Crl): Pick<RevocationAnswer, 'thisUpdate' | 'nextUpdate'> {
  return { thisUpdate, ...(nextUpdate ? { nextUpdate } : {}) };
}

function numberOf({ extensions }: Crl, id: string): bigint | undefined {
  const extension = extensions.get(id);
  if (!extension) return undefined;
  const { content } = expectTlv(readTlv(extension.value), derTag.integer, 'the number of a revocation list');
  // Numbers have up to 20 octets (RFC 5280 §5.2.3).
  return content.length > 21 ? undefined : BigInt(`0x${bytesToHex(content) || '0'}`);
}
