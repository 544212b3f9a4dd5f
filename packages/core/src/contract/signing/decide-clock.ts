import { accept, refuse, refusalOf, type Decision } from '../../machine/index.ts';
import { dateTimeOf, millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notices } from '../notices/index.ts';
import { moved } from './change.ts';
import type { Contract } from './contract.ts';
import { contractMachine } from './contract-machine.ts';
import type { SystemEvent } from './events.ts';
import { isPastDeadline, pendingSigners } from './parties.ts';
import { because, type ContractRefusal } from './texts.ts';

type Decided = Decision<Contract, ContractRefusal>;

/** The deadline has come; the instant itself is too late already. Catalogue: D2, LIM-19, N-13. */
export function deadline(contract: Contract, context: DecisionContext): Decided {
  const problem = refusalOf(contractMachine, contract, 'deadline');
  if (problem !== undefined) return refuse(problem);
  if (!isPastDeadline(contract, context.now)) return refuse(because('DEADLINE_AHEAD'));
  const { next, events } = moved(contract, 'EXPIRED', context, { endedAt: context.now });
  return accept(next, {
    events: [domainEvent(context, 'contract.expired', next.id), ...events],
    notices: notices('contract-expired', waitedFor(contract), { contract: next.name }),
  });
}

/** One reminder, as the deadline comes near. Catalogue: N-13. */
export function remind(contract: Contract, context: DecisionContext): Decided {
  // Whatever has a deadline to come can be reminded of it.
  const problem = refusalOf(contractMachine, contract, 'deadline');
  if (problem !== undefined) return refuse(problem);
  const { deadlineAt } = contract;
  if (deadlineAt === undefined || isPastDeadline(contract, context.now)) return refuse(because('CONTRACT_EXPIRED'));
  if (contract.remindedAt !== undefined) return refuse(because('REMINDER_SENT'));
  const from = millisOf(deadlineAt) - context.rules.contract.reminderHours * 3_600_000;
  if (millisOf(context.now) < from) return refuse(because('REMINDER_EARLY'));
  return accept(changed(contract, { remindedAt: context.now }), {
    events: [domainEvent(context, 'contract.reminded', contract.id)],
    notices: notices('deadline-near', waitedFor(contract), {
      contract: contract.name,
      deadline: dateTimeOf(deadlineAt),
    }),
  });
}

/** Both sides have signed the agreement to end the contract; the only thing that happens to a completed one. Catalogue: A20.1. */
export function rescind(
  contract: Contract,
  event: Extract<SystemEvent, { type: 'rescind' }>,
  context: DecisionContext,
): Decided {
  const problem = refusalOf(contractMachine, contract, 'rescind');
  if (problem !== undefined) return refuse(problem);
  const { next } = moved(contract, 'RESCINDED', context, { rescindedBy: event.agreement });
  return accept(next, {
    events: [domainEvent(context, 'contract.rescinded', next.id, { agreement: event.agreement })],
  });
}

/** Those whose turn it is, and who initiated. */
function waitedFor(contract: Contract): readonly string[] {
  return [...pendingSigners(contract).map(({ subject }) => subject), contract.initiator];
}
