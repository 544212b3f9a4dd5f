import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfDocument, type PdfObject } from '../pdf/index.ts';

/** A field of the interactive form that has no named children: what can be filled or signed. */
export interface FormField {
  /** Fully qualified (ISO 32000-2 §12.7.4.2). */
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** `Tx`, `Btn`, `Ch`, `Sig`, or undefined when the file does not say. */
  readonly type: string | undefined;
  readonly flags: number;
  /** Its widget annotations; the field itself when they are one object. */
  readonly widgets: readonly PdfRef[];
  readonly hasValue: boolean;
  /** An inheritable attribute: the field's own, an ancestor's or the form's. */
  inherited(key: string): PdfObject;
}

/** Names in characters: one long name above thousands of fields becomes part of every one of theirs. */
const limits = { fields: 20_000, depth: 16, name: 1000 };

/** The catalog's interactive form dictionary, or undefined. */
export function formDictionary(document: PdfDocument): PdfDict | undefined {
  const form = document.resolve(document.catalog.get('AcroForm'));
  return form instanceof PdfDict ? form : undefined;
}

/**
 * All terminal fields in document order.
 * @throws CinnabarError `STAMP_FORM` when the field tree is not a tree of dictionaries within bounds.
 */
export function readForm(document: PdfDocument): FormField[] {
  const form = formDictionary(document);
  if (!form) return [];
  const fields: FormField[] = [];
  const seen = new Set<PdfRef>();

  const visit = (object: PdfObject, parentName: string, ancestors: readonly PdfDict[]): void => {
    if (!(object instanceof PdfRef) || seen.has(object)) throw malformed();
    seen.add(object);
    if (seen.size > limits.fields || ancestors.length > limits.depth) throw malformed();
    const dict = document.dictAt(object, 'form field');
    const partial = document.resolve(dict.get('T'));
    const name = partial instanceof PdfString ? joinNames(parentName, partial.toText()) : parentName;
    if (name.length > limits.name) throw malformed();
    const kids = kidsOf(document, dict);
    const named = kids.filter((kid) => document.dictAt(kid, 'form field').has('T'));
    if (named.length > 0) {
      for (const kid of kids) visit(kid, name, [dict, ...ancestors]);
      return;
    }
    const inherited = (key: string): PdfObject => {
      for (const holder of [dict, ...ancestors, form]) if (holder.has(key)) return document.resolve(holder.get(key));
      return null;
    };
    const [type, flags] = [inherited('FT'), inherited('Ff')];
    fields.push({
      name,
      ref: object,
      dict,
      type: type instanceof PdfName ? type.value : undefined,
      flags: typeof flags === 'number' ? flags : 0,
      widgets: kids.length > 0 ? kids.filter((kid): kid is PdfRef => kid instanceof PdfRef) : [object],
      hasValue: inherited('V') !== null,
      inherited,
    });
  };

  const roots = document.resolve(form.get('Fields'));
  for (const root of Array.isArray(roots) ? roots : []) visit(root, '', []);
  return fields;
}

/** The widget's rectangle in default user space, corners in order. */
export function widgetRect(
  document: PdfDocument,
  widget: PdfDict,
): { x: number; y: number; width: number; height: number } {
  const numbers = document.arrayAt(widget.get('Rect'), 'widget rectangle').map((item) => document.resolve(item));
  if (numbers.length !== 4 || !numbers.every((value) => typeof value === 'number')) throw malformed();
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) };
}

/** How far the page of `widget` is turned clockwise when shown: 0, 90, 180 or 270. */
export function widgetRotation(document: PdfDocument, widget: PdfDict): number {
  let node = document.resolve(widget.get('P'));
  for (let depth = 0; node instanceof PdfDict && depth < document.limits.depth; depth++) {
    const angle = document.resolve(node.get('Rotate'));
    if (typeof angle === 'number') return angle % 90 === 0 ? ((angle % 360) + 360) % 360 : 0;
    node = document.resolve(node.get('Parent'));
  }
  return 0;
}

function kidsOf(document: PdfDocument, dict: PdfDict): PdfObject[] {
  const kids = document.resolve(dict.get('Kids'));
  return Array.isArray(kids) ? kids : [];
}

function joinNames(parent: string, partial: string): string {
  return parent === '' ? partial : `${parent}.${partial}`;
}

function malformed(): CinnabarError {
  return new CinnabarError('STAMP_FORM', 'The form of the document is damaged.');
}
