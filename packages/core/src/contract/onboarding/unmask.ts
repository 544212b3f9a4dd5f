import { accept, refuse, type Decision } from '../../machine/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import { isFormField } from './edit-form.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import type { Onboarding } from './types.ts';

/**
 * Pages show a form masked. Who wants to see a field in clear needs the right, gives a reason, and is recorded; the form
 * itself does not change. Catalogue: ONB-18, EMP-01.
 */
export function decideUnmask(
  record: Onboarding,
  wish: { readonly field: string; readonly reason: string },
  context: DecisionContext,
): Decision<Onboarding, OnboardingRefusal> {
  if (!may(context.actor, 'staff.manage', { company: record.company })) return refuse(because('NOT_PERMITTED'));
  if (!isFormField(record, wish.field)) return refuse(because('ONB_FIELD', { path: 'field' }));
  const unfit = wordsProblem(wish.reason, context.rules.contract.messageMax, 'reason');
  if (unfit !== undefined) return refuse(unfit);
  const { field, reason } = wish;
  return accept(record, {
    events: [domainEvent(context, 'onboarding.unmasked', record.id, { field, reason: reason.trim() })],
  });
}
