import type { Integrity, Problem } from '../cms/index.ts';
import type { ModificationLevel } from './diff/index.ts';
import type { ConstraintLevel } from './policy/policy.ts';

export type { ModificationLevel };

/**
 * PASSED only when every signature did; UNSIGNED when nobody signed, even if there are time-stamps (a broken one still
 * fails the file); UNREADABLE when the file could not be read.
 */
export type Verdict = 'PASSED' | 'INDETERMINATE' | 'FAILED' | 'UNSIGNED' | 'UNREADABLE';

/**
 * WHOLE_FILE: everything but the signature value. WHOLE_REVISION: everything up to the end of the revision that was
 * signed, and more came later. PARTIAL: some other prefix. INVALID: the ByteRange cannot be what it claims to be.
 */
export type Coverage = 'WHOLE_FILE' | 'WHOLE_REVISION' | 'PARTIAL' | 'INVALID';

export interface Modifications {
  /**
   * The furthest that any revision after the signature went. NONE: nothing came, or nothing that matters. LTA_UPDATES:
   * validation data, time-stamps, metadata. FORM_FILLING: fields filled or signed. OTHER: what no rule explains, or what
   * cannot be judged (coverage not WHOLE_FILE or WHOLE_REVISION, hybrid-reference or unreadable files).
   */
  readonly level: ModificationLevel;
  /** Whether certification, locks and, where they are silent, the default for signatures allow it. */
  readonly permitted: boolean;
  /** One for every change of every touched object. */
  readonly findings: readonly ModificationFinding[];
}

export interface ModificationFinding {
  /** Stable id of the rule that explains the change, or of the reason why none does. */
  readonly rule: string;
  /** `12 0 R`, or `trailer`. */
  readonly object: string;
  /** From the trailer, e.g. `/Root/AcroForm/Fields[0]/V`; empty for objects that nothing refers to. */
  readonly path: string;
  /** English; see `findingText` for other languages. */
  readonly message: string;
  readonly level: ModificationLevel;
  /** Index of the revision that did it; 0 is the oldest. */
  readonly revision: number;
  /** Full name of the form field concerned. */
  readonly field?: string;
}

/** Who signed, from the certificate only. Names of the signature dictionary are claims and not repeated here. */
export interface SignerReport {
  readonly subject: string;
  readonly commonName: string | null;
  readonly issuer: string;
  /** Serial number of the certificate, hexadecimal. */
  readonly serial: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface SigningTimeReport {
  /** What the signature dictionary says (/M), ISO 8601. A claim. */
  readonly claimed: string | null;
  /** Time of the signature's or document's time-stamp, ISO 8601; null when there is no intact one. */
  readonly timestamp: string | null;
  readonly timestampAuthority: string | null;
  /** Its authority leads to an anchor. */
  readonly timestampTrusted: boolean;
  /** The earliest moment at which time-stamps that hold prove that the signature existed, ISO 8601. */
  readonly proven: string | null;
}

/**
 * REVOKED: at the moment that counts. UNKNOWN: there is evidence, and it does not tell. NOT_CHECKED: the certificate
 * names a place to ask, and there is no evidence. GOOD: not revoked then. NONE_STATED: it names no place to ask.
 */
export type RevocationStatus = 'REVOKED' | 'UNKNOWN' | 'NOT_CHECKED' | 'GOOD' | 'NONE_STATED';

export interface CertificateStatusReport {
  readonly subject: string;
  /** Hexadecimal. */
  readonly serial: string;
  readonly status: RevocationStatus;
  readonly source: 'OCSP' | 'CRL' | null;
  /** ISO 8601, of the evidence. */
  readonly thisUpdate: string | null;
  /** ISO 8601; also when it was revoked only after the moment that counts. */
  readonly revokedAt: string | null;
  /** CRLReason (RFC 5280 §5.3.1). */
  readonly reason: number | null;
}

export interface TrustReport {
  /** NOT_CHECKED: no trust anchors were given. NO_PATH: none was reached. UNTRUSTED: a path breaks a rule. */
  readonly status: 'TRUSTED' | 'UNTRUSTED' | 'NO_PATH' | 'NOT_CHECKED';
  /** Subjects from the signer to the anchor. */
  readonly path: readonly string[];
  /** The worst of `certificates`; NONE_STATED when all of them are. */
  readonly revocation: RevocationStatus;
  /** Revocation status from the signer to the last certificate below the anchor; empty when there is no trusted path. */
  readonly certificates: readonly CertificateStatusReport[];
  /** The moment the certificates were judged at, ISO 8601. */
  readonly at: string | null;
}

/** ETSI EN 319 102-1 §5.1.3. */
export type Indication = 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED';
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'TRY_LATER'
  | 'GENERIC';

/** A constraint that is not met, and how the policy takes it. */
export interface ReportedProblem extends Problem {
  /** FAIL: because of it the signature does not pass. */
  readonly level: Exclude<ConstraintLevel, 'IGNORE'>;
  /** Full name of the form field concerned. */
  readonly field?: string;
}

/** The revision that was signed: the file as the signer had it is its first `length` bytes. */
export interface SignedRevision {
  /** 0 is the oldest. */
  readonly index: number;
  readonly length: number;
}

export interface SignatureReport {
  /** Full names of the fields that hold it: one, unless the file was tampered with. */
  readonly fieldNames: readonly string[];
  readonly kind: 'signature' | 'timestamp';
  readonly subFilter: string | null;
  /** PAdES baseline level by form (ETSI EN 319 142-1); NONE when it is not a baseline signature. */
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'NONE';
  readonly coverage: Coverage;
  /** Null when no revision is covered. */
  readonly signedRevision: SignedRevision | null;
  readonly integrity: Integrity;
  readonly modifications: Modifications;
  readonly signer: SignerReport | null;
  readonly signingTime: SigningTimeReport;
  readonly trust: TrustReport;
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly problems: readonly ReportedProblem[];
}

/** Plain JSON. Signatures stand in the order of their place in the file, which is the order of signing. */
export interface VerificationReport {
  readonly verdict: Verdict;
  /** Name of the policy that was applied. */
  readonly policy: string;
  readonly error?: { readonly code: string; readonly message: string };
  readonly file: { readonly size: number; readonly revisions: number };
  readonly signatures: readonly SignatureReport[];
  /** Of the file as a whole. */
  readonly problems: readonly ReportedProblem[];
}
