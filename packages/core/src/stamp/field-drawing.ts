import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';

import { checkArtwork, crossArtwork } from './choice-drawing.ts';
import { blank, fittedArtwork, type Drawing } from './drawing.ts';
import type { FieldContent } from './fields.ts';
import type { AppearanceSize } from './form-xobject.ts';
import { layoutText, type TextBox } from './layout.ts';
import { pictureDrawing } from './picture-drawing.ts';
import { tableDrawing } from './table-drawing.ts';
import { textDrawing } from './text-drawing.ts';

/** How the text of a field is set. */
export type FieldStyle = Omit<TextBox, 'width' | 'height'>;

/**
 * What a field of `size` shows for its value: the words themselves, or `content` in their place.
 * @throws CinnabarError `FIELD_DOES_NOT_FIT` (details: `field`), `FONT_MISSING_GLYPH`
 */
export function fieldDrawing(
  name: string,
  shown: { readonly value: string; readonly content?: FieldContent },
  size: AppearanceSize,
  style: FieldStyle,
  fonts: FontSet,
): Drawing {
  const { value, content } = shown;
  if (content?.kind === 'image') return pictureDrawing(content.image, size);
  if (content?.kind === 'tick') return fittedArtwork(content.right ? checkArtwork : crossArtwork, size, 0.5);
  if (content?.kind === 'table') return fitting(name, tableDrawing(content.table, size, style, fonts));
  if (value === '') return blank;
  const layout = layoutText(value, { ...size, ...style }, fonts);
  return fitting(name, layout && textDrawing(layout));
}

/** @throws CinnabarError `FIELD_DOES_NOT_FIT` (details: `field`) when there is none */
export function fitting(name: string, drawing: Drawing | undefined): Drawing {
  if (drawing) return drawing;
  throw new CinnabarError('FIELD_DOES_NOT_FIT', `The value of the field ${name} is too long for its place.`, {
    details: { field: name },
  });
}
