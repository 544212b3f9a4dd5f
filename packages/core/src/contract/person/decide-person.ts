import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { durationText, later, millisOf } from '../calendar/index.ts';
import { changed, type Changes } from '../change/index.ts';
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
import type { PersonMethod } from '../rules/index.ts';
import { checkFactors, personRecord } from './factors.ts';
import { lockedUntil } from './methods.ts';
import { personMachine } from './person-machine.ts';
import { because, becauseOf, sourceProblem, type PersonRefusal } from './texts.ts';
import type { PersonEvent, PersonInput, PersonRecord, PersonSource, PersonVerification } from './types.ts';
import { attemptsWith, bankLimit, reportedLimit, type BankLimit } from './waits.ts';

type Decided = Decision<PersonVerification, PersonRefusal>;
type Of<Type extends PersonEvent['type']> = Extract<PersonEvent, { type: Type }>;

/** A person nothing is known of yet. */
export function unverifiedPerson(id: string, person: string): PersonVerification {
  return { id, person, state: 'UNVERIFIED', version: 0, consents: {}, bankAttempts: [], locks: {} };
}

/** What the platform tells on a source's word, or by its clock; all else is the person's own doing. */
const systemEvents: readonly PersonEvent['type'][] = [
  'factors-match',
  'factors-mismatch',
  'limit',
  'scanned',
  'face-passed',
  'face-failed',
  'qr-expired',
];

/**
 * What comes of an event on a person's verification. The order is always: consent, method, data, proof. Sources are asked by
 * the caller, after `submit` was accepted and stored, so that limits hold when two tabs submit at once; their answer comes
 * back as an event that names the attempt. What was typed is checked first and never stored: only masked values and keyed
 * hashes are. A method out of attempts is locked for a while, the others stay. Whoever is verified stays so everywhere, until
 * name or number change; then their certificate must be revoked (`certificate.revocation-required`).
 *
 * @throws CinnabarError `SECRET_WEAK` when a seed or token is not random enough.
 *
 * Catalogue: A20.6, KYC-01, KYC-02, KYC-03, KYC-06, KYC-07, KYC-14, KYC-16, KYC-20, KYC-21, KYC-22, KYC-23, KYC-24, KYC-25,
 * KYC-26, ACC-11, LIM-09, LIM-17, LIM-18, N-08, D11.
 */
export function decidePerson(verification: PersonVerification, event: PersonEvent, context: SecretContext): Decided {
  const problem =
    authorityProblem(verification, event, context) ??
    refusalOf(personMachine, verification, event.type, context.expectedVersion);
  if (problem !== undefined) return refuse(problem);
  switch (event.type) {
    case 'consent':
      return consent(verification, 'identity', event, 'CONSENTED', context);
    case 'consent-method':
      return consent(verification, event.data, event, verification.state, context);
    case 'choose':
      return choose(verification, event.method, context);
    case 'submit':
      return submit(verification, event, context);
    case 'factors-match':
      return factorsMatch(verification, event, context);
    case 'factors-mismatch':
      if (event.attempt !== verification.asking) return refuse(because('KYC_ATTEMPT'));
      return failed(verification, event.result, context);
    case 'limit':
      if (event.attempt !== verification.asking) return refuse(because('KYC_ATTEMPT'));
      return locked(verification, reportedLimit(event.period, context.now), context);
    case 'resend':
      return resend(verification, event, context);
    case 'enter-code':
      return enterCode(verification, event.code, context);
    case 'show-qr':
      return showQr(verification, event, context);
    case 'scanned':
      return scanned(verification, event.token, context);
    case 'face-passed':
      return tokenProblem(verification, event.token, context) ?? passed(verification, event.source, context);
    case 'face-failed':
      return tokenProblem(verification, event.token, context) ?? failed(verification, event.result, context);
    case 'qr-expired':
      return qrExpired(verification, context);
    case 'unlock':
      return (
        lockProblem(verification, verification.method, context) ?? move(verification, 'METHOD_CHOSEN', {}, context)
      );
    case 'change':
      return change(verification, event.what, context);
  }
}

function authorityProblem(
  { person }: PersonVerification,
  { type }: PersonEvent,
  { actor }: DecisionContext,
): Problem<PersonRefusal> | undefined {
  const clock = type === 'unlock' && may(actor, 'system');
  const allowed = systemEvents.includes(type) ? may(actor, 'system') : actor.ref === person || clock;
  return allowed ? undefined : because('NOT_PERMITTED');
}

function consent(
  verification: PersonVerification,
  category: keyof PersonVerification['consents'],
  { consent: given }: Of<'consent' | 'consent-method'>,
  state: PersonVerification['state'],
  context: SecretContext,
): Decided {
  const { agreement, version, hash } = given;
  if (agreement === '' || version === '' || !/^[0-9a-f]{64}$/.test(hash)) return refuse(because('KYC_CONSENT'));
  const consents = { ...verification.consents, [category]: { agreement, version, hash, at: context.now } };
  return accept(changed(verification, { state, consents }), {
    events: [domainEvent(context, 'consent.given', verification.id, { agreement, version, hash, category })],
  });
}

