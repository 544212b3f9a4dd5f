/**
 * One contract from draft to its end: its tables, its signers, and everything that may happen to it.
 *
 * `planInitiation` makes drafts; from then on each event goes through {@link decideContract}, and what it accepts is stored:
 * - the employer sends: `initiate` with the frozen files;
 * - each signer, in parallel or in the order of their positions: `open` → `place` (the mark; nothing missing) → `submit` (the
 *   digest; of workers with their agreement to the electronic form, of `consent`) → `intent-passed` (the proof about that
 *   digest, of `intent`). The last one completes the contract;
 * - where the profile wants a way (`contract.steps`), the worker goes it instead: `confirm` → `submit-addresses` → `enter` →
 *   `gate1-passed` → `open` → `place` → `confirm-signing` → `commit` → `gate2-passed` → `commit`; steps that the profile
 *   switches off fall away, the second check never does;
 * - before the end: `negotiate` and `reply`, `terminate`, `refuse`, `recall`, `urge`; by the clock `remind` and `deadline`.
 *
 * `actionsFor` (in `list`) tells which buttons to show.
 */
export type {
  Contract,
  ContractFile,
  ContractSource,
  GuangdongSteps,
  Mark,
  MarkKind,
  NegotiationMessage,
  Party,
  PlacedMark,
  Proof,
  Residence,
  Signature,
  Signer,
  Urge,
  VoidedSignature,
} from './contract.ts';
export { contractMachine, type ContractState, type ContractTransition } from './contract-machine.ts';
export { decideContract } from './decide-contract.ts';
export { decideReinitiation, type Reinitiation, type SinceThen } from './decide-recall.ts';
export { draftContract } from './draft.ts';
export { urgeProblem } from './decide-urge.ts';
export type { ContractEvent, EmployerEvent, SignerEvent, SystemEvent, WorkerEvent } from './events.ts';
export { guangdongMachine, type GuangdongState, type GuangdongTransition } from './guangdong-machine.ts';
export { settledStep } from './guangdong-way.ts';
export { markLabels, signatureModeLabels } from './labels.ts';
export { parseContractName, type NameProblem } from './name.ts';
export { isPastDeadline, pendingSigners, stateAt, workerOf } from './parties.ts';
export { signerMachine, type SignerState, type SignerTransition } from './signer-machine.ts';
export type { ContractRefusal } from './texts.ts';
