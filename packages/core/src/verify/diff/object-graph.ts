import { CinnabarError } from '../../error/index.ts';
import {
  FormField,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  type PdfDocument,
  type PdfObject,
  type PdfRevision,
} from '../../pdf/index.ts';
import { ContentBudget } from '../content/content-budget.ts';
import { backReference, childRole, roles, type Role } from './roles.ts';

/** One object in one of its roles, and the path it was first found by. */
export interface Place {
  readonly ref: PdfRef;
  readonly role: Role;
  /** The form field that the place belongs to. */
  readonly field: FormField | undefined;
  readonly from: Place | undefined;
  /** The way from there, e.g. `/AP/N`. */
  readonly step: string;
}

/** Where a value stands: what a walk needs to go on from it. */
export interface Spot {
  readonly role: Role;
  readonly field: FormField | undefined;
  readonly from: Place | undefined;
  readonly step: string;
}

/** Characters of a path, and of one step of it: names are up to a thousand characters long. */
const longestPath = 2_000;
const longestStep = 200;

/** The path from the trailer, e.g. `/Root/AcroForm/Fields[0]/AP/N`; what is too long is cut in the middle. */
export function pathOf({ from, step }: Pick<Place, 'from' | 'step'>): string {
  const steps = [step];
  for (let at = from; at && steps.length < 100; at = at.from) steps.push(at.step);
  return cut(
    steps
      .reverse()
      .map((item) => cut(item, longestStep))
      .join(''),
    longestPath,
  );
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(-longest / 2)}`;
}

interface Pending extends Spot {
  readonly ref: PdfRef;
  /** Roles in which the object, if it has one of them, is only referred back to. */
  readonly refersBackTo: readonly Role[];
}

const limits = { places: 1_000_000, work: 50_000_000, findings: 100_000 };

/** Work that all comparisons of one file may cost together. */
export class DiffBudget {
  #places = limits.places;
  #work = limits.work;
  #findings = limits.findings;
  /** For reading what is drawn. */
  readonly content = new ContentBudget();

  /** One more place of an object that has `known` of them. @throws CinnabarError `PDF_LIMIT` */
  spend(known: number): void {
    this.#work -= known;
    if (--this.#places < 0 || this.#work < 0) this.#exceeded();
  }

  /** One more finding. @throws CinnabarError `PDF_LIMIT` */
  find(): void {
    if (--this.#findings < 0) this.#exceeded();
  }

  #exceeded(): never {
    throw new CinnabarError('PDF_LIMIT', 'The file has more objects than are compared.', { details: limits });
  }
}

/**
 * All objects of a document with all their roles. Grows with each revision and forgets nothing: whatever was once
 * reached in a role must keep to that role's rules, whether later revisions still lead there or not. Streams are not
 * decoded, and objects that did not change are not visited again, however many revisions follow.
 */
export class ObjectGraph {
  readonly #places = new Map<PdfRef, Place[]>();
  readonly #ofFields = new Map<FormField, Set<string>>();
  readonly #laterGenerations = new Map<number, PdfRef[]>();
  readonly #pending: [Pending[], Pending[], Pending[]] = [[], [], []];
  readonly #names = new Map<string, number>();
  readonly budget: DiffBudget;

  constructor(budget: DiffBudget) {
    this.budget = budget;
  }

  /** Every role in which `ref` is reached. */
  places(ref: PdfRef): readonly Place[] {
    return this.#places.get(ref) ?? [];
  }

  /** References to object `num` of generations above 0. */
  laterGenerations(num: number): readonly PdfRef[] {
    return this.#laterGenerations.get(num) ?? [];
  }

  /** How many fields, not counting widgets, have the full name `name`. */
  fieldsNamed(name: string): number {
    return this.#names.get(name) ?? 0;
  }

  /**
   * Adds all that `value` leads to in `document`; `onFound` hears of every place that is new.
   * @throws CinnabarError `PDF_LIMIT`, and what reading objects throws
   */
  add(document: PdfDocument, value: PdfObject, spot: Spot, onFound?: (place: Place) => void): void {
    this.#walk(document, value, spot, '', undefined);
    for (;;) {
      const pending = this.#pending[0].pop() ?? this.#pending[1].pop() ?? this.#pending[2].pop();
      if (!pending) return;
      this.#enter(document, pending, onFound);
    }
  }

  /**
   * Adds the object streams that `revision` takes objects from, which only the cross-reference names: what their
   * entries refer to decides how they are read.
   * @throws CinnabarError as {@link add} does
   */
  addContainers(document: PdfDocument, revision: PdfRevision): void {
    const entries = revision.entries.map((num) => revision.entry(num));
    for (const num of new Set(entries.map((entry) => (entry?.kind === 'compressed' ? entry.stream : undefined)))) {
      if (num === undefined) continue;
      this.add(document, PdfRef.of(num), { role: 'fixed', field: undefined, from: undefined, step: '' });
    }
  }

  /** `spot`, in the field that `dict` is if it is one. */
  spotOf(document: PdfDocument, dict: PdfObject, ref: PdfRef | undefined, spot: Spot): Spot {
    if (spot.role !== 'field' || !(dict instanceof PdfDict)) return spot;
    return { ...spot, field: new FormField(document, dict, ref, spot.field) };
  }

  #enter(document: PdfDocument, pending: Pending, onFound?: (place: Place) => void): void {
    const { ref, refersBackTo } = pending;
    const known = this.#places.get(ref) ?? [];
    this.budget.spend(known.length);
    if (refersBackTo.length > 0 && known.some(({ role }) => refersBackTo.includes(role))) return;
    const value = document.get(ref);
    const spot = this.spotOf(document, value, ref, {
      ...pending,
      role: this.#roleHere(document, pending, value, known),
    });
    if (this.#isKnown(ref, spot, known)) return;
    const place: Place = { ref, role: spot.role, field: spot.field, from: spot.from, step: spot.step };
    if (known.length === 0) this.#places.set(ref, [place]);
    else (known as Place[]).push(place);
    if (known.length === 0 && ref.gen > 0) {
      this.#laterGenerations.set(ref.num, [...this.laterGenerations(ref.num), ref]);
    }
    if (spot.role === 'field' && spot.field && value instanceof PdfDict && value.has('T')) {
      this.#names.set(spot.field.name, this.fieldsNamed(spot.field.name) + 1);
    }
    onFound?.(place);
    this.#walk(document, value, { role: spot.role, field: spot.field, from: place, step: '' }, '', undefined);
  }

  #roleHere(document: PdfDocument, { role }: Pending, value: PdfObject, known: readonly Place[]): Role {
    // A field has one place in the form; on a second one, or as a widget of no field, nothing of it may change.
    if (role === 'field' && known.some((place) => place.role === 'field')) return 'fixed';
    if (role === 'annotation' && isWidget(document, value)) return 'fixed';
    return role;
  }

  #isKnown(ref: PdfRef, { role, field }: Spot, known: readonly Place[]): boolean {
    if (!roles[role].ofField || !field) return known.some((place) => place.role === role);
    const entered = this.#ofFields.get(field) ?? new Set();
    const key = `${role} ${ref.num} ${ref.gen}`;
    if (entered.has(key)) return true;
    this.#ofFields.set(field, entered.add(key));
    return false;
  }

  #walk(document: PdfDocument, value: PdfObject, spot: Spot, key: string, index: number | undefined): void {
    if (value instanceof PdfRef) {
      const refersBackTo = backReference(spot.role, key, index);
      this.#pending[roles[spot.role].tier].push({ ...spot, ref: value, refersBackTo });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) {
        if (!isContainer(item)) continue;
        const role = childRole(spot.role, value, '', undefined);
        const inner = { ...spot, role, step: `${spot.step}[${i}]` };
        this.#walk(document, item, this.spotOf(document, item, undefined, inner), key, i);
      }
    } else if (value instanceof PdfDict || value instanceof PdfStream) {
      const { map, overridden } = value instanceof PdfStream ? value.dict : value;
      // Of a key that stands there twice, another reader may take the other value.
      for (const item of overridden) this.#walk(document, item, { ...spot, role: 'fixed' }, '', undefined);
      for (const [name, item] of map) {
        if (!isContainer(item)) continue;
        const role = childRole(spot.role, value, name, spot.field?.type);
        this.#walk(document, item, { ...spot, role, step: `${spot.step}/${name}` }, name, undefined);
      }
    }
  }
}

export function isWidget(document: PdfDocument, value: PdfObject): boolean {
  return value instanceof PdfDict && document.resolve(value.get('Subtype')) === PdfName.of('Widget');
}

function isContainer(value: PdfObject): boolean {
  return value instanceof PdfRef || value instanceof PdfDict || Array.isArray(value);
}
