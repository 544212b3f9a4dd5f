import { CinnabarError } from '@cinnabar/core/error';
import { validateValue, type FillControl } from '@cinnabar/core/field';
import type { TemplateField } from '@cinnabar/client';
import type { Parties, PartyInput } from '../contracts/party.ts';
import type { Template } from './template.ts';

/**
 * What a template prints for the answers of its form, by control id.
 * @throws CinnabarError `FIELD_*`, naming the field as `controlId`.
 */
export function templateValues(
  template: Template,
  answers: Readonly<Record<string, string>>,
  { organization, inOrder }: Parties,
): Readonly<Record<string, string>> {
  const known = new Set(template.fields.map(({ id }) => id));
  for (const id of Object.keys(answers)) {
    if (!known.has(id)) throw problem('FIELD_UNKNOWN', 'The template has no such field.', id);
  }
  const complete: Record<string, string> = {};
  for (const field of template.fields) {
    const value = answers[field.id] ?? field.value ?? '';
    const found = validateValue(asControl(field), value);
    if (found !== undefined) throw problem(found.code, 'An answer does not fit its field.', field.id);
    complete[field.id] = value.trim();
  }
  const employer = inOrder.find(({ role }) => role === 'employer') as PartyInput;
  const worker = inOrder.find(({ role }) => role === 'worker') as PartyInput;
  return template.values(complete, {
    employer: {
      name: organization.name,
      uscc: organization.uscc,
      legalRepresentative: organization.legal_representative,
      address: organization.address,
      agent: employer.name,
      phone: employer.phone,
    },
    worker,
  });
}

function asControl(field: TemplateField): FillControl {
  const { id, kind, label, required, maxLength, options } = field;
  return {
    id,
    kind,
    label,
    required,
    role: 'employer',
    page: 0,
    rect: { x: 0, y: 0, width: 0, height: 0 },
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(options === undefined ? {} : { options: options.map(({ value }) => value) }),
  };
}

function problem(code: string, message: string, controlId: string): CinnabarError {
  return new CinnabarError(code, message, { details: { controlId } });
}
