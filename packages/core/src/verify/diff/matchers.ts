import {
  FormField,
  formDictionary,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  readFormFields,
  type PdfDocument,
  type PdfObject,
} from '../../pdf/index.ts';
import { contentTokens } from '../content/tokens.ts';
import type { Change, NewFieldKind, RevisionStep } from './change.ts';
import { isWidget } from './object-graph.ts';
import { sameValue } from './same-value.ts';

type Matcher = (change: Change) => boolean;

/** The permanent identifier of the file must stay (ISO 32000-2 §14.4). */
export const keepsFirstIdentifier: Matcher = ({ old, new: renewed, step }) => {
  const first = (document: PdfDocument, ids: PdfObject | undefined): PdfObject => {
    const list = document.resolve(ids);
    return Array.isArray(list) ? document.resolve(list[0]) : null;
  };
  const permanent = first(step.before, old);
  return permanent === null || sameValue(permanent, first(step.after, renewed));
};

export const raisesVersion: Matcher = ({ old, new: renewed }) =>
  renewed instanceof PdfName && (old === undefined || (old instanceof PdfName && old.value < renewed.value));

export const setsMoreBits: Matcher = ({ old = 0, new: renewed }) =>
  typeof old === 'number' && typeof renewed === 'number' && (old & renewed) === old;

/** Only the read-only flag is set in addition, as signing with a lock does (§12.7.5.5). */
export const becomesReadOnly: Matcher = ({ old = 0, new: renewed }) => typeof old === 'number' && renewed === (old | 1);

const offScreen = (1 << 1) | (1 << 5); // hidden, no view
const printed = 1 << 2;
const harmlessFlags = (1 << 2) | (1 << 7) | (1 << 9); // print, locked, locked contents

/** Annotation flags that hide nothing may be added, and none that prints what nobody saw (§12.5.3). */
export const flagsStayVisible: Matcher = ({ old = 0, new: renewed }) =>
  typeof old === 'number' &&
  typeof renewed === 'number' &&
  (old & renewed) === old &&
  ((old ^ renewed) & ~harmlessFlags) === 0 &&
  ((old & offScreen) === 0 || ((old ^ renewed) & printed) === 0);

/** Viewers that draw fields anew show other than what the signed appearances say (§12.7.3). */
export const leavesDrawn: Matcher = ({ new: renewed, step }) => step.after.resolve(renewed) !== true;

/** Default appearances by which readers themselves draw values that the file had; null where there is none. */
function drawnByReaders({ before }: RevisionStep): (Uint8Array | null)[] {
  const drawsAll = before.resolve(formDictionary(before)?.get('NeedAppearances')) === true;
  const isDrawn = (widget: PdfRef): boolean => {
    const dict = before.get(widget);
    const faces = dict instanceof PdfDict ? before.resolve(dict.get('AP')) : null;
    return faces instanceof PdfDict && before.resolve(faces.get('N')) !== null;
  };
  return readFormFields(before)
    .fields.filter((field) => field.type !== 'Sig' && field.hasValue)
    .filter((field) => drawsAll || !field.widgets(before).every(isDrawn))
    .map((field) => {
      const appearance = field.inherited(before, 'DA');
      return appearance instanceof PdfString ? appearance.bytes : null;
    });
}

/** What the form says of all its fields changes the look of none that has a value. */
export const namesNoDrawnField: Matcher = ({ step }) => !drawnByReaders(step).includes(null);

/** The resource was not missed by a field with a value, which would look different with it. */
export const isMissedByNoField: Matcher = ({ key, step }) =>
  !drawnByReaders(step).some(
    (appearance) =>
      appearance && [...contentTokens(appearance)].some((token) => token.kind === 'name' && token.value === key),
  );

/** The value of a field that is there to be filled: not a signature, no button to push, not read-only. */
export const isFillable: Matcher = ({ spot: { field }, step }) => field !== undefined && mayBeFilled(field, step);

function mayBeFilled(field: FormField, step: RevisionStep): boolean {
  if (!['Tx', 'Ch', 'Btn'].includes(field.type) || field.pushButton) return false;
  return !field.readOnly || isCalculated(field, step);
}

/** A button shows another of its faces, which have names: of anything else readers make what they like. */
export const switchesState: Matcher = (change) => {
  const state = change.step.after.resolve(change.new);
  return change.spot.field?.type === 'Btn' && isFillable(change) && (state === null || state instanceof PdfName);
};

/** Read-only fields change only where the form itself computes them (§12.7.3, /CO). */
function isCalculated(field: FormField, { before }: RevisionStep): boolean {
  const form = before.resolve(before.catalog.get('AcroForm'));
  const order = form instanceof PdfDict ? before.resolve(form.get('CO')) : null;
  for (let at: FormField | undefined = field; at; at = at.parent) {
    if (at.ref && Array.isArray(order) && order.includes(at.ref)) return true;
  }
  return false;
}

