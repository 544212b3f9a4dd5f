import type { Notice } from '../../machine/index.ts';
import { dateTimeOf } from '../calendar/index.ts';
import { notice } from '../notices/index.ts';
import type { Contract } from './contract.ts';
import { workerOf } from './parties.ts';

/** Asks the worker to confirm or sign, when that has just become possible: at initiation, or as their turn comes. */
export function invitations(before: Contract, after: Contract): readonly Notice[] {
  const asked = (contract: Contract): boolean =>
    contract.state === 'PENDING_CONFIRM' || (contract.state === 'SIGNING' && workerOf(contract)?.state === 'PENDING');
  const worker = workerOf(after);
  if (worker === undefined || asked(before) || !asked(after)) return [];
  const kind = after.state === 'SIGNING' ? 'contract-to-sign' : 'contract-to-confirm';
  return [notice(kind, worker.subject, { contract: after.name, deadline: dateTimeOf(after.deadlineAt ?? '') })];
}
