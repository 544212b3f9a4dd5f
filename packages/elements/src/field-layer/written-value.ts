import { displayValue, type FillControl, readTable } from '@cinnabar/core/field';

/** A value in one line as it is printed, for a button that shows it. */
export function shortText(control: FillControl, value: string): string {
  switch (control.kind) {
    case 'check':
      return value === 'yes' ? '✓' : value.replaceAll('\n', '、');
    case 'attachment':
      return value.split('\n')[0] as string;
    case 'table':
      return (readTable(value) ?? []).map((row) => row.join(' ')).join('；');
    default:
      return displayValue(control, value);
  }
}
