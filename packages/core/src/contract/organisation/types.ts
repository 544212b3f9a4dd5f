import type { OrganisationType } from '../../identity/index.ts';
import type { Problem } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { PersonSource } from '../person/index.ts';
import type { OrganisationMethod } from '../rules/index.ts';
import type { OrganisationState } from './organisation-machine.ts';
import type { OrganisationRefusal } from './texts.ts';

/** What people fill in of an organisation. */
export interface OrganisationInfo {
  readonly name: string;
  /** 统一社会信用代码 or 工商注册号. */
  readonly number: string;
}

/** A person (agent, legal representative, operator) as keyed hashes; see `documentHashOf` and `nameHashOf`. */
export interface LegalRepHashes {
  readonly documentHash: string;
  readonly nameHash: string;
}

/** What the business registry has under the number; absent where it knows none. */
export interface RegistryEntry {
  readonly name: string;
  /** Keyed hash of the representative's name. */
  readonly legalRepNameHash: string;
}

/** A transfer in one of both directions. */
export interface CorporateTransfer {
  readonly direction: 'receive' | 'pay';
  /** Keyed hash of the amount that was sent; of `receive`. */
  readonly amount?: string;
  readonly wrong: number;
  readonly expiresAt: string;
}

export interface OrganisationVerification extends Versioned<OrganisationState> {
  readonly id: string;
  readonly company: string;
  /** Who operates. */
  readonly agent: string;
  /** The agent as verified; who is the legal representative must be the same. */
  readonly agentIdentity?: LegalRepHashes;
  readonly info?: OrganisationInfo;
  readonly type?: OrganisationType;
  readonly method?: OrganisationMethod | 'overseas';
  readonly transfer?: CorporateTransfer;
  /** Instants of the last day's transfers whose amount was to be told; whatever came of them. */
  readonly transfersSent?: readonly string[];
  readonly letterExpiresAt?: string;
  /** Why the last try did not pass. */
  readonly problem?: Problem<OrganisationRefusal>;
  readonly record?: OrganisationInfo & {
    readonly method: OrganisationMethod | 'overseas';
    readonly at: string;
    readonly source: PersonSource;
  };
}

export type OrganisationEvent =
  | {
      readonly type: 'confirm-info';
      readonly info: OrganisationInfo;
      /** Another company of the platform is verified under this number, and its administrator has not agreed. */
      readonly taken?: boolean;
    }
  /** Once the agent passed as a person; told by the server, with what is kept of the agent. */
  | { readonly type: 'agent-verified'; readonly agent: LegalRepHashes }
  | {
      readonly type: 'submit-legal-rep';
      readonly organisationType: OrganisationType;
      readonly legalRep: LegalRepHashes;
      readonly registry?: RegistryEntry;
      readonly source: PersonSource;
    }
  /** `cents`: what was really sent, 1 to 99, drawn at random by the server. */
  | { readonly type: 'send-transfer'; readonly organisationType: OrganisationType; readonly cents: number }
  | { readonly type: 'enter-amount'; readonly amount: string; readonly source: PersonSource }
  | { readonly type: 'await-transfer'; readonly organisationType: OrganisationType }
  | {
      readonly type: 'transfer-received';
      readonly payer: string;
      readonly cents: number;
      readonly source: PersonSource;
    }
  | { readonly type: 'send-letter'; readonly organisationType: OrganisationType }
  | { readonly type: 'open-letter' }
  | {
      readonly type: 'letter-signed';
      readonly signer: LegalRepHashes;
      readonly registry?: RegistryEntry;
      readonly source: PersonSource;
    }
  | { readonly type: 'letter-refused' }
  | { readonly type: 'start-alipay'; readonly organisationType: OrganisationType }
  | { readonly type: 'alipay-passed'; readonly info: OrganisationInfo; readonly source: PersonSource }
  | { readonly type: 'alipay-failed' }
  | { readonly type: 'apply-overseas' }
  | { readonly type: 'review-passed'; readonly source: PersonSource }
  | { readonly type: 'review-failed'; readonly reason: string }
  | { readonly type: 'expire' }
  | { readonly type: 'retry' }
  | { readonly type: 'change'; readonly what: 'name' | 'number' | 'legal-rep' };
