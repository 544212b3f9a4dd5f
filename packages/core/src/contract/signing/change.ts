import type { DomainEvent } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import type { SigningOrder } from '../rules/index.ts';
import type { Contract, Signer, VoidedSignature } from './contract.ts';
import type { ContractState } from './contract-machine.ts';

/** A signer who begins anew: nothing placed, nothing submitted. */
export function fresh({ id, party, subject, position }: Signer, state: Signer['state']): Signer {
  return { id, party, subject, position, state };
}

/** Signers as a round begins: everybody's turn, or that of the first position. */
function seated(signers: readonly Signer[], order: SigningOrder): readonly Signer[] {
  const first = Math.min(...signers.map(({ position }) => position));
  return signers.map((signer) =>
    fresh(signer, order === 'parallel' || signer.position === first ? 'PENDING' : 'WAITING_TURN'),
  );
}

/** Gives the turn on: when nobody of an earlier position is left to sign, the next position's turn comes. */
export function withTurns(signers: readonly Signer[]): readonly Signer[] {
  const unsigned = signers.filter(({ state }) => state !== 'SIGNED').map(({ position }) => position);
  const next = Math.min(...unsigned);
  return signers.map((signer) =>
    signer.state === 'WAITING_TURN' && signer.position === next ? { ...signer, state: 'PENDING' as const } : signer,
  );
}

const concluded: readonly ContractState[] = ['COMPLETED', 'RESCINDED'];

/**
 * The contract in another state, with what that does to its signers: signing begins with everybody anew; whatever ends or
 * interrupts it but completion voids signatures and signers. Catalogue: A20.1 (invariants), RCL-01, D7.
 */
export function moved(
  contract: Contract,
  state: ContractState,
  context: DecisionContext,
  patch: Partial<Contract> = {},
): { readonly next: Contract; readonly events: readonly DomainEvent[] } {
  const next = changed(contract, { ...patch, state });
  if (state === 'SIGNING' && contract.state !== 'SIGNING') {
    const signers = seated(next.signers, next.profile.order);
    return { next: { ...next, signers, round: next.round + 1 }, events: [] };
  }
  const started = contract.round > 0 || contract.state === 'PENDING_CONFIRM' || contract.state === 'NEGOTIATING';
  const ends = !['SIGNING', 'PENDING_CONFIRM', 'NEGOTIATING', ...concluded].includes(state);
  const interrupts = contract.state === 'SIGNING' && state !== 'SIGNING' && !concluded.includes(state);
  if (!interrupts && !(ends && started)) return { next, events: [] };
  const lost = next.signers.flatMap(({ id, signature }): VoidedSignature[] =>
    signature === undefined ? [] : [{ ...signature, signer: id, round: next.round, voidedAt: context.now }],
  );
  return {
    next: {
      ...next,
      signers: next.signers.map((signer) => (signer.state === 'REFUSED' ? signer : fresh(signer, 'VOID'))),
      voided: [...next.voided, ...lost],
    },
    events: lost.map(({ signer, digest }) => domainEvent(context, 'signature.voided', next.id, { signer, digest })),
  };
}

/** The contract with one signer replaced. */
export function withSigner(contract: Contract, signer: Signer, patch: Partial<Contract> = {}): Contract {
  return changed(contract, {
    ...patch,
    signers: contract.signers.map((each) => (each.id === signer.id ? signer : each)),
  });
}
