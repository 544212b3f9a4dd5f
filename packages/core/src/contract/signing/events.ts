import type { GivenAgreement } from '../consent/index.ts';
import type { ContractFile, Mark, MarkKind, Proof, Residence } from './contract.ts';

/** What a manager of the employer does. */
export type EmployerEvent =
  | {
      readonly type: 'initiate';
      /** The frozen files. */
      readonly files: readonly ContractFile[];
      /** Templates of the source that are closed by now; any of them stops the initiation (INI-03). */
      readonly closedTemplates?: readonly string[];
    }
  | { readonly type: 'reply'; readonly message: string }
  | { readonly type: 'recall'; readonly reason?: string }
  | { readonly type: 'urge'; readonly signer: string };

/** What the worker does before signing, and on the way through the Guangdong steps. */
export type WorkerEvent =
  | { readonly type: 'confirm'; readonly readToEnd: boolean }
  | { readonly type: 'negotiate'; readonly message: string }
  | { readonly type: 'terminate'; readonly reason: string }
  | { readonly type: 'submit-addresses'; readonly residence: Residence }
  | { readonly type: 'enter' }
  | { readonly type: 'gate1-passed'; readonly proof: Omit<Proof, 'digest'> }
  | { readonly type: 'gate1-failed' }
  | { readonly type: 'confirm-signing' }
  | { readonly type: 'cancel' }
  /** First from the pop-up, with the agreement to the electronic form as in `submit`, then, the gate passed, for good; `digest` is over what is shown, the same both times. */
  | { readonly type: 'commit'; readonly digest: string; readonly electronicForm?: GivenAgreement }
  | { readonly type: 'gate2-passed'; readonly proof: Proof }
  | { readonly type: 'gate2-failed' };

/** What a party does with its own part. */
export type SignerEvent =
  | { readonly type: 'open'; readonly signer: string }
  | {
      readonly type: 'place';
      readonly signer: string;
      readonly mark?: Mark;
      /**
       * The kinds of mark the signer's areas ask for, where there are several: a company's seal and its representative's are
       * placed one by one, each by whom may use it; then `missing` counts the areas of this one only.
       */
      readonly areas?: readonly MarkKind[];
      /** File → its required controls that are still without a value or mark; names every file of the contract. */
      readonly missing: Readonly<Record<string, number>>;
    }
  /** `electronicForm`: the worker's recorded agreement to the electronic form (`giveConsent`), once for a contract. */
  | {
      readonly type: 'submit';
      readonly signer: string;
      readonly digest: string;
      readonly electronicForm?: GivenAgreement;
    }
  /** Sent once the signature is in the document: what failed after the proof leaves the signer at `INTENT`, to be retried. */
  | { readonly type: 'intent-passed'; readonly signer: string; readonly proof: Proof; readonly batch?: string }
  | { readonly type: 'intent-failed'; readonly signer: string }
  | { readonly type: 'reopen'; readonly signer: string }
  | { readonly type: 'refuse'; readonly signer: string; readonly reason: string };

/** What the platform itself tells: clocks, jobs, receipts. */
export type SystemEvent =
  | { readonly type: 'initiate-failed'; readonly reason: string }
  | { readonly type: 'deadline' }
  | { readonly type: 'remind' }
  | { readonly type: 'urge-undelivered'; readonly urge: string }
  | { readonly type: 'rescind'; readonly agreement: string };

export type ContractEvent = EmployerEvent | WorkerEvent | SignerEvent | SystemEvent;
