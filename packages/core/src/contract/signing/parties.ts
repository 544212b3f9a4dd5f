import { millisOf } from '../calendar/index.ts';
import type { Contract, Signer } from './contract.ts';
import type { ContractState } from './contract-machine.ts';
import type { SignerState } from './signer-machine.ts';

/** States in which people act and the deadline runs. */
const openStates: readonly ContractState[] = ['PENDING_CONFIRM', 'NEGOTIATING', 'SIGNING'];

/** States of a signer whose turn it is. */
export const activeSignerStates: readonly SignerState[] = ['PENDING', 'FILLING', 'PLACED', 'INTENT'];

function isOpen(contract: Contract): boolean {
  return openStates.includes(contract.state);
}

/** True from the deadline on, the instant itself included, whether or not the clock's event came already. */
export function isPastDeadline(contract: Contract, now: string): boolean {
  return isOpen(contract) && contract.deadlineAt !== undefined && millisOf(now) >= millisOf(contract.deadlineAt);
}

/** The state people see: past its deadline an open contract is `EXPIRED` before the clock's event says so. */
export function stateAt(contract: Contract, now: string): ContractState {
  return isPastDeadline(contract, now) ? 'EXPIRED' : contract.state;
}

export function signerOf(contract: Contract, id: string): Signer | undefined {
  return contract.signers.find((signer) => signer.id === id);
}

export function workerOf(contract: Contract): Signer | undefined {
  return contract.signers.find(({ party }) => party === 'worker');
}

/** Whose turn it is: signers in signing; the worker before it, and the employer who is asked something. */
export function pendingSigners(contract: Contract): readonly Signer[] {
  if (contract.state === 'SIGNING') return contract.signers.filter(({ state }) => activeSignerStates.includes(state));
  if (contract.state === 'PENDING_CONFIRM') return contract.signers.filter(({ party }) => party === 'worker');
  if (contract.state === 'NEGOTIATING') return contract.signers.filter(({ party }) => party === 'employer');
  return [];
}
