/**
 * Rows of every table. Only types both databases share are used: text, integers, and JSON kept as text.
 * Instants are ISO 8601 in UTC with milliseconds, so that text order is time order.
 */
import type { ContractState, SignerState } from '@cinnabar/elements/backend';

export interface OrganizationRow {
  id: string;
  name: string;
  uscc: string;
  legal_representative: string;
  address: string;
}

export interface AccountRow {
  id: string;
  kind: 'employer' | 'worker';
  name: string;
  phone: string;
  organization_id: string | null;
  created_at: string;
}

/** A worker on an employer's roster. */
export interface WorkerRow {
  id: string;
  organization_id: string;
  name: string;
  phone: string;
  id_number: string;
}

export interface SealRow {
  id: string;
  organization_id: string;
  name: string;
  /** JSON of `Artwork`. */
  artwork: string;
}

/** Secrets that open something, kept as SHA-256 of the token. */
export interface ApiKeyRow {
  token_hash: string;
  organization_id: string;
  label: string;
  created_at: string;
}

export interface PortalSessionRow {
  token_hash: string;
  account_id: string;
  expires_at: string;
}

export interface SigningSessionRow {
  token_hash: string;
  contract_id: string;
  signer_id: string;
  expires_at: string;
}

export interface UploadRow {
  id: string;
  organization_id: string;
  name: string;
  digest: string;
  size: number;
  pages: number;
  created_at: string;
}

export interface ContractRow {
  id: string;
  organization_id: string;
  name: string;
  state: ContractState;
  initiator: string;
  initiated_at: string;
  deadline: string;
  signing_order: 'parallel' | 'sequential';
  idempotency_key: string;
  /** SHA-256 of the request, to tell a repeat from a clash of keys. */
  request_hash: string;
  /** The preparation being turned into signatures: at most one per contract. */
  signing_preparation_id: string | null;
  event_count: number;
  event_head: string;
}

export interface SignerRow {
  id: string;
  contract_id: string;
  position: number;
  role: 'employer' | 'worker';
  name: string;
  organization: string | null;
  phone: string;
  account_id: string;
  state: SignerState;
  signed_at: string | null;
}

/** A file of a contract, at its latest revision. */
export interface ContractFileRow {
  id: string;
  contract_id: string;
  position: number;
  name: string;
  /** JSON of `Control[]`. */
  controls: string;
  /** JSON of the values in force, by control id. */
  field_values: string;
  revision: number;
  digest: string;
  size: number;
}

export interface FileRevisionRow {
  file_id: string;
  revision: number;
  digest: string;
  size: number;
  signer_id: string | null;
  created_at: string;
}

export interface DraftRow {
  signer_id: string;
  file_id: string;
  field_values: string;
}

export interface PreparationRow {
  id: string;
  contract_id: string;
  signer_id: string;
  idempotency_key: string;
  request_hash: string;
  state: 'OPEN' | 'REPLACED' | 'CONSUMED' | 'SIGNED' | 'FAILED';
  /** Why, for FAILED, or what a CONSUMED one waits for. */
  reason: string | null;
  fingerprint: string;
  created_at: string;
  expires_at: string;
}

export interface PreparationFileRow {
  preparation_id: string;
  file_id: string;
  position: number;
  base_revision: number;
  /** Content address and byte length of the prepared document. */
  document_digest: string;
  size: number;
  /** JSON of `PreparedDigest`. */
  prepared: string;
  /** JSON of the values this signer filled, dates of signing included. */
  field_values: string;
  cms_digest: string | null;
  signed_digest: string | null;
}

export interface ChallengeRow {
  id: string;
  purpose: 'login-employer' | 'login-worker' | 'intent';
  phone: string;
  contract_id: string | null;
  signer_id: string | null;
  preparation_id: string | null;
  /** What the code vouches for: digests of the documents; empty for a login. */
  fingerprint: string;
  salt: string;
  code_hash: string;
  tries_left: number;
  state: 'ISSUED' | 'PASSED' | 'VOID';
  created_at: string;
  resend_at: string;
  expires_at: string;
}

export interface JobRow {
  id: string;
  kind: 'sign' | 'notify';
  /** JSON. */
  payload: string;
  state: 'READY' | 'DONE' | 'FAILED';
  attempts: number;
  run_at: string;
  lease_owner: string | null;
  lease_until: string | null;
  last_error: string | null;
}

export interface EventRow {
  contract_id: string;
  sequence: number;
  type: string;
  at: string;
  /** JSON, exactly as hashed. */
  data: string;
  previous_hash: string;
  hash: string;
}

/** The sandbox carrier's inbox. */
export interface MessageRow {
  id: string;
  sent_at: string;
  recipient: string;
  purpose: string;
  text: string;
}

/** State that must survive a restart and be shared by all processes: keys of the sandbox, secrets. */
export interface SettingRow {
  name: string;
  value: string;
}

export interface Database {
  organizations: OrganizationRow;
  accounts: AccountRow;
  workers: WorkerRow;
  seals: SealRow;
  api_keys: ApiKeyRow;
  portal_sessions: PortalSessionRow;
  signing_sessions: SigningSessionRow;
  uploads: UploadRow;
  contracts: ContractRow;
  signers: SignerRow;
  contract_files: ContractFileRow;
  file_revisions: FileRevisionRow;
  drafts: DraftRow;
  preparations: PreparationRow;
  preparation_files: PreparationFileRow;
  challenges: ChallengeRow;
  jobs: JobRow;
  events: EventRow;
  messages: MessageRow;
  settings: SettingRow;
}
