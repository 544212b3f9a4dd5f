import type { Json } from '../bytes/index.ts';
import { parsed, problemOf, type Parsed, type Problem, type TextValues } from '../language/index.ts';
import { agreementProblems } from './agreement.ts';
import { codeSets } from './code-sets.ts';
import { exchangeFields, type ExchangeField, type FieldKind } from './fields.ts';
import { isAllowed, purposes, valueAt, type ExchangePurpose } from './purposes.ts';
import type { ExchangeBatch, ExchangeRecord, MinimisedRecord, Tree } from './record.ts';
import { texts, type ExchangeCode } from './texts.ts';

/** Records of one batch. */
export const maxRecords = 1000;

export interface ExchangeOptions {
  /** The day in China, `YYYY-MM-DD`: nobody is born after it. */
  readonly today: string;
  /** Purposes beside the published ones. */
  readonly purposes?: Readonly<Record<string, ExchangePurpose>>;
}

/** Reads a whole record: every field of the table, every rule between fields. Unknown fields are refused. */
export function parseRecord(value: unknown, options: ExchangeOptions): Parsed<ExchangeRecord, ExchangeCode> {
  return read<ExchangeRecord>(recordProblems(value, purposes.archive, options, ''), value);
}

/**
 * Reads a batch: whole records, or what its purpose leaves of them; never more. Catalogue: GOV-07, GOV-08.
 */
export function parseBatch(value: unknown, options: ExchangeOptions): Parsed<ExchangeBatch, ExchangeCode> {
  if (!isTree(value)) return read([found('EXCHANGE_NOT_JSON')], value);
  const { schemaVersion, batchId, platformId, purpose, submittedAt, records, ...others } = value;
  if (schemaVersion !== 'elc-exchange/1') return read([found('EXCHANGE_VERSION', 'schemaVersion')], value);
  const problems: Problem<ExchangeCode>[] = Object.keys(others).map((path) => found('EXCHANGE_UNKNOWN', path));
  const particulars = {
    batchId: matches(batchId, { kind: 'text', max: 64 }),
    platformId: matches(platformId, { kind: 'text', max: 64 }),
    submittedAt: matches(submittedAt, { kind: 'instant' }),
  };
  for (const [field, good] of Object.entries(particulars)) {
    if (!good) problems.push(found('EXCHANGE_BATCH', field, { field }));
  }
  const known: Readonly<Record<string, ExchangePurpose>> = { ...purposes, ...options.purposes };
  const rule = typeof purpose === 'string' && Object.hasOwn(known, purpose) ? known[purpose] : undefined;
  if (!rule) problems.push(found('EXCHANGE_PURPOSE', 'purpose'));
  if (!Array.isArray(records) || records.length === 0 || records.length > maxRecords) {
    problems.push(found('EXCHANGE_RECORDS', 'records', { max: maxRecords }));
  } else if (rule) {
    const ids = new Set<unknown>();
    for (const [index, record] of (records as readonly Json[]).entries()) {
      const path = `records.${index}`;
      problems.push(...recordProblems(record, rule, options, `${path}.`));
      const id = isTree(record) ? record['recordId'] : undefined;
      if (id !== undefined && ids.has(id)) problems.push(found('EXCHANGE_RECORD_TWICE', `${path}.recordId`));
      ids.add(id);
    }
  }
  return read<ExchangeBatch>(problems, value);
}

function recordProblems(
  value: unknown,
  purpose: ExchangePurpose,
  options: ExchangeOptions,
  prefix: string,
): Problem<ExchangeCode>[] {
  if (!isTree(value)) return [found('EXCHANGE_NOT_JSON', prefix.slice(0, -1))];
  const at = (path: string): string => prefix + path;
  const problems = unknownPaths(value, exchangeFields, '').map((path) => found('EXCHANGE_UNKNOWN', at(path)));
  for (const field of exchangeFields) {
    const { path, type, required } = field;
    const content = valueAt(value, path);
    if (!isAllowed(purpose, path)) {
      if (content !== undefined) problems.push(found('EXCHANGE_NOT_FOR_PURPOSE', at(path)));
    } else if (content === undefined) {
      if (required) problems.push(found('EXCHANGE_MISSING', at(path)));
    } else if (type.kind === 'list') {
      problems.push(...listProblems(content, type, at(path), (name) => isAllowed(purpose, `${path}.${name}`)));
    } else {
      problems.push(...valueProblems(content, type, at(path)));
    }
  }
  // What the fields say of one another counts only once each of them can be read.
  if (problems.length > 0) return problems;
  return agreementProblems(value as unknown as MinimisedRecord, (path) => isAllowed(purpose, path), options.today).map(
    ({ code, path }) => found(code, at(path)),
  );
}

