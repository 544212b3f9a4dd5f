import type { SignatureReport, Verdict } from '../verify/index.ts';
import type { EvidenceAxis, Finding } from './finding.ts';

/** FAILED: something was altered or does not hold. INDETERMINATE: nothing is known to be wrong, but not everything is certain. */
export type AxisVerdict = 'PASSED' | 'INDETERMINATE' | 'FAILED' | 'NOT_CHECKED';

/** UNREADABLE: no evidence package at all, or too damaged to say more. */
export type EvidenceVerdict = 'PASSED' | 'INDETERMINATE' | 'FAILED' | 'UNREADABLE';

/** A signature or time-stamp authority, from certificates only. */
export interface AuthorityReport {
  readonly subject: string;
  readonly commonName: string | null;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
}

/** The final revision of one of the contract's files, or the evidence report. */
export interface DocumentReport {
  readonly role: 'document' | 'report';
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly signatures: readonly DocumentSignature[];
}

export interface DocumentSignature {
  readonly field: string;
  readonly kind: SignatureReport['kind'];
  readonly signer: AuthorityReport | null;
  /** SHA-256 of the signer's certificate in DER, hexadecimal; null when the signature names none. */
  readonly certificate: string | null;
  /** ISO 8601; null when no time-stamp proves it. */
  readonly at: string | null;
  readonly timestampAuthority: string | null;
  readonly indication: SignatureReport['indication'];
  /** Hexadecimal digest of the ByteRange, with its algorithm; null where the ByteRange cannot be relied on. */
  readonly digest: { readonly algorithm: string; readonly value: string } | null;
  /** Place in the log of the intent that was given for it. */
  readonly intent: number | null;
}

/** Plain JSON; see docs/evidence.md. */
export interface PackageVerification {
  readonly verdict: EvidenceVerdict;
  /** Why there was nothing to judge; only from the command line, which reads files. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly axes: Readonly<Record<EvidenceAxis, AxisVerdict>>;
  /** The first thing that does not fit, in the order the questions are asked; null when everything does. */
  readonly first: Finding | null;
  readonly findings: readonly Finding[];
  readonly package: {
    /** Bytes. */
    readonly size: number;
    readonly entries: number;
    readonly contract: { readonly id: string; readonly name: string } | null;
    readonly createdAt: string | null;
    readonly generator: string | null;
  };
  readonly signer: AuthorityReport | null;
  /** The time-stamp of the package. */
  readonly timestamp: { readonly time: string; readonly authority: string | null } | null;
  readonly log: {
    readonly id: string;
    readonly size: number;
    readonly root: string;
    readonly first: string | null;
    readonly last: string | null;
  } | null;
  readonly documents: readonly DocumentReport[];
}
