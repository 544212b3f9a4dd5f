import type { Json } from '../bytes/index.ts';
import type { LocalizedText } from '../language/index.ts';
import { exchangeFields } from './fields.ts';
import type { ExchangeRecord, MinimisedRecord, Tree } from './record.ts';

/** Why data is given, and which fields that needs (PIPL art. 6: the smallest scope). */
export interface ExchangePurpose {
  readonly name: LocalizedText;
  /** Paths of fields, or of groups as `worker.*`. */
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
    allowed: [...identity, 'contract.contractId', 'signing.*', 'files'],
  },
  /** Everything: the transfer of a platform's own archive. */
  archive: {
    name: text('档案移交', '檔案移交', 'transfer of an archive'),
    allowed: exchangeFields.map(({ path }) => path),
  },
} as const satisfies Readonly<Record<string, ExchangePurpose>>;

export type ExchangePurposeName = keyof typeof purposes;

/** Whether a purpose needs a field. */
export function isAllowed(purpose: ExchangePurpose, path: string): boolean {
  return purpose.allowed.some(
    (allowed) => allowed === path || (allowed.endsWith('.*') && path.startsWith(allowed.slice(0, -1))),
  );
}

/** What the purpose needs of a record, and nothing else. Catalogue: GOV-07. */
export function minimise(record: ExchangeRecord, purpose: ExchangePurposeName | ExchangePurpose): MinimisedRecord {
  const rule: ExchangePurpose = typeof purpose === 'string' ? purposes[purpose] : purpose;
  const kept: Record<string, unknown> = {};
  for (const { path } of exchangeFields) {
    const value = valueAt(record as unknown as Tree, path);
    if (value !== undefined && isAllowed(rule, path)) setAt(kept, path, value);
  }
  return kept as unknown as MinimisedRecord;
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
