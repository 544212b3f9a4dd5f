import { CinnabarError } from '../error/index.ts';
import {
  type FormField,
  mayAddFields,
  mayFill,
  PdfDict,
  PdfName,
  PdfRef,
  readFormFields,
  type PdfDocument,
} from '../pdf/index.ts';
import { readForm, type FormField as WritableField } from '../stamp/index.ts';
import { ambiguitiesOf } from '../verify/index.ts';

/**
 * The empty signature field called `name`.
 * @throws CinnabarError `SIGN_FIELD_MISSING`, `SIGN_FIELD_NOT_SIGNATURE`, `SIGN_FIELD_SIGNED` (details: field)
 */
export function emptySignatureField(document: PdfDocument, name: string): WritableField {
  const field = readForm(document).find((candidate) => candidate.name === name);
  if (!field) throw refusal('SIGN_FIELD_MISSING', 'The document has no field of that name.', name);
  if (field.type !== 'Sig') throw refusal('SIGN_FIELD_NOT_SIGNATURE', 'The field is not one for signatures.', name);
  if (field.hasValue) throw refusal('SIGN_FIELD_SIGNED', 'The field is signed already.', name);
  return field;
}

/**
 * Refuses a field that stands in the form otherwise than it says itself: programs that come to it from a page do not find
 * the signature, or find that of another field.
 * @throws CinnabarError `SIGN_FIELD_TORN` (details: field)
 */
export function refuseTorn(document: PdfDocument, field: FormField): void {
  const says = (dict: PdfDict, parent: FormField | undefined): boolean =>
    (dict.get('Parent') ?? undefined) === parent?.ref;
  const places = field.widgets(document).filter((ref) => ref !== field.ref);
  let holds = places.every((ref) => says(document.dictAt(ref, 'widget'), field));
  for (let at: FormField | undefined = field; at; at = at.parent) holds &&= says(at.dict, at.parent);
  if (holds) return;
  throw refusal('SIGN_FIELD_TORN', 'The signature field and its places name each other wrongly.', field.name);
}

/** Annotation flags (ISO 32000-2 §12.5.3): hidden, and not to be viewed. */
const unseen = 2 | 32;

/**
 * Refuses to let a mark vanish: on no page, or hidden.
 * @param marked for each place of the field whether a mark is meant for it
 * @throws CinnabarError `SIGN_FIELD_UNSEEN` (details: field)
 */
export function refuseUnseen(document: PdfDocument, field: FormField, marked: readonly boolean[]): void {
  for (const [i, ref] of field.widgets(document).entries()) {
    if (!marked[i]) continue;
    const widget = document.dictAt(ref, 'widget');
    const flags = document.resolve(widget.get('F'));
    const isHidden = typeof flags === 'number' && (flags & unseen) !== 0;
    if (!isHidden && isOnPage(document, ref, widget)) continue;
    throw refusal('SIGN_FIELD_UNSEEN', 'The signature field is not seen on any page, so no mark can be.', field.name);
  }
}

function isOnPage(document: PdfDocument, ref: PdfRef, widget: PdfDict): boolean {
  const lists = (page: PdfDict): boolean => {
    const annotations = document.resolve(page.get('Annots'));
    return Array.isArray(annotations) && annotations.includes(ref);
  };
  // What it says itself nearly always holds, and saves reading thousands of pages.
  const own = widget.get('P');
  const dict = document.resolve(own);
  if (own instanceof PdfRef && dict instanceof PdfDict && lists(dict) && isPage(document, own, dict)) return true;
  return document.pages().some((page) => lists(page.dict));
}

/** Whether the page tree leads to `page`, found from the page upward. */
function isPage(document: PdfDocument, page: PdfRef, dict: PdfDict): boolean {
  if (document.resolve(dict.get('Type')) !== PdfName.of('Page')) return false;
  const root = document.catalog.get('Pages');
  let child = page;
  let node = dict;
  for (let depth = 0; depth < document.limits.depth && child !== root; depth++) {
    const parent = node.get('Parent');
    const above = document.resolve(parent);
    const kids = above instanceof PdfDict ? document.resolve(above.get('Kids')) : null;
    if (!(parent instanceof PdfRef) || !(above instanceof PdfDict)) return false;
    if (!Array.isArray(kids) || !kids.includes(child) || document.resolve(above.get('Type')) === PdfName.of('Page')) {
      return false;
    }
    child = parent;
    node = above;
  }
  return child === root && child !== page;
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
