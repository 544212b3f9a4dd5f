import type { Problem } from '../../cms/index.ts';
import { exceeds, levelsOfP, type ModificationLevel } from '../diff/index.ts';
import type { ChangeFacts, DocumentFacts, Observation, SignatureRecord } from '../facts.ts';
import { indicationOf, verdictOf, type Indicated } from '../indication.ts';
import { severityOf } from '../problem.ts';
import type {
  Indication,
  Modifications,
  ReportedProblem,
  SignatureReport,
  SubIndication,
  VerificationReport,
} from '../report.ts';
import { findingText } from '../texts/findings.ts';
import { problemSentence } from '../texts/problems.ts';
import { constraints, laterCode } from './constraints.ts';
import { levelOfConstraint, type VerificationPolicy } from './policy.ts';

/** What is said of facts under a policy. The same facts and policy give the same report; nothing else is looked at. */
export function judgeFacts(facts: DocumentFacts, policy: VerificationPolicy): VerificationReport {
  const { error, file, at } = facts;
  const base = { policy: policy.name, file: { size: file.size, revisions: file.revisions.length } };
  if (error) return { verdict: 'UNREADABLE', ...base, error, signatures: [], problems: [] };
  const signatures = facts.signatures.map((record) => judgeSignature(record, policy, at));
  const observations = [...facts.observations];
  if (signatures.length > 0 && signatures.every(({ kind }) => kind === 'timestamp')) {
    observations.push(observation('TIMESTAMPED_ONLY'));
  }
  const problems = observations.flatMap((seen) => levelled(seen, policy));
  const own = conclusion(problems);
  const verdict = verdictOf([...signatures, ...(own ? [{ kind: 'signature', ...own } as const] : [])]);
  return { verdict, ...base, signatures, problems };
}

function judgeSignature(record: SignatureRecord, policy: VerificationPolicy, at: string): SignatureReport {
  const modifications = modificationsUnder(record, policy);
  const observations = [
    ...laterObservations(record, modifications, policy),
    ...record.observations.filter(({ code }) => code !== 'DIGEST_WEAK' && code !== 'KEY_WEAK'),
    ...strengthObservations(record, policy, at),
    ...formObservations(record),
  ];
  const problems = observations.flatMap((seen) => levelled(seen, policy));
  const forgiven =
    record.coverage === 'PARTIAL' && record.tail && record.revision !== null && !fails(problems, 'TRAILING_DATA');
  const { fieldNames, kind, subFilter, level, integrity, signer, signingTime, trust } = record;
  const coverage = forgiven ? 'WHOLE_REVISION' : record.coverage;
  const judged: Indicated = { coverage, integrity, modifications, signer, trust, problems };
  const [indication, subIndication] = concluded(judged);
  return {
    fieldNames,
    kind,
    subFilter,
    level,
    coverage,
    signedRevision: signedRevision(record),
    integrity,
    modifications,
    signer,
    signingTime,
    trust,
    indication,
    subIndication,
    problems,
  };
}

/** A line end that a later writer put after the last signed byte is no part of what was signed. */
function signedRevision({ revision, byteRange }: SignatureRecord): SignatureReport['signedRevision'] {
  const [, , rest, count] = byteRange ?? [];
  return revision === null || rest === undefined || count === undefined
    ? null
    : { index: revision, length: rest + count };
}

/** The standard's processes first, then constraints that none of them speaks of. */
function concluded(judged: Indicated): readonly [Indication, SubIndication | null] {
  const [indication, sub] = indicationOf(judged);
  const own = conclusion(judged.problems);
  if (!own || indication === 'TOTAL_FAILED') return [indication, sub];
  return indication === 'TOTAL_PASSED' || own.indication === 'TOTAL_FAILED'
    ? [own.indication, own.sub]
    : [indication, sub];
}

/** What failing constraints amount to by themselves. */
function conclusion(
  problems: readonly ReportedProblem[],
): { readonly indication: Indication; readonly sub: SubIndication } | undefined {
  const failing = problems
    .filter(({ level }) => level === 'FAIL')
    .map(({ code }) => (Object.hasOwn(constraints, code) ? constraints[code] : undefined));
  const worst =
    failing.find((constraint) => constraint?.fails === 'TOTAL_FAILED') ??
    failing.find((constraint) => constraint && constraint.sub !== 'GENERIC');
  if (worst) return { indication: worst.fails, sub: worst.sub };
  return failing.length > 0 ? { indication: 'INDETERMINATE', sub: 'GENERIC' } : undefined;
}

function fails(problems: readonly ReportedProblem[], code: string): boolean {
  return problems.some((problem) => problem.code === code && problem.level === 'FAIL');
}

