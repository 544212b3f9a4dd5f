import type { Contract } from './contract.ts';

/** What every contract has before it was sent. */
const beginning = {
  state: 'DRAFT',
  version: 0,
  replacedBy: [],
  files: [],
  round: 0,
  urges: [],
  messages: [],
  voided: [],
  proofs: [],
} as const satisfies Partial<Contract>;

/** A contract that nothing has happened to yet. */
export function draftContract(facts: Omit<Contract, keyof typeof beginning>): Contract {
  return { ...beginning, ...facts };
}
