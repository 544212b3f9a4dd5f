import { isCinnabarError } from '../../error/index.ts';
import {
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  type PdfDocument,
  type PdfObject,
  type PdfRevision,
  type XrefEntry,
} from '../../pdf/index.ts';
import { coverageOf, readSignedRange } from '../byte-range.ts';
import type { Change, NewFieldKind, RevisionStep } from './change.ts';
import type { ModificationLevel } from './level.ts';
import { ChangesToLookAt } from './look.ts';
import { leadsOut } from './ways-out.ts';
import { widgetsOf } from './matchers.ts';
import type { ObjectGraph } from './object-graph.ts';
import type { Place, Spot } from './object-graph.ts';
import { childRole, roles, type Role } from './roles.ts';
import { ruleFor, type Rule } from './rules.ts';
import { hasEntryTwice, sameValue } from './same-value.ts';
import { posesAsRoot, type UnlistedObjects } from './unlisted.ts';

/** What one revision did to one object, and the rule that explains it. */
export interface Finding {
  /** A rule's id, or one of the reasons for refusal. */
  readonly rule: string;
  readonly level: ModificationLevel;
  /** `12 0 R`, or `trailer`. */
  readonly object: string;
  /** Where it stands; see `pathOf`. */
  readonly place: Pick<Place, 'from' | 'step'>;
  /** Index of the revision that did it. */
  readonly revision: number;
  /** Full name of the form field concerned. */
  readonly field?: string;
}

type Refusal =
  | 'unexplained'
  | 'freed'
  | 'replaced'
  | 'shared'
  | 'object-in-signed-part'
  | 'object-stream-replaced'
  | 'object-unlisted';

/** Keys of a trailer that describe the section itself (ISO 32000-2 §7.5.5, §7.5.8). */
const sectionKeys = new Set(['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length']);

/** Roles in the order in which they are compared: what lets something in before what shows it. */
const order = Object.keys(roles) as Role[];

/**
 * Compares revision `index` with the one before it: every object that its cross-reference section touches must be
 * explained by a rule in every role it is reached in. `graph` holds the document as it was, and afterwards as it is.
 */
export function compareRevision(
  document: PdfDocument,
  index: number,
  graph: ObjectGraph,
  unlisted: UnlistedObjects,
): Finding[] {
  return new Comparison(document, index, graph).run(unlisted);
}

class Comparison implements RevisionStep {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly graph: ObjectGraph;
  readonly newSignatures: ReadonlySet<PdfRef>;
  readonly newWidgets = new Map<PdfRef, NewFieldKind>();
  readonly #revision: PdfRevision;
  readonly #touched: ReadonlyMap<number, XrefEntry>;
  readonly #findings: Finding[] = [];
  readonly #explained = new Set<number>();
  readonly #toLookAt = new ChangesToLookAt();

  constructor(document: PdfDocument, index: number, graph: ObjectGraph) {
    this.before = document.at(index - 1);
    this.after = document.at(index);
    this.graph = graph;
    this.#revision = this.after.revisions[index] as PdfRevision;
    this.#touched = touchedBy(this.#revision, this.before);
    this.newSignatures = new Set(this.#refs((ref) => coversAll(this.after, this.after.get(ref))));
  }

  run(unlisted: UnlistedObjects): Finding[] {
    this.#compareTrailers();
    const places = this.#refs(() => true)
      .flatMap((ref) => this.graph.places(ref))
      .sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
    for (const place of places) this.#comparePlace(place);
    for (const [num, entry] of this.#touched) this.#judgeObject(num, entry);
    this.graph.addContainers(this.after, this.#revision);
    if (unlisted.within(this.before.source.length, this.after.source.length, this.after, this.graph)) {
      this.#refuse('object-unlisted', { role: 'trailer', field: undefined, from: undefined, step: '' }, undefined);
    }
    for (const { ref, field } of places) {
      const dict = this.after.get(ref);
      if (field?.ref === ref && dict instanceof PdfDict) field.update(this.after, dict);
    }
    this.#toLookAt.look(this, this.graph.budget.content, (rule, level, spot) =>
      this.#add(rule, level, spot, spot.from?.ref),
    );
    return this.#findings;
  }

  isNew(ref: PdfRef): boolean {
    const entry = this.before.entry(ref.num);
    return this.#touched.has(ref.num) && (!entry || entry.kind === 'free');
  }

  /** References to touched objects, of all generations that mean something before, now or anywhere in the document. */
  #refs(wanted: (ref: PdfRef) => boolean): PdfRef[] {
    const refs: PdfRef[] = [];
    for (const num of this.#touched.keys()) {
      const generations = [this.before.entry(num), this.after.entry(num)].map(generationOf);
      const own = [...new Set(generations)].map((generation) => PdfRef.of(num, generation));
      refs.push(...new Set([...own, ...this.graph.laterGenerations(num)]));
    }
    return refs.filter(wanted);
  }

  #compareTrailers(): void {
    const spot: Spot = { role: 'trailer', field: undefined, from: undefined, step: '' };
    const [old, renewed] = [this.before.trailer, this.after.trailer].map(
      ({ map }) => new PdfDict(new Map([...map].filter(([key]) => !sectionKeys.has(key)))),
    ) as [PdfDict, PdfDict];
    this.#compare(old, renewed, spot, undefined);
  }