/** What a try leaves behind, taken away before the next. */
const cleared = {
  asking: undefined,
  pending: undefined,
  pendingSource: undefined,
  code: undefined,
  qr: undefined,
  problem: undefined,
} as const satisfies Changes<PersonVerification>;

function choose(verification: PersonVerification, method: PersonMethod, context: SecretContext): Decided {
  if (!context.rules.verification.methods.includes(method)) return refuse(because('KYC_METHOD'));
  if (method === 'face' && verification.consents.face === undefined) return refuse(because('KYC_CONSENT_FACE'));
  if (method === 'bank' && verification.consents.bank === undefined) return refuse(because('KYC_CONSENT_BANK'));
  return (
    lockProblem(verification, method, context) ??
    accept(changed(verification, { ...cleared, state: 'METHOD_CHOSEN', method }), {
      events: [domainEvent(context, 'verification.started', verification.id, { method })],
    })
  );
}

function lockProblem(
  verification: PersonVerification,
  method: PersonMethod | undefined,
  { now }: SecretContext,
): Decided | undefined {
  const until = method === undefined ? undefined : lockedUntil(verification, method, now);
  if (until === undefined) return undefined;
  const wait = millisOf(until) - millisOf(now);
  return refuse(
    becauseOf('KYC_METHOD_LOCKED', { t: durationText(wait) }, { until, waitSeconds: Math.ceil(wait / 1000) }),
  );
}

function submit(
  verification: PersonVerification,
  { input, attempt, sent }: Of<'submit'>,
  context: SecretContext,
): Decided {
  const { method, bankAttempts } = verification;
  if (method === undefined || method === 'face') return refuse(because('KYC_METHOD'));
  const read = readInput(verification, method, input, context);
  if ('refusal' in read) return refuse(read.refusal);
  const often = phoneProblem(sent, context);
  if (often !== undefined) return refuse(often);
  if (method === 'bank') {
    const limit = bankLimit(bankAttempts, context.now, context.rules.verification);
    if (limit !== undefined) return locked(verification, limit, context);
  }
  const next = changed(verification, {
    ...cleared,
    asking: attempt,
    pending: read.record,
    ...(method === 'bank' ? { bankAttempts: attemptsWith(bankAttempts, context.now) } : {}),
  });
  return accept(next, {
    events: [domainEvent(context, 'verification.submitted', verification.id, { method, attempt })],
  });
}

function readInput(
  { expects }: PersonVerification,
  method: PersonMethod,
  input: PersonInput,
  context: SecretContext,
): { readonly record: PersonRecord } | { readonly refusal: Problem<PersonRefusal> } {
  const factors = checkFactors(method, input, context);
  if (!factors.ok) return { refusal: factors.problems[0] };
  const record = personRecord(factors.value, context.keyedHash);
  const other =
    expects !== undefined &&
    ('documentHash' in expects ? expects.documentHash !== record.documentHash : expects.nameHash !== record.nameHash);
  return other ? { refusal: because('KYC_PERSON') } : { record };
}

function locked(verification: PersonVerification, { period, until }: BankLimit, context: SecretContext): Decided {
  const method = verification.method ?? 'bank';
  const wait = millisOf(until) - millisOf(context.now);
  const problem =
    period === 'day'
      ? because('KYC_CARD_LIMIT', { values: { until } })
      : becauseOf('KYC_CARD_MINUTE', { t: durationText(wait) }, { until, waitSeconds: Math.ceil(wait / 1000) });
  const locks = { ...verification.locks, [method]: until };
  return accept(changed(verification, { ...cleared, state: 'LOCKED', locks, problem }), {
    events: [domainEvent(context, 'verification.locked', verification.id, { method, until })],
  });
}

function factorsMatch(verification: PersonVerification, event: Of<'factors-match'>, context: SecretContext): Decided {
  const { id, person, asking, pending } = verification;
  if (event.attempt !== asking || pending === undefined) return refuse(because('KYC_ATTEMPT'));
  const next = changed(verification, {
    state: 'FACTORS_OK',
    asking: undefined,
    pendingSource: event.source,
    code: sendCode('verification', id, event.seed, context),
  });
  return accept(next, {
    events: [domainEvent(context, 'verification.factors-agree', id, { attempt: event.attempt })],
    notices: [codeNotice(person, context)],
  });
}

function resend(verification: PersonVerification, { seed, sent }: Of<'resend'>, context: SecretContext): Decided {
  const { code, id, person } = verification;
  if (code === undefined) return refuse(because('KYC_ATTEMPT'));
  const problem = resendProblem(code, 'sms', context);
  // Too late for the same digits: new ones.
  const renew = problem?.code === 'OTP_EXPIRED';
  if (problem !== undefined && !renew) return refuse(problem);
  const often = phoneProblem(sent, context);
  if (often !== undefined) return refuse(often);
  const next = renew ? sendCode('verification', id, seed, context) : resent(code, 'sms', context.now);
  return accept(changed(verification, { code: next, problem: undefined }), {
    events: [domainEvent(context, 'verification.code-sent', id)],
    notices: [codeNotice(person, context)],
  });
}

