/** What is put on documents: fields prepared once, values and marks filled in later. */
export { prepareDocument } from './prepare.ts';
export { checkPreparable } from './preflight.ts';
export { checkPlace, pageOf } from './check-fields.ts';
export { fillFields, type CheckFill, type Fill, type TextFill } from './fill.ts';
export { markAppearance, stampMarks, type Mark, type MarkPlacement } from './mark.ts';
export { displayValue } from '../field/index.ts';
export { compileControls, compileFills, compileMarks, signatureFieldName, type CompileData } from './compile.ts';
export { checkFit } from './check-fit.ts';
export { EmbeddedFonts } from './embedded-fonts.ts';
export { advanceOf, layoutText, wrapLine, type TextBox, type TextLayout, type TextLine } from './layout.ts';
export { fieldPlaces } from './field-places.ts';
export { placesOf, type PageBox, type Place } from './places.ts';
export { readImage, type RasterImage } from './raster-image.ts';
export type { TableContent } from './table-drawing.ts';
export {
  markFieldName,
  type FieldContent,
  type PreparedCheckField,
  type PreparedField,
  type PreparedSignatureField,
  type PreparedTextField,
  type PreparedWatermark,
} from './fields.ts';
export { readForm, type WritableField as FormField } from './form.ts';
