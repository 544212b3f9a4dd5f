import type { PdfDocument, PdfObject, PdfRef } from '../../pdf/index.ts';
import type { ObjectGraph, Spot } from './object-graph.ts';

/** What a signature field that a revision added holds. */
export type NewFieldKind = 'signature' | 'timestamp' | 'empty';

/** A revision as seen from the one before it. */
export interface RevisionStep {
  readonly before: PdfDocument;
  readonly after: PdfDocument;
  readonly graph: ObjectGraph;
  /** Signature dictionaries that this revision brought and whose ByteRange covers all of it. */
  readonly newSignatures: ReadonlySet<PdfRef>;
  /** Widgets of signature fields that this revision added and a rule let in. */
  readonly newWidgets: Map<PdfRef, NewFieldKind>;
  /** Whether this revision brought the object, under a number that meant nothing before. */
  isNew(ref: PdfRef): boolean;
}

/** One entry of a dictionary, item of a list, or whole value that is not what it was. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly key: string;
  /** As written, references unresolved. */
  readonly old: PdfObject | undefined;
  readonly new: PdfObject | undefined;
  /** Where the container stands that the entry is of; for whole values, where they stand. */
  readonly spot: Spot;
  readonly step: RevisionStep;
}
