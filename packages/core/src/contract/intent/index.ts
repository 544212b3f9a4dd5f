/** That a person means it: a code or a face, bound to person, contracts and digests, usable once. */
export { createIntent, decideIntent, intentMethodsFor, switchIntent, type IntentSwitch } from './decide-intent.ts';
export { intentMachine, type IntentState, type IntentTransition } from './intent-machine.ts';
export { proofOf } from './proof-of.ts';
export type { IntentRefusal } from './texts.ts';
export type { FaceCheck, IntentChallenge, IntentEvent, IntentRequest, IntentTarget } from './types.ts';
