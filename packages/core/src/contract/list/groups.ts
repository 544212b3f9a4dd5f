import type { LocalizedText } from '../../language/index.ts';
import { millisOf } from '../calendar/index.ts';
import {
  contractMachine,
  pendingSigners,
  stateAt,
  type Contract,
  type ContractState,
  type Signer,
} from '../signing/index.ts';
import { homeLabels } from './labels.ts';

/**
 * For whom a list is shown: a company's members see it as the company, a worker as themselves. Without `seals` (absent: with)
 * a member only watches contracts in signing: they wait for others.
 */
export type Viewer =
  | { readonly kind: 'company'; readonly company: string; readonly seals?: boolean }
  | { readonly kind: 'worker'; readonly person: string };

/** The four blocks of 合同管理, in their order. */
export type ContractGroup = 'all' | 'mine' | 'others' | 'completed';

/** Catalogue: LBL-64, LST-01, GEN-11. */
export const groupLabels: Readonly<Record<ContractGroup, LocalizedText>> = {
  all: { 'zh-Hans': '全部合同', 'zh-Hant': '全部合約', en: 'All contracts' },
  mine: { 'zh-Hans': '待我操作', 'zh-Hant': '待我操作', en: 'My turn' },
  others: { 'zh-Hans': '待他人操作', 'zh-Hant': '待他人操作', en: 'Others’ turn' },
  completed: { 'zh-Hans': '已完成', 'zh-Hant': '已完成', en: 'Completed' },
};

/** States a worker never hears of: nothing was sent. */
const unsent: readonly ContractState[] = ['DRAFT', 'INIT_FAILED'];

function isOf({ state }: Contract, signer: Signer, viewer: Viewer): boolean {
  if (viewer.kind === 'worker') return signer.subject === viewer.person;
  return signer.party === 'employer' && (state !== 'SIGNING' || viewer.seals !== false);
}

/** Whether the contract is the viewer's to see at all. Catalogue: LST-06. */
export function isVisible(contract: Contract, viewer: Viewer): boolean {
  if (contract.state === 'DELETED') return false;
  if (viewer.kind === 'company') return contract.company === viewer.company;
  return (
    !unsent.includes(contract.state) &&
    contract.signers.some(({ party, subject }) => party === 'worker' && subject === viewer.person)
  );
}

/** Those whose turn it is at `now`; nobody's once the deadline has passed. */
function waitedFor(contract: Contract, now: string): readonly Signer[] {
  return stateAt(contract, now) === contract.state ? pendingSigners(contract) : [];
}

/**
 * The blocks a contract stands in for this viewer; none when it is not theirs to see. In parallel signing it may be both
 * sides' turn, and stands in both. Expired and recalled ones are nobody's turn.
 *
 * Catalogue: GEN-04, LST-01, LST-06, LST-07, WPC-02.
 */
export function groupsOf(contract: Contract, viewer: Viewer, now: string): readonly ContractGroup[] {
  if (!isVisible(contract, viewer)) return [];
  const pending = waitedFor(contract, now);
  return [
    'all',
    ...(pending.some((signer) => isOf(contract, signer, viewer)) ? (['mine'] as const) : []),
    ...(pending.some((signer) => !isOf(contract, signer, viewer)) ? (['others'] as const) : []),
    ...(contract.state === 'COMPLETED' ? (['completed'] as const) : []),
  ];
}

/** Whether the viewer's signature is what the contract waits for: then opening it opens the signing page. Catalogue: LST-05, WPC-02, SGN-01. */
export function waitsForSignature(contract: Contract, viewer: Viewer, now: string): boolean {
  return (
    isVisible(contract, viewer) &&
    contract.state === 'SIGNING' &&
    waitedFor(contract, now).some((signer) => isOf(contract, signer, viewer))
  );
}

/** Numbers at the tabs, and of the home page: 待我签署, 待他人签署; a worker's 待我签. */
export interface ContractCounters {
  readonly groups: Readonly<Record<ContractGroup, number>>;
  readonly toSignByMe: number;
  readonly toSignByOthers: number;
}

/** Catalogue: GEN-04, LST-01, LST-07, WH5-01. */
export function countContracts(contracts: readonly Contract[], viewer: Viewer, now: string): ContractCounters {
  const groups = contracts.map((contract) => groupsOf(contract, viewer, now));
  const count = (group: ContractGroup) => groups.filter((each) => each.includes(group)).length;
  const signing = (group: ContractGroup) =>
    contracts.filter(({ state }, index) => state === 'SIGNING' && groups[index]?.includes(group)).length;
  return {
    groups: { all: count('all'), mine: count('mine'), others: count('others'), completed: count('completed') },
    toSignByMe: signing('mine'),
    toSignByOthers: signing('others'),
  };
}

/** The state as this viewer reads it: in signing 待我签署 or 待他人签署, else the state's own name. Catalogue: A20.1, LST-09, LBL-19. */
export function stateLabel(contract: Contract, viewer: Viewer, now: string): LocalizedText {
  const state = stateAt(contract, now);
  if (state !== 'SIGNING') return contractMachine.states[state].label;
  return waitsForSignature(contract, viewer, now) ? homeLabels.toSignByMe : homeLabels.toSignByOthers;
}

/** The clock beside a pending participant. */
export interface Countdown {
  readonly deadlineAt: string;
  readonly millisLeft: number;
}

/** The countdown of one signer; undefined when nobody waits for them. Catalogue: LST-04. */
export function countdownOf(contract: Contract, signerId: string, now: string): Countdown | undefined {
  const { deadlineAt } = contract;
  if (deadlineAt === undefined || !waitedFor(contract, now).some(({ id }) => id === signerId)) return undefined;
  return { deadlineAt, millisLeft: millisOf(deadlineAt) - millisOf(now) };
}
