import { CinnabarError } from '../error/index.ts';
import { PdfDict, readFormFields, type PdfDocument } from '../pdf/index.ts';
import { findSignatures, isLocked, permissionsOf, type FieldLock } from '../verify/index.ts';

/** What the signatures in a document leave to those who come later (ISO 32000-2 §12.8.2.2, §12.8.2.4, §12.7.5.5). */
export interface StandingPermissions {
  /** There is a signature or a document time-stamp. */
  readonly signed: boolean;
  /** The catalog names a certification signature. */
  readonly certified: boolean;
  readonly locks: readonly FieldLock[];
}

/**
 * Reads them by the verifier's own rules, so that what is written is what passes later.
 * @throws CinnabarError `SIGN_CERTIFIED`, `SIGN_CLOSED` when nothing may be filled or signed any more; `PDF_*`
 */
export function standingPermissions(document: PdfDocument): StandingPermissions {
  const { fields } = readFormFields(document);
  const signatures = findSignatures(document);
  const certified = isCertified(document);
  const general = permissionsOf(document, new PdfDict(), [], 'ANNOTATIONS');
  if (general.level === 'LTA_UPDATES') {
    throw new CinnabarError('SIGN_CERTIFIED', 'The document is certified, and its author allows no changes at all.');
  }
  const each = signatures.map(({ dict, fieldNames }) => {
    const own = fields.filter(({ name }) => fieldNames.includes(name)).map((field) => field.dict);
    return permissionsOf(document, dict, own, 'ANNOTATIONS');
  });
  if (each.some(({ level }) => level === 'LTA_UPDATES')) {
    throw new CinnabarError('SIGN_CLOSED', 'An earlier signature closes the document: it allows no further changes.');
  }
  return { signed: signatures.length > 0, certified, locks: each.flatMap(({ locks }) => locks) };
}

/** @throws CinnabarError `SIGN_FIELD_LOCKED` (details: field) when an earlier signature locks one of the fields */
export function requireUnlocked({ locks }: StandingPermissions, names: readonly string[]): void {
  const locked = names.find((name) => locks.some((lock) => isLocked(lock, name)));
  if (locked !== undefined) {
    throw new CinnabarError('SIGN_FIELD_LOCKED', 'An earlier signature locks the field; it must stay as it is.', {
      details: { field: locked },
    });
  }
}

function isCertified(document: PdfDocument): boolean {
  const permissions = document.resolve(document.catalog.get('Perms'));
  return permissions instanceof PdfDict && document.resolve(permissions.get('DocMDP')) !== null;
}