export const wasEmpty: Matcher = ({ old, step }) => {
  const value = step.before.resolve(old);
  return value === null || value === PdfName.of('Off') || (value instanceof PdfString && value.bytes.length === 0);
};

/** An unsigned field gets a signature that was made in this very revision and covers it. */
export const isNewSignature: Matcher = ({ spot: { field }, new: value, step }) =>
  field?.type === 'Sig' && !field.hasValue && value instanceof PdfRef && isMadeNow(value, step);

export const isNewTimestamp: Matcher = (change) => isNewSignature(change) && isTimestamp(change.step.after, change.new);

function isMadeNow(signature: PdfRef, step: RevisionStep): boolean {
  return step.newSignatures.has(signature) && step.isNew(signature);
}

const signedBy = new WeakMap<RevisionStep, ReadonlySet<string>>();

/** Names of the fields that the revision signed; time-stamps are nobody's signature. */
function signedNow(step: RevisionStep): ReadonlySet<string> {
  const known = signedBy.get(step);
  if (known) return known;
  const { after } = step;
  const signed = readFormFields(after).fields.filter(
    ({ type, value }) =>
      type === 'Sig' && value instanceof PdfRef && isMadeNow(value, step) && !isTimestamp(after, value),
  );
  const names = new Set(signed.map(({ name }) => name));
  signedBy.set(step, names);
  return names;
}

/** Further marks of a signature are named after its field. */
function isMarkOf(signed: ReadonlySet<string>, name: string): boolean {
  const [, signature] = /^(.*)-mark-\d+$/s.exec(name) ?? [];
  return signature !== undefined && signed.has(signature);
}

function isTimestamp(document: PdfDocument, value: PdfObject | undefined): boolean {
  const dict = document.resolve(value);
  return dict instanceof PdfDict && dict.get('SubFilter') === PdfName.of('ETSI.RFC3161');
}

/**
 * How a field looks may change when it is filled or signed; a time-stamp, which anybody can have, shows nothing. A
 * push-button may get a face once, from the signature of which it is a further mark.
 */
export const appearanceMayChange: Matcher = ({ spot: { field }, old, step }) => {
  if (!field) return false;
  if (field.type === 'Sig') {
    return !field.hasValue && field.valueIn(step.after) !== null && !isTimestamp(step.after, field.valueIn(step.after));
  }
  if (field.pushButton) return step.before.resolve(old) === null && isMarkOf(signedNow(step), field.name);
  return mayBeFilled(field, step);
};

/** The appearance is new, or was one before: nothing that the signed file kept ready for another purpose. */
export const bringsOwnAppearance: Matcher = ({ old, new: value, step }) => {
  const refs = appearanceRefs(value);
  const known = appearanceRefs(old);
  return refs.every((ref) => {
    const places = step.graph.places(ref);
    return (
      known.includes(ref) ||
      step.isNew(ref) ||
      (places.length > 0 && places.every(({ role }) => role === 'appearance' || role === 'appearances'))
    );
  });
};

/** A field to fill looks different although its value is what it was: the two may disagree. */
export const isRedrawn: Matcher = ({ spot: { field }, step: { before, after } }) =>
  field !== undefined &&
  field.type !== 'Sig' &&
  !field.pushButton &&
  sameValue(field.valueIn(before), field.valueIn(after));

function appearanceRefs(value: PdfObject | undefined): PdfRef[] {
  if (value instanceof PdfRef) return [value];
  if (value instanceof PdfDict) return [...value.map.values()].filter((item) => item instanceof PdfRef);
  return [];
}

/** A new, unique, well-behaved signature field, with what `kind` says in it. */
export function addsSignatureField(kind: NewFieldKind): Matcher {
  return (change) => newFieldKind(change) === kind;
}

function newFieldKind({ new: ref, spot: { field: parent }, step }: Change): NewFieldKind | undefined {
  const { before, after, graph } = step;
  if (!(ref instanceof PdfRef) || !step.isNew(ref)) return undefined;
  if (parent && !hasChildFields(before, parent.ref)) return undefined;
  const dict = after.get(ref);
  if (!(dict instanceof PdfDict)) return undefined;
  const type = after.resolve(dict.get('FT')) ?? (parent ? PdfName.of(parent.type) : null);
  const partial = after.resolve(dict.get('T'));
  if (type !== PdfName.of('Sig') || !(partial instanceof PdfString)) return undefined;
  const field = new FormField(after, dict, ref, parent);
  if (graph.fieldsNamed(field.name) > 0) return undefined;
  const widgets = widgetsOf(after, ref);
  const dicts = [dict, ...widgets.map((widget) => after.get(widget))];
  const wellBehaved = dicts.every((item) => item instanceof PdfDict && !hasAny(item, ['A', 'AA']));
  if (!wellBehaved || !hasOnlyWidgets(after, dict) || !widgets.every((widget) => step.isNew(widget))) return undefined;
  const value = dict.get('V') ?? null;
  if (value === null) {
    // Something that looks signed and is not.
    const bare = dicts.every((item) => item instanceof PdfDict && isBare(after, item));
    return bare ? 'empty' : undefined;
  }
  if (!(value instanceof PdfRef) || !isMadeNow(value, step)) return undefined;
  return isTimestamp(after, value) ? 'timestamp' : 'signature';
}

