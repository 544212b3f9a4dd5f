import { PdfDict, PdfRef, type FormField, type PdfObject } from '../../pdf/index.ts';
import { comparedWithValue, isSeen, liesOverContent } from '../content/compare.ts';
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
    if (placing.includes(rule.id)) this.#placed.push({ annotation: annotationOf(change), spot, rule });
    if (filling.includes(rule.id) && spot.field) {
      const field = ownerOf(spot.field);
      if (!this.#filled.has(field)) this.#filled.set(field, spot);
    }
  }

  /** Reports what lies over content, and fields that show something else than their value. */
  look(
    { after }: RevisionStep,
    mayLook: () => boolean,
    report: (rule: string, level: Rule['level'], spot: Spot) => void,
  ): void {
    for (const { annotation, spot, rule } of this.#placed) {
      const dict = after.resolve(annotation);
      const page = pageOf(spot.from);
      const pageDict = page && after.get(page);
      if (!(dict instanceof PdfDict) || !(pageDict instanceof PdfDict) || !isSeen(after, dict) || !mayLook()) continue;
      if (liesOverContent(after, pageDict, dict)) report('overlap', rule.level, spot);
    }
    for (const [field, spot] of this.#filled) {
      const compared = mayLook() ? comparedWithValue(after, field) : undefined;
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
