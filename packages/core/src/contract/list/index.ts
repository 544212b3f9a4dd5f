/** Contracts as lists and figures show them: groups, counters, search, pages, statistics. */
export { actionsFor, viewerOf, type ContractAction, type OfferedAction } from './actions.ts';
export {
  countContracts,
  countdownOf,
  groupLabels,
  groupsOf,
  isVisible,
  stateLabel,
  waitsForSignature,
  type ContractCounters,
  type ContractGroup,
  type Countdown,
  type Viewer,
} from './groups.ts';
export { homeLabels } from './labels.ts';
export { pageOf, type Page } from './paging.ts';
export { searchContracts, type ContractFilter, type ContractRow } from './search.ts';
export {
  customRange,
  initiationsByDay,
  meanSigningMillis,
  quickRange,
  rangeLabels,
  signingTimeText,
  type DayRange,
} from './statistics.ts';
export type { ListProblem } from './texts.ts';
