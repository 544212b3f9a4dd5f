import { CinnabarError } from '../error/index.ts';
import type { PdfDocument } from './document.ts';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfObject } from './objects.ts';

/** Field flags by name (ISO 32000-2 §12.7.4.1, §12.7.5). */
const flagBits = { readOnly: 1 << 0, pushButton: 1 << 16 } as const;

/**
 * Characters of a full name: one long name above thousands of fields becomes part of every one of theirs. Depth and
 * number are of the whole tree.
 */
const limits = { fields: 100_000, depth: 32, name: 1000 };

/** Entries that the form itself states for all its fields (§12.7.3). */
const formDefaults: readonly string[] = ['DA', 'Q'];

/**
 * One field of an interactive form, or a widget of one, on its path from the form (ISO 32000-2 §12.7.4): what it states,
 * and what it takes over from the fields above it.
 */
export class FormField {
  /** Absent for a direct object, which only damaged files have. */
  readonly ref: PdfRef | undefined;
  readonly parent: FormField | undefined;
  /** Full name: partial names joined by full stops (§12.7.4.2). */
  readonly name: string;
  #dict: PdfDict;
  /** What it states itself. The document is not kept: fields outlive the revision they were read from. */
  #ownType: string | undefined;
  #ownFlags: number | undefined;
  #ownValue: PdfObject | undefined;

  /** @throws CinnabarError `PDF_LIMIT` for names beyond 1000 characters */
  constructor(document: PdfDocument, dict: PdfDict, ref: PdfRef | undefined, parent: FormField | undefined) {
    this.ref = ref;
    this.parent = parent;
    this.name = fullName(parent, document.resolve(dict.get('T')));
    this.#dict = dict;
    this.update(document, dict);
  }

  get dict(): PdfDict {
    return this.#dict;
  }

  /** Takes over what a later revision wrote; name and place in the form stay. */
  update(document: PdfDocument, dict: PdfDict): void {
    const [type, flags] = [document.resolve(dict.get('FT')), document.resolve(dict.get('Ff'))];
    this.#dict = dict;
    this.#ownType = type instanceof PdfName ? type.value : undefined;
    this.#ownFlags = typeof flags === 'number' ? flags : undefined;
    this.#ownValue = document.resolve(dict.get('V')) === null ? undefined : dict.get('V');
  }

  /** `Sig`, `Tx`, `Btn`, `Ch`, whatever else the file says, or empty. */
  get type(): string {
    return this.#ownType ?? this.parent?.type ?? '';
  }

  get flags(): number {
    return this.#ownFlags ?? this.parent?.flags ?? 0;
  }

  /** /V as written (a reference stays one), undefined when absent or null. */
  get value(): PdfObject | undefined {
    return this.#ownValue ?? this.parent?.value;
  }

  get hasValue(): boolean {
    return this.value !== undefined;
  }

  get readOnly(): boolean {
    return (this.flags & flagBits.readOnly) !== 0;
  }

  get pushButton(): boolean {
    return this.type === 'Btn' && (this.flags & flagBits.pushButton) !== 0;
  }

  /** The value that the same field has in `document`, another revision. */
  valueIn(document: PdfDocument): PdfObject {
    const dict = this.ref ? document.get(this.ref) : null;
    const own = dict instanceof PdfDict ? document.resolve(dict.get('V')) : null;
    return own ?? this.parent?.valueIn(document) ?? null;
  }

