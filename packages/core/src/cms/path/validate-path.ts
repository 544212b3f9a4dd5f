import { isCinnabarError } from '../../error/index.ts';
import { basicConstraints, extendedKeyUsage, permitsKeyUsage, type Certificate } from '../certificate.ts';
import { sameName } from '../name.ts';
import { oid } from '../oids.ts';
import { error, type Problem } from '../problem.ts';
import { NameConstraints } from './name-constraints.ts';
import { certificatePolicies, policyConstraints, policyMappings } from './policy-extensions.ts';
import { PolicyGraph } from './policy-graph.ts';

/** What whoever asks demands of a path (RFC 5280 §6.1.1). */
export interface PathDemands {
  /** Certificate policies, one of which must hold; any when absent (user-initial-policy-set). */
  readonly policies?: readonly string[];
  /** Some policy must hold, whatever the certificates demand (initial-explicit-policy). */
  readonly explicitPolicy?: boolean;
  /** Policies may not be mapped (initial-policy-mapping-inhibit). */
  readonly inhibitPolicyMapping?: boolean;
  /** anyPolicy is a policy like others (initial-any-policy-inhibit). */
  readonly inhibitAnyPolicy?: boolean;
  /** Further NameConstraints in DER (initial-permitted-subtrees, initial-excluded-subtrees). */
  readonly nameConstraints?: Uint8Array;
  /**
   * Extended key usages the key is wanted for: authorities that limit those below them must allow one of these. RFC 5280
   * does not say so; validators do.
   */
  readonly purposes?: readonly string[];
}

export interface ValidPath {
  /** Policies that hold for the whole path; empty when none does and none was demanded. */
  readonly policies: readonly string[];
}

/** Extensions that are acted on here or, for revocation, by whoever asked; any other critical one makes a path unusable. */
const understood = new Set<string>([
  oid.keyUsage,
  oid.basicConstraints,
  oid.extendedKeyUsage,
  oid.subjectAltName,
  oid.issuerAltName,
  oid.nameConstraints,
  oid.certificatePolicies,
  oid.policyMappings,
  oid.policyConstraints,
  oid.inhibitAnyPolicy,
  oid.crlDistributionPoints,
]);

/**
 * Validates a path from the end entity to an anchor at a moment (RFC 5280 §6.1 with the policy graph of RFC 9618),
 * signatures and revocation apart. What the anchor's own certificate limits counts too (RFC 5937). Never throws on hostile
 * input.
 */
export function validatePath(path: readonly Certificate[], at: Date, demands: PathDemands = {}): ValidPath | Problem {
  try {
    return new PathValidation(path, at, demands).run();
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return error('CHAIN_MALFORMED', `A certificate of the path cannot be read: ${cause.message}`);
  }
}

/** Counts down to when something holds. */
interface Countdowns {
  explicitPolicy: number;
  policyMapping: number;
  anyPolicy: number;
}

class PathValidation {
  /** From the anchor to the end entity. */
  readonly #path: readonly Certificate[];
  readonly #at: Date;
  readonly #demands: PathDemands;
  readonly #names = new NameConstraints();
  readonly #policies = new PolicyGraph();
  readonly #left: Countdowns;
  #maxLength = Infinity;

