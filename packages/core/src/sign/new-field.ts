import { CinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfString, readFormFields, type IncrementalWriter, type PdfDocument } from '../pdf/index.ts';
import {
  checkPlace,
  markAppearance,
  markFieldName,
  pageOf,
  type Mark,
  type PreparedSignatureField,
} from '../stamp/index.ts';
import { addField, addWidget } from './add-field.ts';
import type { StandingPermissions } from './standing-permissions.ts';

/** A signature field to make in the revision that signs it. */
export interface NewSignatureField {
  /**
   * Where it shows: pages counted from 0, negative from the end; rectangles in points in the page's default user space,
   * y upward. None: the signature is not seen on any page. Several only in a document that nobody has signed.
   */
  readonly widgets?: PreparedSignatureField['widgets'];
  /** What assistive technology reads. */
  readonly tooltip?: string;
}

/** Widget flags (ISO 32000-2 §12.5.3): printed, and locked. */
const printLocked = 4 | 128;
/** Field flags (§12.7.5.2): a push-button that cannot be pushed. */
const readOnlyButton = (1 << 16) | 1;
/** Of a signature that is not seen (§12.7.5.5). */
const nowhere = { x: 0, y: 0, width: 0, height: 0 };
const longestName = 128;

/**
 * Refuses a field that cannot be made, or that those who signed before need not accept.
 * @throws CinnabarError `SIGN_FIELD_NAME`, `SIGN_FIELD_EXISTS`, `SIGN_FIELD_PLACES`, `SIGN_CERTIFIED_FIELD`, `PREPARE_PAGE`,
 *   `PREPARE_RECT`, `PREPARE_PAGE_UNIT` (details: field)
 */
export function checkNewField(
  document: PdfDocument,
  name: string,
  { widgets = [] }: NewSignatureField,
  standing: StandingPermissions,
): void {
  const refuse = (code: string, sentence: string): never => {
    throw new CinnabarError(code, sentence, { details: { field: name.slice(0, 80) } });
  };
  if (name === '' || name.length > longestName || /[.\p{Cc}\p{Cs}]/u.test(name)) {
    refuse('SIGN_FIELD_NAME', `The name of a new field has 1 to ${longestName} characters and no full stop.`);
  }
  const names = [name, ...widgets.map((_, i) => markFieldName(name, i))];
  const isTaken = (taken: string): boolean => names.some((own) => taken === own || taken.startsWith(`${own}.`));
  if (readFormFields(document).fields.some((field) => isTaken(field.name))) {
    refuse('SIGN_FIELD_EXISTS', 'The document has a field of that name already.');
  }
  if (standing.signed && widgets.length > 1) {
    // A further place is a field of its own, and such a field added later is no signing.
    refuse('SIGN_FIELD_PLACES', 'In a document that is signed already a new signature shows in one place at most.');
  }
  if (standing.certified && widgets.length > 0) {
    // What its author certified would get a new face (the "sneaky signature" attack), so verifiers refuse it.
    refuse('SIGN_CERTIFIED_FIELD', 'A certified document takes new signatures only where they are not seen.');
  }
  for (const { page, rect } of widgets) checkPlace(document, pageOf(document, page, name), rect, name);
}

/**
 * Adds the field, and with further places the read-only buttons that `prepareDocument` makes for them, with their
 * appearances. Widgets below one signature field would be the standard's way; not all programs can verify those.
 * @param entries what the field says beyond its name and place, /V above all
 * @throws CinnabarError `SEAL_DOES_NOT_FIT`, `FIELD_UNKNOWN` for more marks than places
 */
export function addSignatureField(
  writer: IncrementalWriter,
  document: PdfDocument,
  name: string,
  { widgets = [], tooltip }: NewSignatureField,
  entries: PdfDict,
  marks: readonly (Mark | undefined)[],
): void {
  if (marks.some((mark, i) => mark && !widgets[i])) {
    throw new CinnabarError('FIELD_UNKNOWN', 'There are more marks than places for them.', {
      details: { field: name },
    });
  }
  const places = widgets.length > 0 ? widgets : [{ page: 0, rect: nowhere }];
  for (const [i, { page: index, rect }] of places.entries()) {
    const page = pageOf(document, index, name);
    const field = new PdfDict({
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      ...(i === 0 ? { FT: PdfName.of('Sig') } : { FT: PdfName.of('Btn'), Ff: readOnlyButton }),
      T: PdfString.text(markFieldName(name, i)),
      ...(tooltip === undefined ? {} : { TU: PdfString.text(tooltip) }),
      F: printLocked,
      Rect: [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height].map(thousandths),
      P: page.ref,
      ...(i === 0 ? Object.fromEntries(entries.map) : {}),
    });
    const mark = marks[i];
    if (mark) {
      const { artwork, ...placement } = 'artwork' in mark ? mark : { artwork: mark };
      field.set('AP', new PdfDict({ N: writer.add(markAppearance(artwork, rect, placement, page.rotate)) }));
    }
    const ref = writer.add(field);
    addWidget(writer, page, ref);
    addField(writer, document, ref);
  }
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
