import type { DocumentType, IdentityDocument, PersonName } from '../../identity/index.ts';
import type { Problem } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { OneTimeCode } from '../code/index.ts';
import type { PersonMethod } from '../rules/index.ts';
import type { PersonState } from './person-machine.ts';
import type { PersonRefusal } from './texts.ts';

/** What a person types; the mobile is the carrier's or the bank's by method. Kept nowhere. */
export interface PersonInput {
  readonly documentType: DocumentType;
  readonly name: string;
  readonly number: string;
  /** Of a passport's holder. */
  readonly nationality?: string;
  readonly mobile?: string;
  readonly card?: string;
  /** The day the number was opened, where the person or the carrier tells it. */
  readonly mobileSince?: string;
  /** The day the number kept at the bank was changed, where the person or the bank tells it. */
  readonly reservedSince?: string;
}

/** {@link PersonInput} read and checked: what the source is asked. Kept nowhere. */
export interface PersonFactors {
  readonly method: PersonMethod;
  readonly name: PersonName;
  readonly document: IdentityDocument;
  readonly documentType: DocumentType;
  readonly mobile?: string;
  readonly card?: string;
}

/**
 * What is kept of a person's identity: masked values to show, keyed hashes to recognise, nothing to read. Catalogue: KYC-26.
 */
export interface PersonRecord {
  readonly method: PersonMethod;
  readonly documentType: DocumentType;
  /** `张*`. */
  readonly name: string;
  /** `1101************2X`. */
  readonly number: string;
  readonly mobile?: string;
  readonly card?: string;
  /** Keyed hash of document type and number: the same for the same document anywhere on the platform. */
  readonly documentHash: string;
  readonly nameHash: string;
  readonly mobileHash?: string;
  /** From the number of a resident ID. */
  readonly sex?: 'male' | 'female';
  readonly mainland: boolean;
}

/** Who confirmed a record, with what weight. Scores may be kept, pictures never (D11). */
export interface PersonSource {
  readonly provider: string;
  /** `official`: an authority or its licensed agent; `simulated`: data of this platform only. D9. */
  readonly assurance: 'official' | 'simulated';
  /** The provider's own number of the check. */
  readonly trace: string;
  readonly similarity?: number;
  readonly liveness?: number;
}

/** A kind of data that needs a consent of its own (PIPL art. 29). */
export type SensitiveData = 'face' | 'bank';

export interface GivenConsent {
  readonly agreement: string;
  readonly version: string;
  /** Hexadecimal digest of the text as shown. */
  readonly hash: string;
}

/** A QR code for a face check. */
export interface FaceQr {
  readonly provider: string;
  /** Keyed hash of the token. */
  readonly token: string;
  readonly session: string;
  readonly expiresAt: string;
}

/** One person's verification, everywhere on the platform the same. */
export interface PersonVerification extends Versioned<PersonState> {
  readonly id: string;
  readonly person: string;
  readonly consents: Partial<Readonly<Record<SensitiveData | 'identity', GivenConsent & { readonly at: string }>>>;
  readonly method?: PersonMethod;
  /** Instants at which a source was asked by bank card within the last day; what the limits count. */
  readonly bankAttempts: readonly string[];
  /** Methods that cannot be used for a while, and until when. */
  readonly locks: Partial<Readonly<Record<PersonMethod, string>>>;
  /** What is being asked: the answer must name it. */
  readonly asking?: string;
  /** Not yet confirmed. */
  readonly pending?: PersonRecord;
  readonly pendingSource?: PersonSource;
  readonly code?: OneTimeCode;
  readonly qr?: FaceQr;
  /** Why the last try did not pass; shown until the next. */
  readonly problem?: Problem<PersonRefusal>;
  /** On verifying anew: what has to be as it was, because only the other thing changed. */
  readonly expects?: Pick<PersonRecord, 'documentHash'> | Pick<PersonRecord, 'nameHash'>;
  readonly record?: PersonRecord & PersonSource & { readonly at: string };
}

export type PersonEvent =
  | { readonly type: 'consent'; readonly consent: GivenConsent }
  | { readonly type: 'consent-method'; readonly data: SensitiveData; readonly consent: GivenConsent }
  | { readonly type: 'choose'; readonly method: PersonMethod }
  /**
   * `attempt`: a fresh id the source's answer must name. The server asks the source only when this was accepted. `sent`:
   * instants of the last hour's messages to the number that was typed, whatever for: a code follows when the factors agree.
   */
  | {
      readonly type: 'submit';
      readonly input: PersonInput;
      readonly attempt: string;
      readonly sent: readonly string[];
    }
  /** `seed`: fresh random hex for the code that goes out now. */
  | { readonly type: 'factors-match'; readonly attempt: string; readonly source: PersonSource; readonly seed: string }
  | { readonly type: 'factors-mismatch'; readonly attempt: string; readonly result: SourceResult }
  | { readonly type: 'limit'; readonly attempt: string; readonly period: 'day' | 'minute' }
  | { readonly type: 'resend'; readonly seed: string; readonly sent: readonly string[] }
  | { readonly type: 'enter-code'; readonly code: string }
  | {
      readonly type: 'show-qr';
      readonly input: PersonInput;
      readonly provider: string;
      readonly token: string;
      readonly session: string;
    }
  | { readonly type: 'scanned'; readonly token: string }
  | { readonly type: 'face-passed'; readonly token: string; readonly source: PersonSource }
  | { readonly type: 'face-failed'; readonly token: string; readonly result: SourceResult }
  | { readonly type: 'qr-expired' }
  | { readonly type: 'unlock' }
  /** What the person says has changed. A new phone is no reason to verify again. */
  | { readonly type: 'change'; readonly what: 'name' | 'number' | 'mobile' };

/** What sources answer when they do not confirm; adapters translate their own codes into these. */
export type SourceResult =
  | 'mismatch'
  | 'number-fresh'
  | 'number-virtual'
  | 'reserved-phone-changed'
  | 'card-not-present-off'
  | 'card-dormant'
  | 'card-withheld'
  | 'card-status'
  | 'face-different'
  | 'face-not-live'
  | 'face-not-possible'
  | 'unavailable';
