/** What travels over the reference server's HTTP API. The server's route schemas are checked against these types. */
import type { ContractGroup } from '@cinnabar/core/contract';
import type { Control } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import type { ContractState, SignerState } from '@cinnabar/elements/backend';

/** A stored upload: bytes that no contract uses yet. */
export interface UploadedFile {
  readonly fileId: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly pages: number;
  /** Lower-case hex SHA-256. */
  readonly digest: string;
}

/** One question of the form that is filled when a contract is initiated. Its answers go into `NewContract.fields`. */
export interface TemplateField {
  readonly id: string;
  readonly label: LocalizedText;
  readonly kind: 'text' | 'multiline' | 'date' | 'number' | 'select';
  readonly required: boolean;
  /** Offered answers, for `select`: the value stored and its wording. */
  readonly options?: readonly { readonly value: string; readonly label: LocalizedText }[];
  /** Unicode code points. */
  readonly maxLength?: number;
  /** Offered answer; the person who initiates may change it. */
  readonly value?: string;
}

export interface TemplateSummary {
  readonly id: string;
  readonly name: LocalizedText;
  readonly fields: readonly TemplateField[];
}

/** Where a template's controls stand in one very file. */
export interface PlacedFile {
  readonly fileId: string;
  readonly controls: readonly Control[];
  /** Ids of the template's controls whose words this file does not contain. */
  readonly unplaced: readonly string[];
}

export interface SampleFile {
  readonly id: string;
  readonly name: LocalizedText;
  readonly size: number;
  readonly pages: number;
}

export type { ContractGroup } from '@cinnabar/core/contract';

export interface ContractQuery {
  readonly group?: ContractGroup;
  /** Searches contract name, initiator and participants. */
  readonly q?: string;
  /** Calendar days `YYYY-MM-DD` (China Standard Time) of initiation, both included. */
  readonly from?: string;
  readonly to?: string;
  /** From 1; out of range, the nearest there is. */
  readonly page?: number;
  readonly pageSize?: number;
}

export interface PartyView {
  readonly signerId: string;
  readonly role: string;
  readonly name: string;
  readonly organization?: string;
  readonly maskedPhone: string;
  readonly state: SignerState;
  /** ISO 8601 instant. */
  readonly signedAt?: string;
}

export interface ContractSummary {
  readonly id: string;
  readonly name: string;
  readonly state: ContractState;
  /** Legal name of the company that initiated. */
  readonly initiator: string;
  /** ISO 8601 instants. */
  readonly initiatedAt: string;
  readonly deadline: string;
  readonly parties: readonly PartyView[];
  /** Whether the caller is to act now, and whether somebody else is; both can be true. */
  readonly mine: boolean;
  readonly others: boolean;
}

export interface ContractFileView {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly revision: number;
  readonly digest: string;
}

export interface ContractView extends ContractSummary {
  readonly files: readonly ContractFileView[];
  /** The caller's own signer, for portal callers who are a party. */
  readonly mySignerId?: string;
}

export interface ContractPage {
  readonly contracts: readonly ContractSummary[];
  readonly total: number;
  /** The page these are, from 1, and how many there are. */
  readonly page: number;
  readonly pages: number;
}

/** Either `templateId` with `fileIds`, or `fileControls`. */
export interface NewContractDocuments {
  readonly templateId?: string;
  readonly fileIds?: readonly string[];
  readonly fileControls?: readonly { readonly fileId: string; readonly controls: readonly Control[] }[];
  /** Answers to the template's form, by field id; they go into every file that has the field. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Values by uploaded file id and control id; these win over `fields`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface NewContractBase extends NewContractDocuments {
  /** 1–50 characters. */
  readonly name: string;
  /** `sequential`: in the order of the parties. Default `parallel`. */
  readonly order?: 'parallel' | 'sequential';
  /** Sending the same key again gives the same contract. */
  readonly idempotencyKey: string;
}

export interface NewParty {
  readonly role: 'employer' | 'worker';
  readonly name: string;
  readonly phone: string;
  /** Legal name of the company, for the employer. */
  readonly organization?: string;
  readonly idNumber?: string;
}

/** What a host's back end sends. */
export interface NewContract extends NewContractBase {
  readonly parties: readonly NewParty[];
}

/** What the employer's portal sends: the employer is the caller, the worker is one of the roster. */
export interface NewPortalContract extends NewContractBase {
  readonly workerId: string;
}

export interface SessionToken {
  readonly token: string;
  /** ISO 8601 instant. */
  readonly expiresAt: string;
}

export interface EvidenceEvent {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Lower-case hex SHA-256; `hash` covers this event and `previousHash`. */
  readonly previousHash: string;
  readonly hash: string;
}

export interface EvidenceLog {
  readonly contractId: string;
  /** Whether every hash was found to match when the log was read. */
  readonly chain: 'INTACT' | 'BROKEN';
  readonly events: readonly EvidenceEvent[];
}

export interface Account {
  readonly kind: 'employer' | 'worker';
  readonly name: string;
  readonly organization?: string;
  readonly maskedPhone: string;
}

export interface LoginCode {
  /** ISO 8601 instants. */
  readonly resendAt: string;
  readonly expiresAt: string;
}

export interface WorkerEntry {
  readonly id: string;
  readonly name: string;
  readonly maskedPhone: string;
  readonly idNumberMasked: string;
}