  /** An inheritable entry, null when absent: the field's own, an ancestor's or the form's. */
  inherited(document: PdfDocument, key: string): PdfObject {
    const own = document.resolve(this.#dict.get(key));
    if (own !== null) return own;
    if (this.parent) return this.parent.inherited(document, key);
    return formDefaults.includes(key) ? document.resolve(formDictionary(document)?.get(key)) : null;
  }

  /**
   * Its widgets that are objects: the kids that are no fields themselves, or the field itself when it has no kids.
   * @throws CinnabarError `PDF_DAMAGED` when a kid is no dictionary
   */
  widgets(document: PdfDocument): readonly PdfRef[] {
    const { kids, children } = kidsOf(document, this.#dict);
    if (kids.length === 0) return this.ref ? [this.ref] : [];
    return kids.filter((kid): kid is PdfRef => kid instanceof PdfRef && !children.has(kid));
  }
}

/** The fields of a file's form, and what is not as it should be with them. */
export interface PdfForm {
  /** Those that can be filled or signed, and those that are signed although they have child fields, in tree order. */
  readonly fields: readonly FormField[];
  /** Full names that more than one field has. */
  readonly sharedNames: ReadonlySet<string>;
  /** Fields that stand in the tree in more than one place; only the first counts. */
  readonly severalParents: ReadonlySet<PdfRef>;
}

/** The catalog's interactive form dictionary, or undefined. */
export function formDictionary(document: PdfDocument): PdfDict | undefined {
  const form = document.resolve(document.catalog.get('AcroForm'));
  return form instanceof PdfDict ? form : undefined;
}

const forms = new WeakMap<PdfDocument, PdfForm>();

/**
 * Reads the form of the newest revision of `document`, once; one without fields when there is none.
 * @throws CinnabarError `PDF_DAMAGED` for loops and for what is not a field, `PDF_LIMIT` beyond 100 000 fields, a depth of
 *   32, or names of 1000 characters
 */
export function readFormFields(document: PdfDocument): PdfForm {
  const known = forms.get(document);
  if (known) return known;
  const form = readFields(document);
  forms.set(document, form);
  return form;
}

function readFields(document: PdfDocument): PdfForm {
  const fields: FormField[] = [];
  const sharedNames = new Set<string>();
  const severalParents = new Set<PdfRef>();
  const names = new Set<string>();
  const done = new Set<PdfRef>();
  const above = new Set<PdfRef>();
  let entries = 0;
  /** Fields may share a list of kids, each looking through all of it. */
  const count = (list: readonly PdfObject[]): void => {
    entries += list.length;
    if (entries > limits.fields) throw tooMany();
  };

  const visit = (object: PdfObject, parent: FormField | undefined, depth: number): void => {
    if (depth > limits.depth) throw tooMany();
    const ref = object instanceof PdfRef ? object : undefined;
    if (ref && above.has(ref)) {
      throw new CinnabarError('PDF_DAMAGED', 'The file is damaged: its form fields form a loop.');
    }
    if (ref && done.has(ref)) {
      severalParents.add(ref);
      return;
    }
    const dict = document.dictAt(object, 'form field');
    const field = new FormField(document, dict, ref, parent);
    if (dict.has('T')) {
      if (names.has(field.name)) sharedNames.add(field.name);
      names.add(field.name);
    }
    const { kids, children } = kidsOf(document, dict);
    count(kids);
    // A signature does not go away when its field gets child fields.
    const signed = children.size > 0 && field.type === 'Sig' && field.hasValue && field.value !== parent?.value;
    if (children.size === 0 || signed || children.size < kids.length) fields.push(field);
    if (ref) above.add(ref);
    for (const child of children) visit(child, field, depth + 1);
    if (ref) {
      above.delete(ref);
      done.add(ref);
    }
  };

  const form = formDictionary(document);
  if (form?.has('Fields')) {
    const roots = document.arrayAt(form.get('Fields'), 'list of form fields');
    count(roots);
    for (const root of roots) visit(root, undefined, 0);
  }
  return { fields, sharedNames, severalParents };
}

/** The kids of a field, and those among them that are fields themselves: they have a partial name. */
function kidsOf(
  document: PdfDocument,
  dict: PdfDict,
): { kids: readonly PdfObject[]; children: ReadonlySet<PdfObject> } {
  const kids = dict.has('Kids') ? document.arrayAt(dict.get('Kids'), 'list of child fields') : [];
  return { kids, children: new Set(kids.filter((kid) => document.dictAt(kid, 'form field').has('T'))) };
}

function fullName(parent: FormField | undefined, partial: PdfObject): string {
  const part = partial instanceof PdfString ? partial.toText() : '';
  const name = parent?.name && part ? `${parent.name}.${part}` : (parent?.name ?? '') + part;
  if (name.length > limits.name) {
    throw new CinnabarError('PDF_LIMIT', 'A form field of the file has a longer name than is read.', {
      details: { limit: limits.name },
    });
  }
  return name;
}

function tooMany(): CinnabarError {
  return new CinnabarError('PDF_LIMIT', 'The file has more form fields than are read.', {
    details: { limit: limits.fields },
  });
}
