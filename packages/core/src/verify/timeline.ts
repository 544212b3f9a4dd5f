import { warningProblem, type Problem, type TimestampCheck } from '../cms/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import { isSettled, judgeCertificate, type CertificateJudgement, type TrustContext } from './judge-certificate.ts';
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
  /** The earliest moment at which everything up to `revision` is proven to have existed; undefined when nothing proves it. */
  provenAt(revision: number | undefined): Date | undefined;
}

/** Clocks of honest time-stamp authorities differ by less than this, in milliseconds. */
const clockSkew = 60_000;

/**
 * Judges the document time-stamps from the outermost inward (ETSI EN 319 102-1 §5.6.2): each at the moment the one
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
  const judgements = new Map<SignatureFacts, TimestampJudgement>();
  const proofs: { revision: number; time: Date }[] = [];
  let control = context.at;
  for (const facts of stamps) {
    const covered = facts.coverage === 'WHOLE_FILE' || facts.coverage === 'WHOLE_REVISION';
    const judgement = await judgeTimestamp(covered ? facts.timestamp : undefined, facts, control, store, context);
    judgements.set(facts, judgement);
    if (!judgement.time) continue;
    control = judgement.time;
    proofs.push({ revision: facts.revision as number, time: control });
  }
  return {
    documentTimestamps: judgements,
    provenAt: (revision) =>
      revision === undefined ? undefined : proofs.findLast((proof) => proof.revision > revision)?.time,
  };
}

/** Judges a time-stamp as of `at`, the moment by which it is proven to have existed. */
export async function judgeTimestamp(
  stamp: TimestampCheck | undefined,
  facts: SignatureFacts,
  at: Date,
  store: SecurityStore,
  context: TrustContext,
): Promise<TimestampJudgement> {
  const { anchors } = context;
  if (stamp?.integrity !== 'INTACT' || !stamp.info || !stamp.certificate || !anchors) return { at, problems: [] };
  const pool = [...stamp.certificates, ...facts.certificates];
  const evidence = evidenceFor(facts, store);
  const judgement = await judgeCertificate(stamp.certificate, pool, evidence, at, { ...context, anchors });
  const problems: Problem[] = [];
  if (judgement.status !== 'TRUSTED') {
    problems.push(warningProblem('TIMESTAMP_UNTRUSTED', 'The authority that made the time-stamp is not trusted here.'));
  } else if (judgement.revocation === 'REVOKED') {
    problems.push(warningProblem('TIMESTAMP_REVOKED', 'The certificate of the time-stamp authority was revoked.'));
  } else if (!isSettled(judgement)) {
    problems.push(
      warningProblem(
        'TIMESTAMP_REVOCATION_NOT_CHECKED',
        'Whether the certificate of the time-stamp authority was revoked is not known, so its time is not relied on.',
      ),
    );
  }
  const { time, accuracyMs } = stamp.info;
  const inOrder = time.getTime() <= at.getTime() + accuracyMs + clockSkew;
  if (!inOrder) {
    problems.push(
      warningProblem('TIMESTAMP_ORDER', 'The time-stamp claims to be later than it is proven to have existed.'),
    );
  }
  return { judgement, ...(isSettled(judgement) && inOrder ? { time } : {}), at, problems };
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
