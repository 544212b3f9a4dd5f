import { CinnabarError } from '../error/index.ts';
import { mayAddFields, mayFill, PdfDict, readFormFields, type PdfDocument } from '../pdf/index.ts';
import { readForm, type FormField } from '../stamp/index.ts';
import { ambiguitiesOf } from '../verify/index.ts';

/**
 * The empty signature field called `name`.
 * @throws CinnabarError `SIGN_FIELD_MISSING`, `SIGN_FIELD_NOT_SIGNATURE`, `SIGN_FIELD_SIGNED` (details: field)
 */
export function emptySignatureField(document: PdfDocument, name: string): FormField {
  const field = readForm(document).find((candidate) => candidate.name === name);
  if (!field) throw refusal('SIGN_FIELD_MISSING', 'The document has no field of that name.', name);
  if (field.type !== 'Sig') throw refusal('SIGN_FIELD_NOT_SIGNATURE', 'The field is not one for signatures.', name);
  if (field.hasValue) throw refusal('SIGN_FIELD_SIGNED', 'The field is signed already.', name);
  return field;
}

/**
 * Refuses a form in which a name means two fields: programs show one of them, and verify the other.
 * @throws CinnabarError `SIGN_FIELD_DUPLICATE` (details: field)
 */
export function refuseDuplicateNames(document: PdfDocument): void {
  const [name] = readFormFields(document).sharedNames;
  if (name === undefined) return;
  throw refusal('SIGN_FIELD_DUPLICATE', 'The document has several fields of the same name.', name);
}

/**
 * Refuses what must not be added to, be it a signature, validation data or a time-stamp.
 * @param makesField whether a field is to be made for it, which the permissions of an encrypted document tell apart
 * @throws CinnabarError `SIGN_NOT_PERMITTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`
 */
export function refuseUnsignable(document: PdfDocument, makesField: boolean): void {
  if (!(makesField ? mayAddFields : mayFill)(document.security)) {
    throw new CinnabarError(
      'SIGN_NOT_PERMITTED',
      "The document is protected, and its author allows this only with the owner's password.",
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

function refusal(code: string, message: string, field: string): CinnabarError {
  return new CinnabarError(code, message, { details: { field } });
}
