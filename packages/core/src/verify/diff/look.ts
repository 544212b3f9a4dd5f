import { PdfDict, PdfRef, type FormField, type PdfObject } from '../../pdf/index.ts';
import { comparedWithValue, isSeen, liesOver, pageContent } from '../content/compare.ts';
import type { ContentBudget } from '../content/content-budget.ts';
import type { Shown } from '../content/shown.ts';
import type { Change, RevisionStep } from './change.ts';
import type { Place, Spot } from './object-graph.ts';
import type { Rule } from './rules.ts';

/** Rules that put something on a page, over what stands there already. */
const placing: readonly string[] = ['annotation', 'signature-field-shown'];
/** Rules that change what a field says or how it looks. */
const filling: readonly string[] = [
  'field-filled',
  'field-changed',
  'field-state',
  'field-redrawn',
  'field-appearance',
];

/** Of one revision; further ones are not held against the page. */
const maxPlaced = 1_000;

interface Placed {
  readonly annotation: PdfObject | undefined;
  readonly spot: Spot;
  readonly rule: Rule;
}

/** What is to be looked at when all objects of a revision are compared: how it looks on the page. */
export class ChangesToLookAt {
  readonly #placed: Placed[] = [];
  readonly #filled = new Map<FormField, Spot>();

  note(rule: Rule, change: Change, spot: Spot): void {
    if (placing.includes(rule.id) && this.#placed.length < maxPlaced)
      this.#placed.push({ annotation: annotationOf(change), spot, rule });
    if (filling.includes(rule.id) && spot.field) {
      const field = ownerOf(spot.field);
      if (!this.#filled.has(field)) this.#filled.set(field, spot);
    }
  }

  /** Reports what lies over content, and fields that show something else than their value. */
  look(
    { after }: RevisionStep,
    budget: ContentBudget,
    report: (rule: string, level: Rule['level'], spot: Spot) => void,
  ): void {
    const pages = new Map<PdfDict, readonly Shown[]>();
    for (const { annotation, spot, rule } of this.#placed) {
      const dict = after.resolve(annotation);
      const ref = pageOf(spot.from);
      const page = ref && after.get(ref);
      if (!(dict instanceof PdfDict) || !(page instanceof PdfDict) || !isSeen(after, dict)) continue;
      const content = pages.get(page) ?? pageContent(after, page, budget);
      pages.set(page, content);
      if (liesOver(after, content, dict)) report('overlap', rule.level, spot);
    }
    for (const [field, spot] of this.#filled) {
      const compared = comparedWithValue(after, field, budget);
      if (compared === 'other') report('appearance-differs', 'FORM_FILLING', spot);
      if (compared === 'unread') report('appearance-unread', 'FORM_FILLING', spot);
    }
  }
}

/** The annotation itself, or the one that a part of it was changed of. */
function annotationOf({ new: value, spot }: Change): PdfObject | undefined {
  if (spot.role === 'annotations' || spot.role === 'annotation') {
    return spot.role === 'annotations' || value instanceof PdfDict || value instanceof PdfRef ? value : undefined;
  }
  for (let at = spot.from; at; at = at.from) if (at.role === 'annotation') return at.ref;
  return undefined;
}

/** Widgets show the value of the field above them. */
function ownerOf(field: FormField): FormField {
  let owner = field;
  while (owner.parent && !owner.dict.has('T')) owner = owner.parent;
  return owner;
}

function pageOf(place: Place | undefined): PdfRef | undefined {
  for (let at = place; at; at = at.from) if (at.role === 'page') return at.ref;
  return undefined;
}