function codeNotice(person: string, { rules }: SecretContext) {
  return notice('verification-code', person, { minutes: rules.code.ttlMinutes });
}

function enterCode(verification: PersonVerification, entry: string, context: SecretContext): Decided {
  const { code, id, pendingSource } = verification;
  if (code === undefined || pendingSource === undefined) return refuse(because('KYC_ATTEMPT'));
  const check = codeEntered(code, 'verification', id, entry, context);
  if (check.problem === undefined) return passed(verification, pendingSource, context);
  const lost = check.over && check.problem.code !== 'OTP_EXPIRED';
  if (!lost) return accept(changed(verification, { code: check.code, problem: check.problem }));
  return move(verification, 'METHOD_CHOSEN', { ...cleared, problem: check.problem }, context);
}

function showQr(verification: PersonVerification, event: Of<'show-qr'>, context: SecretContext): Decided {
  if (verification.method !== 'face') return refuse(because('KYC_METHOD'));
  const read = readInput(verification, 'face', event.input, context);
  if ('refusal' in read) return refuse(read.refusal);
  const { provider, session } = event;
  const qr = {
    provider,
    session,
    token: context.keyedHash(requireSecret(event.token)),
    expiresAt: later(context.now, context.rules.handOff.ttlMinutes * 60_000),
  };
  return move(verification, 'FACE_QR', { ...cleared, pending: read.record, qr }, context);
}

function scanned(verification: PersonVerification, token: string, context: SecretContext): Decided {
  const { qr } = verification;
  const late = qr !== undefined && millisOf(context.now) >= millisOf(qr.expiresAt);
  if (late) return refuse(because('KYC_QR'));
  return tokenProblem(verification, token, context) ?? move(verification, 'FACE_SCANNED', {}, context);
}

function tokenProblem({ qr }: PersonVerification, token: string, { keyedHash }: SecretContext): Decided | undefined {
  return qr !== undefined && checkSecret(token, qr.token, keyedHash) ? undefined : refuse(because('KYC_QR'));
}

function qrExpired(verification: PersonVerification, context: SecretContext): Decided {
  const { qr } = verification;
  const late = qr === undefined || millisOf(context.now) >= millisOf(qr.expiresAt);
  if (!late) return refuse(because('KYC_QR_VALID'));
  return move(verification, 'METHOD_CHOSEN', { ...cleared, problem: because('KYC_QR') }, context);
}

function failed(
  verification: PersonVerification,
  result: Of<'face-failed'>['result'],
  context: SecretContext,
): Decided {
  const problem = sourceProblem(result, context.rules.verification.bank.reservedPhoneWaitDays);
  const { asking } = verification;
  const next = changed(verification, { ...cleared, state: 'FAILED', asking, problem });
  const method = verification.method ?? '';
  return accept(next, { events: [domainEvent(context, 'verification.failed', verification.id, { method, result })] });
}

function passed(verification: PersonVerification, source: PersonSource, context: SecretContext): Decided {
  const { id, person, pending } = verification;
  if (pending === undefined) return refuse(because('KYC_ATTEMPT'));
  const { provider, assurance, trace, similarity, liveness } = source;
  const record = {
    ...pending,
    ...{ provider, assurance, trace, at: context.now },
    // Named one by one: whatever else a provider sends, pictures above all, is not kept (D11).
    ...(similarity === undefined ? {} : { similarity }),
    ...(liveness === undefined ? {} : { liveness }),
  };
  const next = changed(verification, { ...cleared, expects: undefined, state: 'VERIFIED', record });
  return accept(next, {
    events: [
      domainEvent(context, 'verification.passed', id, { method: pending.method, provider, assurance, trace }),
      domainEvent(context, 'certificate.wanted', id, { holder: person }),
    ],
  });
}

function change(verification: PersonVerification, what: Of<'change'>['what'], context: SecretContext): Decided {
  const { id, person, record } = verification;
  if (what === 'mobile' || record === undefined) return accept(verification);
  const { documentHash, nameHash } = record;
  const next = changed(verification, {
    ...cleared,
    state: 'UNVERIFIED',
    consents: {},
    method: undefined,
    record: undefined,
    expects: what === 'name' ? { documentHash } : { nameHash },
  });
  return accept(next, {
    events: [
      domainEvent(context, 'verification.required', id, { what }),
      domainEvent(context, 'certificate.revocation-required', id, { holder: person, reason: 'identity-changed' }),
    ],
  });
}

function move(
  verification: PersonVerification,
  state: PersonVerification['state'],
  changes: Changes<PersonVerification>,
  context: SecretContext,
): Decided {
  return accept(changed(verification, { ...changes, state }), {
    events: [domainEvent(context, `verification.${state.toLowerCase().replaceAll('_', '-')}`, verification.id)],
  });
}
