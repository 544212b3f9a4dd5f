/** State machines as data: what may follow what, who wins a race, and what a decision causes. */
export {
  conflictOf,
  eventsOf,
  notAllowed,
  refusalOf,
  targetsOf,
  type Machine,
  type StateOf,
  type TransitionRefusal,
  type Versioned,
} from './machine.ts';
export { accept, refuse, type Channel, type Decision, type DomainEvent, type Notice } from './decision.ts';
export { toMermaid } from './diagram.ts';
