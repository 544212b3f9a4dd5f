/** One contract from draft to its end: its tables, its signers, and everything that may happen to it. */
export type {
  Contract,
  ContractFile,
  ContractSource,
  GuangdongSteps,
  Mark,
  MarkKind,
  NegotiationMessage,
  Party,
  Proof,
  Residence,
  Signature,
  Signer,
  Urge,
  VoidedSignature,
} from './contract.ts';
export { contractMachine, type ContractState, type ContractTransition } from './contract-machine.ts';
export { decideContract } from './decide-contract.ts';
export { decideReinitiation, emptyRun, type Reinitiation, type SinceThen } from './decide-recall.ts';
export { urgeProblem } from './decide-urge.ts';
export type { ContractEvent, EmployerEvent, SignerEvent, SystemEvent, WorkerEvent } from './events.ts';
export { guangdongMachine, type GuangdongState, type GuangdongTransition } from './guangdong-machine.ts';
export { firstStep, settled } from './guangdong-way.ts';
export { markLabels, signatureModeLabels } from './labels.ts';
export { contractNameMax, parseContractName, type NameProblem } from './name.ts';
export {
  activeSignerStates,
  isOpen,
  isPastDeadline,
  openStates,
  pendingSigners,
  stateAt,
  workerOf,
} from './parties.ts';
export { signerMachine, type SignerState, type SignerTransition } from './signer-machine.ts';
export type { ContractRefusal } from './texts.ts';
