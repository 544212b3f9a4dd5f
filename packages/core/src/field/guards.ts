import type { Control, FillControl, MarkControl } from './control.ts';
import { educationOptions, markKinds, sexOptions, type FillKind } from './kinds.ts';

/** True for controls that take a value. */
export function isFillControl(control: Control): control is FillControl {
  return !isMarkControl(control);
}

/** True for signing areas. */
export function isMarkControl(control: Control): control is MarkControl {
  return (markKinds as readonly string[]).includes(control.kind);
}

/** True for areas that take a person's handwriting. */
export function takesInk({ kind }: Pick<Control, 'kind'>): boolean {
  return kind === 'signature' || kind === 'initials' || kind === 'remark';
}

/** True for areas that take a seal. */
export function takesSeal(control: Control): boolean {
  return isMarkControl(control) && !takesInk(control);
}

/** What may be chosen. */
export function optionsOf(control: {
  readonly kind: FillKind;
  readonly options?: readonly string[] | undefined;
}): readonly string[] {
  if (control.options) return control.options;
  return control.kind === 'sex' ? sexOptions : control.kind === 'education' ? educationOptions : [];
}
