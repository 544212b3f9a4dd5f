/** What is put on documents: fields prepared once, values and marks filled in later. */
export { prepareDocument } from './prepare.ts';
export { checkPreparable } from './preflight.ts';
export { checkPlace, pageOf } from './check-fields.ts';
export { fillFields, type Fill } from './fill.ts';
export { markAppearance, stampMarks, type Mark, type MarkPlacement } from './mark.ts';
export { compileControls, displayValue, signatureFieldName } from './compile.ts';
export { markFieldName, type PreparedField, type PreparedSignatureField, type PreparedTextField } from './fields.ts';
export { readForm, type WritableField as FormField } from './form.ts';
