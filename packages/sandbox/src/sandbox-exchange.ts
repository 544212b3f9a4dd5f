import { bytesToHex, canonicalJson, utf8ToBytes } from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';
import { CinnabarError } from '@cinnabar/core/error';
import {
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
  readonly #records = new Map<string, { readonly record: MinimisedRecord; readonly digest: string }>();

  constructor(options: SandboxExchangeOptions) {
    this.#options = options;
  }

  /** @throws CinnabarError `EXCHANGE_CONFLICT` */
  async submit(envelope: ExchangeEnvelope): Promise<BatchReceipt> {
    const { now = () => new Date(), verify, cipher } = this.#options;
    const content = bytesToHex(await digest('SHA-256', [envelope.payload]));
    const earlier = this.#receipts.get(envelope.batchId);
    if (earlier?.content === content) return earlier.receipt;
    if (earlier) throw new CinnabarError('EXCHANGE_CONFLICT', 'This batch id was used before for other content.');
    const today = new Date(now().getTime() + beijing).toISOString().slice(0, 10);
    const opened = await openEnvelope(envelope, verify, { today, ...(cipher ? { cipher } : {}) });
    const receipt: BatchReceipt = {
      batchId: envelope.batchId,
      receivedAt: now().toISOString(),
      records: opened.ok ? await Promise.all(opened.value.records.map((record) => this.#receive(record))) : [],
      ...(opened.ok ? {} : { problems: opened.problems }),
    };
    // A batch that was refused whole may be mended under the same id.
    if (opened.ok) this.#receipts.set(envelope.batchId, { content, receipt });
    return receipt;
  }

  /** What is held, for the daily reconciliation. */
  holdings(): RecordDigest[] {
    return [...this.#records].map(([recordId, { digest: value }]) => ({ recordId, digest: value }));
  }

  async #receive(record: MinimisedRecord): Promise<RecordReceipt> {
    const { recordId } = record;
    const value = bytesToHex(await digest('SHA-256', [utf8ToBytes(canonicalJson(record))]));
    const known = this.#records.get(recordId);
    if (known && known.digest !== value) return { recordId, status: 'rejected' };
    this.#records.set(recordId, { record, digest: value });
    return { recordId, status: known ? 'duplicate' : 'accepted', receipt: `sandbox-${value.slice(0, 12)}` };
  }
}
