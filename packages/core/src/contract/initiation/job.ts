import { CinnabarError } from '../../error/index.ts';
import type { Problem } from '../../language/index.ts';
import type { Contract } from '../signing/index.ts';

/** What became of one contract of a job. */
export interface InitiationItem {
  /** Idempotency key: the job and the worker, the same however often it is tried. */
  readonly key: string;
  readonly contract: string;
  readonly outcome: 'pending' | 'initiated' | 'failed';
  readonly problem?: Problem;
}

/** One initiation and what became of each of its contracts; some may fail while others are on their way. */
export interface InitiationJob {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly items: readonly InitiationItem[];
  readonly initiated: number;
  readonly failed: number;
}

export function newJob(id: string, contracts: readonly Contract[]): InitiationJob {
  const items = contracts.map((contract): InitiationItem => {
    const worker = contract.signers.find(({ party }) => party === 'worker')?.subject ?? '';
    return { key: `${id}:${worker}`, contract: contract.id, outcome: 'pending' };
  });
  return counted(id, items);
}

/**
 * Notes what became of one contract: initiated, or failed for a reason. The first word counts, so telling twice is harmless.
 * @throws CinnabarError `INITIATION_CONTRACT` when the contract is none of the job's.
 *
 * Catalogue: INI-13, D4.
 */
export function withInitiationOutcome(job: InitiationJob, contract: string, problem?: Problem): InitiationJob {
  const item = job.items.find((each) => each.contract === contract);
  if (item === undefined) throw new CinnabarError('INITIATION_CONTRACT', 'The contract is not part of this job.');
  if (item.outcome !== 'pending') return job;
  const told: InitiationItem =
    problem === undefined ? { ...item, outcome: 'initiated' } : { ...item, outcome: 'failed', problem };
  return counted(
    job.id,
    job.items.map((each) => (each === item ? told : each)),
  );
}

function counted(id: string, items: readonly InitiationItem[]): InitiationJob {
  const count = (outcome: InitiationItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  const state = count('pending') === 0 ? 'done' : 'running';
  return { id, state, items, initiated: count('initiated'), failed: count('failed') };
}
