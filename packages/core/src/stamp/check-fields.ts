import { CinnabarError } from '../error/index.ts';
import type { Rect } from '../field/index.ts';
import type { PdfDocument, PdfPage } from '../pdf/index.ts';

import { markFieldName, type PreparedCheckField, type PreparedField, type PreparedTextField } from './fields.ts';
import { readForm } from './form.ts';

const fieldLimit = 2000;
const tolerance = 0.01; // points: rounding of millimetres

/** The page a field stands on. @throws CinnabarError `PREPARE_PAGE`. */
export function pageOf(document: PdfDocument, page: number, field: string): PdfPage {
  const pages = document.pages();
  const found = pages[page < 0 ? pages.length + page : page];
  if (!found) throw problem('PREPARE_PAGE', `The field ${field} is on a page the document does not have.`, field);
  return found;
}

/**
 * Checks names and places.
 * @throws CinnabarError `PREPARE_FIELD_COUNT`, `PREPARE_FIELD_NAME`, `PREPARE_DUPLICATE_FIELD`, `PREPARE_PAGE`,
 * `PREPARE_FIELD_STYLE`, `PREPARE_RECT`, `PREPARE_PAGE_UNIT` (details: `field`).
 */
export function checkFields(document: PdfDocument, fields: readonly PreparedField[]): void {
  if (fields.length > fieldLimit) {
    throw new CinnabarError('PREPARE_FIELD_COUNT', `A document takes at most ${fieldLimit} fields.`);
  }
  const taken = new Set(readForm(document).map(({ name }) => name.split('.')[0]));
  for (const field of fields) {
    const { name } = field;
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
      throw problem('PREPARE_FIELD_NAME', 'A field name is 1 to 64 letters, digits, hyphens and underscores.', name);
    }
    if (field.type === 'text' || field.type === 'check') checkStyle(field);
    const places = field.type === 'signature' ? field.widgets : [field];
    if (places.length === 0)
      throw problem('PREPARE_FIELD_COUNT', `The signature field ${name} has no place on a page.`, name);
    for (const [i, { page, rect }] of places.entries()) {
      const ownName = markFieldName(name, i);
      if (taken.has(ownName)) throw problem('PREPARE_DUPLICATE_FIELD', `There are two fields ${ownName}.`, ownName);
      taken.add(ownName);
      checkPlace(document, pageOf(document, page, name), rect, name);
    }
  }
}

function checkStyle(field: PreparedTextField | PreparedCheckField): void {
  const { name, fontSize = 0, minFontSize = 6 } = field;
  const { maxLength, comb } = field.type === 'text' ? field : {};
  const isSize = (size: number, least: number): boolean => size >= least && size <= 72;
  const hasLength = maxLength === undefined ? !comb : Number.isInteger(maxLength) && maxLength > 0;
  if (!(fontSize === 0 || isSize(fontSize, 6)) || !isSize(minFontSize, 4) || !hasLength) {
    throw problem('PREPARE_FIELD_STYLE', `The field ${name} has an impossible font size or length.`, name);
  }
}

/** Whether `rect` lies on its page. @throws CinnabarError `PREPARE_RECT`, `PREPARE_PAGE_UNIT` (details: `field`). */
export function checkPlace(document: PdfDocument, page: PdfPage, rect: Rect, field: string): void {
  const { x, y, width, height } = rect;
  const [x0, y0, x1, y1] = page.cropBox;
  const inside =
    x >= x0 - tolerance && y >= y0 - tolerance && x + width <= x1 + tolerance && y + height <= y1 + tolerance;
  // Written so that NaN is refused too.
  if (!(width >= 1 && height >= 1 && inside)) {
    throw problem('PREPARE_RECT', `The field ${field} is not a rectangle of at least 1 point on its page.`, field);
  }
  const unit = document.resolve(page.dict.get('UserUnit'));
  if (unit !== null && unit !== 1) {
    throw problem('PREPARE_PAGE_UNIT', `Page ${page.index + 1} is measured in other units than points.`, field);
  }
}

function problem(code: string, sentence: string, field: string): CinnabarError {
  return new CinnabarError(code, sentence, { details: { field: field.slice(0, 80) } });
}