function listProblems(
  value: Json,
  { max, fields }: { readonly max: number; readonly fields: readonly ExchangeField[] },
  path: string,
  allows: (name: string) => boolean,
): Problem<ExchangeCode>[] {
  if (!Array.isArray(value) || value.length > max) return [found('EXCHANGE_VALUE', path)];
  return (value as readonly Json[]).flatMap((item, index) => {
    const at = `${path}.${index}`;
    if (!isTree(item)) return [found('EXCHANGE_VALUE', at)];
    const unknown = unknownPaths(item, fields, '').map((name) => found('EXCHANGE_UNKNOWN', `${at}.${name}`));
    return [
      ...unknown,
      ...fields.flatMap((field) => {
        const content = item[field.path];
        const place = `${at}.${field.path}`;
        if (content === undefined) {
          return field.required && allows(field.path) ? [found('EXCHANGE_MISSING', place)] : [];
        }
        if (!allows(field.path)) return [found('EXCHANGE_NOT_FOR_PURPOSE', place)];
        return field.type.kind === 'list' ? [] : valueProblems(content, field.type, place);
      }),
    ];
  });
}

function valueProblems(value: Json, type: FieldKind, path: string): Problem<ExchangeCode>[] {
  if (matches(value, type)) return [];
  return [found(type.kind === 'code' && typeof value === 'string' ? 'EXCHANGE_CODE' : 'EXCHANGE_VALUE', path)];
}

const patterns = {
  day: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/,
  amount: /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/,
  division: /^[1-9]\d{5}$/,
  country: /^[A-Z]{3}$/,
  sha256: /^[0-9a-f]{64}$/,
  sm3: /^[0-9a-f]{64}$/,
  base64: /^(?:[A-Za-z0-9+/]{4}){1,16384}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
} as const;

/** The patterns of texts, for the JSON Schema. */
export const textPatterns: Readonly<Record<keyof typeof patterns, string>> = Object.fromEntries(
  Object.entries(patterns).map(([kind, pattern]) => [kind, pattern.source]),
) as Record<keyof typeof patterns, string>;

/** Characters that leave no trace on paper, and halves of characters. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

function matches(value: unknown, type: FieldKind): boolean {
  if (type.kind === 'integer') {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= type.min && value <= type.max;
  }
  if (typeof value !== 'string') return false;
  if (type.kind === 'text') {
    const length = [...value].length;
    return length >= 1 && length <= type.max && value.trim() === value && !unseen.test(value);
  }
  if (type.kind === 'code') return Object.hasOwn(codeSets[type.set], value);
  if (!patterns[type.kind].test(value)) return false;
  if (type.kind === 'day') return isDay(value);
  return type.kind !== 'instant' || (isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)));
}

/** A day that exists: 30 February does not. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Paths of members that no field accounts for. */
function unknownPaths(tree: Tree, fields: readonly ExchangeField[], prefix: string): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const path = prefix + name;
    if (fields.some((field) => field.path === path)) return [];
    const isGroup = fields.some((field) => field.path.startsWith(`${path}.`));
    return isGroup && isTree(value) ? unknownPaths(value, fields, `${path}.`) : [path];
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function found(code: ExchangeCode, path?: string, values?: TextValues): Problem<ExchangeCode> {
  return problemOf(texts, code, { ...(path === undefined ? {} : { path }), ...(values ? { values } : {}) });
}

function read<T>(problems: readonly Problem<ExchangeCode>[], value: unknown): Parsed<T, ExchangeCode> {
  const [first, ...others] = problems;
  return first ? { ok: false, problems: [first, ...others] } : parsed(value as T);
}
