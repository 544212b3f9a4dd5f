import { parseCreditCode, parseMobile, parseResidentId } from '../identity/index.ts';
import type { Parsed } from '../language/index.ts';

import { amountInCapitals, groupDigits, readAmount, writeAmount } from './amount.ts';
import { isContractDay, partsOf } from './calendar.ts';
import type { FillControl } from './control.ts';
import { formatsOfKind } from './kinds.ts';
import { readTable } from './table.ts';

/**
 * `value` of `control` as it is to be read on the page: dates in their format (2026年11月21日 unless another is asked for)
 * or the one part that the control asks for, amounts in capitals, numbers of people and organisations in
 * their one spelling, what has several lines joined as people write it. A
 * value that does not suit its kind stays as it is; `validateValue` refuses it.
 */
export function displayValue(control: FillControl, value: string): string {
  switch (control.kind) {
    case 'date':
    case 'sign-date':
      return isContractDay(value) ? displayDate(control, value) : value;
    case 'money':
      return displayMoney(control, value);
    case 'number':
      return displayNumber(control, value);
    case 'id-number':
      return number(parseResidentId(value, { today: '9999-12-31' }), value);
    case 'credit-code':
      return number(parseCreditCode(value), value);
    case 'mobile':
      return number(parseMobile(value), value);
    case 'district':
      return value.replace('\n', '');
    case 'attachment':
      return value.replace('\n', '\nSHA-256 ');
    case 'table':
      return (readTable(value) ?? []).map((row) => row.join('\t')).join('\n');
    case 'tick':
      return { yes: '✓', no: '✗' }[value] ?? value;
    default:
      return value;
  }
}

/** As it is registered, however it was typed. */
function number(read: Parsed<{ readonly number: string }>, typed: string): string {
  return read.ok ? read.value.number : typed;
}

function displayDate(control: FillControl, value: string): string {
  const [year, month, day] = partsOf(value);
  if (control.datePart) return String({ year, month, day }[control.datePart]);
  const format = control.format ?? (formatsOfKind['date']?.[0] as string);
  const two = (part: number): string => String(part).padStart(2, '0');
  return format
    .replace('yyyy', String(year))
    .replace(/MM?/, (mark) => (mark === 'MM' ? two(month) : String(month)))
    .replace(/dd?/, (mark) => (mark === 'dd' ? two(day) : String(day)));
}

function displayMoney(control: FillControl, value: string): string {
  const fen = readAmount(value.trim());
  if (fen === undefined) return value;
  const grouped = groupDigits(writeAmount(fen));
  const symbol = fen < 0n ? `-¥${grouped.slice(1)}` : `¥${grouped}`;
  switch (control.format) {
    case 'plain':
      return writeAmount(fen);
    case 'grouped':
      return grouped;
    case 'symbol':
      return symbol;
    case 'capitals-and-digits':
      return `${amountInCapitals(fen)}（${symbol}）`;
    default:
      return amountInCapitals(fen);
  }
}

function displayNumber({ format, decimals }: FillControl, value: string): string {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return value;
  const [, whole, fraction = ''] = match as unknown as [string, string, string | undefined];
  const digits = decimals === undefined ? fraction : fraction.padEnd(decimals, '0');
  const plain = digits === '' ? whole : `${whole}.${digits}`;
  return format === 'grouped' ? groupDigits(plain) : plain;
}
