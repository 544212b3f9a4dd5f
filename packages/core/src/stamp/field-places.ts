import type { FieldPlace } from '../field/index.ts';
import type { PdfDocument } from '../pdf/index.ts';

import { readForm, widgetRect } from './form.ts';

/**
 * Where the fields of a document's own form stand, by full name, for `resolveAnchors`. Widgets that are on no page are
 * left out.
 * @throws CinnabarError `STAMP_FORM` when the form is damaged
 */
export function fieldPlaces(document: PdfDocument): (name: string) => readonly FieldPlace[] {
  const pageOfWidget = new Map<object, number>();
  for (const { dict, index } of document.pages()) {
    const annotations = document.resolve(dict.get('Annots'));
    for (const ref of Array.isArray(annotations) ? annotations : []) {
      if (typeof ref === 'object' && ref !== null) pageOfWidget.set(ref, index);
    }
  }
  const fields = new Map(readForm(document).map((field) => [field.name, field]));
  return (name) =>
    (fields.get(name)?.widgets(document) ?? []).flatMap((ref) => {
      const page = pageOfWidget.get(ref);
      return page === undefined ? [] : [{ page, rect: widgetRect(document, document.dictAt(ref, 'widget')) }];
    });
}
