import type { Indication, SubIndication } from '../report.ts';
import { describedRules } from '../texts/findings.ts';
import type { ConstraintLevel } from './policy.ts';

/** What it means when a constraint is not met and the policy lets it FAIL. */
export interface Constraint {
  readonly fails: Exclude<Indication, 'TOTAL_PASSED'>;
  readonly sub: SubIndication;
  /** What does not hold at all cannot be forgiven: no policy may lower it. */
  readonly essential?: true;
  /** Something is not known, rather than known to be wrong. */
  readonly unsure?: true;
  /** Level in the default policy; FAIL when absent. */
  readonly level?: ConstraintLevel;
}

const broken = { fails: 'TOTAL_FAILED', sub: 'FORMAT_FAILURE', essential: true } as const;
const form = { fails: 'INDETERMINATE', sub: 'SIG_CONSTRAINTS_FAILURE' } as const;
const chain = { fails: 'INDETERMINATE', sub: 'CHAIN_CONSTRAINTS_FAILURE', essential: true } as const;
const path = { ...chain, sub: 'CERTIFICATE_CHAIN_GENERAL_FAILURE' } as const;
const revocation = { fails: 'INDETERMINATE', sub: 'TRY_LATER', unsure: true } as const;
const unknown = { fails: 'INDETERMINATE', sub: 'GENERIC', unsure: true } as const;
const weak = { fails: 'INDETERMINATE', sub: 'CRYPTO_CONSTRAINTS_FAILURE', unsure: true } as const;
const changed = { fails: 'TOTAL_FAILED', sub: 'FORMAT_FAILURE' } as const;
const timestamp = { ...form, level: 'WARN' } as const;
const warn = { level: 'WARN' } as const;
const inform = { level: 'INFORM' } as const;

/** Rules of the revision diff that deserve a warning although what they name may be permitted. */
const warnedRules: readonly string[] = [
  'document-information',
  'metadata',
  'validation-data-lost',
  'structure',
  'form-appearances',
  'empty-signature-field-added',
  'field-changed',
  'field-redrawn',
  'signature-field-shown',
  'annotation',
  'overlap',
  'appearance-differs',
];

/** Code of the problem that says that `rule` was applied to a later change. */
export function laterCode(rule: string): string {
  return `LATER_${rule.toUpperCase().replaceAll('-', '_')}`;
}

