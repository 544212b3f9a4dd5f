import { parseMobile, parsePersonName } from '../../identity/index.ts';
import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { isDay } from '../calendar/index.ts';
import type { KeyedHash } from '../code/index.ts';
import { mobileHashOf } from '../person/index.ts';
import { lineProblem } from '../refusal/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import {
  relations,
  type ExtraField,
  type OnboardingForm,
  type OnboardingIdentity,
  type OnboardingInput,
} from './types.ts';

/** Labels of the fixed fields: nobody can remove them or add them a second time. Catalogue: ONB-09, GOV-05. */
export const fixedFields = ['姓名', '身份证号码', '手机号码', '性别', '联系地址', '关系'] as const;

/** Code points of an answer. */
const longest = 200;

/**
 * Reads the form: everything is required, of extra fields what the company marked so. Name, number, mobile and sex come from
 * verification (the sex from the ID number), masked; the emergency contact has another number than the worker. All problems
 * at once. Catalogue: ONB-09, ONB-10, GOV-05.
 */
export function readForm(
  input: OnboardingInput,
  record: OnboardingIdentity,
  fields: readonly ExtraField[],
  keyedHash: KeyedHash,
): Parsed<OnboardingForm, OnboardingRefusal> {
  const problems: Problem<OnboardingRefusal>[] = [];
  const add = (problem: Problem<OnboardingRefusal> | undefined): void => {
    if (problem !== undefined) problems.push(problem);
  };
  add(lineProblem(input.address, longest, 'address'));
  const name = parsePersonName(input.emergency.name, { path: 'emergency.name' });
  const mobile = parseMobile(input.emergency.mobile, { path: 'emergency.mobile' });
  if (!name.ok) add(name.problems[0]);
  if (!Object.hasOwn(relations, input.emergency.relation)) add(because('ONB_RELATION', { path: 'emergency.relation' }));
  if (!mobile.ok) add(mobile.problems[0]);
  else if (mobileHashOf(mobile.value.number, keyedHash) === record.mobileHash) {
    add(because('ONB_OWN_PHONE', { path: 'emergency.mobile' }));
  }
  const extra: Record<string, string> = {};
  for (const field of fields) {
    const value = Object.hasOwn(input.extra, field.id) ? (input.extra[field.id] ?? '').trim() : '';
    if (value !== '') extra[field.id] = value;
    add(extraProblem(field, value));
  }
  const [first, ...others] = problems;
  if (first !== undefined || !name.ok || !mobile.ok) return unparsed(first ?? because('ONB_FIELD'), ...others);
  const { name: shown, number, mobile: own, mobileHash, sex } = record;
  return parsed({
    identity: {
      ...{ name: shown, number },
      ...(own === undefined ? {} : { mobile: own }),
      ...(mobileHash === undefined ? {} : { mobileHash }),
      ...(sex === undefined ? {} : { sex }),
    },
    address: input.address.trim(),
    emergency: { name: name.value.text, relation: input.emergency.relation, mobile: mobile.value.number },
    extra,
  });
}

function extraProblem(field: ExtraField, value: string): Problem<OnboardingRefusal> | undefined {
  const path = `extra.${field.id}`;
  if (value === '') return field.required ? because('MESSAGE_REQUIRED', { path }) : undefined;
  const unfit = lineProblem(value, longest, path);
  if (unfit !== undefined) return unfit;
  switch (field.type) {
    case 'text':
      return undefined;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? undefined : because('ONB_NUMBER', { path });
    case 'date':
      return isDay(value) ? undefined : because('ONB_DATE', { path });
    case 'select':
      return field.options?.includes(value) === true ? undefined : because('ONB_CHOICE', { path });
  }
}

/**
 * What is wrong with a company's extra fields: names of the fixed ones or the same twice, no reason why they are needed, too
 * many. Catalogue: GOV-05.
 */
export function extraFieldProblems(
  fields: readonly ExtraField[],
  { onboarding: { maxExtraFields } }: Pick<PlatformRules, 'onboarding'>,
): readonly Problem<OnboardingRefusal>[] {
  const found: Problem<OnboardingRefusal>[] = [];
  if (fields.length > maxExtraFields) found.push(because('FORM_COUNT', { values: { max: maxExtraFields } }));
  fields.forEach((field, index) => {
    const path = String(index);
    const label = field.label.trim();
    const earlier = fields.slice(0, index);
    const unfit = lineProblem(field.label, 50, path);
    if (unfit !== undefined) found.push(unfit);
    if ((fixedFields as readonly string[]).includes(label)) {
      found.push(because('FORM_FIXED_FIELD', { path, values: { label } }));
    }
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(field.id)) found.push(because('ONB_FIELD', { path }));
    if (earlier.some((other) => other.id === field.id || other.label.trim() === label)) {
      found.push(because('FORM_DUPLICATE', { path }));
    }
    if (field.reason.trim() === '') found.push(because('FORM_REASON', { path }));
    const options = field.options ?? [];
    const distinct = new Set(options).size === options.length && options.every((option) => option.trim() !== '');
    if (field.type === 'select' && (options.length === 0 || !distinct)) found.push(because('FORM_OPTIONS', { path }));
  });
  return found;
}
