import { isMarkControl, type Control, type FillControl, type MarkControl } from '../field/index.ts';

import type { PreparedField, PreparedSignatureField, PreparedTextField } from './fields.ts';

/** Name of the signature field in which a role signs a file. */
export function signatureFieldName(role: string): string {
  return `sig-${role}`;
}

/**
 * Fields for the controls of one file. Fill controls keep their id as field name; the mark controls of a role become
 * one signature field, {@link signatureFieldName}, with a place for each in the order of `controls`.
 */
export function compileControls(controls: readonly Control[]): PreparedField[] {
  const marks = new Map<string, MarkControl[]>();
  const fields: PreparedField[] = [];
  for (const control of controls) {
    if (isMarkControl(control)) marks.set(control.role, [...(marks.get(control.role) ?? []), control]);
    else fields.push(textField(control));
  }
  return [...fields, ...Array.from(marks, ([role, places]) => signatureField(role, places))];
}

/**
 * `value` of `control` as it is to be read on the page: dates as 2026年11月21日, or the one part of them that the control
 * asks for; anything else as it is.
 */
export function displayValue(control: FillControl, value: string): string {
  const date = control.kind === 'date' || control.kind === 'sign-date' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  if (!date) return value;
  const [year, month, day] = date.slice(1).map((digits) => String(Number(digits))) as [string, string, string];
  return control.datePart ? { year, month, day }[control.datePart] : `${year}年${month}月${day}日`;
}

function textField(control: FillControl): PreparedTextField {
  const { id, page, rect, value, maxLength, fontSize, align, readOnly } = control;
  return {
    type: 'text',
    name: id,
    page,
    rect,
    tooltip: control.label['zh-Hans'],
    multiline: control.kind === 'multiline',
    ...(value === undefined ? {} : { value: displayValue(control, value) }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(align === undefined ? {} : { align }),
    ...(readOnly === undefined ? {} : { readOnly }),
  };
}

function signatureField(role: string, places: readonly MarkControl[]): PreparedSignatureField {
  return {
    type: 'signature',
    name: signatureFieldName(role),
    widgets: places.map(({ page, rect }) => ({ page, rect })),
    tooltip: places[0]?.label['zh-Hans'] ?? role,
  };
}
