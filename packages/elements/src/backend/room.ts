import type { Artwork } from '@cinnabar/core/artwork';
import type { Control } from '@cinnabar/core/field';
import type { IntentMethod } from './intent.ts';

/** Contract states of the reference system (requirements catalogue A20.1). */
export type ContractState = 'DRAFT' | 'INIT_FAILED' | 'SIGNING' | 'COMPLETED' | 'RECALLED' | 'REJECTED' | 'EXPIRED';

/** Signer states (catalogue A20.2). */
export type SignerState = 'WAITING_TURN' | 'PENDING' | 'INTENT' | 'SIGNED' | 'REFUSED' | 'VOID';

export interface RoomContract {
  readonly id: string;
  readonly name: string;
  readonly state: ContractState;
  /** Legal name of the company that initiated. */
  readonly initiator: string;
  /** ISO 8601 instants. */
  readonly initiatedAt: string;
  readonly deadline: string;
}

/** The person in front of the screen. */
export interface RoomSigner {
  readonly id: string;
  readonly role: string;
  /** Full legal name: a signer sees their own. */
  readonly name: string;
  /** Organisation signed for, when the role is a company's. */
  readonly organization?: string;
  /** e.g. `138****0001`. */
  readonly maskedPhone: string;
  readonly state: SignerState;
}

export interface RoomParty {
  readonly role: string;
  readonly name: string;
  readonly state: SignerState;
  readonly signedAt?: string;
}

/** One file of the contract, at its latest revision. */
export interface RoomFile {
  readonly id: string;
  readonly name: string;
  /** Byte length of the latest revision. */
  readonly size: number;
  /** Counts up with every signature; a submission names the one it was made on. */
  readonly revision: number;
  /** Lower-case hex SHA-256 of the latest revision's bytes. */
  readonly digest: string;
  /** Controls of every party; those whose `role` is the signer's are theirs to fill. */
  readonly controls: readonly Control[];
  /** Values in force, by control id: prefilled ones, other parties' and the signer's own draft. */
  readonly values: Readonly<Record<string, string>>;
}

/** A company seal the signer may place. */
export interface SealAsset {
  readonly id: string;
  readonly name: string;
  readonly kind: 'company-seal';
  /** Vector drawing at true size in points; 42 mm is 119.06. */
  readonly artwork: Artwork;
}

/** Everything one signer needs to see, fill and sign one contract. */
export interface SigningRoomState {
  readonly contract: RoomContract;
  readonly signer: RoomSigner;
  readonly parties: readonly RoomParty[];
  readonly files: readonly RoomFile[];
  readonly seals: readonly SealAsset[];
  readonly intentMethods: readonly IntentMethod[];
  /** Set while a passed intent is still being turned into signatures (after a crash or an outage). */
  readonly signing?: { readonly preparationId: string };
}
