/** Who administers a company, and how that is handed over. */
export { administrationMachine, type AdminState, type AdminTransition } from './administration-machine.ts';
export { administrationProblem, decideTransfer, eligibleSuccessors, transferTarget } from './decide-transfer.ts';
export type { AdminRefusal } from './texts.ts';
export type { AdminRole, Member, Transfer, Transferred } from './types.ts';
