import { canonicalJson, parseCanonicalJson, utf8ToBytes, wellFormedUtf8 } from '../bytes/index.ts';
import { problemOf, unparsed, type Parsed } from '../language/index.ts';
import { parseBatch, type ExchangeOptions } from './parse.ts';
import type { ExchangeBatch } from './record.ts';
import { texts, type ExchangeCode } from './texts.ts';

/**
 * Makes the payload unreadable to others. An interface only: which scheme (SM4, AES) and whose key the receiving authority
 * says; none is implemented here.
 */
export interface PayloadCipher {
  /** Scheme and key, as agreed with the receiver. */
  readonly id: string;
  encrypt(plain: Uint8Array): Promise<Uint8Array>;
  decrypt(encrypted: Uint8Array): Promise<Uint8Array>;
}

/** A batch on its way. */
export interface ExchangeEnvelope {
  readonly batchId: string;
  /** Canonical JSON (RFC 8785) of the batch, or what a cipher made of it. */
  readonly payload: Uint8Array;
  /** Detached CMS over the canonical JSON. */
  readonly signature: Uint8Array;
  readonly cipher?: string;
}

/**
 * Signs a batch over its one canonical text and, given a cipher, encrypts it. `sign` is `signDetached` of
 * `@cinnabar/core/evidence` with a provider, or anything else that makes a detached signature.
 */
export async function sealBatch(
  batch: ExchangeBatch,
  sign: (content: Uint8Array) => Promise<Uint8Array>,
  cipher?: PayloadCipher,
): Promise<ExchangeEnvelope> {
  const content = utf8ToBytes(canonicalJson(batch));
  const signature = await sign(content);
  const { batchId } = batch;
  if (!cipher) return { batchId, payload: content, signature };
  return { batchId, payload: await cipher.encrypt(content), signature, cipher: cipher.id };
}

/** Opens an envelope: decrypts, has the signature verified over the very bytes, reads the batch. */
export async function openEnvelope(
  envelope: ExchangeEnvelope,
  verify: (signature: Uint8Array, content: Uint8Array) => Promise<boolean>,
  options: ExchangeOptions & { readonly cipher?: PayloadCipher },
): Promise<Parsed<ExchangeBatch, ExchangeCode>> {
  const { cipher } = options;
  if (envelope.cipher !== cipher?.id) return unparsed(problemOf(texts, 'EXCHANGE_CIPHER'));
  const content = cipher ? await cipher.decrypt(envelope.payload) : envelope.payload;
  if (!(await verify(envelope.signature, content))) return unparsed(problemOf(texts, 'EXCHANGE_SIGNATURE'));
  const batch = parseBatch(parseCanonicalJson(wellFormedUtf8(content) ?? ''), options);
  if (batch.ok && batch.value.batchId !== envelope.batchId) return unparsed(problemOf(texts, 'EXCHANGE_SIGNATURE'));
  return batch;
}
