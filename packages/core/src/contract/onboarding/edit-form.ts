import { parsed, unparsed, type Parsed } from '../../language/index.ts';
import type { SecretContext } from '../code/index.ts';
import { readForm } from './form.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import type { FormEdit, Onboarding, OnboardingForm, OnboardingInput } from './types.ts';

/** What the employer may correct; all else comes from verification. */
const editable = ['address', 'emergency.name', 'emergency.relation', 'emergency.mobile'];

/** What comes from verification, masked. */
const verified = ['identity.name', 'identity.number', 'identity.mobile', 'identity.sex'];

/** Whether a form has such a field. */
export function isFormField({ extraFields }: Pick<Onboarding, 'extraFields'>, field: string): boolean {
  return [...verified, ...editable].includes(field) || extraFields.some(({ id }) => field === `extra.${id}`);
}

/**
 * The form after the employer's corrections, with each of them as it will be shown to the worker. The whole form is checked
 * again. Catalogue: ONB-13, ONB-17.
 */
export function editForm(
  { form, extraFields }: Onboarding,
  changes: Readonly<Record<string, string>>,
  { now, actor, keyedHash }: SecretContext,
): Parsed<{ readonly form: OnboardingForm; readonly edits: readonly FormEdit[] }, OnboardingRefusal> {
  if (form === undefined) return unparsed(because('ONB_FIELD'));
  for (const field of Object.keys(changes)) {
    if (field.startsWith('identity.')) return unparsed(because('ONB_LOCKED', { path: field }));
    if (!isFormField({ extraFields }, field)) return unparsed(because('ONB_FIELD', { path: field }));
  }
  const value = (field: string, before: string): string =>
    Object.hasOwn(changes, field) ? (changes[field] ?? '') : before;
  const extra = Object.fromEntries(
    extraFields.map(({ id }) => [
      id,
      value(`extra.${id}`, Object.hasOwn(form.extra, id) ? (form.extra[id] ?? '') : ''),
    ]),
  );
  const input: OnboardingInput = {
    address: value('address', form.address),
    emergency: {
      name: value('emergency.name', form.emergency.name),
      relation: value('emergency.relation', form.emergency.relation),
      mobile: value('emergency.mobile', form.emergency.mobile),
    },
    extra,
  };
  const read = readForm(input, form.identity, extraFields, keyedHash);
  if (!read.ok) return read;
  const next = read.value;
  const edits = Object.keys(changes).flatMap((field): FormEdit[] => {
    const before = answerOf(form, field);
    const after = answerOf(next, field);
    return before === after ? [] : [{ field, before, after, by: actor.ref, at: now }];
  });
  return edits.length === 0 ? unparsed(because('ONB_UNCHANGED')) : parsed({ form: next, edits });
}

function answerOf({ address, emergency, extra }: OnboardingForm, field: string): string {
  if (field === 'address') return address;
  const [group, id = ''] = field.split('.');
  const answers: Readonly<Record<string, string>> = group === 'extra' ? extra : { ...emergency };
  return Object.hasOwn(answers, id) ? (answers[id] ?? '') : '';
}
