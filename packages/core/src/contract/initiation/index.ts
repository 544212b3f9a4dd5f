/** From the wizard's answers to contracts: one per worker, and a job that tells what became of each. */
export { planInitiation, type InitiationPlan, type InitiationRequest, type InitiationWorker } from './initiation.ts';
export { withInitiationOutcome, type InitiationItem, type InitiationJob } from './job.ts';
export type { InitiationProblem } from './texts.ts';
