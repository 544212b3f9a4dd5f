import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { later, millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import {
  checkSecret,
  codeEntered,
  phoneProblem,
  requireSecret,
  resendProblem,
  resent,
  sendCode,
  type SecretContext,
} from '../code/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { may } from '../rights/index.ts';
import type { ProofMethod } from '../rules/index.ts';
import { intentMachine } from './intent-machine.ts';
import { because, type IntentRefusal } from './texts.ts';
import type { IntentChallenge, IntentEvent, IntentRequest, IntentTarget } from './types.ts';

type Decided = Decision<IntentChallenge, IntentRefusal>;
type Of<Type extends IntentEvent['type']> = Extract<IntentEvent, { type: Type }>;

const minute = 60_000;

/** The methods a person can be offered, in the flow's order; face is not for everybody. Catalogue: WIL-01, WIL-04. */
export function intentMethodsFor(methods: readonly ProofMethod[], mainland: boolean): readonly ProofMethod[] {
  return methods.filter((method) => method !== 'face' || mainland);
}

/**
 * A new challenge, or why there is none: a method the flow does not offer, face as the only one, nothing to agree to. Only
 * the person can ask for their own. Catalogue: WIL-01, WIL-04, D11.
 */
export function createIntent(request: IntentRequest, context: DecisionContext): Decided {
  const problem = requestProblem(request, context);
  if (problem !== undefined) return refuse(problem);
  const { id, person, targets, method, methods, mainland } = request;
  const challenge: IntentChallenge = {
    ...{ id, person, targets, method, methods, mainland },
    state: 'CREATED',
    version: 0,
    createdAt: context.now,
    expiresAt: later(context.now, context.rules.code.ttlMinutes * minute),
    failures: 0,
  };
  const contracts = targets.map((target) => target.id);
  return accept(challenge, { events: [domainEvent(context, 'intent.requested', id, { method, contracts })] });
}

function requestProblem(request: IntentRequest, context: DecisionContext): Problem<IntentRefusal> | undefined {
  const { person, targets, method, methods, mainland } = request;
  if (context.actor.ref !== person) return because('NOT_PERMITTED');
  if (methods.every((each) => each === 'face')) return because('INTENT_FACE_ONLY');
  if (!methods.includes(method)) return because('INTENT_METHOD');
  if (method === 'face' && !mainland) return because('INTENT_FACE_MAINLAND');
  const ids = new Set(targets.map(({ id }) => id));
  const whole = targets.every(({ id, digest }) => id !== '' && digest !== '');
  return ids.size > 0 && ids.size === targets.length && whole ? undefined : because('INTENT_TARGET');
}

/** A method's challenge that is void, and the one that takes its place. */
export interface IntentSwitch {
  readonly former: IntentChallenge;
  readonly challenge: IntentChallenge;
}

/** 短信 ↔ 人脸: the person takes another method for the same targets; the former challenge is void. Catalogue: A20.8, WIL-04. */
export function switchIntent(
  challenge: IntentChallenge,
  to: { readonly id: string; readonly method: ProofMethod },
  context: DecisionContext,
): Decision<IntentSwitch, IntentRefusal> {
  const given = giveUp(challenge, context);
  if (!given.accepted) return given;
  const made = createIntent({ ...challenge, ...to }, context);
  if (!made.accepted) return made;
  return accept({ former: given.next, challenge: made.next }, { events: [...given.events, ...made.events] });
}

function giveUp(challenge: IntentChallenge, context: DecisionContext): Decided {
  if (context.actor.ref !== challenge.person) return refuse(because('NOT_PERMITTED'));
  const problem = refusalOf(intentMachine, challenge, 'void', context.expectedVersion);
  return problem === undefined ? closed(challenge, 'VOID', context) : refuse(problem);
}

/**
 * What comes of an event on a challenge. A wrong code, or a face that is not theirs, is counted and told in `problem`; after
 * so many tries the challenge is lost. A message's code and a call's are the same, and so are their tries. What has passed
 * is used once, for exactly what was agreed to, and not for long.
 *
 * @throws CinnabarError `SECRET_WEAK` when a seed or token is not random enough.
 *
 * Catalogue: A20.8, WIL-01, WIL-02, WIL-03, WIL-04, WIL-05, WIL-07, LIM-17, LIM-18, N-07, MSG-12.
 */
export function decideIntent(challenge: IntentChallenge, event: IntentEvent, context: SecretContext): Decided {
  const problem =
    authorityProblem(challenge, event, context) ??
    refusalOf(intentMachine, challenge, event.type, context.expectedVersion) ??
    ruleProblem(challenge, event, context);
  if (problem !== undefined) return refuse(problem);
  switch (event.type) {
    case 'send':
      return send(challenge, event, context);
    case 'call':
      return call(challenge, context);
    case 'show-face':
      return showFace(challenge, event, context);
    case 'enter-code':
      return enterCode(challenge, event, context);
    case 'face-passed':
      return passed({ ...challenge, receipt: event.receipt }, context);
    case 'face-failed':
      return faceFailed(challenge, context);
    case 'consume':
      return consume(challenge, context);
    case 'void':
      return closed(challenge, 'VOID', context);
    case 'expire':
      return closed(challenge, 'EXPIRED', context);
  }
}

function authorityProblem(
  { person }: IntentChallenge,
  { type }: IntentEvent,
  { actor }: DecisionContext,
): Problem<IntentRefusal> | undefined {
  const system = type === 'face-passed' || type === 'face-failed' || type === 'expire';
  const allowed = system ? may(actor, 'system') : actor.ref === person;
  return allowed ? undefined : because('NOT_PERMITTED');
}

function ruleProblem(
  challenge: IntentChallenge,
  event: IntentEvent,
  context: SecretContext,
): Problem<IntentRefusal> | undefined {
  const late = millisOf(context.now) >= millisOf(challenge.expiresAt);
  switch (event.type) {
    case 'expire':
      return late ? undefined : because('INTENT_NOT_EXPIRED');
    case 'void':
      return undefined;
    case 'send':
      return methodProblem(challenge, 'sms') ?? lateProblem(late) ?? sendable(challenge, event.sent, context);
    case 'call':
      return methodProblem(challenge, 'sms') ?? lateProblem(late) ?? resendable(challenge, 'voice', context);
    case 'enter-code':
      return methodProblem(challenge, 'sms');
    case 'show-face':
      return methodProblem(challenge, 'face') ?? lateProblem(late);
    case 'face-passed':
    case 'face-failed':
      return methodProblem(challenge, 'face') ?? lateProblem(late) ?? tokenProblem(challenge, event.token, context);
    case 'consume':
      return lateProblem(late) ?? targetProblem(challenge, event.targets);
  }
}

function methodProblem(challenge: IntentChallenge, method: ProofMethod): Problem<IntentRefusal> | undefined {
  return challenge.method === method ? undefined : because('INTENT_METHOD');
}

function lateProblem(late: boolean): Problem<IntentRefusal> | undefined {
  return late ? because('INTENT_EXPIRED') : undefined;
}

function resendable(
  { code }: IntentChallenge,
  route: 'sms' | 'voice',
  context: SecretContext,
): Problem<IntentRefusal> | undefined {
  return code === undefined ? undefined : resendProblem(code, route, context);
}

function sendable(
  challenge: IntentChallenge,
  sent: readonly string[],
  context: SecretContext,
): Problem<IntentRefusal> | undefined {
  return resendable(challenge, 'sms', context) ?? phoneProblem(sent, context);
}

function tokenProblem(
  { face }: IntentChallenge,
  token: string,
  { now, keyedHash }: SecretContext,
): Problem<IntentRefusal> | undefined {
  const good =
    face !== undefined && millisOf(now) < millisOf(face.expiresAt) && checkSecret(token, face.token, keyedHash);
  return good ? undefined : because('INTENT_TOKEN');
}

/** All targets and no other, each with the digest it was agreed to with. */
function targetProblem(
  { targets }: IntentChallenge,
  wanted: readonly IntentTarget[],
): Problem<IntentRefusal> | undefined {
  const key = ({ id, digest }: IntentTarget): string => JSON.stringify([id, digest]);
  const agreed = targets.map(key).sort();
  const now = wanted.map(key).sort();
  const same = agreed.length === now.length && agreed.every((each, index) => each === now[index]);
  return same ? undefined : because('INTENT_CHANGED');
}

function send(challenge: IntentChallenge, { seed }: Of<'send'>, context: SecretContext): Decided {
  const { code, id, person } = challenge;
  const sent = code === undefined ? sendCode('intent', id, seed, context) : resent(code, 'sms', context.now);
  return accept(changed(challenge, { state: 'ISSUED', code: sent, expiresAt: sent.expiresAt }), {
    events: [domainEvent(context, 'intent.code-sent', id, { route: 'sms' })],
    notices: [notice('intent-code', person, { minutes: context.rules.code.ttlMinutes })],
  });
}

function call(challenge: IntentChallenge, context: SecretContext): Decided {
  const { code, id, person } = challenge;
  if (code === undefined) return refuse(because('INTENT_METHOD'));
  return accept(changed(challenge, { code: resent(code, 'voice', context.now) }), {
    events: [domainEvent(context, 'intent.code-sent', id, { route: 'voice' })],
    notices: [notice('intent-code-call', person)],
  });
}

function showFace(challenge: IntentChallenge, event: Of<'show-face'>, context: SecretContext): Decided {
  const { provider, token } = event;
  const expiresAt = later(context.now, context.rules.handOff.ttlMinutes * minute);
  const face = { provider, token: context.keyedHash(requireSecret(token)), expiresAt };
  return accept(changed(challenge, { state: 'ISSUED', face }), {
    events: [domainEvent(context, 'intent.face-shown', challenge.id, { provider })],
  });
}

function enterCode(challenge: IntentChallenge, event: Of<'enter-code'>, context: SecretContext): Decided {
  if (challenge.code === undefined) return refuse(because('INTENT_METHOD'));
  const check = codeEntered(challenge.code, 'intent', challenge.id, event.code, context);
  if (check.problem === undefined) return passed(challenge, context);
  const patch = { code: check.code, problem: check.problem };
  if (!check.over) return accept(changed(challenge, patch));
  return closed({ ...challenge, ...patch }, check.problem.code === 'OTP_EXPIRED' ? 'EXPIRED' : 'FAILED', context);
}

function faceFailed(challenge: IntentChallenge, context: SecretContext): Decided {
  const failures = challenge.failures + 1;
  const problem = because('INTENT_FACE_FAILED') as Problem<'INTENT_FACE_FAILED'>;
  if (failures >= context.rules.code.tries) return closed({ ...challenge, failures, problem }, 'FAILED', context);
  // The QR code was for one try.
  return accept(changed(challenge, { failures, problem, face: undefined }), {
    events: [domainEvent(context, 'intent.face-failed', challenge.id)],
  });
}

function passed(challenge: IntentChallenge, context: SecretContext): Decided {
  const expiresAt = later(context.now, context.rules.code.ttlMinutes * minute);
  return accept(changed(challenge, { state: 'PASSED', passedAt: context.now, expiresAt, problem: undefined }), {
    events: [domainEvent(context, 'intent.passed', challenge.id, { method: challenge.method })],
  });
}

function consume(challenge: IntentChallenge, context: SecretContext): Decided {
  const digests = challenge.targets.map(({ digest }) => digest);
  return accept(changed(challenge, { state: 'CONSUMED', consumedAt: context.now }), {
    events: [domainEvent(context, 'intent.consumed', challenge.id, { digests })],
  });
}

const endings = { VOID: 'intent.voided', EXPIRED: 'intent.expired', FAILED: 'intent.failed' } as const;

function closed(challenge: IntentChallenge, state: keyof typeof endings, context: DecisionContext): Decided {
  // Nothing sent or shown for it can pass any more.
  return accept(changed(challenge, { state, code: undefined, face: undefined }), {
    events: [domainEvent(context, endings[state], challenge.id)],
  });
}
