import type { Json } from '../bytes/index.ts';
import type { codeSets } from './code-sets.ts';

type Code<Name extends keyof typeof codeSets> = keyof (typeof codeSets)[Name] & string;

/** A place as code and text: names of divisions change. */
export interface ExchangePlace {
  /** GB/T 2260, six digits. */
  readonly code: string;
  readonly text: string;
}

/** What one party's signature is made of. */
export interface ExchangeSignature {
  /** ISO 8601, by the signature's time-stamp. */
  readonly signedAt: string;
  readonly intentMethod: Code<'intentMethod'>;
  readonly certificateIssuer: string;
  readonly certificateSerial: string;
  readonly algorithm: string;
}

/** A document of the contract, by its digests; the document itself stays where it is kept. */
export interface ExchangeFile {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly sm3?: string;
  readonly archiveRef?: string;
}

/** Whom data may be given to (PIPL art. 23). */
export interface ExchangeConsent {
  readonly recipient: string;
  readonly purpose: string;
  /** ISO 8601. */
  readonly consentedAt: string;
}

/**
 * One contract as `elc-exchange/1` tells it (B16). Days are `YYYY-MM-DD` in China, instants ISO 8601 with a zone, amounts
 * decimal text in yuan.
 */
export interface ExchangeRecord {
  /** Unique with the platform; the same record again is the same event again. */
  readonly recordId: string;
  readonly operation: Code<'operation'>;
  readonly employer: {
    readonly name: string;
    readonly uscc?: string;
    readonly registrationNo?: string;
    readonly orgType: Code<'orgType'>;
    readonly legalRep: string;
    readonly registeredAddress: string;
    readonly businessAddress?: string;
    readonly divisionCode: string;
    readonly industry?: string;
    readonly phone?: string;
    readonly agent?: string;
  };
  readonly worker: {
    readonly name: string;
    readonly idType: Code<'idType'>;
    readonly idNumber: string;
    readonly sex: Code<'sex'>;
    readonly birthDate?: string;
    /** ISO 3166-1, three letters. */
    readonly nationality: string;
    readonly education?: Code<'education'>;
    readonly phone: string;
    readonly householdAddress: ExchangePlace;
    readonly habitualResidence?: ExchangePlace;
  };
  readonly contract: {
    readonly contractId: string;
    readonly name: string;
    readonly kind: Code<'contractKind'>;
    readonly employmentForm: Code<'employmentForm'>;
    readonly startDate: string;
    readonly endDate?: string;
    readonly taskDescription?: string;
    readonly probationStart?: string;
    readonly probationEnd?: string;
    readonly post: string;
    readonly workPlace: string;
    readonly workingTimeSystem: Code<'workingTime'>;
    readonly payForm: Code<'payForm'>;
    readonly pay?: string;
    /** Day of the month. */
    readonly payDay?: number;
    readonly socialInsurance: Code<'yesNo'>;
    /** Where a dispatched worker works. */
    readonly userUnit?: string;
    readonly renewalOf?: string;
    readonly amends?: string;
    readonly otherTerms?: string;
  };
  readonly signing: {
    readonly employer: ExchangeSignature;
    readonly worker: ExchangeSignature;
    /** Base64 of the RFC 3161 token over the final document. */
    readonly timestampToken?: string;
    /** ISO 8601. */
    readonly effectiveAt: string;
  };
  readonly files: readonly ExchangeFile[];
  readonly end?: {
    readonly date: string;
    readonly reasonCode: Code<'endReason'>;
    readonly reasonText?: string;
  };
  readonly consents: readonly ExchangeConsent[];
}

/** What a purpose leaves of a record. Always with `recordId` and `operation`. */
export type MinimisedRecord = Pick<ExchangeRecord, 'recordId' | 'operation'> & {
  readonly [Group in Exclude<keyof ExchangeRecord, 'recordId' | 'operation'>]?: ExchangeRecord[Group] extends
    readonly unknown[] | undefined
    ? readonly Partial<NonNullable<ExchangeRecord[Group]>[number]>[]
    : Partial<NonNullable<ExchangeRecord[Group]>>;
};

/** Records that go to an authority together. */
export interface ExchangeBatch {
  readonly schemaVersion: 'elc-exchange/1';
  /** Sending the same batch again changes nothing. */
  readonly batchId: string;
  readonly platformId: string;
  /** A key of {@link purposes}: decides which fields there may be. */
  readonly purpose: string;
  /** ISO 8601. */
  readonly submittedAt: string;
  readonly records: readonly MinimisedRecord[];
}

/** A record as a tree of JSON, for walking by paths. */
export type Tree = { readonly [name: string]: Json };
