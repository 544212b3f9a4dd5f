import { CinnabarError } from '../error/index.ts';
import { PdfDict, type PdfDocument, type PdfRef } from '../pdf/index.ts';
import { readForm } from '../stamp/index.ts';
import { ambiguitiesOf } from '../verify/index.ts';

/** The empty signature field called `name`, after everything that forbids signing it was ruled out. */
export function signableField(document: PdfDocument, name: string): PdfRef {
  refuseUnsignable(document);
  if (certificationLevel(document) === 1) {
    throw new CinnabarError('SIGN_CERTIFIED', 'The document is certified, and its author allows no changes at all.');
  }
  const fields = readForm(document).filter((field) => field.name === name);
  const [field] = fields;
  if (!field) throw refusal('SIGN_FIELD_MISSING', 'The document has no field of that name.', name);
  if (fields.length > 1) throw refusal('SIGN_FIELD_DUPLICATE', 'The document has several fields of that name.', name);
  if (field.type !== 'Sig') throw refusal('SIGN_FIELD_NOT_SIGNATURE', 'The field is not one for signatures.', name);
  if (field.hasValue) throw refusal('SIGN_FIELD_SIGNED', 'The field is signed already.', name);
  return field.ref;
}

/**
 * Refuses what must not be added to, be it a signature, validation data or a time-stamp.
 * @throws CinnabarError `SIGN_ENCRYPTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`
 */
export function refuseUnsignable(document: PdfDocument): void {
  if (document.encrypted) {
    throw new CinnabarError(
      'SIGN_ENCRYPTED',
      'The document is encrypted. Remove the encryption before it is sent for signing.',
    );
  }
  // Old readers follow the table, new ones the stream: what they show could differ, and verifiers refuse such files.
  if (document.revisions.some(({ xrefForm }) => xrefForm === 'hybrid')) {
    throw new CinnabarError(
      'SIGN_HYBRID',
      'The document has two contradictory indexes of its content. Save it anew before it is sent for signing.',
    );
  }
  const [ambiguity] = ambiguitiesOf(document);
  if (ambiguity) {
    throw new CinnabarError(
      'SIGN_AMBIGUOUS',
      'The document is not quite well-formed, so programs may read it differently. Save it anew before it is sent for signing.',
      {
        details: { reason: ambiguity.code },
      },
    );
  }
  const form = document.resolve(document.catalog.get('AcroForm'));
  if (form instanceof PdfDict && form.has('XFA')) {
    throw new CinnabarError('SIGN_XFA', 'The document has a dynamic XFA form, which shows what no signature covers.');
  }
}

/** P of the certification signature's DocMDP parameters (ISO 32000-2 §12.8.2.2); undefined when not certified. */
function certificationLevel(document: PdfDocument): number | undefined {
  const permissions = document.resolve(document.catalog.get('Perms'));
  const certification = permissions instanceof PdfDict ? document.resolve(permissions.get('DocMDP')) : null;
  if (!(certification instanceof PdfDict)) return undefined;
  const references = document.resolve(certification.get('Reference'));
  for (const item of Array.isArray(references) ? references : []) {
    const parameters = document.resolve(document.dictAt(item, 'signature reference').get('TransformParams'));
    const level = parameters instanceof PdfDict ? document.resolve(parameters.get('P')) : null;
    if (typeof level === 'number') return level;
  }
  return 2;
}

function refusal(code: string, message: string, field: string): CinnabarError {
  return new CinnabarError(code, message, { details: { field } });
}
