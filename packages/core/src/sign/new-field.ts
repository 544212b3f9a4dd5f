import { CinnabarError } from '../error/index.ts';
import {
  PdfDict,
  PdfName,
  PdfString,
  readFormFields,
  type IncrementalWriter,
  type PdfDocument,
  type PdfRef,
} from '../pdf/index.ts';
import { checkPlace, markAppearance, pageOf, type Mark, type PreparedSignatureField } from '../stamp/index.ts';
import { addField, addWidget } from './add-field.ts';
import type { StandingPermissions } from './standing-permissions.ts';

/** A signature field to make in the revision that signs it. */
export interface NewSignatureField {
  /**
   * Where it shows: pages counted from 0, negative from the end; rectangles in points in the page's default user space,
   * y upward. None: the signature is not seen on any page.
   */
  readonly widgets?: PreparedSignatureField['widgets'];
  /** What assistive technology reads. */
  readonly tooltip?: string;
}

/** Widget flags (ISO 32000-2 §12.5.3): printed, and locked. */
const printLocked = 4 | 128;
const longestName = 128;

/**
 * Refuses a field that cannot be made, or that those who signed before need not accept.
 * @throws CinnabarError `SIGN_FIELD_NAME`, `SIGN_FIELD_EXISTS`, `SIGN_CERTIFIED_FIELD`, `PREPARE_PAGE`, `PREPARE_RECT`,
 *   `PREPARE_PAGE_UNIT` (details: field)
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
  if (readFormFields(document).fields.some((field) => field.name === name || field.name.startsWith(`${name}.`))) {
    refuse('SIGN_FIELD_EXISTS', 'The document has a field of that name already.');
  }
  if (standing.certified && widgets.length > 0) {
    // What its author certified would get a new face (the "sneaky signature" attack), so verifiers refuse it.
    refuse('SIGN_CERTIFIED_FIELD', 'A certified document takes new signatures only where they are not seen.');
  }
  for (const { page, rect } of widgets) checkPlace(document, pageOf(document, page, name), rect, name);
}

/**
 * Adds the field with its places and their appearances: one object with a single place or none, else a field with
 * widgets below it.
 * @param entries what the field says beyond its name and places, /V above all
 * @throws CinnabarError `SEAL_DOES_NOT_FIT`
 */
export function addSignatureField(
  writer: IncrementalWriter,
  document: PdfDocument,
  name: string,
  { widgets = [], tooltip }: NewSignatureField,
  entries: PdfDict,
  marks: readonly (Mark | undefined)[],
): void {
  const field = new PdfDict({ FT: PdfName.of('Sig'), T: PdfString.text(name) });
  if (tooltip !== undefined) field.set('TU', PdfString.text(tooltip));
  for (const [key, value] of entries.map) field.set(key, value);
  const ref = writer.allocate();
  if (marks.some((mark, i) => mark && !widgets[i])) {
    throw new CinnabarError('FIELD_UNKNOWN', 'There are more marks than places for them.', {
      details: { field: name },
    });
  }
  const places = widgets.length > 0 ? widgets : [undefined];
  const single = places.length === 1;
  const kids: PdfRef[] = [];
  for (const [i, place] of places.entries()) {
    const page = pageOf(document, place?.page ?? 0, name);
    const widget = single ? field : new PdfDict({ Parent: ref });
    widget.set('Type', PdfName.of('Annot')).set('Subtype', PdfName.of('Widget')).set('F', printLocked);
    const { x, y, width, height } = place?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
    widget.set(
      'Rect',
      [x, y, x + width, y + height].map((value) => Math.round(value * 1000) / 1000),
    );
    widget.set('P', page.ref);
    const mark = marks[i];
    if (place && mark) {
      const { artwork, ...placement } = 'artwork' in mark ? mark : { artwork: mark };
      widget.set('AP', new PdfDict({ N: writer.add(markAppearance(artwork, place.rect, placement, page.rotate)) }));
    }
    const widgetRef = single ? ref : writer.add(widget);
    kids.push(widgetRef);
    addWidget(writer, page, widgetRef);
  }
  if (!single) field.set('Kids', kids);
  writer.set(ref, field);
  addField(writer, document, ref);
}
