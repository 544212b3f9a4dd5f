import {
  parseCreditCode,
  parseEmail,
  parseMobile,
  parseOrganisationName,
  parsePersonName,
  parseResidentId,
  type CalendarDay,
} from '../identity/index.ts';
import type { Parsed } from '../language/index.ts';

import { readAmount } from './amount.ts';
import { isContractDay } from './calendar.ts';
import type { FillControl } from './control.ts';
import { optionsOf } from './guards.ts';
import type { ControlFormat, FillKind } from './kinds.ts';
import { readTable } from './table.ts';
import {
  fieldProblem,
  relayedProblem,
  type FieldProblem,
  type FieldProblemCode,
  type IdentityFieldCode,
} from './texts.ts';

type OwnCode = Exclude<FieldProblemCode, IdentityFieldCode>;

// Controls and bidirectional overrides: invisible, and able to make a value read as another. Line feeds are judged apart.
const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Kinds whose value is written in lines. */
const withLines: readonly FillKind[] = ['multiline', 'check', 'district', 'attachment'];

/** What of a control decides whether a value suits it. */
export type ValueRule = Pick<FillControl, 'id' | 'kind' | 'required'> & {
  readonly options?: readonly string[] | undefined;
  readonly maxLength?: number | undefined;
  readonly format?: ControlFormat | undefined;
  readonly decimals?: number | undefined;
  readonly columns?: readonly unknown[] | undefined;
  readonly maxRows?: number | undefined;
};

/**
 * The first problem of `value` for `control`, or undefined. An empty optional value has none. How values look:
 * `FillKind`. Identity numbers are judged by `@cinnabar/core/identity`, in whose words their problems are told.
 * Catalogue: INI-10, SGN-02, TPL-08.
 */
export function validateValue(
  control: ValueRule,
  value: string,
  options: { /** The day it is in China: a birth date after it is refused. */ readonly today?: CalendarDay } = {},
): FieldProblem | undefined {
  const problem = (code: OwnCode): FieldProblem => fieldProblem(code, control.id);
  const trimmed = value.trim();
  if (trimmed === '') return control.required ? problem('FIELD_REQUIRED') : undefined;
  const oneLine = withLines.includes(control.kind) ? value.replaceAll('\n', '') : value;
  if (unsafe.test(oneLine)) return problem('FIELD_CHARACTER');
  if (control.maxLength !== undefined && Array.from(trimmed).length > control.maxLength) {
    return fieldProblem('FIELD_TOO_LONG', control.id, { limit: control.maxLength });
  }
  if (control.kind === 'table') return tableProblem(control, trimmed);
  const identity = identityOf(control, trimmed, options.today ?? '9999-12-31');
  if (identity) {
    const [code, read] = identity;
    return read.ok ? undefined : relayedProblem(code, control.id, read.problems[0].message);
  }
  const code = codeFor(control, trimmed);
  return code && problem(code);
}

function identityOf(
  { kind }: ValueRule,
  value: string,
  today: CalendarDay,
): readonly [IdentityFieldCode, Parsed<unknown>] | undefined {
  switch (kind) {
    case 'email':
      return ['FIELD_EMAIL', parseEmail(value)];
    case 'mobile':
      return ['FIELD_MOBILE', parseMobile(value)];
    case 'id-number':
      return ['FIELD_ID_NUMBER', parseResidentId(value, { today })];
    case 'credit-code':
      return ['FIELD_CREDIT_CODE', parseCreditCode(value)];
    case 'employer-name':
      return ['FIELD_PARTY_NAME', parseOrganisationName(value)];
    case 'legal-representative':
      return ['FIELD_PARTY_NAME', parsePersonName(value)];
    default:
      return undefined;
  }
}

function codeFor(control: ValueRule, value: string): OwnCode | undefined {
  switch (control.kind) {
    case 'date':
    case 'sign-date':
      return isContractDay(value) ? undefined : 'FIELD_DATE';
    case 'number':
      return isNumber(value, control.decimals ?? 6) ? undefined : 'FIELD_NUMBER';
    case 'money':
      return readAmount(value) !== undefined ? undefined : 'FIELD_MONEY';
    case 'select':
    case 'radio':
    case 'sex':
    case 'education':
      return optionsOf(control).includes(value) ? undefined : 'FIELD_OPTION';
    case 'check':
      return areChosen(value.split('\n'), control.options ?? ['yes']) ? undefined : 'FIELD_OPTION';
    case 'tick':
      return value === 'yes' || value === 'no' ? undefined : 'FIELD_OPTION';
    case 'district':
      return /^[^\n]*\S[^\n]*\n[^\n]*\S[^\n]*$/.test(value) ? undefined : 'FIELD_DISTRICT';
    case 'attachment':
      return /^[^\n/\\]{1,200}\n[0-9a-f]{64}$/.test(value) ? undefined : 'FIELD_ATTACHMENT';
    case 'text':
    case 'multiline':
      return hasFormat(value, control.format) ? undefined : 'FIELD_FORMAT';
    default:
      return undefined;
  }
}

function isNumber(value: string, decimals: number): boolean {
  const match = /^-?\d{1,15}(?:\.(\d{1,6}))?$/.exec(value);
  return match !== null && (match[1] ?? '').length <= decimals;
}

/** Each an option, none twice. */
function areChosen(chosen: readonly string[], options: readonly string[]): boolean {
  return new Set(chosen).size === chosen.length && chosen.every((choice) => options.includes(choice));
}

function hasFormat(value: string, format: ControlFormat | undefined): boolean {
  switch (format) {
    case 'digits':
      return /^[0-9\n]+$/.test(value);
    case 'letters':
      return /^[A-Za-z \n]+$/.test(value);
    case 'letters-digits':
      return /^[A-Za-z0-9\n]+$/.test(value);
    case 'upper-case':
      return /^[^a-z]+$/.test(value);
    default:
      return true;
  }
}

function tableProblem(control: ValueRule, value: string): FieldProblem | undefined {
  const rows = readTable(value);
  const { columns = [], maxRows } = control;
  if (!rows || rows.some((row) => row.length !== columns.length || row.some((cell) => unsafe.test(cell)))) {
    return fieldProblem('FIELD_TABLE', control.id);
  }
  if (rows.length === 0 && control.required) return fieldProblem('FIELD_REQUIRED', control.id);
  if (maxRows !== undefined && rows.length > maxRows) {
    return fieldProblem('FIELD_TABLE_ROWS', control.id, { limit: maxRows });
  }
  return undefined;
}
