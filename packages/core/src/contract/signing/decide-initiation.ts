import { accept, refuse, refusalOf, type Decision, type Notice } from '../../machine/index.ts';
import type { Problem } from '../../language/index.ts';
import { dayMillis, later } from '../calendar/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notices } from '../notices/index.ts';
import { faceOnlySettings } from '../rules/index.ts';
import { moved } from './change.ts';
import type { Contract } from './contract.ts';
import { contractMachine } from './contract-machine.ts';
import type { EmployerEvent, SystemEvent } from './events.ts';
import { firstStep } from './guangdong-way.ts';
import { invitations } from './invitations.ts';
import { parseContractName } from './name.ts';
import { because, type ContractRefusal } from './texts.ts';

type Initiate = Extract<EmployerEvent, { type: 'initiate' }>;

/**
 * Freezes the files and sends the contract: to signing, or to the worker's confirmation where the profile wants it. The
 * deadline runs and urges are counted from here.
 *
 * Catalogue: INI-03, INI-12, INI-16, URG-05, D2, D13 (no seal is asked for here), N-05, N-11.
 */
export function initiate(
  contract: Contract,
  event: Initiate,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  const problem = refusalOf(contractMachine, contract, 'initiate') ?? incomplete(contract, event, context);
  if (problem !== undefined) return refuse(problem);
  const step = firstStep(contract.profile);
  const { next } = moved(contract, step === 'TO_CONFIRM' ? 'PENDING_CONFIRM' : 'SIGNING', context, {
    initiator: context.actor.ref,
    initiatedAt: context.now,
    deadlineAt: later(context.now, contract.deadlineDays * dayMillis),
    files: event.files,
    ...(step === undefined ? {} : { steps: { state: step } }),
  });
  const digests = event.files.map(({ digest }) => digest);
  return accept(next, {
    events: [domainEvent(context, 'contract.initiated', next.id, { digests })],
    notices: [...replacementNotices(next), ...invitations(contract, next)],
  });
}

/** A contract whose sending failed, to be initiated again from the list (INI-13, RCL-04). */
export function initiateFailed(
  contract: Contract,
  event: Extract<SystemEvent, { type: 'initiate-failed' }>,
  context: DecisionContext,
): Decision<Contract, ContractRefusal> {
  const problem = refusalOf(contractMachine, contract, 'initiate-failed');
  if (problem !== undefined) return refuse(problem);
  const { next } = moved(contract, 'INIT_FAILED', context, { reason: event.reason, endedAt: context.now });
  return accept(next, {
    events: [domainEvent(context, 'contract.initiation-failed', next.id, { reason: event.reason })],
  });
}

function replacementNotices(contract: Contract): readonly Notice[] {
  if (contract.parentId === undefined) return [];
  const workers = contract.signers.filter(({ party }) => party === 'worker').map(({ subject }) => subject);
  return notices('contract-reinitiated', workers, { contract: contract.name });
}

function incomplete(
  contract: Contract,
  event: Initiate,
  { rules }: DecisionContext,
): Problem<ContractRefusal> | undefined {
  if (!parseContractName(contract.name).ok) return because('INIT_INCOMPLETE', { path: 'name' });
  for (const party of ['employer', 'worker'] as const) {
    if (contract.signers.filter((signer) => signer.party === party).length !== 1) {
      return because('INIT_INCOMPLETE', { path: 'signers' });
    }
  }
  // Two of one id, or a place in the order that is none, would let one party's signature stand for another's.
  const { signers } = contract;
  if (!areDistinct(signers) || !signers.every(({ position }) => Number.isFinite(position))) {
    return because('INIT_INCOMPLETE', { path: 'signers' });
  }
  if ((event.closedTemplates ?? []).length > 0) return because('TPL_CLOSED', { path: 'source.templates' });
  const { files } = event;
  if (files.length === 0 || !areDistinct(files) || files.some(({ digest }) => !/^[0-9a-f]{64}$/.test(digest))) {
    return because('INIT_INCOMPLETE', { path: 'files' });
  }
  const [faceOnly] = faceOnlySettings(contract.profile);
  if (faceOnly !== undefined) return because('INIT_INCOMPLETE', { path: `profile.${faceOnly}` });
  const max = rules.contract.deadlineMaxDays;
  const { deadlineDays } = contract;
  if (!Number.isSafeInteger(deadlineDays) || deadlineDays < 1 || deadlineDays > max) {
    return because('DEADLINE_INVALID', { path: 'deadlineDays', values: { max } });
  }
  return undefined;
}

function areDistinct(things: readonly { readonly id: string }[]): boolean {
  return new Set(things.map(({ id }) => id)).size === things.length;
}
