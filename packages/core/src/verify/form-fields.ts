import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfRef, type PdfDocument, type PdfObject } from '../pdf/index.ts';

/** A terminal field of the AcroForm (ISO 32000-2 §12.7.4), or a signed one, with what it inherits. */
export interface FormField {
  /** Full name, partial names joined by full stops. */
  readonly name: string;
  /** Absent when the field is a direct object, which only damaged files have. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** `Sig`, `Tx`, `Btn`, `Ch`, or empty. */
  readonly type: string;
  /** /V as written (a reference stays one), undefined when absent or null. */
  readonly value: PdfObject | undefined;
  /** Widgets in order; the field itself when it is merged with its only one. */
  readonly widgets: readonly { readonly ref: PdfRef | undefined; readonly dict: PdfDict }[];
}

const maxFields = 100_000;
/** Characters of a full name: one long name above thousands of fields becomes part of every one of theirs. */
const maxNameLength = 1000;
const maxDepth = 32;

interface Inherited {
  readonly name: string;
  readonly type: PdfName | undefined;
  readonly value: PdfObject | undefined;
}

/**
 * Terminal and signed fields of the catalog's AcroForm in the order of the field tree; none when there is no form.
 * @throws CinnabarError `PDF_DAMAGED` for loops and for what is not a field, `PDF_LIMIT` beyond 100 000 fields or for
 *   names beyond 1000 characters
 */
export function formFields(document: PdfDocument): FormField[] {
  const form = document.resolve(document.catalog.get('AcroForm'));
  if (!(form instanceof PdfDict)) return [];
  const fields: FormField[] = [];
  const seen = new Set<PdfRef>();
  const nameAt = (dict: PdfDict, key: string): PdfName | undefined => {
    const name = document.resolve(dict.get(key));
    return name instanceof PdfName ? name : undefined;
  };
  const visit = (object: PdfObject, inherited: Inherited, depth: number): void => {
    const ref = object instanceof PdfRef ? object : undefined;
    if (depth > maxDepth || (ref && seen.has(ref))) {
      throw new CinnabarError('PDF_DAMAGED', 'The file is damaged: its form fields form a loop.');
    }
    if (seen.size + fields.length > maxFields) {
      throw new CinnabarError('PDF_LIMIT', 'The file has more form fields than are read.', {
        details: { limit: maxFields },
      });
    }
    if (ref) seen.add(ref);
    const dict = document.dictAt(object, 'form field');
    const partial = document.resolve(dict.get('T'));
    const part = partial !== null && typeof partial === 'object' && 'toText' in partial ? partial.toText() : undefined;
    const own: Inherited = {
      name: fullName(inherited.name, part),
      type: nameAt(dict, 'FT') ?? inherited.type,
      value: document.resolve(dict.get('V')) === null ? inherited.value : dict.get('V'),
    };
    const kids = dict.has('Kids') ? document.arrayAt(dict.get('Kids'), 'list of child fields') : [];
    const childFields = kids.filter((kid) => document.dictAt(kid, 'form field').has('T'));
    if (childFields.length > 0) {
      // A signature does not go away when its field gets child fields.
      if (own.type === PdfName.of('Sig') && own.value !== undefined && own.value !== inherited.value) {
        fields.push({ name: own.name, ref, dict, type: 'Sig', value: own.value, widgets: [] });
      }
      for (const kid of childFields) visit(kid, own, depth + 1);
      return;
    }
    const widgetOf = (kid: PdfObject): FormField['widgets'][number] => ({
      ref: kid instanceof PdfRef ? kid : undefined,
      dict: document.dictAt(kid, 'widget'),
    });
    const widgets =
      kids.length > 0 ? kids.map(widgetOf) : dict.get('Subtype') === PdfName.of('Widget') ? [{ ref, dict }] : [];
    fields.push({ name: own.name, ref, dict, type: own.type?.value ?? '', value: own.value, widgets });
  };
  for (const object of document.arrayAt(form.get('Fields') ?? [], 'list of form fields')) {
    visit(object, { name: '', type: undefined, value: undefined }, 0);
  }
  return fields;
}

/**
 * Full name of a field with the partial name `part` below one named `parent` (ISO 32000-2 §12.7.4.2).
 * @throws CinnabarError `PDF_LIMIT` beyond 1000 characters
 */
export function fullName(parent: string | undefined, part: string | undefined): string {
  const name = !parent || !part ? (parent ?? '') + (part ?? '') : `${parent}.${part}`;
  if (name.length > maxNameLength) {
    throw new CinnabarError('PDF_LIMIT', 'A form field of the file has a longer name than is read.', {
      details: { limit: maxNameLength },
    });
  }
  return name;
}
