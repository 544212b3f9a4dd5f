import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { PdfDict } from '../pdf/index.ts';
import { PdfName, PdfRef, PdfString, readFormFields, type PdfDocument, type PdfForm } from '../pdf/index.ts';

/** A signature value found in the form. */
export interface FoundSignature {
  readonly fieldNames: readonly string[];
  /** The fields of those names. */
  readonly fields: readonly PdfDict[];
  /** Undefined when the dictionary is a direct object of its field. */
  readonly ref: PdfRef | undefined;
  readonly dict: PdfDict;
  /** Another field has the same full name. */
  readonly nameShared: boolean;
  /** Its field stands in the form in more than one place. */
  readonly severalParents: boolean;
}

/** Every signature costs a digest of the file, so a file with thousands of them would cost minutes. */
const maxSignatures = 200;
/** Fields of all revisions together that are looked at again, each revision being read anew. */
const maxEarlierFields = 300_000;

/**
 * Signature values of the form's signature fields, in the order in which they stand in the file.
 * @throws CinnabarError `PDF_DAMAGED` for a damaged form, `PDF_LIMIT` beyond 200 signatures
 */
export function findSignatures(document: PdfDocument): FoundSignature[] {
  return signaturesAmong(readFormFields(document), document);
}

/** The signatures that each revision had, read when first asked for. */
export class EarlierSignatures {
  readonly #document: PdfDocument;
  readonly #known = new Map<number, readonly FoundSignature[]>();
  #fields = 0;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** @throws CinnabarError as `findSignatures`, and `PDF_LIMIT` when revisions and fields multiply */
  at(revision: number): readonly FoundSignature[] {
    const known = this.#known.get(revision);
    if (known) return known;
    if (this.#fields > maxEarlierFields) {
      throw new CinnabarError('PDF_LIMIT', 'The file has more form fields in more revisions than are read.', {
        details: { limit: maxEarlierFields },
      });
    }
    const document = this.#document.at(revision);
    const form = readFormFields(document);
    this.#fields += form.fields.length;
    const signatures = signaturesAmong(form, document);
    this.#known.set(revision, signatures);
    return signatures;
  }
}

/** Revisions and fields that are looked through for signatures that are gone. */
const lookBack = { revisions: 200, fields: 50_000 };

/** Whether an earlier revision, of those that are looked at, had a signature that the newest has no more. */
export function hasLostSignatures(document: PdfDocument, earlier: EarlierSignatures): boolean {
  const newest = document.revisions.length - 1;
  const kept = new Set(earlier.at(newest).map(({ ref }) => `${ref} ${ref ? document.objectOffset(ref) : ''}`));
  let fields = 0;
  for (let index = newest - 1; index >= Math.max(0, newest - lookBack.revisions); index--) {
    const then = document.at(index);
    try {
      const form = readFormFields(then);
      fields += form.fields.length;
      const lost = signaturesAmong(form, then).some(
        ({ ref, dict }) =>
          ref && nameEntry(dict, 'SubFilter') !== 'ETSI.RFC3161' && !kept.has(`${ref} ${then.objectOffset(ref)}`),
      );
      if (lost) return true;
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
    }
    if (fields > lookBack.fields) return false;
  }
  return false;
}

function signaturesAmong({ fields, sharedNames, severalParents }: PdfForm, document: PdfDocument): FoundSignature[] {
  const found = new Map<PdfDict, FoundSignature>();
  for (const { type, value, name, dict: holder, ref: field } of fields) {
    if (type !== 'Sig' || value === undefined) continue;
    const dict = document.dictAt(value, 'signature');
    const known = found.get(dict);
    found.set(dict, {
      fieldNames: [...(known?.fieldNames ?? []), name],
      fields: [...(known?.fields ?? []), holder],
      ref: value instanceof PdfRef ? value : undefined,
      dict,
      nameShared: sharedNames.has(name) || (known?.nameShared ?? false),
      severalParents: (field !== undefined && severalParents.has(field)) || (known?.severalParents ?? false),
    });
  }
  if (found.size > maxSignatures) {
    throw new CinnabarError('PDF_LIMIT', 'The file has more signatures than are checked.', {
      details: { limit: maxSignatures },
    });
  }
  return [...found.values()].sort((a, b) => place(a) - place(b));
}

function place({ dict }: FoundSignature): number {
  const contents = dict.get('Contents');
  return (contents instanceof PdfString ? contents.source?.start : undefined) ?? Infinity;
}

/** Value of a name entry, without its solidus. */
export function nameEntry(dict: PdfDict, key: string): string | undefined {
  const value = dict.get(key);
  return value instanceof PdfName ? value.value : undefined;
}
