/**
 * The exchange of contract data with authorities: `elc-exchange/1`, a neutral form of our own (no national one is known).
 * Read and check with `parseBatch`, cut down to a purpose with `minimise`, show as a table with `toCsv`, sign with
 * `sealBatch`, hand over through an `ExchangeAdapter`.
 */
export { codeSets, type CodeSet, type CodeSetName } from './code-sets.ts';
export { exchangeFields, type ExchangeField, type FieldKind } from './fields.ts';
export type {
  ExchangeBatch,
  ExchangeConsent,
  ExchangeFile,
  ExchangePlace,
  ExchangeRecord,
  ExchangeSignature,
  MinimisedRecord,
} from './record.ts';
export { maxRecords, parseBatch, parseRecord, type ExchangeOptions } from './parse.ts';
export { isAllowed, minimise, purposes, type ExchangePurpose, type ExchangePurposeName } from './purposes.ts';
export { parseCsv, toCsv, type CsvOptions } from './csv.ts';
export { openEnvelope, sealBatch, type ExchangeEnvelope, type PayloadCipher } from './envelope.ts';
export {
  reconcile,
  recordsToResend,
  type BatchReceipt,
  type ExchangeAdapter,
  type Reconciliation,
  type RecordDigest,
  type RecordReceipt,
} from './adapter.ts';
export { exchangeSchema } from './schema.ts';
export { exchangeTexts, type ExchangeCode } from './texts.ts';
