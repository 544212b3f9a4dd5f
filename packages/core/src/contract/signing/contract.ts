import type { Address } from '../../identity/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { GivenAgreement } from '../consent/index.ts';
import type { ProofMethod, SigningProfile } from '../rules/index.ts';
import type { ContractState } from './contract-machine.ts';
import type { GuangdongState } from './guangdong-machine.ts';
import type { SignerState } from './signer-machine.ts';

/** The two sides of a labour contract. */
export type Party = 'employer' | 'worker';

/** What a signer leaves: drawn by hand, made by one tap, stamp of the name; seals of the company and its representative. */
export type MarkKind = 'hand-drawn' | 'one-tap' | 'name-stamp' | 'company-seal' | 'legal-rep-seal';

/** A mark placed on its area; refers to an asset, holds no picture. */
export interface Mark {
  readonly asset: string;
  readonly kind: MarkKind;
  /** Whose asset it is: a person's reference for own marks, the company's for seals. */
  readonly owner: string;
}

/** A {@link Mark} on its area, and who placed it. */
export interface PlacedMark extends Mark {
  readonly by: string;
}

/** The proof of a passed check, bound by its maker to signer, contract and digest. Single use (WIL-07). */
export interface Proof {
  readonly id: string;
  readonly method: ProofMethod;
  /** The digest the person agreed to; what was submitted must be the same. */
  readonly digest: string;
}

/** A signature that counts. */
export interface Signature {
  readonly digest: string;
  readonly proof: string;
  readonly method: ProofMethod;
  readonly at: string;
  /** The batch it was made in. */
  readonly batch?: string;
}

export interface Signer {
  /** Unique within the contract. */
  readonly id: string;
  readonly party: Party;
  /** Opaque reference: the worker's person, the employer's company. */
  readonly subject: string;
  /** Who comes first where the order is sequential; equal positions sign together. */
  readonly position: number;
  readonly state: SignerState;
  /** One of a worker; of an employer one of each kind its areas ask for. */
  readonly marks?: readonly PlacedMark[];
  /** The kinds of mark the signer's areas ask for; nothing is submitted before all of them are placed. */
  readonly areas?: readonly MarkKind[];
  /** What was submitted: the digest over all files with everything filled in. */
  readonly digest?: string;
  readonly signature?: Signature;
}

/** A signature that no longer counts; kept for the evidence only (D7). */
export interface VoidedSignature extends Signature {
  readonly signer: string;
  readonly round: number;
  readonly voidedAt: string;
}

export interface Urge {
  readonly id: string;
  readonly signer: string;
  readonly at: string;
  /** `undelivered`: the provider failed, so it does not count (URG-04). */
  readonly state: 'sent' | 'undelivered';
}

export interface NegotiationMessage {
  readonly from: Party;
  readonly text: string;
  readonly at: string;
}

/** 经常居住地 and 户籍地址, as `parseAddress` of `@cinnabar/core/identity/divisions` reads them. */
export interface Residence {
  readonly habitual: Address;
  readonly registered: Address;
}

/** The worker's way before signing, where the profile has one. */
export interface GuangdongSteps {
  readonly state: GuangdongState;
  /** The second gate's proof, until it is used or thrown away. */
  readonly proof?: Proof;
}

/** A frozen file. */
export interface ContractFile {
  readonly id: string;
  /** Hexadecimal SHA-256 or SM3 of its bytes at initiation. */
  readonly digest: string;
}

/** What a contract is made of; copied when it is initiated again. Several templates make several files of one contract (D5). */
export interface ContractSource {
  readonly templates: readonly { readonly id: string; readonly version: number }[];
  /** Uploaded files, by reference. */
  readonly uploads: readonly string[];
  /** Filled-in values, by reference to where they are kept. */
  readonly values?: string;
}

/**
 * One contract with everything that decides what may happen to it: plain JSON, one version for all of it, so that of two
 * changes at once one is refused.
 */
export interface Contract extends Versioned<ContractState> {
  readonly id: string;
  readonly name: string;
  /** The employer. */
  readonly company: string;
  /** The person who initiates. */
  readonly initiator: string;
  /** Who handles it for the employer (经办人); the initiator unless another was named. */
  readonly agent: string;
  /** The kind of seal the employer is offered first (默认印章类型). */
  readonly sealType?: string;
  readonly source: ContractSource;
  readonly profile: SigningProfile;
  readonly deadlineDays: number;
  readonly signers: readonly Signer[];
  readonly createdAt: string;
  /** The contract this one replaces (重新发起). */
  readonly parentId?: string;
  /** Contracts that replace this one. */
  readonly replacedBy: readonly string[];
  /** Set at initiation, never changed. */
  readonly files: readonly ContractFile[];
  readonly initiatedAt?: string;
  readonly deadlineAt?: string;
  readonly remindedAt?: string;
  readonly completedAt?: string;
  /** When it ended without being concluded. */
  readonly endedAt?: string;
  /** Why: the worker's reason to terminate or refuse, the employer's to recall, the failure of an initiation. */
  readonly reason?: string;
  /** The agreement that rescinded it. */
  readonly rescindedBy?: string;
  /** How often signing began: 0 before, 2 after one negotiation in the midst of signing. */
  readonly round: number;
  readonly steps?: GuangdongSteps;
  readonly residence?: Residence;
  /** The worker's agreement to the electronic form, which the signature rests on. */
  readonly electronicForm?: Pick<GivenAgreement, 'name' | 'version' | 'hash' | 'at'>;
  readonly urges: readonly Urge[];
  readonly messages: readonly NegotiationMessage[];
  readonly voided: readonly VoidedSignature[];
  /** Proofs that were presented, so that none passes twice. */
  readonly proofs: readonly string[];
}
