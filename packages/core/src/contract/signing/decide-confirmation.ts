import { accept, refuse, refusalOf, type Decision } from '../../machine/index.ts';
import type { Problem } from '../../language/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice, notices, type NoticeKind } from '../notices/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { moved } from './change.ts';
import type { Contract, GuangdongSteps, Party } from './contract.ts';
import { contractMachine, type ContractTransition } from './contract-machine.ts';
import type { EmployerEvent, WorkerEvent } from './events.ts';
import { guangdongMachine } from './guangdong-machine.ts';
import { settledStep } from './guangdong-way.ts';
import { workerOf } from './parties.ts';
import { because, type ContractRefusal } from './texts.ts';

type Of<Type extends (WorkerEvent | EmployerEvent)['type']> = Extract<WorkerEvent | EmployerEvent, { type: Type }>;
type Decided = Decision<Contract, ContractRefusal>;

/** The worker agrees to the text; signing begins. Catalogue: GD-03. */
export function confirm(contract: Contract, event: Of<'confirm'>, context: DecisionContext): Decided {
  const problem =
    bothRefuse(contract, 'confirm') ??
    (contract.profile.forcedReading && !event.readToEnd ? because('READING_REQUIRED') : undefined);
  if (problem !== undefined) return refuse(problem);
  const { next } = moved(contract, 'SIGNING', context, { steps: { state: settledStep('ADDR', contract.profile) } });
  return accept(next, { events: [domainEvent(context, 'contract.confirmed', next.id)] });
}

/**
 * The worker objects or asks. In signing this is possible while the way's table allows it, and voids what was signed. Both
 * sides are told; the words stay in the thread. Catalogue: GD-04, D6, N-09.
 */
export function negotiate(contract: Contract, event: Of<'negotiate'>, context: DecisionContext): Decided {
  const problem =
    bothRefuse(contract, 'negotiate') ?? wordsProblem(event.message, context.rules.contract.messageMax, 'message');
  if (problem !== undefined) return refuse(problem);
  return spoken(contract, 'NEGOTIATING', 'worker', event.message, 'negotiation-message', context);
}

/** The employer explains; the worker decides anew. Who must change the text recalls instead. Catalogue: GD-04, D6, N-09. */
export function reply(contract: Contract, event: Of<'reply'>, context: DecisionContext): Decided {
  const problem =
    bothRefuse(contract, 'reply') ?? wordsProblem(event.message, context.rules.contract.messageMax, 'message');
  if (problem !== undefined) return refuse(problem);
  return spoken(contract, 'PENDING_CONFIRM', 'employer', event.message, 'negotiation-reply', context);
}

/** The worker does not contract with this employer; irreversible. Catalogue: GD-12, N-10. */
export function terminate(contract: Contract, event: Of<'terminate'>, context: DecisionContext): Decided {
  const problem =
    bothRefuse(contract, 'terminate') ?? wordsProblem(event.reason, context.rules.contract.messageMax, 'reason');
  if (problem !== undefined) return refuse(problem);
  const { next, events } = moved(contract, 'TERMINATED', context, {
    reason: event.reason.trim(),
    endedAt: context.now,
    steps: { state: 'TERMINATED' },
  });
  return accept(next, {
    events: [domainEvent(context, 'contract.terminated', next.id), ...events],
    notices: [notice('contract-terminated', next.company, { contract: next.name })],
  });
}

function spoken(
  contract: Contract,
  state: 'NEGOTIATING' | 'PENDING_CONFIRM',
  from: Party,
  text: string,
  kind: NoticeKind,
  context: DecisionContext,
): Decided {
  const steps: GuangdongSteps = { state: state === 'NEGOTIATING' ? 'NEGOTIATING' : 'TO_CONFIRM' };
  const message = { from, text: text.trim(), at: context.now };
  const { next, events } = moved(contract, state, context, { steps, messages: [...contract.messages, message] });
  const both = [workerOf(contract)?.subject ?? contract.company, contract.company];
  const type = from === 'worker' ? 'contract.negotiated' : 'contract.replied';
  return accept(next, {
    events: [domainEvent(context, type, next.id), ...events],
    notices: notices(kind, both, { contract: next.name }),
  });
}

/** What the contract's table or the worker's way refuses; without a way there is neither confirmation nor negotiation. */
function bothRefuse(
  contract: Contract,
  event: Extract<ContractTransition, 'confirm' | 'negotiate' | 'reply' | 'terminate'>,
): Problem<ContractRefusal> | undefined {
  if (contract.steps === undefined && contract.initiatedAt !== undefined) return because('NOT_IN_FLOW');
  const problem = refusalOf(contractMachine, contract, event);
  if (problem !== undefined || contract.steps === undefined) return problem;
  return refusalOf(guangdongMachine, { state: contract.steps.state, version: contract.version }, event);
}
