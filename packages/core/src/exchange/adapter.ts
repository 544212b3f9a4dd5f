import type { Problem } from '../language/index.ts';
import type { ExchangeEnvelope } from './envelope.ts';
import type { ExchangeBatch } from './record.ts';

/** What became of one record. */
export interface RecordReceipt {
  readonly recordId: string;
  /** `duplicate`: accepted before, in another batch. */
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  /** The receiver's own number for it. */
  readonly receipt?: string;
  /** Why it was rejected. */
  readonly problems?: readonly Problem[];
}

/** What became of a batch. */
export interface BatchReceipt {
  readonly batchId: string;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** One for each record; empty when the batch was refused whole. */
  readonly records: readonly RecordReceipt[];
  /** Why the batch was refused whole. */
  readonly problems?: readonly Problem[];
}

/**
 * The way to one authority. There is no national interface (B16): each province has its own, so each gets an adapter.
 * Catalogue: GOV-07.
 */
export interface ExchangeAdapter {
  readonly id: string;
  /**
   * Hands over a batch. The same batch again gives the same receipt and changes nothing.
   * @throws CinnabarError `EXCHANGE_CONFLICT` when the batch id was used for other content, `EXCHANGE_UNAVAILABLE` when
   *   nobody knows whether it arrived: send the same again
   */
  submit(envelope: ExchangeEnvelope): Promise<BatchReceipt>;
}

/** A batch with those records that were rejected or not answered, to be sent again once mended; undefined when there are none. */
export function recordsToResend(
  batch: ExchangeBatch,
  receipt: BatchReceipt,
  batchId: string,
): ExchangeBatch | undefined {
  const done = new Set(receipt.records.filter(({ status }) => status !== 'rejected').map(({ recordId }) => recordId));
  const records = batch.records.filter(({ recordId }) => !done.has(recordId));
  return records.length === 0 ? undefined : { ...batch, batchId, records };
}

/** A record by its id and the digest of its canonical text. */
export interface RecordDigest {
  readonly recordId: string;
  readonly digest: string;
}

/** Where two lists of a day differ. */
export interface Reconciliation {
  /** Sent, and not there. */
  readonly missing: readonly string[];
  /** There, and never sent. */
  readonly unexpected: readonly string[];
  /** There with other content. */
  readonly different: readonly string[];
}

/** Compares what was sent with what the authority holds. Catalogue: GOV-07. */
export function reconcile(sent: readonly RecordDigest[], held: readonly RecordDigest[]): Reconciliation {
  const there = new Map(held.map(({ recordId, digest }) => [recordId, digest]));
  const ours = new Set(sent.map(({ recordId }) => recordId));
  return {
    missing: sent.flatMap(({ recordId }) => (there.has(recordId) ? [] : [recordId])),
    unexpected: held.flatMap(({ recordId }) => (ours.has(recordId) ? [] : [recordId])),
    different: sent.flatMap(({ recordId, digest }) =>
      there.has(recordId) && there.get(recordId) !== digest ? [recordId] : [],
    ),
  };
}
