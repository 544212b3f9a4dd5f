import { CinnabarError } from '../../error/index.ts';
import type { Problem } from '../../language/index.ts';
import type { DecisionContext } from '../context/index.ts';
import { may } from '../rights/index.ts';
import { stateAt, type Contract, type Signer } from '../signing/index.ts';
import { because, type BatchProblem } from './texts.ts';

/** A contract somebody ticked, with what only its documents know. */
export interface BatchCandidate {
  readonly contract: Contract;
  /** Required controls of the company that are empty, its seal areas apart. */
  readonly missing: number;
  /** A seal area without a fixed place. */
  readonly freePlacement: boolean;
}

/** What can be signed together, and what cannot and why. */
export interface BatchCheck {
  readonly eligible: readonly string[];
  readonly excluded: readonly { readonly contract: string; readonly problem: Problem<BatchProblem> }[];
  /** Why the batch as a whole cannot start; then nothing is eligible. */
  readonly problem?: Problem<BatchProblem>;
}

/**
 * Sorts what was ticked, each contract once, into what the actor's company can sign at once and what it cannot.
 *
 * Catalogue: BAT-01, BAT-02, BAT-03, LIM-04, MSG-05, MSG-06.
 */
export function checkBatch(candidates: readonly BatchCandidate[], context: DecisionContext): BatchCheck {
  const distinct = byContract(candidates, ({ contract }) => contract.id);
  const whole = wholeProblem(distinct, context);
  if (whole !== undefined) return { eligible: [], excluded: [], problem: whole };
  const judged = distinct.map((each) => ({ contract: each.contract.id, problem: itemProblem(each, context.now) }));
  const excluded = judged.flatMap(({ contract, problem }) => (problem === undefined ? [] : [{ contract, problem }]));
  return { eligible: judged.filter(({ problem }) => problem === undefined).map(({ contract }) => contract), excluded };
}

function wholeProblem(
  candidates: readonly BatchCandidate[],
  { actor, rules }: DecisionContext,
): Problem<BatchProblem> | undefined {
  const { max } = rules.batchSign;
  const company = candidates[0]?.contract.company;
  if (company === undefined) return because('BATCH_EMPTY');
  if (candidates.length > max) return because('BATCH_LIMIT', { values: { max } });
  const mixed = candidates.some(({ contract }) => contract.company !== company) || company !== actor.company;
  if (mixed) return because('BATCH_MIXED_PARTY');
  return may(actor, 'contract.sign-company', { company }) ? undefined : because('SEAL_RIGHT');
}

function itemProblem(
  { contract, missing, freePlacement }: BatchCandidate,
  now: string,
): Problem<BatchProblem> | undefined {
  const signable: readonly Signer['state'][] = ['PENDING', 'FILLING', 'PLACED'];
  const waits = contract.signers.some(({ party, state }) => party === 'employer' && signable.includes(state));
  if (stateAt(contract, now) !== 'SIGNING' || !waits) return because('BATCH_NOT_MINE');
  if (missing !== 0) return because('BATCH_UNFILLED');
  return freePlacement ? because('BATCH_FREE_PLACEMENT') : undefined;
}

/** What became of one contract of a batch. */
export interface BatchItem {
  readonly contract: string;
  /** What the one intent is about, for this contract. */
  readonly digest: string;
  readonly outcome: 'pending' | 'signed' | 'failed';
  readonly problem?: Problem;
}

/** One intent for several contracts, each signed by itself: what fails takes nothing of the others back. */
export interface Batch {
  /** Goes into the evidence of every contract. */
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly items: readonly BatchItem[];
  readonly signed: number;
  readonly failed: number;
}

/** A batch about to be signed; a contract named twice is signed once. Catalogue: BAT-03. */
export function newBatch(
  id: string,
  contracts: readonly { readonly contract: string; readonly digest: string }[],
): Batch {
  return counted(
    id,
    byContract(contracts, ({ contract }) => contract).map(({ contract, digest }) => ({
      contract,
      digest,
      outcome: 'pending',
    })),
  );
}

function byContract<Item>(items: readonly Item[], idOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}

/**
 * Notes that one contract was signed, or why not. The first word counts.
 * @throws CinnabarError `BATCH_CONTRACT` when the contract is none of the batch's.
 *
 * Catalogue: BAT-03.
 */
export function withBatchOutcome(batch: Batch, contract: string, problem?: Problem): Batch {
  const item = batch.items.find((each) => each.contract === contract);
  if (item === undefined) throw new CinnabarError('BATCH_CONTRACT', 'The contract is not part of this batch.');
  if (item.outcome !== 'pending') return batch;
  const told: BatchItem =
    problem === undefined ? { ...item, outcome: 'signed' } : { ...item, outcome: 'failed', problem };
  return counted(
    batch.id,
    batch.items.map((each) => (each === item ? told : each)),
  );
}

function counted(id: string, items: readonly BatchItem[]): Batch {
  const count = (outcome: BatchItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  const state = count('pending') === 0 ? 'done' : 'running';
  return { id, state, items, signed: count('signed'), failed: count('failed') };
}
