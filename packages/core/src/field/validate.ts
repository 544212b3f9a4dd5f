import type { FillControl } from './control.ts';

/** Why a value is refused. The code keys a message in every language. */
export interface FieldProblem {
  readonly code:
    'FIELD_REQUIRED' | 'FIELD_TOO_LONG' | 'FIELD_DATE' | 'FIELD_NUMBER' | 'FIELD_OPTION' | 'FIELD_CHARACTER';
  readonly controlId: string;
  /** The bound that was broken, for `FIELD_TOO_LONG`. */
  readonly limit?: number;
}

// Controls and bidirectional overrides: invisible, and able to make a value read as another. Line feeds are judged apart.
const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** What of a control decides whether a value suits it. */
export type ValueRule = Pick<FillControl, 'id' | 'kind' | 'required'> & {
  readonly options?: readonly string[] | undefined;
  readonly maxLength?: number | undefined;
};

/** The first problem of `value` for `control`, or undefined. An empty optional value has none. */
export function validateValue(control: ValueRule, value: string): FieldProblem | undefined {
  const problem = (code: FieldProblem['code']): FieldProblem => ({ code, controlId: control.id });
  const trimmed = value.trim();
  if (trimmed === '') return control.required ? problem('FIELD_REQUIRED') : undefined;
  const oneLine = control.kind === 'multiline' ? value.replaceAll('\n', '') : value;
  if (unsafe.test(oneLine)) return problem('FIELD_CHARACTER');
  if (control.maxLength !== undefined && Array.from(trimmed).length > control.maxLength) {
    return { ...problem('FIELD_TOO_LONG'), limit: control.maxLength };
  }
  switch (control.kind) {
    case 'date':
    case 'sign-date':
      return isCalendarDate(trimmed) ? undefined : problem('FIELD_DATE');
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(trimmed) ? undefined : problem('FIELD_NUMBER');
    case 'select':
      return control.options?.includes(trimmed) ? undefined : problem('FIELD_OPTION');
    default:
      return undefined;
  }
}

function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
