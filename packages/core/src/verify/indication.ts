import type { Problem } from '../cms/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import type { Indication, Modifications, SubIndication, TrustReport, Verdict } from './report.ts';

type Result = readonly [Indication, SubIndication | null];

const trustProblems: Readonly<Record<string, SubIndication>> = {
  CERTIFICATE_EXPIRED: 'EXPIRED',
  CERTIFICATE_NOT_YET_VALID: 'NOT_YET_VALID',
};

/**
 * Indication by ETSI EN 319 102-1 §5.3, as far as this version looks: a failure that cannot heal first, then what
 * keeps it from being sure. What came later and is not permitted fails a signature as a malformed file does; what cannot
 * be told leaves it INDETERMINATE.
 */
export function indicationOf(
  facts: SignatureFacts,
  trust: TrustReport,
  modifications: Modifications,
  problems: readonly Problem[],
): Result {
  const has = (code: string): boolean => problems.some((problem) => problem.code === code);
  if (facts.coverage === 'INVALID' || facts.coverage === 'PARTIAL') return ['TOTAL_FAILED', 'FORMAT_FAILURE'];
  if (facts.integrity === 'BROKEN') {
    if (has('DIGEST_MISMATCH') || has('TIMESTAMP_IMPRINT_MISMATCH')) return ['TOTAL_FAILED', 'HASH_FAILURE'];
    return ['TOTAL_FAILED', has('SIGNATURE_INVALID') ? 'SIG_CRYPTO_FAILURE' : 'FORMAT_FAILURE'];
  }
  const undecided = has('LATER_CHANGES_UNDECIDED');
  if (!modifications.permitted && !undecided) return ['TOTAL_FAILED', 'FORMAT_FAILURE'];
  if (facts.integrity === 'UNKNOWN') {
    return ['INDETERMINATE', facts.certificate ? 'GENERIC' : 'NO_SIGNING_CERTIFICATE_FOUND'];
  }
  if (trust.status === 'NOT_CHECKED' || trust.status === 'NO_PATH')
    return ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND'];
  if (trust.status === 'UNTRUSTED') {
    const known = problems.find(({ code }) => code in trustProblems);
    return ['INDETERMINATE', (known && trustProblems[known.code]) ?? 'CHAIN_CONSTRAINTS_FAILURE'];
  }
  if (trust.revocation === 'REVOKED') {
    return ['INDETERMINATE', has('CERTIFICATE_REVOKED') ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE'];
  }
  if (has('DIGEST_WEAK') || has('KEY_WEAK')) return ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE'];
  if (facts.subFilter === 'ETSI.CAdES.detached' && facts.level === 'NONE')
    return ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE'];
  if (has('TIMESTAMP_ORDER')) return ['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE'];
  if (trust.revocation === 'NOT_CHECKED' || trust.revocation === 'UNKNOWN') return ['INDETERMINATE', 'TRY_LATER'];
  if (problems.some(({ code }) => code.startsWith('PDF_'))) return ['INDETERMINATE', 'GENERIC'];
  if (undecided || has('SEAL_SIGNATURE')) return ['INDETERMINATE', 'GENERIC'];
  return ['TOTAL_PASSED', null];
}

/** The headline is the worst of the signatures. */
export function verdictOf(indications: readonly Indication[]): Verdict {
  if (indications.length === 0) return 'UNSIGNED';
  if (indications.includes('TOTAL_FAILED')) return 'FAILED';
  return indications.includes('INDETERMINATE') ? 'INDETERMINATE' : 'PASSED';
}
