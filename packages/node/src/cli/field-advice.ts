import type { Part } from '@cinnabar/core/bytes';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { openPdf, readFormFields, unlockPdf } from '@cinnabar/core/pdf';

const mostNames = 10;

/** `cause`; where it is that the file has no field `name`, with the fields that could be signed and how to make one. */
export async function withFieldAdvice(
  cause: unknown,
  name: string,
  file: Part,
  password: string | undefined,
): Promise<unknown> {
  if (!isCinnabarError(cause) || cause.code !== 'SIGN_FIELD_MISSING' || cause.details['field'] !== name) return cause;
  const { fields } = readFormFields(await unlockPdf(openPdf(file), { password }));
  const empty = fields.filter((field) => field.type === 'Sig' && !field.hasValue).map((field) => field.name);
  const listed = empty.slice(0, mostNames).join(', ') + (empty.length > mostNames ? ', …' : '');
  const there = empty.length > 0 ? `Empty signature fields: ${listed}.` : 'It has no empty signature field.';
  const advice = `${cause.message} ${there} --rect or --invisible makes a new one.`;
  return new CinnabarError(cause.code, advice, { cause, details: cause.details });
}
