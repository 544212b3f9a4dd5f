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
export { pageOf, pagePlace, type Page, type PagePlace, type PageWish } from './paging.ts';
export { searchContracts, searchText, spanOf, type ContractFilter, type ContractRow, type Span } from './search.ts';
export {
  customRange,
  initiationsByDay,
  meanSigningMillis,
  quickRange,
  rangeLabels,
  signingTimeText,
  type DayRange,
} from './statistics.ts';
export { listTexts, type ListProblem } from './texts.ts';
