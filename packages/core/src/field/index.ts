/**
 * The controls of a contract: what is filled or signed, by whom, where on which page.
 *
 * A template is a list of {@link Control}s; `controlSchema` is the same as JSON Schema and `checkControls` what a schema
 * cannot say. `resolveAnchors` finds their places in a document, `initialValues` what they start with, `statesOf` which of
 * them are shown and required, `validateValue` judges one value, `checkLabourControls` all values of a labour contract by
 * law, `displayValue` says how a value is printed. `@cinnabar/core/stamp` compiles controls and values for the PDF.
 */
export type {
  Condition,
  Control,
  ControlAnchor,
  ControlKind,
  ControlPlacement,
  FieldAnchor,
  FillControl,
  KeywordAnchor,
  MarkControl,
  Rect,
  TableColumn,
} from './control.ts';
export {
  amountFormats,
  controlFormats,
  dateFormats,
  educationOptions,
  fillKinds,
  formatsOfKind,
  labourMeanings,
  markKinds,
  optionLabels,
  prefillOfKind,
  prefillSources,
  severalPageKinds,
  sexOptions,
  textFormats,
  type AmountFormat,
  type ControlFormat,
  type DateFormat,
  type FillKind,
  type LabourMeaning,
  type MarkKind,
  type PrefillSource,
  type TextFormat,
} from './kinds.ts';
export { isFillControl, isMarkControl, optionsOf, takesInk, takesSeal } from './guards.ts';
export { controlSchema, fillControlSchema, markControlSchema } from './schema.ts';
export { checkControls, type ControlProblem, type ControlProblemCode } from './check-controls.ts';
export { resolveAnchors, type Anchored, type AnchorSources, type FieldPlace, type TextRun } from './anchors.ts';
export { statesOf, type ControlStates, type ControlValues } from './conditions.ts';
export { initialValues, type PrefillData } from './prefill.ts';
export { validateValue, type ValueRule } from './validate.ts';
export { fieldProblem, type FieldProblem, type FieldProblemCode } from './texts.ts';
export { displayValue } from './format.ts';
export { amountInCapitals, groupDigits, readAmount, readCapitals, writeAmount } from './amount.ts';
export { readTable, writeTable, type TableRows } from './table.ts';
export { isPageRange, pagesOf } from './page-range.ts';
export { addDays, addMonths, isContractDay, lastDayOf } from './calendar.ts';
export {
  checkLabourControls,
  checkLabourTerms,
  checkLabourValues,
  type LabourContext,
  type LabourOptions,
} from './labour.ts';
export { latestProbationEnd, probationLimit } from './labour-rules.ts';
export type {
  LabourHistory,
  LabourProblem,
  LabourProblemCode,
  LabourTerms,
  Severity,
  TermKind,
  WorkerFacts,
} from './labour-terms.ts';
export { defaultRetentionYears, keptUntil, minimumRetentionYears, retentionProblem } from './retention.ts';
