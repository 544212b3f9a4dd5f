import { isCinnabarError } from '../error/index.ts';
import {
  displayValue,
  fieldProblem,
  isFillControl,
  statesOf,
  type Control,
  type ControlValues,
  type FieldProblem,
  type FillControl,
} from '../field/index.ts';
import type { FontSet } from '../font/index.ts';

import { choiceDrawing } from './choice-drawing.ts';
import { choicesOf, contentOf, isChoice, isMultiline } from './compile.ts';
import { fieldDrawing, fitting } from './field-drawing.ts';
import { appearanceSize } from './form-xobject.ts';
import type { PageBox } from './places.ts';
import { watermarkDrawing } from './watermark-drawing.ts';

/**
 * What of `values` cannot be printed in its place: too long even in the smallest print, or with characters no font has.
 * Nothing is drawn; what passes here is drawn without such an error. Values of hidden controls are not looked at.
 */
export function checkFit(
  controls: readonly Control[],
  values: ControlValues,
  fonts: FontSet,
  options: { readonly pages?: readonly PageBox[]; readonly images?: Readonly<Record<string, Uint8Array>> } = {},
): FieldProblem[] {
  const { isShown } = statesOf(controls, values);
  return controls.filter(isFillControl).flatMap((control): FieldProblem[] => {
    const value = (Object.hasOwn(values, control.id) ? values[control.id] : control.value) ?? '';
    if (!isShown(control) || (value === '' && !isChoice(control))) return [];
    try {
      tryDrawing(control, value, rotationOf(control, options.pages), fonts, options.images?.[control.id]);
      return [];
    } catch (error) {
      return [problemFor(error, control.id)];
    }
  });
}

function tryDrawing(
  control: FillControl,
  value: string,
  rotation: number,
  fonts: FontSet,
  image: Uint8Array | undefined,
): void {
  const { id, rect, fontSize = 0, minFontSize, font, align = 'left', comb, maxLength } = control;
  const style = {
    fontSize,
    ...(minFontSize === undefined ? {} : { minFontSize }),
    ...(font === undefined ? {} : { font }),
  };
  if (control.kind === 'watermark') watermarkDrawing(value, rect, fonts);
  else if (isChoice(control)) {
    const captioned = !control.optionRects && control.options !== undefined;
    for (const { option, rect: box } of choicesOf(control)) {
      const look = { ...style, frame: 'square', ...(captioned ? { caption: option } : {}) } as const;
      fitting(id, choiceDrawing(look, true, appearanceSize(box, rotation), fonts));
    }
  } else {
    const content = contentOf(control, value, image);
    const shown = { value: displayValue(control, value), ...(content ? { content } : {}) };
    const multiline = isMultiline(control);
    const cells = comb && maxLength !== undefined ? { cells: maxLength } : {};
    fieldDrawing(id, shown, appearanceSize(rect, rotation), { ...style, ...cells, multiline, align }, fonts);
  }
}

function rotationOf({ page }: FillControl, pages: readonly PageBox[] = []): number {
  return pages.at(page)?.rotate ?? 0;
}

function problemFor(error: unknown, id: string): FieldProblem {
  if (!isCinnabarError(error)) throw error;
  switch (error.code) {
    case 'FIELD_DOES_NOT_FIT':
      return fieldProblem('FIELD_DOES_NOT_FIT', id);
    case 'FIELD_IMAGE':
      return fieldProblem('FIELD_IMAGE', id);
    case 'FONT_MISSING_GLYPH':
      return fieldProblem('FIELD_GLYPH', id, { characters: (error.details['characters'] as string[]).join(' ') });
    default:
      throw error;
  }
}