  #comparePlace(place: Place): void {
    const { ref, role, field } = place;
    const old = this.before.get(ref);
    const renewed = this.after.get(ref);
    const entry = this.#touched.get(ref.num);
    // To some readers a number is enough: they show the object whatever generation is asked for.
    if (entry && entry.kind !== 'free' && generationOf(entry) !== ref.gen) {
      return this.#refuse('replaced', { role, field, from: place, step: '' }, ref);
    }
    if (sameValue(old, renewed)) return this.#add('unchanged', 'NONE', { role, field, from: place, step: '' }, ref);
    if (renewed === null && entry?.kind === 'free') {
      return this.#refuse('freed', { role, field, from: place, step: '' }, ref);
    }
    this.#compare(old, renewed, { role, field, from: place, step: '' }, ref);
  }

  /** Two values that differ, in the same place. */
  #compare(old: PdfObject, renewed: PdfObject, spot: Spot, holder: PdfRef | undefined): void {
    const whole: Change = { ...kindOf(old, renewed), key: '', spot, step: this };
    const rule = ruleFor(whole, 'whole');
    if (rule) return this.#clear(rule, whole, spot, holder);
    const pair = sameShape(old, renewed);
    if (!pair || !isStructured(spot.role)) return this.#refuse('unexplained', spot, holder);
    if (Array.isArray(pair[0])) return this.#compareLists(pair[0], pair[1] as PdfObject[], spot, holder);
    const [was, is] = pair as [PdfDict, PdfDict];
    if (is.duplicateKeys.length > 0) return this.#refuse('unexplained', spot, holder);
    for (const key of new Set([...was.map.keys(), ...is.map.keys()])) {
      if (!sameValue(was.get(key), is.get(key))) this.#compareEntry(was, is, key, spot, holder);
    }
  }

  #compareEntry(was: PdfDict, is: PdfDict, key: string, spot: Spot, holder: PdfRef | undefined): void {
    const [old, renewed] = [was.get(key) ?? null, is.get(key) ?? null];
    const change: Change = { ...kindOf(old, renewed), key, spot, step: this };
    const role = childRole(spot.role, is, key, spot.field?.type);
    const inner: Spot = { ...spot, role, step: `${spot.step}/${key}` };
    const rule = ruleFor(change, 'entry');
    if (rule) return this.#clear(rule, change, inner, holder);
    if (roles[role].identity) return this.#refuse('replaced', inner, holder);
    if (roles[role].exclusive && old instanceof PdfRef && this.#isShared(old, role)) {
      return this.#refuse('shared', inner, holder);
    }
    const reached = this.#enter(renewed, inner);
    const values = [this.before.resolve(old), this.after.resolve(renewed)] as const;
    if (values.every((value) => value === null)) return;
    // What was of the wrong kind for its place meant nothing there.
    const meant = sameShape(...values) || !isStructured(role) || values[0] instanceof PdfStream;
    this.#compare(
      meant ? (values[0] ?? emptyLike(values[1])) : emptyLike(values[1]),
      values[1] ?? emptyLike(values[0]),
      reached,
      holder,
    );
  }

  #isShared(ref: PdfRef, role: Role): boolean {
    return this.graph.places(ref).some((place) => place.role !== role);
  }

  /** What stays must stay in order; the rest was removed or added. */
  #compareLists(was: readonly PdfObject[], is: readonly PdfObject[], spot: Spot, holder: PdfRef | undefined): void {
    let at = 0;
    for (const [i, item] of is.entries()) {
      if (at < was.length && sameValue(was[at], item)) at++;
      else this.#compareItem('added', item, i, spot, holder);
    }
    for (; at < was.length; at++) this.#compareItem('removed', was[at] as PdfObject, at, spot, holder);
  }

  #compareItem(kind: 'added' | 'removed', item: PdfObject, i: number, spot: Spot, holder: PdfRef | undefined): void {
    const values = kind === 'added' ? { old: undefined, new: item } : { old: item, new: undefined };
    const change: Change = { kind, ...values, key: String(i), spot, step: this };
    const inner = { ...spot, role: childRole(spot.role, [], '', undefined), step: `${spot.step}[${i}]` };
    const rule = ruleFor(change, 'entry');
    if (rule) this.#clear(rule, change, inner, holder);
    else this.#refuse('unexplained', inner, holder);
  }

  /** The place of a reference where a structured value moved to or appeared. Its content is compared, not let in. */
  #enter(value: PdfObject, spot: Spot): Spot {
    if (!(value instanceof PdfRef)) return spot;
    const place: Place = { ref: value, role: spot.role, field: spot.field, from: spot.from, step: spot.step };
    this.graph.add(this.after, value, spot, ({ ref }) => this.#explained.add(ref.num));
    return { ...spot, from: place, step: '' };
  }

  #clear(rule: Rule, change: Change, spot: Spot, holder: PdfRef | undefined): void {
    const { id, level } = rule;
    const isAmbiguous = (value: PdfObject | undefined): boolean => level !== 'LTA_UPDATES' && hasEntryTwice(value);
    if (leadsOut(change.old, change.new) || isAmbiguous(change.new)) return this.#refuse('unexplained', spot, holder);
    this.#add(id, level, spot, holder);
    this.#toLookAt.note(rule, change, spot);
    if (change.new === undefined || change.new === null) return;
    const { field } = spot;
    this.graph.add(this.after, change.new, spot, (place) => {
      const value = this.after.get(place.ref);
      if (leadsOut(undefined, value)) this.#refuse('unexplained', spot, place.ref);
      if (!this.#touched.has(place.ref.num) || this.#explained.has(place.ref.num)) return;
      if (isAmbiguous(value)) this.#refuse('unexplained', spot, place.ref);
      const own = { role: place.role, field: place.field ?? field, from: place, step: '' };
      this.#add(id, level, own, place.ref);
    });
    if ((change.spot.role === 'fields' || change.spot.role === 'kids') && change.new instanceof PdfRef) {
      const kind = id === 'timestamp-field-added' ? 'timestamp' : 'signature';
      for (const widget of widgetsOf(this.after, change.new)) this.newWidgets.set(widget, kind);
    }
  }

  /** What holds for an object in whatever role, and for those that have none. */
  #judgeObject(num: number, entry: XrefEntry): void {
    const earlier = this.before.entry(num);
    const ref = PdfRef.of(num, generationOf(entry));
    const spot: Spot = { role: 'fixed', field: undefined, from: undefined, step: '' };
    if (entry.kind === 'offset' && entry.offset < this.before.source.length) {
      return this.#refuse('object-in-signed-part', spot, ref);
    }
    if (entry.kind === 'compressed' && !this.#touched.has(entry.stream)) {
      return this.#refuse('object-in-signed-part', spot, ref);
    }
    // Whatever else it is, the objects in it changed with it.
    if (earlier && earlier.kind !== 'free' && isObjectStream(this.before, num)) {
      return this.#refuse('object-stream-replaced', spot, ref);
    }
    if (this.#explained.has(num)) return;
    if (entry.kind === 'offset' && entry.offset === this.#revision.startxref) {
      return this.#add('cross-reference-stream', 'NONE', spot, ref);
    }
    if (entry.kind === 'free') return this.#add('unused', 'NONE', spot, ref);
    if (isObjectStream(this.after, num)) {
      return this.#holdsUnlisted(num)
        ? this.#refuse('object-unlisted', spot, ref)
        : this.#add('object-stream', 'NONE', spot, ref);
    }
    if (posesAsRoot(this.after, this.after.get(ref))) return this.#refuse('object-unlisted', spot, ref);
    if (this.isNew(ref)) return this.#add('unused', 'LTA_UPDATES', spot, ref);
    this.#refuse('unexplained', spot, ref);
  }

  #holdsUnlisted(stream: number): boolean {
    return this.after.numbersIn(stream).some((num) => {
      const entry = this.after.entry(num);
      return entry?.kind !== 'compressed' || entry.stream !== stream;
    });
  }

  #refuse(rule: Refusal, spot: Spot, ref: PdfRef | undefined): void {
    this.#add(rule, 'OTHER', spot, ref);
  }

  #add(rule: string, level: ModificationLevel, { field, from, step }: Spot, ref: PdfRef | undefined): void {
    this.graph.budget.find();
    if (ref) this.#explained.add(ref.num);
    this.#findings.push({
      rule,
      level,
      object: ref ? String(ref) : 'trailer',
      place: { from, step },
      revision: this.#revision.index,
      ...(field ? { field: field.name } : {}),
    });
  }
}

