import type { Part } from '../bytes/index.ts';
import type { CryptoLimits } from './crypto-limits.ts';
import { collectFacts, type FactsOptions } from './collect-facts.ts';
import { judgeFacts } from './policy/judge.ts';
import { readPolicy, type VerificationPolicy } from './policy/policy.ts';
import type { VerificationReport } from './report.ts';

export interface VerifyOptions extends FactsOptions {
  /**
   * How facts are judged: the name of a policy that comes with the package (`default`, `strict`), or one of your own as
   * JSON. `default` when absent.
   */
  readonly policy?: unknown;
}

/**
 * Verifies every signature of a PDF, in memory or elsewhere: what it covers, whether it is intact, who made it, when, and what was changed after
 * it. Revocation is judged by what the file brings along and, given `revocation`, by asking. Files that cannot be read
 * give the verdict UNREADABLE, not an exception.
 * @throws CinnabarError `VERIFY_TRUST_ANCHOR` when `trust` holds something else than certificates, `VERIFY_POLICY` when
 *   `policy` is none, `VERIFY_OPTION` when `at` or `limits` mean nothing; SourceError when `file` cannot be read where it is stored
 */
export async function verifyDocument(file: Part, options: VerifyOptions = {}): Promise<VerificationReport> {
  const policy = readPolicy(options.policy);
  const { limits = limitsOf(policy) } = options;
  return judgeFacts(await collectFacts(file, { ...options, limits }), policy);
}

function limitsOf({ parameters }: VerificationPolicy): CryptoLimits {
  return { digests: parameters.weakDigests, rsa: [{ bitsBelow: parameters.minimumRsaBits, since: null }] };
}
