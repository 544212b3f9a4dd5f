import { constraints } from './policy/constraints.ts';
import type { Indication, SignatureReport, SubIndication, Verdict } from './report.ts';

type Result = readonly [Indication, SubIndication | null];

/** What the indication follows from, with the problems that are left where the policy forgives some. */
export type Indicated = Pick<
  SignatureReport,
  'coverage' | 'integrity' | 'modifications' | 'signer' | 'trust' | 'problems'
>;

/** What is wrong with certificates in time, the worst first: it decides before what is merely not known. */
const decisiveFirst: readonly string[] = [
  'SIGNED_AFTER_REVOCATION',
  'SIGNED_AFTER_EXPIRY',
  'SIGNED_BEFORE_VALIDITY',
  'CERTIFICATE_REVOKED',
  'ISSUER_REVOKED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_EXPIRED_UNREVOKED',
  'CERTIFICATE_NOT_YET_VALID',
  'CHAIN_ALGORITHM_WEAK',
  'CHAIN_ALGORITHM_NO_POE',
  'EVIDENCE_NO_POE',
  'REVOCATION_SIGNER_EXPIRED',
  'CERTIFICATE_ON_HOLD',
];

/**
 * Indication by ETSI EN 319 102-1 §5.3, as far as this version looks: a failure that cannot heal first, then what
 * keeps it from being sure. What came later and is not permitted fails a signature as a malformed file does; what cannot
 * be told leaves it INDETERMINATE. Constraints that the policy forgives do not count; see `policy/judge.ts` for those
 * that no process of the standard speaks of.
 */
export function indicationOf({ coverage, integrity, modifications, signer, trust, problems }: Indicated): Result {
  const failing = problems.filter(({ level }) => level === 'FAIL');
  const has = (code: string): boolean => failing.some((problem) => problem.code === code);
  if (coverage === 'INVALID' || coverage === 'PARTIAL') return ['TOTAL_FAILED', 'FORMAT_FAILURE'];
  if (integrity === 'BROKEN') {
    if (has('DIGEST_MISMATCH') || has('TIMESTAMP_IMPRINT_MISMATCH')) return ['TOTAL_FAILED', 'HASH_FAILURE'];
    return ['TOTAL_FAILED', has('SIGNATURE_INVALID') ? 'SIG_CRYPTO_FAILURE' : 'FORMAT_FAILURE'];
  }
  const undecided = has('LATER_CHANGES_UNDECIDED');
  if (!modifications.permitted && !undecided) return ['TOTAL_FAILED', 'FORMAT_FAILURE'];
  if (integrity === 'UNKNOWN') return ['INDETERMINATE', signer ? 'GENERIC' : 'NO_SIGNING_CERTIFICATE_FOUND'];
  if (trust.status === 'NOT_CHECKED' || trust.status === 'NO_PATH')
    return ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'];
  const decisive = decisiveFirst.find(has) ?? failing.find(({ code }) => isAboutPath(code))?.code;
  if (trust.status === 'UNTRUSTED' || (decisive !== undefined && decisiveFirst.includes(decisive))) {
    const constraint = decisive === undefined ? undefined : constraints[decisive];
    return [constraint?.fails ?? 'INDETERMINATE', constraint?.sub ?? 'CHAIN_CONSTRAINTS_FAILURE'];
  }
  if (has('DIGEST_NO_POE')) return ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'];
  if (has('DIGEST_WEAK') || has('KEY_WEAK')) return ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'];
  if (has('BASELINE_NOT_MET')) return ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'];
  if (has('TIMESTAMP_ORDER')) return ['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE'];
  return ['TOTAL_PASSED', null];
}

function isAboutPath(code: string): boolean {
  return code.startsWith('CHAIN_') || code === 'SIGNER_KEY_USAGE';
}

/** The headline is the worst of the signatures; time-stamps alone make no signed file, but a broken one fails it. */
export function verdictOf(signatures: readonly Pick<SignatureReport, 'kind' | 'indication'>[]): Verdict {
  const indications = signatures.map(({ indication }) => indication);
  if (indications.includes('TOTAL_FAILED')) return 'FAILED';
  if (signatures.every(({ kind }) => kind === 'timestamp')) return 'UNSIGNED';
  return indications.includes('INDETERMINATE') ? 'INDETERMINATE' : 'PASSED';
}
