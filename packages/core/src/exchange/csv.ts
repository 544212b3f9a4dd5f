import { canonicalJson, parseCanonicalJson, type Json } from '../bytes/index.ts';
import { parsed, problemOf, unparsed, type Parsed } from '../language/index.ts';
import { exchangeFields } from './fields.ts';
import { setAt, valueAt } from './purposes.ts';
import type { MinimisedRecord, Tree } from './record.ts';
import { texts, type ExchangeCode } from './texts.ts';

/** What a spreadsheet takes for a formula, in any width; and the mark that guards against it. */
const risky = /^['=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

export interface CsvOptions {
  /** Byte order mark in front, by which spreadsheets know UTF-8. */
  readonly bom?: boolean;
}

/**
 * The flat view of records (RFC 4180): a column for each field by its path, lists as canonical JSON in one cell. A cell
 * that a spreadsheet would compute begins with an apostrophe, which {@link parseCsv} takes away. Spreadsheets also round
 * long numbers: import the columns as text.
 */
export function toCsv(records: readonly MinimisedRecord[], options: CsvOptions = {}): string {
  const columns = exchangeFields.map(({ path }) => path);
  const rows = records.map((record) => columns.map((path) => cellOf(valueAt(record as unknown as Tree, path))));
  const lines = [columns, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`);
  return (options.bom ? '\ufeff' : '') + lines.join('');
}

function cellOf(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : canonicalJson(value);
}

function quoted(cell: string): string {
  const safe = risky.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads the flat view back. The records are not judged; give them to {@link parseBatch}. */
export function parseCsv(text: string): Parsed<readonly MinimisedRecord[], ExchangeCode> {
  const rows = readRows(text.startsWith('\ufeff') ? text.slice(1) : text);
  if (typeof rows === 'number') return malformed(rows, 'quotes');
  const [columns, ...cells] = rows;
  const fields = columns?.map((path) => exchangeFields.find((field) => field.path === path)) ?? [];
  const unknown = fields.findIndex((field) => field === undefined);
  if (!columns || unknown !== -1) return malformed(1, columns?.[unknown] ?? '');
  if (new Set(columns).size !== columns.length) return malformed(1, 'columns');
  const records: Record<string, unknown>[] = [];
  for (const [index, row] of cells.entries()) {
    if (row.length !== columns.length) return malformed(index + 2, 'columns');
    const record: Record<string, unknown> = {};
    for (const [place, cell] of row.entries()) {
      const field = fields[place];
      if (cell === '' || !field) continue;
      const raw = cell.startsWith("'") ? cell.slice(1) : cell;
      const structured = field.type.kind === 'list' || field.type.kind === 'integer';
      const value = structured ? parseCanonicalJson(raw) : raw;
      if (value === undefined) return malformed(index + 2, field.path);
      setAt(record, field.path, value);
    }
    records.push(record);
  }
  return parsed(records as unknown as readonly MinimisedRecord[]);
}

/** Rows of cells, or the line where quotes do not match (RFC 4180 §2). */
function readRows(text: string): string[][] | number {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === -1) return rows.length + 1;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const end = text.slice(at).search(/[",\r\n]|$/) + at;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    const [separator] = /^(?:,|\r?\n|$)/.exec(text.slice(at, at + 2)) ?? [];
    if (separator === undefined) return rows.length + 1;
    at += separator.length;
    if (separator === ',' && at < text.length) continue;
    if (separator === ',') row.push('');
    rows.push(row);
    row = [];
  }
  return rows;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function malformed(line: number, what: string): ReturnType<typeof unparsed<ExchangeCode>> {
  return unparsed(problemOf(texts, 'EXCHANGE_CSV', { values: { line, what } }));
}
