import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfString, type PdfDocument, type PdfObject, type PdfRef } from '../pdf/index.ts';

/** 1: nothing but validation data may follow. 2: forms may be filled and signed. 3: annotations may be made, too. */
export type ChangeLevel = 1 | 2 | 3;

/** Fields that nobody may change after the signature, by their full names; a name stands for the fields below it, too. */
export type SignatureLock = (
  { readonly action: 'All' } | { readonly action: 'Include' | 'Exclude'; readonly fields: readonly string[] }
) & {
  /** And what may follow at all (PDF 2.0). */
  readonly level?: ChangeLevel;
};

/** A signature field's /Lock (ISO 32000-2 §12.7.5.5). */
export function lockDictionary(lock: SignatureLock): PdfDict {
  const dict = new PdfDict({ Type: PdfName.of('SigFieldLock'), ...lockEntries(lock) });
  return lock.level === undefined ? dict : dict.set('P', lock.level);
}

/** What the author of the form wants locked when `field` is signed. */
export function lockOf(document: PdfDocument, field: PdfDict): SignatureLock | undefined {
  const dict = document.resolve(field.get('Lock'));
  if (!(dict instanceof PdfDict)) return undefined;
  const action = document.resolve(dict.get('Action'));
  const names = document.resolve(dict.get('Fields'));
  const fields = (Array.isArray(names) ? names : []).flatMap((item) => {
    const name = document.resolve(item);
    return name instanceof PdfString ? [name.toText()] : [];
  });
  const stated = document.resolve(dict.get('P'));
  // Like the verifier: what cannot be understood is read as the strictest.
  const level = stated === null ? {} : ({ level: stated === 2 || stated === 3 ? stated : 1 } as const);
  const known = action instanceof PdfName && (action.value === 'Include' || action.value === 'Exclude');
  return known ? { action: action.value as 'Include' | 'Exclude', fields, ...level } : { action: 'All', ...level };
}

/**
 * /Reference of a signature dictionary (§12.8.1, table 255): what the signature forbids, or undefined when it is silent.
 * @throws CinnabarError `SIGN_LOCK` for a lock without names or a level that does not exist
 */
export function signatureReferences(
  catalog: PdfRef,
  { certify, lock }: { readonly certify?: ChangeLevel | undefined; readonly lock?: SignatureLock | undefined },
): PdfObject[] | undefined {
  const references: PdfObject[] = [];
  if (certify !== undefined) {
    requireLevel(certify);
    references.push(reference('DocMDP', new PdfDict({ P: certify })));
  }
  if (lock) {
    if (lock.level !== undefined) requireLevel(lock.level);
    if (lock.action === 'Include' && lock.fields.length === 0) throw wrongLock();
    // The catalog stands for the form: table 255 demands /Data with FieldMDP.
    references.push(reference('FieldMDP', new PdfDict(lockEntries(lock))).set('Data', catalog));
  }
  return references.length > 0 ? references : undefined;
}

function reference(method: 'DocMDP' | 'FieldMDP', parameters: PdfDict): PdfDict {
  return new PdfDict({
    Type: PdfName.of('SigRef'),
    TransformMethod: PdfName.of(method),
    TransformParams: new PdfDict({
      Type: PdfName.of('TransformParams'),
      ...Object.fromEntries(parameters.map),
      V: PdfName.of('1.2'),
    }),
  });
}

function lockEntries(lock: SignatureLock): Record<string, PdfObject> {
  const action = { Action: PdfName.of(lock.action) };
  return lock.action === 'All' ? action : { ...action, Fields: lock.fields.map((name) => PdfString.text(name)) };
}

function requireLevel(level: number): void {
  if (level !== 1 && level !== 2 && level !== 3) throw wrongLock();
}

function wrongLock(): CinnabarError {
  return new CinnabarError('SIGN_LOCK', 'A lock names at least one field, and what may follow is 1, 2 or 3.');
}