/** Nothing is drawn of the widget, nor can readers draw something by themselves: background, border, caption (§12.5.6.19). */
function isBare(document: PdfDocument, widget: PdfDict): boolean {
  const look = document.resolve(widget.get('MK'));
  const parts = look instanceof PdfDict ? [...look.map.values()].map((part) => document.resolve(part)) : [];
  const isPlain = parts.every((part) => typeof part === 'number' || (Array.isArray(part) && part.length === 0));
  return isPlain && document.resolve(widget.get('AP')) === null;
}

/** Below any other field a child field would take its place, and its signature out of the form. */
function hasChildFields(document: PdfDocument, ref: PdfRef | undefined): boolean {
  const dict = ref ? document.get(ref) : null;
  const kids = dict instanceof PdfDict ? document.resolve(dict.get('Kids')) : null;
  return (
    Array.isArray(kids) &&
    kids.map((kid) => document.resolve(kid)).some((kid) => kid instanceof PdfDict && kid.has('T'))
  );
}

/** No kid is a field itself: what one of another type shows, no signature stands for. */
function hasOnlyWidgets(document: PdfDocument, field: PdfDict): boolean {
  if (!field.has('Kids')) return true;
  const kids = document.resolve(field.get('Kids'));
  return (
    Array.isArray(kids) &&
    kids.every((kid) => {
      const widget = kid instanceof PdfRef ? document.get(kid) : null;
      return widget instanceof PdfDict && !hasAny(widget, ['T', 'FT', 'V', 'Kids']);
    })
  );
}

function hasAny(dict: PdfDict, keys: readonly string[]): boolean {
  return dict.duplicateKeys.length > 0 || keys.some((key) => dict.has(key));
}

/** The widgets of a field without child fields: the kids, or the field itself. */
export function widgetsOf(document: PdfDocument, ref: PdfRef): PdfRef[] {
  const dict = document.get(ref);
  const kids = dict instanceof PdfDict ? document.resolve(dict.get('Kids')) : null;
  return Array.isArray(kids) ? kids.filter((kid) => kid instanceof PdfRef) : [ref];
}

export function widgetOfNewField(kind: 'signature' | 'timestamp'): Matcher {
  return ({ new: ref, step }) => {
    const found = ref instanceof PdfRef ? step.newWidgets.get(ref) : undefined;
    return found !== undefined && (found === 'timestamp') === (kind === 'timestamp');
  };
}

/** Something new on the page that earlier signers did not see. */
export const widgetIsSeen: Matcher = ({ new: ref, step: { after } }) => {
  const widget = after.resolve(ref);
  const rect = widget instanceof PdfDict ? after.resolve(widget.get('Rect')) : null;
  const [x0, y0, x1, y1] = Array.isArray(rect) ? rect.map((item) => after.resolve(item)) : [];
  return x0 !== x1 && y0 !== y1;
};

/** What people mark and comment with (§12.5.6): drawn in its rectangle, and doing nothing by itself. */
const plainAnnotations: readonly string[] = [
  'Text',
  'Link',
  'FreeText',
  'Line',
  'Square',
  'Circle',
  'Polygon',
  'PolyLine',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Caret',
  'Stamp',
  'Ink',
  'Popup',
];

/** An annotation that marks something and does nothing. */
export const isPlainAnnotation: Matcher = ({ old, new: renewed, step }) => {
  const then = step.before.resolve(old);
  const now = step.after.resolve(renewed);
  if (isWidget(step.before, then) || isWidget(step.after, now)) return false;
  if (now === null) return true;
  if (!(now instanceof PdfDict)) return false;
  const subtype = step.after.resolve(now.get('Subtype'));
  if (!(subtype instanceof PdfName && plainAnnotations.includes(subtype.value))) return false;
  return ['A', 'AA', 'PA', 'Dest'].every(
    (key) => !now.has(key) || (then instanceof PdfDict && sameValue(then.get(key), now.get(key))),
  );
};

/** Actions (§12.6) and what they run are no part of how an annotation looks. */
export const isNoAction: Matcher = ({ old, new: renewed }) =>
  [old, renewed].every((value) => !(value instanceof PdfDict && value.has('S') && !value.has('Subtype'))) &&
  (renewed === undefined || renewed === null || renewed instanceof PdfStream || renewed instanceof PdfDict);
