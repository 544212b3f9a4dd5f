/** What decisions are told. */
export { domainEvent, type DecisionContext } from './context.ts';
