/** Signing several contracts of one company with one intent. */
export {
  checkBatch,
  newBatch,
  withBatchOutcome,
  type Batch,
  type BatchCandidate,
  type BatchCheck,
  type BatchItem,
} from './batch.ts';
export { selectionText, selectPage, toggleSelection, type BatchSelection } from './selection.ts';
export type { BatchProblem } from './texts.ts';
