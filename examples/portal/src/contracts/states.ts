import { contractMachine, signerMachine } from '@cinnabar/core/contract';
import type { LocalizedText } from '@cinnabar/core/language';
import type { ContractState, SignerState } from '@cinnabar/elements/backend';
import { Ban, CircleCheck, CircleDashed, CircleX, Clock, FilePen, Hourglass, Undo2, type IconNode } from 'lucide';

/** How a state is shown: a word, an icon and a tone, never the tone alone. */
export interface StateView {
  readonly text: LocalizedText;
  readonly icon: IconNode;
  readonly tone: 'good' | 'wait' | 'off' | 'bad';
}

const view = (text: LocalizedText, tone: StateView['tone'], icon: IconNode): StateView => ({ text, tone, icon });
const contract = contractMachine.states;
const signer = signerMachine.states;

export const contractStates: Readonly<Record<ContractState, StateView>> = {
  DRAFT: view(contract.DRAFT.label, 'off', FilePen),
  INIT_FAILED: view(contract.INIT_FAILED.label, 'bad', CircleX),
  SIGNING: view(contract.SIGNING.label, 'wait', Clock),
  COMPLETED: view(contract.COMPLETED.label, 'good', CircleCheck),
  RECALLED: view(contract.RECALLED.label, 'off', Undo2),
  REJECTED: view(contract.REJECTED.label, 'bad', CircleX),
  EXPIRED: view(contract.EXPIRED.label, 'off', Hourglass),
};

export const signerStates: Readonly<Record<SignerState, StateView>> = {
  WAITING_TURN: view(signer.WAITING_TURN.label, 'off', CircleDashed),
  PENDING: view(signer.PENDING.label, 'wait', Clock),
  INTENT: view(signer.INTENT.label, 'wait', Clock),
  SIGNED: view(signer.SIGNED.label, 'good', CircleCheck),
  REFUSED: view(signer.REFUSED.label, 'bad', CircleX),
  VOID: view(signer.VOID.label, 'off', Ban),
};
