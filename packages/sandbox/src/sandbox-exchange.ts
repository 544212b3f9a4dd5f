import { bytesToHex, canonicalJson, utf8ToBytes } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import {
  exchangeTexts,
  openEnvelope,
  type BatchReceipt,
  type ExchangeAdapter,
  type ExchangeEnvelope,
  type MinimisedRecord,
  type PayloadCipher,
  type RecordDigest,
  type RecordReceipt,
} from '@cinnabar/core/exchange';

export interface SandboxExchangeOptions {
  /** Whether a signature over a payload is the platform's. */
  readonly verify: (signature: Uint8Array, content: Uint8Array) => Promise<boolean>;
  readonly now?: () => Date;
  readonly cipher?: PayloadCipher;
}

const beijing = 8 * 3600_000;

/**
 * An authority that receives batches in memory, for development and tests: verifies, checks, remembers, answers twice
 * alike. It is nobody's, and nothing is passed on.
 */
export class SandboxExchange implements ExchangeAdapter {
  readonly id = 'cinnabar-sandbox';
  readonly #options: SandboxExchangeOptions;
  readonly #receipts = new Map<string, { readonly content: string; readonly receipt: BatchReceipt }>();
  /** Batches are taken one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #records = new Map<string, { readonly record: MinimisedRecord; readonly digest: string }>();

  constructor(options: SandboxExchangeOptions) {
    this.#options = options;
  }

  /** @throws CinnabarError `EXCHANGE_CONFLICT` */
  submit(envelope: ExchangeEnvelope): Promise<BatchReceipt> {
    const taken = this.#turn.then(() => this.#take(envelope));
    this.#turn = taken.catch(() => undefined);
    return taken;
  }

  async #take(envelope: ExchangeEnvelope): Promise<BatchReceipt> {
    const { now = () => new Date(), verify, cipher } = this.#options;
    const { batchId } = envelope;
    const today = new Date(now().getTime() + beijing).toISOString().slice(0, 10);
    const opened = await openEnvelope(envelope, verify, { today, ...(cipher ? { cipher } : {}) });
    const answer = { batchId, receivedAt: now().toISOString() };
    // A batch that was refused whole may be mended under the same id.
    if (!opened.ok) return { ...answer, records: [], problems: opened.problems };
    // Of the batch, not of the payload: encrypted anew, the same batch is other bytes.
    const content = await digestOf(opened.value);
    const earlier = this.#receipts.get(batchId);
    if (earlier?.content === content) return earlier.receipt;
    if (earlier) throw new CinnabarError('EXCHANGE_CONFLICT', 'This batch id was used before for other content.');
    const records: RecordReceipt[] = [];
    for (const record of opened.value.records) records.push(await this.#receive(record));
    const receipt = { ...answer, records };
    this.#receipts.set(batchId, { content, receipt });
    return receipt;
  }

  /** What is held, for the daily reconciliation. */
  holdings(): RecordDigest[] {
    return [...this.#records].map(([recordId, { digest: value }]) => ({ recordId, digest: value }));
  }

  async #receive(record: MinimisedRecord): Promise<RecordReceipt> {
    const { recordId } = record;
    const value = await digestOf(record);
    const known = this.#records.get(recordId);
    if (known && known.digest !== value) {
      const code = 'EXCHANGE_RECORD_CONFLICT';
      return { recordId, status: 'rejected', problems: [{ code, message: exchangeTexts[code] }] };
    }
    this.#records.set(recordId, { record, digest: value });
    return { recordId, status: known ? 'duplicate' : 'accepted', receipt: `sandbox-${value.slice(0, 12)}` };
  }
}

async function digestOf(value: unknown): Promise<string> {
  return bytesToHex(await digest('SHA-256', [utf8ToBytes(canonicalJson(value))]));
}
