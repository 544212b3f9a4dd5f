import { displayValue, type FillControl, readTable, writeTable } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';

/** A value as the signer types it: tables as lines of cells between bars, everything else as it is. */
export function typedText(control: FillControl, value: string): string {
  if (control.kind !== 'table') return value;
  return (
    readTable(value)
      ?.map((row) => row.join(' | '))
      .join('\n') ?? value
  );
}

/** The value that was typed. Rows with fewer cells than columns are filled up; more are told as a problem. */
export function fromTypedText(control: FillControl, text: string): string {
  if (control.kind !== 'table') return text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return '';
  const columns = control.columns?.length ?? 1;
  return writeTable(
    lines.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return [...cells, ...new Array<string>(Math.max(columns - cells.length, 0)).fill('')];
    }),
  );
}

/** A value in one line, for a button that shows it. */
export function shortText(control: FillControl, value: string): string {
  switch (control.kind) {
    case 'check':
      return value === 'yes' ? '✓' : value.replaceAll('\n', '、');
    case 'tick':
      return displayValue(control, value);
    case 'attachment':
      return value.split('\n')[0] as string;
    case 'district':
      return displayValue(control, value);
    case 'table':
      return typedText(control, value).replaceAll('\n', '; ');
    default:
      return value;
  }
}

/** The heads of a table's columns, between bars as its rows are typed. */
export function columnTitles({ columns = [] }: FillControl, pick: (text: LocalizedText) => string): string {
  return columns.map(({ title }) => pick(title)).join(' | ');
}
