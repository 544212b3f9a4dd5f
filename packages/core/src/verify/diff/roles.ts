import { PdfDict, PdfStream, type PdfObject } from '../../pdf/index.ts';

/**
 * What an object is to the document on a path that reaches it. An object that is reached in several ways has several
 * roles, and a change of it must be permitted in all of them.
 */
export type Role =
  | 'trailer'
  | 'catalog'
  | 'form'
  | 'fields'
  | 'resources'
  | 'resourceCategory'
  | 'field'
  | 'kids'
  | 'appearances'
  | 'appearance'
  | 'value'
  | 'pageList'
  | 'page'
  | 'annotations'
  | 'annotation'
  | 'annotationPart'
  | 'validationData'
  | 'extensions'
  | 'information'
  | 'metadata'
  | 'structure'
  | 'appearancePart'
  | 'fixed';

interface RoleDefinition {
  /** Roles of entries by key. */
  readonly entries?: Readonly<Record<string, Role>>;
  /** Role of all other entries, and of the items of an array. */
  readonly rest: Role;
  /** Roles of this kind are found first: what else leads to these objects refers back to them. */
  readonly tier: 0 | 1 | 2;
  /** Must stay the same object, not only an equal one, unless a rule for its entry says otherwise. */
  readonly identity?: true;
  /** May only be given up when it serves nothing else. */
  readonly exclusive?: true;
  /** Belongs to a form field. */
  readonly ofField?: true;
}

/** How paths lead from role to role (ISO 32000-2 §7.7, §12.7, §12.8.4). Where the table is silent, nothing may change. */
export const roles: Readonly<Record<Role, RoleDefinition>> = {
  trailer: { entries: { Root: 'catalog', Info: 'information' }, rest: 'fixed', tier: 0 },
  catalog: {
    entries: {
      AcroForm: 'form',
      Pages: 'page',
      DSS: 'validationData',
      Extensions: 'extensions',
      Metadata: 'metadata',
      StructTreeRoot: 'structure',
      MarkInfo: 'structure',
    },
    rest: 'fixed',
    tier: 0,
    identity: true,
  },
  form: { entries: { Fields: 'fields', DR: 'resources' }, rest: 'fixed', tier: 0 },
  resources: { rest: 'resourceCategory', tier: 0 },
  resourceCategory: { rest: 'fixed', tier: 0 },
  fields: { rest: 'field', tier: 0 },
  field: {
    entries: { Kids: 'kids', AP: 'appearances', V: 'value', RV: 'value' },
    rest: 'fixed',
    tier: 0,
    identity: true,
    ofField: true,
  },
  kids: { rest: 'field', tier: 0, ofField: true },
  appearances: { rest: 'appearance', tier: 0, exclusive: true, ofField: true },
  appearance: { rest: 'appearancePart', tier: 0, identity: true, ofField: true },
  value: { rest: 'fixed', tier: 0, ofField: true },
  pageList: { rest: 'page', tier: 0 },
  // A page, or a node of the page tree.
  page: { entries: { Kids: 'pageList', Annots: 'annotations' }, rest: 'fixed', tier: 0, identity: true },
  annotations: { rest: 'annotation', tier: 0 },
  annotation: { rest: 'annotationPart', tier: 1 },
  annotationPart: { rest: 'annotationPart', tier: 2 },
  validationData: { rest: 'validationData', tier: 2 },
  extensions: { rest: 'extensions', tier: 2 },
  information: { rest: 'information', tier: 2 },
  metadata: { rest: 'fixed', tier: 2 },
  structure: { rest: 'structure', tier: 2 },
  appearancePart: { rest: 'appearancePart', tier: 2 },
  fixed: { rest: 'fixed', tier: 2 },
};

/** Role of what stands in `container`, which has `role`, under `key`; `fieldType` is that of the field it belongs to. */
export function childRole(role: Role, container: PdfObject, key: string, fieldType: string | undefined): Role {
  const { entries, rest } = roles[role];
  // An appearance may be one stream, or a dictionary with one for each state of the field (§12.5.5).
  if (role === 'appearance' && container instanceof PdfDict) return 'appearance';
  if (role === 'field' && key === 'V' && fieldType === 'Sig') return 'fixed';
  const own = container instanceof PdfDict || container instanceof PdfStream;
  return (own ? entries?.[key] : undefined) ?? rest;
}

/** Entries all over a file that lead back to the catalog, pages, fields and annotations, and what they may mean. */
const backReferences: Readonly<Record<string, readonly Role[]>> = {
  P: ['page'],
  Pg: ['page'],
  D: ['page'],
  Dest: ['page'],
  Parent: ['page', 'field', 'annotation'],
  Obj: ['field', 'annotation'],
  T: ['field', 'annotation'],
  Popup: ['annotation'],
  IRT: ['annotation'],
  CO: ['field'],
  Fields: ['field'],
  Data: ['catalog'],
};

const nothing: readonly Role[] = [];
const destination: readonly Role[] = ['page'];
const annotated: readonly Role[] = ['field', 'annotation'];
/** Where references to annotations stand; from anywhere else an annotation is used as something else too. */
const knowAnnotations: readonly Role[] = ['annotationPart', 'structure'];

/**
 * Roles of objects that a reference under `key`, in a place of `role`, only refers back to: that it leads there too adds
 * no role to them. In arrays, destinations name their page in the first place.
 */
export function backReference(role: Role, key: string, index: number | undefined): readonly Role[] {
  // A widget in the list of a page's annotations is the field's, if it is one.
  if (role === 'annotation') return annotated;
  // An appearance has names of its own choice for its resources, and nothing to refer back to.
  if (roles[role].tier !== 2 || role === 'appearancePart') return nothing;
  const named =
    (Object.hasOwn(backReferences, key) ? backReferences[key] : index === 0 ? destination : nothing) ?? nothing;
  return knowAnnotations.includes(role) ? named : named.filter((known) => known !== 'annotation');
}
