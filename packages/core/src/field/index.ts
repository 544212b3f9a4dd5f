/** The controls of a contract: what is filled or signed, by whom, where on which page. */
export type {
  Control,
  ControlKind,
  ControlPlacement,
  FillControl,
  MarkControl,
  Rect,
} from './control.ts';
export { isFillControl, isMarkControl } from './control.ts';
export { validateValue, type FieldProblem, type ValueRule } from './validate.ts';
