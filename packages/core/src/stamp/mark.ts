import type { Artwork } from '../artwork/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { Rect } from '../field/index.ts';
import { PdfDict, type IncrementalWriter, type PdfDocument, type PdfStream } from '../pdf/index.ts';

import { changeDict } from './change-dict.ts';
import { artworkOperators, fittingScale } from './drawing.ts';
import { markFieldName } from './fields.ts';
import { widgetRect, widgetRotation, readForm } from './form.ts';
import { appearanceForm, appearanceSize } from './form-xobject.ts';

/** Where artwork goes in its place. */
export interface MarkPlacement {
  /** Middle of the artwork in points in the page's default user space; the middle of the place when absent. */
  readonly center?: { readonly x: number; readonly y: number };
  /** Scale the artwork to fill the place, keeping its aspect. Otherwise it is drawn at its true size. */
  readonly fit?: boolean;
  /** The place shows one of `count` upright strips of equal width, 0 the left one: the places together hold the whole (骑缝章). */
  readonly strip?: { readonly index: number; readonly count: number };
}

/** A seal or handwriting, alone (true size, centred) or with its placement. */
export type Mark = Artwork | ({ readonly artwork: Artwork } & MarkPlacement);

const tolerance = 0.05; // points

/** The last appearance of each artwork, by where it was put: a company's seal goes to the same place time and again. */
const lastAppearances = new WeakMap<Artwork, { readonly where: string; readonly appearance: PdfStream }>();

/**
 * The appearance of a mark in a widget of `rect` (default user space) on a page turned by `rotation` degrees. Artwork is taken
 * not to change: the same object in the same place gives the same stream, which is not to be changed either.
 * @throws CinnabarError `SEAL_DOES_NOT_FIT` (details: sizes in points) when the artwork would leave the widget: a seal is
 * neither shrunk nor cut, but into the strips that are asked for.
 */
export function markAppearance(artwork: Artwork, rect: Rect, placement: MarkPlacement = {}, rotation = 0): PdfStream {
  const where = JSON.stringify([rect, placement, rotation]);
  const last = lastAppearances.get(artwork);
  if (last?.where === where) return last.appearance;
  const appearance = drawnAppearance(artwork, rect, placement, rotation);
  lastAppearances.set(artwork, { where, appearance });
  return appearance;
}

function drawnAppearance(artwork: Artwork, rect: Rect, placement: MarkPlacement, rotation: number): PdfStream {
  const size = appearanceSize(rect, rotation);
  const { index, count } = placement.strip ?? { index: 0, count: 1 };
  const whole = { width: size.width * count, height: size.height };
  const scale = placement.fit ? fittingScale(artwork, whole) : 1;
  const [width, height] = [artwork.width * scale, artwork.height * scale];
  const center = placement.center
    ? toAppearance(placement.center, rect, rotation)
    : { x: whole.width / 2, y: whole.height / 2 };
  const [x, y] = [center.x - width / 2, center.y - height / 2];
  const fits =
    x >= -tolerance &&
    y >= -tolerance &&
    x + width <= whole.width + tolerance &&
    y + height <= whole.height + tolerance;
  if (!fits) {
    throw new CinnabarError('SEAL_DOES_NOT_FIT', 'The seal at its true size does not fit into its place.', {
      details: { artworkWidth: width, artworkHeight: height, placeWidth: whole.width, placeHeight: whole.height },
    });
  }
  // The appearance's box cuts off the other strips.
  const { operators, resources } = artworkOperators(artwork, x - index * size.width, y, scale);
  return appearanceForm(operators, size, resources, rotation);
}

/**
 * Puts `marks` into the places of signature field `fieldName`, in the order of its widgets at preparation; undefined
 * leaves a place empty. Sets appearances only: the signature value is the signer's business.
 * @throws CinnabarError `FIELD_UNKNOWN`, `FIELD_NOT_SIGNATURE`, `FIELD_SIGNED`, and as {@link markAppearance}.
 */
export function stampMarks(
  writer: IncrementalWriter,
  document: PdfDocument,
  fieldName: string,
  marks: readonly (Mark | undefined)[],
): void {
  const fields = new Map(readForm(document).map((field) => [field.name, field]));
  const fail = (code: string, sentence: string): never => {
    throw new CinnabarError(code, sentence, { details: { field: fieldName } });
  };
  const signature = fields.get(fieldName);
  if (signature && signature.type !== 'Sig')
    fail('FIELD_NOT_SIGNATURE', `The field ${fieldName} is not a signature field.`);
  if (signature?.hasValue) fail('FIELD_SIGNED', `The field ${fieldName} is signed already.`);
  // A foreign form may have its places as widgets below the field.
  const own = signature?.widgets(document) ?? [];
  const widgets = own.length > 1 ? own : undefined;
  for (const [i, mark] of marks.entries()) {
    if (!mark) continue;
    const ref = widgets ? widgets[i] : fields.get(markFieldName(fieldName, i))?.widgets(document)[0];
    if (!ref) return fail('FIELD_UNKNOWN', `The document has no place ${i + 1} for the signature ${fieldName}.`);
    const widget = document.dictAt(ref, 'widget');
    const { artwork, ...placement } = 'artwork' in mark ? mark : { artwork: mark };
    const appearance = markAppearance(
      artwork,
      widgetRect(document, widget),
      placement,
      widgetRotation(document, widget),
    );
    const stream = writer.add(appearance);
    changeDict(writer, ref, (dict) => dict.set('AP', new PdfDict({ N: stream })));
  }
}

/** A point of the page in the axes of the upright appearance. */
function toAppearance(point: { x: number; y: number }, rect: Rect, rotation: number): { x: number; y: number } {
  const [dx, dy] = [point.x - rect.x, point.y - rect.y];
  switch (rotation) {
    case 90:
      return { x: dy, y: rect.width - dx };
    case 180:
      return { x: rect.width - dx, y: rect.height - dy };
    case 270:
      return { x: rect.height - dy, y: dx };
    default:
      return { x: dx, y: dy };
  }
}