function modificationsUnder({ changes, demands }: SignatureRecord, policy: VerificationPolicy): Modifications {
  if (!changes || !demands) return { level: 'OTHER', permitted: false, findings: [] };
  const { uncertifiedChanges, certifiedChanges } = policy.parameters;
  const stated: ModificationLevel = demands.p === null ? uncertifiedChanges : levelsOfP[demands.p];
  const allowed = demands.p !== null && exceeds(stated, certifiedChanges) ? certifiedChanges : stated;
  const { level, rules, findings } = changes;
  const refused = Object.keys(rules).some(
    (rule) => rule === 'locked-field' || levelOfConstraint(policy, laterCode(rule)) === 'FAIL',
  );
  return { level, permitted: !exceeds(level, allowed) && !refused, findings };
}

/** After these nobody knows what another program shows. */
const undecidedRules: readonly string[] = ['hybrid-reference', 'repaired-otherwise', 'unreadable'];

/** Nothing is known to be forbidden, and not everything is known to be permitted. */
function isUndecided(rules: ChangeFacts['rules']): boolean {
  const beyond = Object.keys(rules).filter((rule) => rules[rule]?.level === 'OTHER');
  return beyond.length > 0 && beyond.every((rule) => undecidedRules.includes(rule));
}

function laterObservations(
  { changes }: SignatureRecord,
  { permitted }: Modifications,
  policy: VerificationPolicy,
): Observation[] {
  if (!changes?.later) return [];
  const { rules } = changes;
  if (isUndecided(rules)) return [observation('LATER_CHANGES_UNDECIDED')];
  const named = Object.entries(rules).map(([rule, { field }]) => ({
    code: laterCode(rule),
    message: findingText({ rule, ...(field === undefined ? {} : { field }) }, 'en'),
    ...(field === undefined ? {} : { field }),
  }));
  if (permitted) return [observation('LATER_CHANGES_PERMITTED'), ...named];
  return [
    observation('LATER_CHANGES_FORBIDDEN'),
    ...named.filter(({ code }) => levelOfConstraint(policy, code) === 'FAIL'),
  ];
}

/** Keys and digests, by the limits of the policy: what is proven to be old was made when they were strong. */
function strengthObservations(
  { digestAlgorithm, key, signingTime }: SignatureRecord,
  { parameters }: VerificationPolicy,
  at: string,
): Observation[] {
  const seen: Observation[] = [];
  const { weakDigests, minimumRsaBits } = parameters;
  const since =
    digestAlgorithm !== null && Object.hasOwn(weakDigests, digestAlgorithm) ? weakDigests[digestAlgorithm] : undefined;
  const moment = Date.parse(signingTime.proven ?? at);
  if (since === null || (since !== undefined && moment >= Date.parse(since))) {
    const message = `The signature uses ${digestAlgorithm}, which no longer protects against forgery.`;
    seen.push(since === null ? { code: 'DIGEST_WEAK', message } : observation('DIGEST_NO_POE'));
  }
  if (key?.algorithm === 'RSA' && key.bits !== null && key.bits < minimumRsaBits) {
    seen.push({ code: 'KEY_WEAK', message: `An RSA key of ${key.bits} bits no longer protects against forgery.` });
  }
  return seen;
}

function formObservations(record: SignatureRecord): Observation[] {
  const { kind, subFilter, level, integrity, signingTime } = record;
  const seen = isRevocationOpen(record) ? [observation('REVOCATION_NOT_CHECKED')] : [];
  if (kind === 'timestamp') return seen;
  if (subFilter === 'ETSI.CAdES.detached' && level === 'NONE' && integrity === 'INTACT') {
    seen.push(observation('BASELINE_NOT_MET'));
  }
  if (signingTime.timestamp === null && signingTime.proven === null) seen.push(observation('TIMESTAMP_MISSING'));
  return seen;
}

/** Nothing says why the revocation of a trusted path is not known. */
function isRevocationOpen({ trust, observations }: SignatureRecord): boolean {
  const open = trust.status === 'TRUSTED' && (trust.revocation === 'UNKNOWN' || trust.revocation === 'NOT_CHECKED');
  const told = observations.some(({ code }) => {
    const sub = Object.hasOwn(constraints, code) ? constraints[code]?.sub : undefined;
    return sub === 'TRY_LATER' || sub === 'NO_POE';
  });
  return open && !told;
}

function observation(code: string): Observation {
  return { code, message: problemSentence(code, 'en') ?? code };
}

/** A time-stamp inside a signature is not protected by it: anybody could have put a bad one there. */
function levelled({ code, message, about, field }: Observation, policy: VerificationPolicy): ReportedProblem[] {
  const stated = levelOfConstraint(policy, code);
  const level = about === 'timestamp' && stated === 'FAIL' ? 'WARN' : stated;
  if (level === 'IGNORE') return [];
  const severity: Problem['severity'] = severityOf(code, level);
  return [{ code, severity, level, message, ...(field === undefined ? {} : { field }) }];
}
