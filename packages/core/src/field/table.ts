/** Rows of a table, each with one text per column. */
export type TableRows = readonly (readonly string[])[];

/** The rows in a `table` control's value; undefined when it is not such JSON. */
export function readTable(value: string): TableRows | undefined {
  if (value.trim() === '') return [];
  let rows: unknown;
  try {
    rows = JSON.parse(value);
  } catch {
    return undefined;
  }
  const isRow = (row: unknown): row is string[] => Array.isArray(row) && row.every((cell) => typeof cell === 'string');
  return Array.isArray(rows) && rows.every(isRow) ? rows : undefined;
}

export function writeTable(rows: TableRows): string {
  return JSON.stringify(rows);
}
