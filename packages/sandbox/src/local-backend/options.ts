import type { Control } from '@cinnabar/core/field';
import type { FontSet } from '@cinnabar/core/font';
import type { SealAsset } from '@cinnabar/elements/backend';
import type { SandboxAuthority } from '../authority.ts';
import type { SandboxInbox } from '../inbox.ts';

export interface LocalFile {
  readonly name: string;
  /** A PDF that was not prepared yet. */
  readonly bytes: Uint8Array;
  readonly controls: readonly Control[];
  /** Values known at initiation, by control id. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface LocalParty {
  /** Unique; the `role` of the party's controls. */
  readonly role: string;
  /** Legal name of the person who signs. */
  readonly name: string;
  /** Organisation signed for, if any. */
  readonly organization?: string;
  /** Mainland mobile number; codes for it arrive in the inbox. */
  readonly phone: string;
  readonly seals?: readonly SealAsset[];
}

export interface LocalContractOptions {
  readonly name: string;
  readonly files: readonly LocalFile[];
  /** In signing order; the first initiates. */
  readonly parties: readonly LocalParty[];
  /** `sequential`: a party's turn comes when those before it have signed. `parallel` when absent. */
  readonly order?: 'parallel' | 'sequential';
  readonly fonts: FontSet;
  readonly authority: SandboxAuthority;
  readonly inbox: SandboxInbox;
  readonly now?: () => Date;
}