  constructor(path: readonly Certificate[], at: Date, demands: PathDemands) {
    this.#path = path.toReversed();
    this.#at = at;
    this.#demands = demands;
    // The anchor is none of the n certificates of RFC 5280.
    const never = path.length;
    this.#left = {
      explicitPolicy: demands.explicitPolicy ? 0 : never,
      policyMapping: demands.inhibitPolicyMapping ? 0 : never,
      anyPolicy: demands.inhibitAnyPolicy ? 0 : never,
    };
    if (demands.nameConstraints) this.#names.add(demands.nameConstraints);
  }

  run(): ValidPath | Problem {
    for (const [index, certificate] of this.#path.entries()) {
      const problem = this.#checkAlone(certificate);
      if (problem) return problem;
      const isLast = index === this.#path.length - 1;
      if (index > 0) {
        const refused = this.#checkBelow(certificate, isLast);
        if (refused) return refused;
      }
      const next = isLast ? undefined : this.#prepareNext(certificate, index > 0);
      if (next) return next;
    }
    return this.#wrapUp();
  }

  /** What holds for any certificate, the anchor's included. */
  #checkAlone(certificate: Certificate): Problem | undefined {
    // So that at a moment that is none nothing is valid.
    if (!(this.#at >= certificate.notBefore))
      return error('CERTIFICATE_NOT_YET_VALID', 'A certificate of the path was not yet valid at that time.');
    if (this.#at > certificate.notAfter)
      return error('CERTIFICATE_EXPIRED', 'A certificate of the path had expired at that time.');
    for (const [id, { critical }] of certificate.extensions) {
      if (critical && !understood.has(id)) {
        return error(
          'CHAIN_EXTENSION_UNSUPPORTED',
          `A certificate of the path has the critical extension ${id}, which is not understood.`,
        );
      }
    }
    return undefined;
  }

  /** RFC 5280 §6.1.3 (b) to (f). */
  #checkBelow(certificate: Certificate, isLast: boolean): Problem | undefined {
    const selfIssued = !isLast && isSelfIssued(certificate);
    if (!selfIssued && !this.#names.allow(certificate)) {
      return error('CHAIN_NAME_CONSTRAINTS', 'A certificate of the path has a name that its issuers may not give.');
    }
    const anyCounts = this.#left.anyPolicy > 0 || selfIssued;
    this.#policies.add(certificatePolicies(certificate), anyCounts);
    return this.#left.explicitPolicy > 0 || !this.#policies.isNull ? undefined : policyProblem();
  }

  /** RFC 5280 §6.1.4. @param counts false for the anchor, which takes nothing off its own limits */
  #prepareNext(certificate: Certificate, counts: boolean): Problem | undefined {
    if (counts) {
      const mapped = this.#mapPolicies(certificate);
      if (mapped) return mapped;
    }
    const constraints = certificate.extensions.get(oid.nameConstraints);
    if (constraints) this.#names.add(constraints.value);
    if (counts) this.#countDown(certificate);
    if (!this.#mayIssue(certificate, counts)) {
      return error(
        'CHAIN_ISSUER_NOT_CA',
        'A certificate of the path was issued by one that may not issue certificates.',
      );
    }
    const { purposes } = this.#demands;
    if (counts && purposes && !allowsPurpose(certificate, purposes)) {
      return error('CHAIN_PURPOSE', 'An authority of the path may not issue certificates for this purpose.');
    }
    return undefined;
  }

  #mapPolicies(certificate: Certificate): Problem | undefined {
    const mappings = policyMappings(certificate);
    if (mappings.size === 0) return undefined;
    if (mappings.has(oid.anyPolicy) || [...mappings.values()].some((subjects) => subjects.has(oid.anyPolicy))) {
      return error('CHAIN_POLICY_MAPPING', 'An authority of the path maps any policy, which is not allowed.');
    }
    if (this.#left.policyMapping > 0) this.#policies.map(mappings);
    else this.#policies.drop(mappings.keys());
    return undefined;
  }

  #countDown(certificate: Certificate): void {
    const left = this.#left;
    if (!isSelfIssued(certificate)) {
      left.explicitPolicy = Math.max(0, left.explicitPolicy - 1);
      left.policyMapping = Math.max(0, left.policyMapping - 1);
      left.anyPolicy = Math.max(0, left.anyPolicy - 1);
    }
    const stated = policyConstraints(certificate);
    left.explicitPolicy = Math.min(left.explicitPolicy, stated.requireExplicitPolicy ?? Infinity);
    left.policyMapping = Math.min(left.policyMapping, stated.inhibitPolicyMapping ?? Infinity);
    left.anyPolicy = Math.min(left.anyPolicy, stated.inhibitAnyPolicy ?? Infinity);
  }

  /** Basic constraints, length of the path below, key usage: §6.1.4 (k) to (n). */
  #mayIssue(certificate: Certificate, counts: boolean): boolean {
    const { ca, pathLength } = basicConstraints(certificate);
    if (!ca || !permitsKeyUsage(certificate, 'keyCertSign')) return false;
    if (counts && !isSelfIssued(certificate) && --this.#maxLength < 0) return false;
    this.#maxLength = Math.min(this.#maxLength, pathLength ?? Infinity);
    return true;
  }

  /** RFC 5280 §6.1.5. */
  #wrapUp(): ValidPath | Problem {
    const end = this.#path.at(-1) as Certificate;
    let { explicitPolicy } = this.#left;
    explicitPolicy = Math.max(0, explicitPolicy - 1);
    if (policyConstraints(end).requireExplicitPolicy === 0) explicitPolicy = 0;
    // A path of the anchor alone has no policies to speak of.
    const policies = this.#path.length > 1 ? this.#policies.constrained(this.#demands.policies) : [];
    return explicitPolicy > 0 || policies.length > 0 || this.#path.length === 1 ? { policies } : policyProblem();
  }
}

function policyProblem(): Problem {
  return error('CHAIN_POLICY', 'No certificate policy that is demanded holds for the whole path.');
}

function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return sameName(subject, issuer);
}

function allowsPurpose(authority: Certificate, wanted: readonly string[]): boolean {
  const stated = extendedKeyUsage(authority)?.purposes;
  return !stated || stated.includes(oid.anyExtendedKeyUsage) || stated.some((purpose) => wanted.includes(purpose));
}
