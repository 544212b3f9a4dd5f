import type { Json } from '../bytes/index.ts';
import type { LocalizedText } from '../language/index.ts';
import { exchangeFields, type ExchangeField } from './fields.ts';
import type { ExchangeRecord, MinimisedRecord, Tree } from './record.ts';

/** Why data is given, and which fields that needs (PIPL art. 6: the smallest scope). */
export interface ExchangePurpose {
  readonly name: LocalizedText;
  /** Paths of fields, of groups as `worker.*`, of lists whole as `files` or in part as `files.sha256`. */
  readonly allowed: readonly string[];
}

const identity = ['recordId', 'operation'];
const employer = [
  'employer.name',
  'employer.uscc',
  'employer.registrationNo',
  'employer.orgType',
  'employer.divisionCode',
];
const person = ['worker.name', 'worker.idType', 'worker.idNumber', 'worker.sex', 'worker.nationality'];
const term = [
  'contract.contractId',
  'contract.kind',
  'contract.employmentForm',
  'contract.startDate',
  'contract.endDate',
  'contract.renewalOf',
  'contract.amends',
];

/**
 * Named purposes as data; a platform may define others alike. `statistics` and `proof` hold nothing that names a person.
 *
 * Catalogue: GOV-07, GOV-08, GOV-09.
 */
export const purposes = {
  /** 劳动用工备案. */
  filing: {
    name: text('劳动用工备案', '勞動用工備案', 'filing of employment'),
    allowed: [
      ...identity,
      ...employer,
      'employer.legalRep',
      'employer.registeredAddress',
      'employer.industry',
      ...person,
      ...term,
      'contract.taskDescription',
      'contract.post',
      'contract.userUnit',
      'end.*',
      'consents',
    ],
  },
  /** 社会保险登记. */
  'social-insurance': {
    name: text('社会保险登记', '社會保險登記', 'social insurance'),
    allowed: [
      ...identity,
      ...employer,
      ...person,
      'worker.birthDate',
      'worker.phone',
      ...term,
      'contract.pay',
      'contract.payForm',
      'contract.socialInsurance',
      'end.*',
      'consents',
    ],
  },
  /** Aggregated figures of the supervising department. */
  statistics: {
    name: text('统计', '統計', 'statistics'),
    allowed: [
      ...identity,
      'employer.orgType',
      'employer.divisionCode',
      'employer.industry',
      'worker.sex',
      'worker.education',
      'contract.kind',
      'contract.employmentForm',
      'contract.workingTimeSystem',
      'contract.startDate',
      'contract.endDate',
      'end.date',
      'end.reasonCode',
    ],
  },
  /** That a contract exists and was signed, for those who hold a copy. */
  proof: {
    name: text('签署证明', '簽署證明', 'proof of signing'),
    // Without the names of files: they name persons as often as not.
    allowed: [
      ...identity,
      'contract.contractId',
      'signing.*',
      'files.mediaType',
      'files.size',
      'files.sha256',
      'files.sm3',
    ],
  },
  /** Everything: the transfer of a platform's own archive. */
  archive: {
    name: text('档案移交', '檔案移交', 'transfer of an archive'),
    allowed: exchangeFields.map(({ path }) => path),
  },
} as const satisfies Readonly<Record<string, ExchangePurpose>>;

export type ExchangePurposeName = keyof typeof purposes;

/** Whether a purpose needs a field, or a list at least in part. */
export function isAllowed(purpose: ExchangePurpose, path: string): boolean {
  return purpose.allowed.some(
    (allowed) =>
      allowed === path ||
      (allowed.endsWith('.*') && path.startsWith(allowed.slice(0, -1))) ||
      path.startsWith(`${allowed}.`) ||
      allowed.startsWith(`${path}.`),
  );
}

/** What the purpose needs of a record, and nothing else. Catalogue: GOV-07. */
export function minimise(record: ExchangeRecord, purpose: ExchangePurposeName | ExchangePurpose): MinimisedRecord {
  const rule: ExchangePurpose = typeof purpose === 'string' ? purposes[purpose] : purpose;
  const kept: Record<string, unknown> = {};
  for (const { path, type } of exchangeFields) {
    const value = valueAt(record as unknown as Tree, path);
    if (value === undefined || !isAllowed(rule, path)) continue;
    if (type.kind !== 'list') setAt(kept, path, value);
    else
      setAt(
        kept,
        path,
        (value as readonly Tree[]).map((item) => keptOf(item, type.fields, rule, path)),
      );
  }
  return kept as unknown as MinimisedRecord;
}

/** What a purpose needs of one item of the list at `path`. */
function keptOf(item: Tree, fields: readonly ExchangeField[], rule: ExchangePurpose, path: string): Tree {
  const names = fields.map((field) => field.path).filter((name) => isAllowed(rule, `${path}.${name}`));
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

/** The value at a path, or undefined. */
export function valueAt(tree: Tree, path: string): Json | undefined {
  let value: Json | undefined = tree;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Tree)[name];
  }
  return value;
}

/** Sets a value, making the groups on the way. */
export function setAt(tree: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let group = tree;
  for (const name of names) group = (group[name] ??= {}) as Record<string, unknown>;
  group[last] = value;
}

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
