import type { Problem } from '../../language/index.ts';
import { accept, notAllowed, refuse, refusalOf, targetsOf, type Decision, type Machine } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notices } from '../notices/index.ts';
import { moved, withTurns } from './change.ts';
import type { Contract, Proof, Signer } from './contract.ts';
import { contractMachine } from './contract-machine.ts';
import { invitations } from './invitations.ts';
import { signerMachine, type SignerTransition } from './signer-machine.ts';
import type { ContractRefusal } from './texts.ts';

/** Signers act, and workers go their way, while the contract's table lets somebody sign. `events` names what they wish. */
export function signingProblem<E extends string>(
  contract: Contract,
  event: E,
  events: Machine<string, E>['events'],
): Problem<ContractRefusal> | undefined {
  const signing = targetsOf(contractMachine, contract.state, 'signer-signed').length > 0;
  return signing ? undefined : notAllowed(contractMachine, contract.state, event, events);
}

/** The signer in the table's next state; where it is when the table has none. Callers ask the table first. */
export function signerAfter(signer: Signer, event: SignerTransition): Signer {
  const [state] = targetsOf(signerMachine, signer.state, event);
  return state === undefined ? signer : { ...signer, state };
}

/**
 * The signature of a signer whose intent is proven: the next one's turn comes, and with the last one the contract is
 * concluded. Catalogue: SGN-06, Z-05, N-12.
 */
export function signed(
  contract: Contract,
  signer: Signer,
  proof: Proof,
  context: DecisionContext,
  patch: Partial<Contract> & { readonly batch?: string } = {},
): Decision<Contract, ContractRefusal> {
  const { batch, ...rest } = patch;
  const signature = {
    digest: proof.digest,
    proof: proof.id,
    method: proof.method,
    at: context.now,
    ...(batch === undefined ? {} : { batch }),
  };
  const done: Signer = { ...signerAfter(signer, 'intent-passed'), signature };
  const signers = withTurns(contract.signers.map((each) => (each.id === signer.id ? done : each)));
  const last = signers.every(({ state }) => state === 'SIGNED');
  const problem = refusalOf(contractMachine, contract, last ? 'last-signer-signed' : 'signer-signed');
  if (problem !== undefined) return refuse(problem);
  const proofs = contract.proofs.includes(proof.id) ? contract.proofs : [...contract.proofs, proof.id];
  const data = { signer: signer.id, digest: proof.digest, method: proof.method, proof: proof.id };
  const event = domainEvent(context, 'signer.signed', contract.id, batch === undefined ? data : { ...data, batch });
  if (!last) {
    const next = changed(contract, { ...rest, signers, proofs });
    return accept(next, { events: [event], notices: invitations(contract, next) });
  }
  const { next } = moved(contract, 'COMPLETED', context, { ...rest, signers, proofs, completedAt: context.now });
  const parties = [...next.signers].sort((a, b) => a.position - b.position).map(({ subject }) => subject);
  return accept(next, {
    events: [event, domainEvent(context, 'contract.completed', next.id)],
    notices: notices('contract-concluded', parties, { contract: next.name }),
  });
}