/** Everything a policy can speak of, by code. */
export const constraints: Readonly<Record<string, Constraint>> = {
  // Place in the file and coverage (ISO 32000-2 §12.8.1).
  BYTE_RANGE_MALFORMED: broken,
  BYTE_RANGE_OUT_OF_FILE: broken,
  BYTE_RANGE_GAP: broken,
  CONTENTS_MALFORMED: broken,
  SIGNATURE_DICTIONARY_DUPLICATE_KEY: broken,
  SIGNATURE_DICTIONARY_DIRECT: broken,
  SIGNATURE_DICTIONARY_REPLACED: broken,
  COVERAGE_PARTIAL: broken,
  FIELD_NAME_DUPLICATE: broken,
  FIELD_SEVERAL_PARENTS: broken,
  TRAILING_DATA: { fails: 'TOTAL_FAILED', sub: 'FORMAT_FAILURE' },
  SIGNATURE_SHARED: { ...form, ...warn },
  TIMESTAMP_TYPE: { ...form, ...warn },
  SUBFILTER_UNUSUAL: { ...form, ...inform },
  SUBFILTER_UNSUPPORTED: { ...unknown, essential: true },

  // Cryptographic Message Syntax (RFC 5652, EN 319 142-1).
  SIGNATURE_EMPTY: broken,
  CMS_MALFORMED: broken,
  SIGNER_COUNT: broken,
  CONTENT_ENCAPSULATED: broken,
  CONTENT_IS_ATTRIBUTES: broken,
  CONTENT_TYPE_MISMATCH: broken,
  ATTRIBUTE_DUPLICATE: broken,
  MESSAGE_DIGEST_MISSING: broken,
  DIGEST_MISMATCH: { ...broken, sub: 'HASH_FAILURE' },
  SIGNATURE_INVALID: { ...broken, sub: 'SIG_CRYPTO_FAILURE' },
  SIGNING_CERTIFICATE_MISMATCH: broken,
  ALGORITHM_MISMATCH: broken,
  ALGORITHM_PROTECTION_MISMATCH: broken,
  SIGNING_CERTIFICATE_MISSING: { ...unknown, sub: 'NO_SIGNING_CERTIFICATE_FOUND', essential: true },
  DIGEST_UNSUPPORTED: { ...unknown, essential: true },
  SIGNATURE_ALGORITHM_UNSUPPORTED: { ...unknown, essential: true },
  CONTENTS_PADDING: { ...form, ...inform },
  ATTRIBUTES_NOT_DER: { ...form, ...inform },
  ALGORITHM_LABEL_UNUSUAL: { ...form, ...inform },
  ALGORITHM_LABEL: { ...form, ...inform },

  // What PAdES baseline asks for (EN 319 142-1 §6).
  BASELINE_NOT_MET: { ...form, unsure: true },
  NO_SIGNED_ATTRIBUTES: { ...form, ...warn },
  SIGNING_CERTIFICATE_UNBOUND: { ...form, ...warn },
  SIGNING_CERTIFICATE_SHA1: { ...form, ...inform },
  SIGNING_TIME_ATTRIBUTE: { ...form, ...warn },
  SIGNING_TIME_MISSING: { ...form, ...warn },
  CERT_ENTRY: { ...form, ...warn },
  TIMESTAMP_MISSING: { ...form, level: 'IGNORE' },

  // Strength of what was used.
  DIGEST_WEAK: weak,
  DIGEST_NO_POE: { ...weak, sub: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },
  KEY_WEAK: weak,
  TIMESTAMP_IMPRINT_WEAK: { ...weak, ...warn },

  // Certificates (RFC 5280).
  TRUST_NOT_CHECKED: { ...unknown, sub: 'NO_CERTIFICATE_CHAIN_FOUND', essential: true },
  CHAIN_NOT_FOUND: { ...chain, sub: 'NO_CERTIFICATE_CHAIN_FOUND' },
  CHAIN_ALGORITHM_UNSUPPORTED: { ...chain, sub: 'NO_CERTIFICATE_CHAIN_FOUND', unsure: true },
  CHAIN_ISSUER_NOT_CA: path,
  CHAIN_EXTENSION_UNSUPPORTED: path,
  CHAIN_NAME_CONSTRAINTS: path,
  CHAIN_MALFORMED: path,
  CHAIN_POLICY: chain,
  CHAIN_POLICY_MAPPING: path,
  CHAIN_PURPOSE: chain,
  SIGNER_KEY_USAGE: chain,
  CHAIN_ALGORITHM_WEAK: weak,
  CHAIN_ALGORITHM_NO_POE: { ...weak, sub: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' },

  // Time against certificates (EN 319 102-1 §5.5.4, §5.6.2).
  CERTIFICATE_EXPIRED: { ...chain, sub: 'OUT_OF_BOUNDS_NO_POE' },
  CERTIFICATE_EXPIRED_UNREVOKED: { ...chain, sub: 'OUT_OF_BOUNDS_NOT_REVOKED' },
  CERTIFICATE_NOT_YET_VALID: { ...chain, sub: 'OUT_OF_BOUNDS_NO_POE' },
  SIGNED_BEFORE_VALIDITY: { ...broken, sub: 'NOT_YET_VALID' },
  SIGNED_AFTER_EXPIRY: { ...broken, sub: 'EXPIRED' },
  SIGNED_AFTER_REVOCATION: { ...broken, sub: 'REVOKED' },
  CERTIFICATE_REVOKED: { ...chain, sub: 'REVOKED_NO_POE' },
  ISSUER_REVOKED: { ...chain, sub: 'REVOKED_CA_NO_POE' },
  CERTIFICATE_ON_HOLD: { ...chain, sub: 'TRY_LATER' },
  EVIDENCE_NO_POE: { ...chain, sub: 'NO_POE', unsure: true },
  REVOCATION_SIGNER_EXPIRED: { ...revocation, sub: 'REVOCATION_OUT_OF_BOUNDS_NO_POE', ...warn },

  // Revocation.
  REVOCATION_NOT_CHECKED: revocation,
  REVOCATION_STALE: revocation,
  REVOCATION_AFTER_EXPIRY: revocation,
  REVOCATION_FROM_FUTURE: revocation,
  CRL_ISSUER_NOT_ALLOWED: revocation,
  CRL_SIGNATURE_INVALID: revocation,
  CRL_SIGNATURE_UNSUPPORTED: revocation,
  CRL_UNSUPPORTED: revocation,
  CRL_UNUSABLE: revocation,
  OCSP_RESPONDER_NOT_ALLOWED: revocation,
  OCSP_RESPONDER_NOT_CHECKED: revocation,
  OCSP_SIGNATURE_INVALID: revocation,
  OCSP_SIGNATURE_UNSUPPORTED: revocation,
  OCSP_UNKNOWN: revocation,
  OCSP_UNUSABLE: revocation,
  DSS_ITEM_UNREADABLE: { ...unknown, ...inform },
  DSS_LIMIT: { ...unknown, ...inform },

  // Time-stamps (RFC 3161). One inside a signature is not protected by it, so it is judged more mildly; see `judge.ts`.
  TIMESTAMP_MALFORMED: broken,
  TIMESTAMP_IMPRINT_MISMATCH: { ...broken, sub: 'HASH_FAILURE' },
  TIMESTAMP_KEY_USAGE: broken,
  TIMESTAMP_IMPRINT_UNSUPPORTED: { ...unknown, essential: true },
  TIMESTAMP_BROKEN: timestamp,
  CONTENT_TIMESTAMP_BROKEN: timestamp,
  TIMESTAMP_UNTRUSTED: timestamp,
  TIMESTAMP_REVOKED: timestamp,
  TIMESTAMP_REVOCATION_NOT_CHECKED: timestamp,
  TIMESTAMP_NO_POE: timestamp,
  TIMESTAMP_WEAK: timestamp,
  TIMESTAMP_ORDER: { fails: 'INDETERMINATE', sub: 'TIMESTAMP_ORDER_FAILURE', unsure: true },

  // Electronic seals (GB/T 38540, GM/T 0031).
  SEAL_MALFORMED: broken,
  SEAL_SIGNATURE: unknown,
  SES_MAKER_SIGNATURE_INVALID: { ...broken, sub: 'SIG_CRYPTO_FAILURE' },
  SES_MAKER_CERTIFICATE: form,
  SES_SIGNER_CERTIFICATE: form,
  SES_NOT_HOLDER: broken,
  SES_SEAL_EXPIRED: form,
  SES_SEAL_NOT_YET_VALID: form,
  SES_TIME_NOT_JUDGED: { ...unknown, ...warn },
  SES_EXTENSION_UNSUPPORTED: { ...unknown, essential: true },
  SES_VERSION_MISMATCH: { ...form, ...warn },

  // Places where reading took a guess that another reader may not take.
  PDF_HEADER_OFFSET: unknown,
  PDF_STARTXREF: unknown,
  PDF_REVISION_END: unknown,
  HYBRID_REFERENCE: { ...unknown, ...warn },

  // What the file as a whole is like.
  TIMESTAMPED_ONLY: { ...unknown, ...inform },
  SIGNATURE_REMOVED: { ...changed, ...warn },
  DYNAMIC_XFA: { ...unknown, ...warn },
  DYNAMIC_SCRIPT: { ...unknown, ...warn },
  DYNAMIC_LAYERS: { ...unknown, ...inform },

  // What came later.
  LATER_CHANGES_PERMITTED: { ...changed, ...inform },
  LATER_CHANGES_FORBIDDEN: { ...changed, essential: true },
  LATER_CHANGES_UNDECIDED: { ...unknown, essential: true },
  ...Object.fromEntries(
    describedRules.map((rule): [string, Constraint] => [
      laterCode(rule),
      { ...changed, level: warnedRules.includes(rule) ? 'WARN' : rule === 'appearance-unread' ? 'INFORM' : 'IGNORE' },
    ]),
  ),
};