function isStructured(role: Role): boolean {
  return roles[role].tier === 0;
}

/** Objects for which the revision says something else than what held before. */
function touchedBy(revision: PdfRevision, before: PdfDocument): Map<number, XrefEntry> {
  const touched = new Map<number, XrefEntry>();
  for (const num of revision.entries) {
    const entry = revision.entry(num);
    if (entry && !sameEntry(entry, before.entry(num))) touched.set(num, entry);
  }
  return touched;
}

function sameEntry(entry: XrefEntry, earlier: XrefEntry | undefined): boolean {
  if (entry.kind === 'free') return !earlier || earlier.kind === 'free';
  if (entry.kind === 'offset') {
    return earlier?.kind === 'offset' && earlier.offset === entry.offset && earlier.generation === entry.generation;
  }
  return earlier?.kind === 'compressed' && earlier.stream === entry.stream && earlier.index === entry.index;
}

function generationOf(entry: XrefEntry | undefined): number {
  return entry?.kind === 'offset' ? entry.generation : 0;
}

function kindOf(old: PdfObject, renewed: PdfObject): Pick<Change, 'kind' | 'old' | 'new'> {
  const kind = old === null ? 'added' : renewed === null ? 'removed' : 'changed';
  return { kind, old: old ?? undefined, new: renewed ?? undefined };
}

/** Both dictionaries, or both arrays, or undefined. */
function sameShape(old: PdfObject, renewed: PdfObject): [PdfObject, PdfObject] | undefined {
  if (Array.isArray(old) && Array.isArray(renewed)) return [old, renewed];
  return old instanceof PdfDict && renewed instanceof PdfDict ? [old, renewed] : undefined;
}

function emptyLike(value: PdfObject): PdfObject {
  if (Array.isArray(value)) return [];
  return value instanceof PdfDict ? new PdfDict() : null;
}

function isObjectStream(document: PdfDocument, num: number): boolean {
  const entry = document.entry(num);
  if (entry?.kind !== 'offset') return false;
  const value = document.get(PdfRef.of(num, entry.generation));
  return value instanceof PdfStream && value.dict.get('Type') === PdfName.of('ObjStm');
}

function coversAll(document: PdfDocument, value: PdfObject): boolean {
  if (!(value instanceof PdfDict) || !value.has('ByteRange') || !value.has('Contents')) return false;
  try {
    const range = readSignedRange(document.source, value);
    return !('code' in range) && coverageOf(document, range).coverage === 'WHOLE_FILE';
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}
