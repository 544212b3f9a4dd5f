import { digestLength } from '../../crypto/index.ts';
import { CinnabarError } from '../../error/index.ts';
import { levels, type ModificationLevel } from '../diff/level.ts';
import { constraints } from './constraints.ts';

/** FAIL: the signature does not pass. WARN, INFORM: it may, and the reader is told. IGNORE: not even that. */
export type ConstraintLevel = 'FAIL' | 'WARN' | 'INFORM' | 'IGNORE';

export const constraintLevels: readonly ConstraintLevel[] = ['FAIL', 'WARN', 'INFORM', 'IGNORE'];

/** Numbers and limits of a policy. */
export interface PolicyParameters {
  /** Furthest that later revisions may go after a signature that says nothing about changes. */
  readonly uncertifiedChanges: ModificationLevel;
  /** The same where certification or a lock permits changes: what P allows beyond it is refused. */
  readonly certifiedChanges: ModificationLevel;
  /** RSA moduli below are weak, in bits. */
  readonly minimumRsaBits: number;
  /**
   * Digests that are weak, and since when (ISO 8601 date): what is proven to have existed before is accepted. Null:
   * always.
   */
  readonly weakDigests: Readonly<Record<string, string | null>>;
}

/** How facts are judged. Plain JSON. */
export interface VerificationPolicy {
  readonly name: string;
  /** Level by constraint; what is not named has the level of the default policy. */
  readonly constraints: Readonly<Record<string, ConstraintLevel>>;
  readonly parameters: PolicyParameters;
}

const parameters: PolicyParameters = {
  uncertifiedChanges: 'ANNOTATIONS',
  certifiedChanges: 'ANNOTATIONS',
  minimumRsaBits: 2048,
  weakDigests: { 'SHA-1': null },
};

/** Policies that come with the package. */
export const policies: Readonly<Record<'default' | 'strict', VerificationPolicy>> = {
  default: { name: 'default', constraints: {}, parameters },
  /** For documents whose makers are known: nobody annotates, nothing is drawn anew, two readers see one file. */
  strict: {
    name: 'strict',
    constraints: {
      HYBRID_REFERENCE: 'FAIL',
      LATER_FIELD_REDRAWN: 'FAIL',
      LATER_FORM_APPEARANCES: 'FAIL',
      LATER_VALIDATION_DATA_LOST: 'FAIL',
      NO_SIGNED_ATTRIBUTES: 'FAIL',
      REVOCATION_SIGNER_EXPIRED: 'FAIL',
      SIGNATURE_REMOVED: 'FAIL',
      SIGNATURE_SHARED: 'FAIL',
      SIGNING_CERTIFICATE_UNBOUND: 'FAIL',
    },
    parameters: { ...parameters, uncertifiedChanges: 'FORM_FILLING' },
  },
};

/** Level of the constraint `code`; what no policy knows counts. */
export function levelOfConstraint(policy: VerificationPolicy, code: string): ConstraintLevel {
  const known = Object.hasOwn(constraints, code) ? constraints[code] : undefined;
  const stated = Object.hasOwn(policy.constraints, code) ? policy.constraints[code] : undefined;
  return stated ?? (known ? (known.level ?? 'FAIL') : 'FAIL');
}

/**
 * A policy from its name or from JSON: `{ "name", "extends": "default" | "strict", "constraints", "parameters" }`, where
 * what is not said is taken from the policy it extends (`default`).
 * @throws CinnabarError `VERIFY_POLICY` (details: `at`) for unknown names, constraints, levels and parameters, and for
 *   forgiving what cannot be forgiven
 */
export function readPolicy(input: unknown): VerificationPolicy {
  if (input === undefined) return policies.default;
  if (typeof input === 'string') return named(input, 'name');
  const given = record(input, '');
  known(given, ['$schema', 'name', 'description', 'extends', 'constraints', 'parameters'], '');
  const base = named(given['extends'] ?? 'default', 'extends');
  const changed = readParameters(given['parameters'] ?? {});
  const { name = 'custom' } = given;
  if (typeof name !== 'string' || name === '' || name.length > 100) throw refusal('name', 'is not a short text');
  return {
    name,
    constraints: { ...base.constraints, ...readConstraints(given['constraints'] ?? {}) },
    parameters: {
      ...base.parameters,
      ...changed,
      weakDigests: { ...base.parameters.weakDigests, ...changed.weakDigests },
    },
  };
}

function named(name: unknown, at: string): VerificationPolicy {
  if (name === 'default' || name === 'strict') return policies[name];
  throw refusal(at, `is not one of ${Object.keys(policies).join(', ')}`);
}

function readConstraints(input: unknown): Record<string, ConstraintLevel> {
  const given = record(input, 'constraints');
  return Object.fromEntries(
    Object.entries(given).map(([code, level]) => {
      const at = `constraints.${code}`;
      const constraint = Object.hasOwn(constraints, code) ? constraints[code] : undefined;
      if (!constraint) throw refusal(at, 'is not known');
      if (!isLevel(level)) throw refusal(at, `is not one of ${constraintLevels.join(', ')}`);
      if (constraint.essential && level !== 'FAIL') throw refusal(at, 'cannot be forgiven by a policy');
      return [code, level];
    }),
  );
}

function isLevel(level: unknown): level is ConstraintLevel {
  return constraintLevels.some((known) => known === level);
}

function readParameters(input: unknown): Partial<PolicyParameters> {
  const given = record(input, 'parameters');
  known(given, Object.keys(parameters), 'parameters.');
  for (const key of ['uncertifiedChanges', 'certifiedChanges']) {
    const level = given[key];
    if (level !== undefined && (level === 'OTHER' || !levels.some((known) => known === level))) {
      throw refusal(`parameters.${key}`, 'is not NONE, LTA_UPDATES, FORM_FILLING or ANNOTATIONS');
    }
  }
  const { minimumRsaBits: bits, weakDigests } = given;
  if (bits !== undefined && !(Number.isSafeInteger(bits) && (bits as number) >= 1024)) {
    throw refusal('parameters.minimumRsaBits', 'is not a whole number of at least 1024');
  }
  known(record(weakDigests ?? {}, 'parameters.weakDigests'), Object.keys(digestLength), 'parameters.weakDigests.');
  for (const [digest, since] of Object.entries(record(weakDigests ?? {}, 'parameters.weakDigests'))) {
    if (since !== null && !(typeof since === 'string' && /^\d{4}-\d\d-\d\d$/.test(since) && Date.parse(since))) {
      throw refusal(`parameters.weakDigests.${digest}`, 'is neither null nor a date such as 2017-01-01');
    }
  }
  return given as Partial<PolicyParameters>;
}

function record(input: unknown, at: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refusal(at, 'is not an object');
  return input as Record<string, unknown>;
}

function known(given: Record<string, unknown>, keys: readonly string[], prefix: string): void {
  const stranger = Object.keys(given).find((key) => !keys.includes(key));
  if (stranger !== undefined) throw refusal(prefix + stranger, 'is not known');
}

function refusal(at: string, reason: string): CinnabarError {
  const place = at.slice(0, 120);
  return new CinnabarError('VERIFY_POLICY', `The verification policy cannot be used: ${place || 'it'} ${reason}.`, {
    details: { at: place },
  });
}
