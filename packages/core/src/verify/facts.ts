import type { Integrity } from '../cms/index.ts';
import type {
  Coverage,
  ModificationFinding,
  SignatureReport,
  SignerReport,
  SigningTimeReport,
  TrustReport,
} from './report.ts';
import type { ModificationLevel } from './diff/index.ts';

/**
 * Everything that was found out about a file, before any policy says what it amounts to. Plain JSON: it can be stored,
 * and judged again by `judgeFacts`.
 */
export interface DocumentFacts {
  /** Of this structure. */
  readonly version: 1;
  /** The moment it was examined as of, ISO 8601. */
  readonly at: string;
  readonly file: { readonly size: number; readonly revisions: readonly RevisionFacts[] };
  /** Why nothing is known; then there are no signatures. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly observations: readonly Observation[];
  readonly securityStore: SecurityStoreFacts;
  readonly signatures: readonly SignatureRecord[];
}

export interface RevisionFacts {
  /** Bytes from the start of the file to the end of the revision. */
  readonly length: number;
  readonly crossReference: 'table' | 'stream' | 'hybrid';
}

/** Something that was seen, by the code of the constraint that it does not meet. */
export interface Observation {
  readonly code: string;
  /** English. */
  readonly message: string;
  /** It is about the time-stamp that stands in the signature, which the signature does not protect. */
  readonly about?: 'timestamp';
  /** Full name of the form field concerned. */
  readonly field?: string;
}

/** The newest document security store (ISO 32000-2 §12.8.4.3). */
export interface SecurityStoreFacts {
  readonly present: boolean;
  readonly certificates: readonly CertificateFacts[];
  readonly ocsps: number;
  readonly crls: number;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** The parts of a signature's CMS (RFC 5652 §5) that policies speak of. */
export interface CmsFacts {
  readonly signers: number;
  readonly contentType: string;
  /** OIDs of the first signer. */
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string | null;
  readonly signedAttributes: readonly string[] | null;
  readonly unsignedAttributes: readonly string[];
  /** Octets of the value, without what pads it. */
  readonly length: number;
}

/** What stands in a signature dictionary without being proven: claims. */
export interface ClaimFacts {
  readonly filter: string | null;
  readonly type: string | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly location: string | null;
}

/** What a signature, its field and the certification demand of later revisions (ISO 32000-2 §12.8.2). */
export interface DemandFacts {
  /** Strictest P of certification, signature and lock; null when none says anything. */
  readonly p: 1 | 2 | 3 | null;
  readonly locks: readonly {
    readonly action: 'All' | 'Include' | 'Exclude';
    /** How many fields it names, and the first of them. */
    readonly count: number;
    readonly fields: readonly string[];
  }[];
}

/** What every later revision did (default-deny: what no rule explains is `OTHER`). */
export interface ChangeFacts {
  /** Whether anything came after the signature at all. */
  readonly later: boolean;
  readonly level: ModificationLevel;
  /** Rules that were applied, each with its furthest level and a field it was applied to. */
  readonly rules: Readonly<Record<string, { readonly level: ModificationLevel; readonly field?: string }>>;
  /** The worst 2,000 when there are more; fewer in files with many signatures. */
  readonly findings: readonly ModificationFinding[];
}

export interface SignatureRecord {
  readonly fieldNames: readonly string[];
  readonly kind: SignatureReport['kind'];
  readonly subFilter: string | null;
  /** `12 0 R`; null for a direct dictionary. */
  readonly object: string | null;
  readonly claims: ClaimFacts;
  /** As stated, null when it is no list of numbers. */
  readonly byteRange: readonly number[] | null;
  readonly coverage: Coverage;
  /** Bytes follow the newest revision that belong to none. */
  readonly tail: boolean;
  /** Index of the revision that was signed; null when none is covered. */
  readonly revision: number | null;
  readonly integrity: Integrity;
  /** What the digest in the CMS or seal was made with, e.g. `SHA-256`; null when unknown. */
  readonly digestAlgorithm: string | null;
  readonly key: { readonly algorithm: string; readonly bits: number | null } | null;
  /** Null when the value is no CMS. */
  readonly cms: CmsFacts | null;
  readonly level: SignatureReport['level'];
  readonly demands: DemandFacts | null;
  readonly changes: ChangeFacts | null;
  readonly signer: SignerReport | null;
  readonly signingTime: SigningTimeReport;
  readonly trust: TrustReport;
  readonly observations: readonly Observation[];
}
