import { accept, conflictOf, refuse, refusalOf, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import { moved } from './change.ts';
import type { Contract, ContractSource } from './contract.ts';
import { contractMachine } from './contract-machine.ts';
import { draftContract } from './draft.ts';
import type { EmployerEvent } from './events.ts';
import { isPastDeadline, workerOf } from './parties.ts';
import { because, type ContractRefusal } from './texts.ts';

/**
 * 撤回: takes a contract back while it is in signing (and before, unless the rules forbid); every signature is void. A draft
 * is deleted. A completed contract cannot be recalled, only rescinded.
 *
 * Catalogue: RCL-01, RCL-05, LIM-03, MSG-04, D7, N-11.
 */
export function recall(
  contract: Contract,
  event: Extract<EmployerEvent, { type: 'recall' }>,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  const before = contract.state === 'PENDING_CONFIRM' || contract.state === 'NEGOTIATING';
  const closed = before && !context.rules.recall.beforeSigning;
  if (closed || refusalOf(contractMachine, contract, 'recall') !== undefined) return refuse(because('RECALL_STATE'));
  const reason = event.reason?.trim() ?? '';
  const problem = reason === '' ? undefined : wordsProblem(reason, context.rules.contract.messageMax, 'reason');
  if (problem !== undefined) return refuse(problem);
  const sent = contract.state === 'SIGNING' || before;
  const { next, events } = moved(contract, sent ? 'RECALLED' : 'DELETED', context, {
    endedAt: context.now,
    ...(reason === '' ? {} : { reason }),
  });
  const worker = workerOf(next);
  return accept(next, {
    events: [domainEvent(context, sent ? 'contract.recalled' : 'contract.deleted', next.id), ...events],
    notices: sent && worker !== undefined ? [notice('contract-recalled', worker.subject, { contract: next.name })] : [],
  });
}

/** What has changed since the old contract was made. */
export interface SinceThen {
  /** Templates that are no longer open. */
  readonly closedTemplates?: readonly string[];
  /** The worker is no longer with the company. */
  readonly workerLeft?: boolean;
}

/** The old contract, which stays where it is, and the draft that may replace it. */
export interface Reinitiation {
  readonly original: Contract;
  readonly draft: Contract;
  /** What the wizard must ask for anew. */
  readonly toChoose: readonly ('templates' | 'worker')[];
}

/**
 * 重新发起: a new draft with the old one's data, linked to it. Nothing of the old one's run comes along: no files, no
 * signatures, no urges, no thread; the clock starts with the new initiation.
 *
 * Catalogue: RCL-03, RCL-04, URG-05, D6.
 */
export function decideReinitiation(
  contract: Contract,
  draftId: string,
  since: SinceThen,
  context: DecisionContext,
): Decision<Reinitiation, ContractRefusal> {
  if (!may(context.actor, 'contract.manage', { company: contract.company })) return refuse(because('NOT_PERMITTED'));
  const problem =
    conflictOf(contract, context.expectedVersion) ??
    // Not 签署中, as it says itself until the clock has told it; from then on it can be initiated again.
    (isPastDeadline(contract, context.now) ? because('CONTRACT_EXPIRED') : undefined) ??
    refusalOf(contractMachine, contract, 'reinitiate');
  if (problem !== undefined) return refuse(problem);
  const closed = since.closedTemplates ?? [];
  const templates = contract.source.templates.filter(({ id }) => !closed.includes(id));
  const source: ContractSource = { ...contract.source, templates };
  const left = since.workerLeft === true;
  const draft = draftContract({
    id: draftId,
    name: contract.name,
    company: contract.company,
    initiator: context.actor.ref,
    agent: contract.agent,
    ...(contract.sealType === undefined ? {} : { sealType: contract.sealType }),
    source,
    profile: contract.profile,
    deadlineDays: contract.deadlineDays,
    signers: contract.signers
      .filter(({ party }) => !(left && party === 'worker'))
      .map(({ id, party, subject, position }) => ({ id, party, subject, position, state: 'WAITING_TURN' })),
    createdAt: context.now,
    parentId: contract.id,
  });
  const original = changed(contract, { replacedBy: [...contract.replacedBy, draftId] });
  const toChoose = [
    ...(templates.length < contract.source.templates.length ? (['templates'] as const) : []),
    ...(left ? (['worker'] as const) : []),
  ];
  return accept(
    { original, draft, toChoose },
    { events: [domainEvent(context, 'contract.reinitiated', contract.id, { draft: draftId })] },
  );
}
