import { sameOrganisationName } from '../../identity/index.ts';
import type { Problem } from '../../language/index.ts';
import { accept, conflictOf, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { dayMillis, later, millisOf } from '../calendar/index.ts';
import { changed, type Changes } from '../change/index.ts';
import { sameHash, type SecretContext } from '../code/index.ts';
import { domainEvent } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import { editForm } from './edit-form.ts';
import { readForm } from './form.ts';
import { onboardingMachine, type OnboardingState } from './onboarding-machine.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import type { CompanyNow, Onboarding, OnboardingEvent } from './types.ts';

type Decided = Decision<Onboarding, OnboardingRefusal>;
type Of<Type extends OnboardingEvent['type']> = Extract<OnboardingEvent, { type: Type }>;

const employerEvents: readonly OnboardingEvent['type'][] = ['invite', 'edit', 'approve', 'reject', 'revoke'];
const systemEvents: readonly OnboardingEvent['type'][] = ['expire', 'undelivered'];

/**
 * What comes of an event on an invitation and its form. The first to open it, with the invited number, becomes its worker;
 * from then on it is nobody else's. A message that cannot be delivered changes no state: it is noted, to be sent again.
 *
 * Catalogue: A20.3, ACC-09, ONB-04, ONB-06, ONB-07, ONB-08, ONB-10, ONB-11, ONB-12, ONB-13, ONB-14, ONB-15, N-02, N-03, N-04.
 */
export function decideOnboarding(record: Onboarding, event: OnboardingEvent, context: SecretContext): Decided {
  const problem =
    authorityProblem(record, event, context) ??
    (event.type === 'undelivered'
      ? conflictOf(record, context.expectedVersion)
      : refusalOf(onboardingMachine, record, event.type, context.expectedVersion)) ??
    lateProblem(record, event, context);
  if (problem !== undefined) return refuse(problem);
  switch (event.type) {
    case 'invite':
      return invite(record, context);
    case 'open':
      return open(record, context);
    case 'not-verified':
      return context.actor.verified === true
        ? refuse(because('ONB_VERIFIED'))
        : move(record, 'KYC_REQUIRED', {}, context);
    case 'verified':
      return context.actor.verified === true ? move(record, 'FILLING', {}, context) : refuse(because('KYC_REQUIRED'));
    case 'fill':
      return fill(record, event.company, context);
    case 'submit':
      return submit(record, event, context);
    case 'edit':
      return edit(record, event, context);
    case 'approve':
      return reviewed(record, 'APPROVED', {}, context);
    case 'reject': {
      const unfit = wordsProblem(event.reason, context.rules.contract.messageMax, 'reason');
      return unfit === undefined
        ? reviewed(record, 'REJECTED', { reason: event.reason.trim() }, context)
        : refuse(unfit);
    }
    case 'revoke':
      return move(record, 'REVOKED', {}, context);
    case 'expire': {
      const late = record.expiresAt !== undefined && millisOf(context.now) >= millisOf(record.expiresAt);
      return late ? move(record, 'EXPIRED', {}, context) : refuse(because('ONB_NOT_EXPIRED'));
    }
    case 'undelivered':
      return accept(changed(record, { undelivered: [...record.undelivered, event.notice] }), {
        events: [domainEvent(context, 'onboarding.undelivered', record.id, { notice: event.notice })],
      });
  }
}

function authorityProblem(
  record: Onboarding,
  event: OnboardingEvent,
  { actor }: SecretContext,
): Problem<OnboardingRefusal> | undefined {
  if (systemEvents.includes(event.type)) return may(actor, 'system') ? undefined : because('NOT_PERMITTED');
  if (employerEvents.includes(event.type)) {
    return may(actor, 'staff.manage', { company: record.company }) ? undefined : because('NOT_PERMITTED');
  }
  if (actor.role !== 'worker') return because('NOT_PERMITTED');
  if (record.person !== undefined) return record.person === actor.ref ? undefined : because('ONB_NOT_YOURS');
  if (event.type !== 'open') return because('ONB_NOT_YOURS');
  if (record.mobileHash === undefined || sameHash(record.mobileHash, event.mobileHash)) return undefined;
  // The number is shown masked: enough for its owner to know it, for nobody to call it.
  const phone = record.mobileMasked ?? '';
  return because('ONB_PHONE', { values: { phone } });
}

/** An invitation that has expired leads nowhere, whether or not the clock has told; looking at it is still possible. */
function lateProblem(
  { state, expiresAt }: Onboarding,
  { type }: OnboardingEvent,
  { now }: SecretContext,
): Problem<OnboardingRefusal> | undefined {
  const late = expiresAt !== undefined && millisOf(now) >= millisOf(expiresAt);
  const goesOn =
    type === 'not-verified' || type === 'verified' || type === 'fill' || (type === 'open' && state === 'INVITED');
  return late && goesOn && onboardingMachine.transitions[state].expire !== undefined ? because('ONB_LINK') : undefined;
}

function invite(record: Onboarding, context: SecretContext): Decided {
  const { now, rules } = context;
  const next = changed(record, {
    state: 'INVITED',
    invitedAt: now,
    expiresAt: later(now, rules.onboarding.inviteDays * dayMillis),
    undelivered: record.undelivered.filter((each) => each !== 'N-02'),
  });
  return accept(next, {
    events: [domainEvent(context, 'onboarding.invited', record.id, { via: record.via, again: true })],
    notices: [notice('onboarding-invited', record.person ?? record.id, { company: record.companyName })],
  });
}

/** Looking again changes nothing: the page shows where it stands (ONB-11). */
function open(record: Onboarding, context: SecretContext): Decided {
  if (record.state !== 'INVITED') return accept(record);
  return move(record, 'OPENED', { person: context.actor.ref }, context);
}

function fill(record: Onboarding, company: CompanyNow, context: SecretContext): Decided {
  if (context.actor.verified !== true) return refuse(because('KYC_REQUIRED'));
  const problem = companyProblem(record, company);
  if (problem !== undefined) return refuse(problem);
  return record.state === 'FILLING' ? accept(record) : move(record, 'FILLING', {}, context);
}

function submit(record: Onboarding, event: Of<'submit'>, context: SecretContext): Decided {
  if (context.actor.verified !== true) return refuse(because('KYC_REQUIRED'));
  const problem = companyProblem(record, event.company);
  if (problem !== undefined) return refuse(problem);
  const form = readForm(event.input, event.record, record.extraFields, context.keyedHash);
  if (!form.ok) return refuse(form.problems[0]);
  const changes = { form: form.value, submittedAt: context.now, edits: [], reason: undefined };
  return move(record, 'SUBMITTED', changes, context, [notice('onboarding-submitted', record.company)]);
}

function companyProblem(
  { companyName }: Onboarding,
  { name, active }: CompanyNow,
): Problem<OnboardingRefusal> | undefined {
  return active && sameOrganisationName(companyName, name) ? undefined : because('ONB_COMPANY');
}

function edit(record: Onboarding, { changes }: Of<'edit'>, context: SecretContext): Decided {
  const edited = editForm(record, changes, context);
  if (!edited.ok) return refuse(edited.problems[0]);
  const { form, edits } = edited.value;
  const fields = edits.map(({ field }) => field);
  return accept(changed(record, { form, edits: [...record.edits, ...edits] }), {
    events: [domainEvent(context, 'onboarding.edited', record.id, { fields })],
  });
}

function reviewed(
  record: Onboarding,
  state: 'APPROVED' | 'REJECTED',
  changes: Changes<Onboarding>,
  context: SecretContext,
): Decided {
  const kind = state === 'APPROVED' ? 'onboarding-approved' : 'onboarding-rejected';
  const message = notice(kind, record.person ?? record.id, { company: record.companyName });
  const review = { reviewer: context.actor.ref, reviewedAt: context.now };
  return move(record, state, { ...changes, ...review }, context, [message]);
}

function move(
  record: Onboarding,
  state: OnboardingState,
  changes: Changes<Onboarding>,
  context: SecretContext,
  notices: readonly ReturnType<typeof notice>[] = [],
): Decided {
  const type = `onboarding.${state.toLowerCase().replaceAll('_', '-')}`;
  return accept(changed(record, { ...changes, state }), { events: [domainEvent(context, type, record.id)], notices });
}

/** The page an invitation's link leads to. Catalogue: ONB-07, ONB-08, ONB-11. */
export function onboardingPage({ state }: Pick<Onboarding, 'state'>): 'company' | 'verification' | 'form' | 'status' {
  switch (state) {
    case 'INVITED':
    case 'OPENED':
      return 'company';
    case 'KYC_REQUIRED':
      return 'verification';
    case 'FILLING':
      return 'form';
    default:
      return 'status';
  }
}
