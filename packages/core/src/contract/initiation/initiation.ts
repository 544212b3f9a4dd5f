import { CinnabarError } from '../../error/index.ts';
import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import type { DecisionContext } from '../context/index.ts';
import { may, type Actor } from '../rights/index.ts';
import { faceOnlySettings, type SigningProfile } from '../rules/index.ts';
import { draftContract, parseContractName, type Contract, type ContractSource } from '../signing/index.ts';
import { newJob, type InitiationJob } from './job.ts';
import { because, type InitiationProblem } from './texts.ts';

/** One worker to contract with. */
export interface InitiationWorker {
  /** Opaque reference of the person. */
  readonly ref: string;
  readonly onRoster: boolean;
  /** Identity verified; who is not verifies later (INI-09). */
  readonly verified: boolean;
}

/** The wizard's answers. */
export interface InitiationRequest {
  /** The job's id. */
  readonly id: string;
  /** Where it comes from: the portal offers the roster only, the API may name other people (D14). */
  readonly via: 'portal' | 'api';
  readonly name: string;
  readonly company: string;
  readonly source: ContractSource;
  /** Who handles it for the employer; absent: who initiates. */
  readonly agent?: Actor;
  /** The default kind of seal; must be one of `sealTypes`, those the company has. */
  readonly sealType?: string;
  readonly sealTypes?: readonly string[];
  readonly workers: readonly InitiationWorker[];
  /** One id per distinct worker, in their order. */
  readonly contractIds: readonly string[];
  /** The rules' own profile unless the flow sets another. */
  readonly profile?: SigningProfile;
  /** The rules' default unless the flow sets another. */
  readonly deadlineDays?: number;
}

/** What an initiation comes to: a draft per worker, and the job that counts what becomes of them. */
export interface InitiationPlan {
  readonly contracts: readonly Contract[];
  readonly job: InitiationJob;
  /** References of workers who must verify before they can sign. */
  readonly unverified: readonly string[];
}

/**
 * One initiation with N workers makes N contracts of one name, each with its own id, files and course; the same worker twice
 * is one. Where the flow has an order, the worker signs first.
 *
 * @throws CinnabarError `INITIATION_IDS` when there are fewer distinct ids than distinct workers.
 *
 * Catalogue: INI-04, INI-06, INI-07, INI-08, INI-09, INI-13, INI-14, INI-15, D2, D4, D5, D14.
 */
export function planInitiation(
  request: InitiationRequest,
  context: DecisionContext,
): Parsed<InitiationPlan, InitiationProblem> {
  const { rules, actor, now } = context;
  if (!may(actor, 'contract.manage', { company: request.company })) return unparsed(because('NOT_PERMITTED'));
  const name = parseContractName(request.name);
  const workers = distinct(request.workers);
  const profile = request.profile ?? rules.profile;
  const deadlineDays = request.deadlineDays ?? rules.contract.deadlineDays;
  const problems = problemsOf(request, workers, context);
  if (!name.ok) return unparsed(...name.problems, ...problems);
  const [first, ...others] = problems;
  if (first !== undefined) return unparsed(first, ...others);
  if (new Set(request.contractIds).size < workers.length) {
    throw new CinnabarError('INITIATION_IDS', 'Give each distinct worker a contract id of their own.');
  }
  const contracts = workers.map((worker, index) =>
    draftContract({
      id: request.contractIds[index] as string,
      name: name.value,
      company: request.company,
      initiator: actor.ref,
      agent: request.agent?.ref ?? actor.ref,
      ...(request.sealType === undefined ? {} : { sealType: request.sealType }),
      source: request.source,
      profile,
      deadlineDays,
      signers: [
        { id: 'worker', party: 'worker', subject: worker.ref, position: 1, state: 'WAITING_TURN' },
        { id: 'employer', party: 'employer', subject: request.company, position: 2, state: 'WAITING_TURN' },
      ],
      createdAt: now,
    }),
  );
  return parsed({
    contracts,
    job: newJob(request.id, contracts),
    unverified: workers.filter(({ verified }) => !verified).map(({ ref }) => ref),
  });
}

function distinct(workers: readonly InitiationWorker[]): readonly InitiationWorker[] {
  return [...new Map(workers.map((worker) => [worker.ref, worker])).values()];
}

/** Another agent must be a verified member with the right to seal; a company without any seal may still initiate (D13). */
function employerProblems({
  agent,
  company,
  sealType,
  sealTypes = [],
}: InitiationRequest): Problem<InitiationProblem>[] {
  const signs = agent === undefined || (agent.verified === true && may(agent, 'contract.sign-company', { company }));
  const seals = sealType === undefined || sealTypes.includes(sealType);
  return [
    ...(signs ? [] : [because('INIT_AGENT', { path: 'agent' })]),
    ...(seals ? [] : [because('INIT_SEAL', { path: 'sealType' })]),
  ];
}

function problemsOf(
  request: InitiationRequest,
  workers: readonly InitiationWorker[],
  { rules }: DecisionContext,
): Problem<InitiationProblem>[] {
  const found: Problem<InitiationProblem>[] = [];
  const { templates, uploads } = request.source;
  if (templates.length + uploads.length === 0) found.push(because('INIT_SOURCE', { path: 'source' }));
  found.push(...employerProblems(request));
  if (workers.length === 0) found.push(because('INIT_WORKERS', { path: 'workers' }));
  const max = rules.initiation.maxWorkers;
  if (workers.length > max) found.push(because('INIT_TOO_MANY', { path: 'workers', values: { max } }));
  const rosterOnly = request.via === 'portal' || rules.initiation.offRoster === 'never';
  if (rosterOnly && workers.some(({ onRoster }) => !onRoster)) {
    found.push(because('INIT_OFF_ROSTER', { path: 'workers' }));
  }
  const { deadlineMaxDays } = rules.contract;
  const days = request.deadlineDays ?? rules.contract.deadlineDays;
  if (!Number.isSafeInteger(days) || days < 1 || days > deadlineMaxDays) {
    found.push(because('DEADLINE_INVALID', { path: 'deadlineDays', values: { max: deadlineMaxDays } }));
  }
  for (const key of faceOnlySettings(request.profile ?? rules.profile)) {
    found.push(because('INIT_FACE_ONLY', { path: `profile.${key}` }));
  }
  return found;
}
