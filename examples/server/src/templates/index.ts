import { CinnabarError } from '@cinnabar/core/error';
import { labourContract } from './labour-contract.ts';
import type { Template } from './template.ts';

/** Templates every employer may use. */
export const templates: readonly Template[] = [labourContract];

/** @throws CinnabarError `TEMPLATE_NOT_FOUND`. */
export function templateById(id: string): Template {
  const template = templates.find((candidate) => candidate.id === id);
  if (template === undefined) throw new CinnabarError('TEMPLATE_NOT_FOUND', 'There is no such template.');
  return template;
}

export { placeTemplate, type Placement } from './place.ts';
export type { Template, TemplateParties } from './template.ts';
