import type { CodeSetName } from './code-sets.ts';

/** What a field holds. Amounts are decimal text, digests lower-case hexadecimal, divisions six digits of GB/T 2260. */
export type FieldKind =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'code'; readonly set: CodeSetName }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'day' | 'instant' | 'amount' | 'division' | 'country' | 'sha256' | 'sm3' | 'base64' };

/** A field of a record; lists hold groups of fields. */
export interface ExchangeField {
  /** Names joined by dots. */
  readonly path: string;
  readonly type: FieldKind | { readonly kind: 'list'; readonly max: number; readonly fields: readonly ExchangeField[] };
  /** Where its group is there, and the purpose allows it. */
  readonly required: boolean;
}

const text = (max: number): FieldKind => ({ kind: 'text', max });
const code = (set: CodeSetName): FieldKind => ({ kind: 'code', set });
const must = (path: string, type: ExchangeField['type']): ExchangeField => ({ path, type, required: true });
const may = (path: string, type: ExchangeField['type']): ExchangeField => ({ path, type, required: false });

const signature = (party: string): ExchangeField[] => [
  must(`signing.${party}.signedAt`, { kind: 'instant' }),
  must(`signing.${party}.intentMethod`, code('intentMethod')),
  must(`signing.${party}.certificateIssuer`, text(512)),
  must(`signing.${party}.certificateSerial`, text(64)),
  must(`signing.${party}.algorithm`, text(64)),
];

/**
 * Every field of a record in the order of the CSV view: one table for validation, the JSON Schema, the CSV columns and
 * what each purpose allows.
 *
 * Catalogue: GOV-07, GOV-08.
 */
export const exchangeFields: readonly ExchangeField[] = [
  must('recordId', text(64)),
  must('operation', code('operation')),
  must('employer.name', text(100)),
  may('employer.uscc', text(18)),
  may('employer.registrationNo', text(15)),
  must('employer.orgType', code('orgType')),
  must('employer.legalRep', text(100)),
  must('employer.registeredAddress', text(200)),
  may('employer.businessAddress', text(200)),
  must('employer.divisionCode', { kind: 'division' }),
  may('employer.industry', text(100)),
  may('employer.phone', text(32)),
  may('employer.agent', text(100)),
  must('worker.name', text(100)),
  must('worker.idType', code('idType')),
  must('worker.idNumber', text(32)),
  must('worker.sex', code('sex')),
  may('worker.birthDate', { kind: 'day' }),
  must('worker.nationality', { kind: 'country' }),
  may('worker.education', code('education')),
  must('worker.phone', text(32)),
  must('worker.householdAddress.code', { kind: 'division' }),
  must('worker.householdAddress.text', text(200)),
  may('worker.habitualResidence.code', { kind: 'division' }),
  may('worker.habitualResidence.text', text(200)),
  must('contract.contractId', text(64)),
  must('contract.name', text(50)),
  must('contract.kind', code('contractKind')),
  must('contract.employmentForm', code('employmentForm')),
  must('contract.startDate', { kind: 'day' }),
  may('contract.endDate', { kind: 'day' }),
  may('contract.taskDescription', text(500)),
  may('contract.probationStart', { kind: 'day' }),
  may('contract.probationEnd', { kind: 'day' }),
  must('contract.post', text(100)),
  must('contract.workPlace', text(200)),
  must('contract.workingTimeSystem', code('workingTime')),
  must('contract.payForm', code('payForm')),
  may('contract.pay', { kind: 'amount' }),
  may('contract.payDay', { kind: 'integer', min: 1, max: 31 }),
  must('contract.socialInsurance', code('yesNo')),
  may('contract.userUnit', text(100)),
  may('contract.renewalOf', text(64)),
  may('contract.amends', text(64)),
  may('contract.otherTerms', text(2000)),
  ...signature('employer'),
  ...signature('worker'),
  may('signing.timestampToken', { kind: 'base64' }),
  must('signing.effectiveAt', { kind: 'instant' }),
  must('files', {
    kind: 'list',
    max: 10,
    fields: [
      must('name', text(200)),
      must('mediaType', text(100)),
      must('size', { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER }),
      must('sha256', { kind: 'sha256' }),
      may('sm3', { kind: 'sm3' }),
      may('archiveRef', text(200)),
    ],
  }),
  may('end.date', { kind: 'day' }),
  may('end.reasonCode', code('endReason')),
  may('end.reasonText', text(500)),
  must('consents', {
    kind: 'list',
    max: 20,
    fields: [must('recipient', text(100)), must('purpose', text(200)), must('consentedAt', { kind: 'instant' })],
  }),
];
