import type { Problem } from '../../language/index.ts';
import { conflictOf, refuse, type Decision } from '../../machine/index.ts';
import { millisOf } from '../calendar/index.ts';
import type { DecisionContext } from '../context/index.ts';
import { authorityProblem } from './authority.ts';
import type { Contract } from './contract.ts';
import type { ContractState } from './contract-machine.ts';
import { deadline, remind, rescind } from './decide-clock.ts';
import { confirm, negotiate, reply, terminate } from './decide-confirmation.ts';
import { initiate, initiateFailed } from './decide-initiation.ts';
import { recall } from './decide-recall.ts';
import { decideSigner } from './decide-signer.ts';
import { urge, urgeUndelivered } from './decide-urge.ts';
import { decideWay } from './decide-way.ts';
import type { ContractEvent } from './events.ts';
import { stateAt } from './parties.ts';
import { because, type ContractRefusal } from './texts.ts';

/**
 * What comes of an event on a contract: the whole contract in its next state with what is to be logged and sent, or a
 * refusal and nothing changed. Store `next` only if the stored version is still `contract.version`, and give
 * `expectedVersion` where a person decided by what they saw: then of two changes at once exactly one happens. An accepted
 * event that changes nothing (looking again) returns the contract itself, of the same version.
 *
 * @throws CinnabarError `INSTANT_INVALID` when an instant of the context or the stored contract is none.
 *
 * Catalogue: A20.1, A20.2, A20.2b, A21, A22, A1.4.
 */
export function decideContract(
  contract: Contract,
  event: ContractEvent,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  // Whatever the state, what is stored and logged is an instant.
  millisOf(context.now);
  const problem =
    authorityProblem(contract, event, context) ??
    conflictOf(contract, context.expectedVersion) ??
    overProblem(contract, event, context);
  if (problem !== undefined) return refuse(problem);
  switch (event.type) {
    case 'initiate':
      return initiate(contract, event, context);
    case 'initiate-failed':
      return initiateFailed(contract, event, context);
    case 'confirm':
      return confirm(contract, event, context);
    case 'negotiate':
      return negotiate(contract, event, context);
    case 'reply':
      return reply(contract, event, context);
    case 'terminate':
      return terminate(contract, event, context);
    case 'recall':
      return recall(contract, event, context);
    case 'urge':
      return urge(contract, event, context);
    case 'urge-undelivered':
      return urgeUndelivered(contract, event, context);
    case 'deadline':
      return deadline(contract, context);
    case 'remind':
      return remind(contract, context);
    case 'rescind':
      return rescind(contract, event, context);
    case 'open':
    case 'place':
    case 'submit':
    case 'intent-passed':
    case 'intent-failed':
    case 'reopen':
    case 'refuse':
      return decideSigner(contract, event, context);
    default:
      return decideWay(contract, event, context);
  }
}

const overCodes: Partial<Readonly<Record<ContractState, 'CONTRACT_RECALLED' | 'CONTRACT_EXPIRED' | 'CONTRACT_DONE'>>> =
  {
    RECALLED: 'CONTRACT_RECALLED',
    EXPIRED: 'CONTRACT_EXPIRED',
    COMPLETED: 'CONTRACT_DONE',
  };

/** People are told plainly that it is over, also between the deadline and the clock's event. Catalogue: RCL-05, MSG-13. */
function overProblem(
  contract: Contract,
  event: ContractEvent,
  { now }: DecisionContext,
): Problem<ContractRefusal> | undefined {
  switch (event.type) {
    // What the platform tells is measured by the tables alone; employers have sentences of their own.
    case 'initiate-failed':
    case 'deadline':
    case 'remind':
    case 'urge-undelivered':
    case 'rescind':
      return undefined;
    case 'recall':
    case 'urge':
      return stateAt(contract, now) === contract.state ? undefined : because('CONTRACT_EXPIRED');
    default: {
      const code = overCodes[stateAt(contract, now)];
      return code === undefined ? undefined : because(code);
    }
  }
}
