import { PdfDict, PdfName, PdfString, type PdfDocument, type PdfObject } from '../../pdf/index.ts';
import type { ModificationLevel } from './level.ts';

/** Fields that a signature locks (ISO 32000-2 §12.8.2.4, §12.7.5.5). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: ReadonlySet<string>;
}

/** What may follow a signature. */
export interface Permissions {
  /** Highest level that is permitted. */
  readonly level: ModificationLevel;
  /** Strictest P that is stated; undefined when none is. */
  readonly p: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
}

/** Highest level that P permits. */
export const levelsOfP = { 1: 'LTA_UPDATES', 2: 'FORM_FILLING', 3: 'ANNOTATIONS' } as const;

/**
 * Reads what `signature` and the certification before it permit, in the revision that was signed: later ones cannot
 * loosen it. Where none says anything, changes are permitted up to `unstated`. P of DocMDP and of a lock (§12.8.2.2): 1
 * nothing but validation data, 2 forms and signatures, 3 annotations too.
 */
export function permissionsOf(
  signed: PdfDocument,
  signature: PdfDict,
  fields: readonly PdfDict[],
  unstated: ModificationLevel,
): Permissions {
  const limits = [
    certificationOf(signed),
    ownLimit(signed, signature),
    ...fields.map((field) => lockLimit(signed, field)),
  ];
  const stated = limits.filter((limit) => limit !== undefined);
  const p = stated.length > 0 ? (Math.min(...stated) as 1 | 2 | 3) : undefined;
  return {
    level: p === undefined ? unstated : levelsOfP[p],
    p,
    locks: [
      ...references(signed, signature, 'FieldMDP').map((parameters) => readLock(signed, parameters)),
      ...fields.flatMap((field) => {
        const lock = signed.resolve(field.get('Lock'));
        return lock instanceof PdfDict ? [readLock(signed, lock)] : [];
      }),
    ],
  };
}

/** Whether `name` is locked: by its full name, or because a field above it is. */
export function isLocked({ action, fields }: FieldLock, name: string): boolean {
  if (action === 'All') return true;
  // By lookup: a lock may list as many fields as were changed.
  let named = fields.has(name);
  for (let at = name.indexOf('.'); at !== -1 && !named; at = name.indexOf('.', at + 1)) {
    named = fields.has(name.slice(0, at));
  }
  return action === 'Include' ? named : !named;
}

function certificationOf(signed: PdfDocument): 1 | 2 | 3 | undefined {
  const permissions = signed.resolve(signed.catalog.get('Perms'));
  const certification = permissions instanceof PdfDict ? signed.resolve(permissions.get('DocMDP')) : null;
  if (!(certification instanceof PdfDict)) return undefined;
  return ownLimit(signed, certification) ?? 2;
}

function ownLimit(signed: PdfDocument, signature: PdfDict): 1 | 2 | 3 | undefined {
  const limits = references(signed, signature, 'DocMDP').map((parameters) => limitOf(signed, parameters) ?? 2);
  return limits.length > 0 ? (Math.min(...limits) as 1 | 2 | 3) : undefined;
}

function lockLimit(signed: PdfDocument, field: PdfDict): 1 | 2 | 3 | undefined {
  const lock = signed.resolve(field.get('Lock'));
  return lock instanceof PdfDict ? limitOf(signed, lock) : undefined;
}

/** /P; what is not 1, 2 or 3 is read as the strictest. */
function limitOf(signed: PdfDocument, parameters: PdfDict): 1 | 2 | 3 | undefined {
  const limit = signed.resolve(parameters.get('P'));
  if (limit === null) return undefined;
  return limit === 2 || limit === 3 ? limit : 1;
}

/** Parameters of the signature's transforms with `method`. */
function references(signed: PdfDocument, signature: PdfDict, method: string): PdfDict[] {
  const list = signed.resolve(signature.get('Reference'));
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const reference = signed.resolve(item);
    if (!(reference instanceof PdfDict)) return [];
    if (signed.resolve(reference.get('TransformMethod')) !== PdfName.of(method)) return [];
    const parameters = signed.resolve(reference.get('TransformParams'));
    return [parameters instanceof PdfDict ? parameters : new PdfDict()];
  });
}

function readLock(signed: PdfDocument, dict: PdfDict): FieldLock {
  const action = signed.resolve(dict.get('Action'));
  const names = signed.resolve(dict.get('Fields'));
  const fields = (Array.isArray(names) ? names : []).flatMap((item: PdfObject) => {
    const name = signed.resolve(item);
    return name instanceof PdfString ? [name.toText()] : [];
  });
  const known = action instanceof PdfName && (action.value === 'Include' || action.value === 'Exclude');
  return { action: known ? (action.value as 'Include' | 'Exclude') : 'All', fields: new Set(fields) };
}
