import type { Certificate, Problem, TimestampCheck } from '../cms/index.ts';
import { oid } from '../cms/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import { defaultLimits, digestWeakSince, keyWeakSince } from './crypto-limits.ts';
import { isSettled, judgeCertificate, type CertificateJudgement, type TrustContext } from './judge-certificate.ts';
import { problem } from './problem.ts';
import { ProofsOfExistence } from './proofs-of-existence.ts';
import type { SecurityStore } from './security-store.ts';

/** A time-stamp and how far it holds. */
export interface TimestampJudgement {
  readonly judgement?: CertificateJudgement;
  /** Its moment, when it holds: cryptography, trust, revocation, order. */
  readonly time?: Date;
  /** The moment it was judged at. */
  readonly at: Date;
  readonly problems: readonly Problem[];
}

/** When what stands in the file is proven to have existed, by the document time-stamps that hold. */
export interface Timeline {
  readonly documentTimestamps: ReadonlyMap<SignatureFacts, TimestampJudgement>;
  readonly proofs: ProofsOfExistence;
}

/** Clocks of honest time-stamp authorities differ by less than this, in milliseconds. */
const clockSkew = 60_000;

/**
 * Judges the document time-stamps from the outermost inward (ETSI EN 319 102-1 §5.6.3): each at the moment the one
 * after it proves, the outermost as of now. One that does not hold proves nothing for those before it.
 */
export async function timelineOf(
  all: readonly SignatureFacts[],
  store: SecurityStore,
  context: TrustContext,
): Promise<Timeline> {
  const stamps = all
    .filter(({ kind, revision }) => kind === 'timestamp' && revision !== undefined)
    .sort((a, b) => (b.revision as number) - (a.revision as number));
  const documentTimestamps = new Map<SignatureFacts, TimestampJudgement>();
  const proofs = new ProofsOfExistence(all, store, context.at);
  let control = context.at;
  for (const facts of stamps) {
    const covered = facts.coverage === 'WHOLE_FILE' || facts.coverage === 'WHOLE_REVISION';
    const stamp = covered ? facts.timestamp : undefined;
    const judgement = await judgeTimestamp(stamp, facts, { at: control, store, proofs }, context);
    documentTimestamps.set(facts, judgement);
    if (!judgement.time) continue;
    control = judgement.time;
    proofs.addRevision(facts.revision as number, control);
  }
  return { documentTimestamps, proofs };
}

/** By when something is proven to have existed, and by what to judge it. */
export interface Moment {
  readonly at: Date;
  readonly store: SecurityStore;
  readonly proofs: ProofsOfExistence;
}

/** Judges a time-stamp as of the moment by which it is proven to have existed. */
export async function judgeTimestamp(
  stamp: TimestampCheck | undefined,
  facts: SignatureFacts,
  { at, store, proofs }: Moment,
  context: TrustContext,
): Promise<TimestampJudgement> {
  const { anchors } = context;
  if (stamp?.integrity !== 'INTACT' || !stamp.info || !stamp.certificate || !anchors) return { at, problems: [] };
  const { certificate } = stamp;
  const pool = [...stamp.certificates, ...facts.certificates];
  const question = { certificate, pool, evidence: evidenceFor(facts, store), at, proofs, demands };
  const judgement = await judgeCertificate(question, { ...context, anchors });
  const strong = at.getTime() < stampWeakSince(stamp, certificate, context);
  const problems: Problem[] = [];
  if (judgement.status !== 'TRUSTED') problems.push(problem('TIMESTAMP_UNTRUSTED'));
  else if (judgement.revocation === 'REVOKED') problems.push(problem('TIMESTAMP_REVOKED'));
  else if (judgement.problems.some(({ code }) => unproven.includes(code))) problems.push(problem('TIMESTAMP_NO_POE'));
  else if (!isSettled(judgement)) problems.push(problem('TIMESTAMP_REVOCATION_NOT_CHECKED'));
  problems.push(...judgement.problems.filter(({ code }) => code === 'REVOCATION_SIGNER_EXPIRED'));
  if (!strong) problems.push(problem('TIMESTAMP_WEAK'));
  const { time, accuracyMs } = stamp.info;
  const inOrder = time.getTime() <= at.getTime() + accuracyMs + clockSkew;
  if (!inOrder) problems.push(problem('TIMESTAMP_ORDER'));
  return { judgement, ...(isSettled(judgement) && strong && inOrder ? { time } : {}), at, problems };
}

const demands = { purposes: [oid.timeStamping] };

/** Why a certificate that is not known to be revoked does not count all the same. */
const unproven = ['EVIDENCE_NO_POE', 'CHAIN_ALGORITHM_WEAK', 'CHAIN_ALGORITHM_NO_POE'];

/** Its imprint, its signature and its key: the weakest of them, in milliseconds. */
function stampWeakSince(
  { info, digestAlgorithm }: TimestampCheck,
  { spki }: Certificate,
  { limits = defaultLimits }: TrustContext,
): number {
  return Math.min(
    digestWeakSince(limits, info?.algorithm),
    digestWeakSince(limits, digestAlgorithm),
    keyWeakSince(limits, spki),
  );
}

/** What speaks for the certificates of one signature: the newest store, and what its own CMS carries. */
export function evidenceFor({ evidence }: SignatureFacts, store: SecurityStore): SecurityStore['newest'] {
  const { newest } = store;
  if (!evidence) return newest;
  return {
    present: newest.present,
    certificates: newest.certificates,
    ocsps: [...newest.ocsps, ...evidence.ocsps],
    crls: [...newest.crls, ...evidence.crls],
  };
}
