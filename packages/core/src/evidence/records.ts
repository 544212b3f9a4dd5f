import type { Json } from '../bytes/index.ts';
import { parsed, problemOf, unparsed, type Parsed } from '../language/index.ts';
import type { ProviderIdentity } from '../provider/index.ts';
import { isDigest, isInstant, isRecord, isWord, type EventDigest, type EventFacts } from './event.ts';
import { texts, type EvidenceCode } from './texts.ts';

/** What the types of {@link noticeDelivery} begin with. */
export const noticePrefix = 'record.notice-';

/** Who and when, common to the facts of a record. */
export interface RecordContext {
  readonly at: string;
  readonly actor: string;
  readonly subject: string;
  readonly source?: Readonly<Record<string, string>>;
  readonly device?: Readonly<Record<string, string>>;
}

/**
 * That a person agreed to a text (A23 Consent; PIPL art. 14–17, 23, 29). The text itself is kept by its digest, so that
 * what was agreed to can be shown later. Catalogue: GOV-10.
 */
export interface ConsentRecord {
  /** Name or id of the agreement. */
  readonly agreement: string;
  readonly version: string;
  /** Of the text as it was shown. */
  readonly digest: EventDigest;
  /** How long the text was open, in milliseconds. */
  readonly readingMs: number;
  /** 勾选, 点击, 签名. */
  readonly how: 'tick' | 'click' | 'signature';
  /** What the consent is for, where it is one of its own (PIPL art. 23, 29): `face`, `bank-card`, `strokes`, a recipient. */
  readonly separateFor?: string;
}

/** `record.consent`. */
export function consentGiven(context: RecordContext, record: ConsentRecord): EventFacts {
  const { digest, ...data } = record;
  return { ...context, type: 'record.consent', digests: [digest], data };
}

/** `record.consent-withdrawn` (PIPL art. 15): names the agreement, and what it was for where it was a consent of its own. */
export function consentWithdrawn(
  context: RecordContext,
  record: Pick<ConsentRecord, 'agreement' | 'separateFor'>,
): EventFacts {
  return { ...context, type: 'record.consent-withdrawn', data: { ...record } };
}

/** The consent an event records. */
export function readConsent(event: EventFacts): Parsed<ConsentRecord, EvidenceCode> {
  const { agreement, version, readingMs, how, separateFor } = event.data ?? {};
  const [digest, ...more] = event.digests ?? [];
  return recordOf<ConsentRecord>(
    { ...event.data, digest },
    {
      agreement: isWord(agreement),
      version: isWord(version),
      digest: isDigest(digest) && more.length === 0,
      readingMs: isCount(readingMs),
      how: how === 'tick' || how === 'click' || how === 'signature',
      separateFor: separateFor === undefined || isWord(separateFor),
    },
  );
}

/**
 * That a signer meant to sign these very documents (E-Signature Law art. 2, 13; A23 Intent): bound to signer, contract
 * and digests, used once, short-lived. Catalogue: WIL-01, WIL-07.
 */
export interface IntentRecord {
  readonly intentId: string;
  /** The contract's id. */
  readonly contract: string;
  /** The signer's reference. */
  readonly signer: string;
  /** Digests of the ByteRanges that will be signed, one for each file. */
  readonly digests: readonly EventDigest[];
  /** `sms`, `voice`, `face-alipay`, `face-tencent`, `passkey`, … */
  readonly method: string;
  readonly provider: ProviderIdentity;
  /** The provider's own number for the check. */
  readonly receipt?: string;
  /** ISO 8601: not to be used after. */
  readonly expiresAt: string;
}

/** `record.intent`. */
export function intentPassed(context: Omit<RecordContext, 'actor' | 'subject'>, record: IntentRecord): EventFacts {
  const { digests, provider, signer, ...data } = record;
  return { ...context, type: 'record.intent', actor: signer, subject: record.contract, digests, provider, data };
}

/** The intent an event records. */
export function readIntent(event: EventFacts): Parsed<IntentRecord, EvidenceCode> {
  const { data, digests, provider, actor: signer } = event;
  const { intentId, contract, method, receipt, expiresAt } = data ?? {};
  return recordOf<IntentRecord>(
    { ...data, signer, digests, provider },
    {
      intentId: isWord(intentId),
      contract: isWord(contract),
      digests: digests !== undefined && digests.length > 0,
      method: isWord(method),
      provider: provider !== undefined,
      receipt: receipt === undefined || isWord(receipt),
      expiresAt: isInstant(expiresAt),
    },
  );
}

/** What a passed intent is to be used for. */
export interface IntentUse {
  readonly contract: string;
  readonly signer: string;
  /** Digests of the ByteRanges about to be signed. */
  readonly digests: readonly Omit<EventDigest, 'of'>[];
  /** ISO 8601. */
  readonly at: string;
  /** Ids of intents used before. */
  readonly used: ReadonlySet<string>;
}

/**
 * Why an intent may not be used so, or undefined: another contract, another signer, other content, a second time, too
 * late. Catalogue: WIL-07.
 */
export function intentRefusal(intent: IntentRecord, use: IntentUse): EvidenceCode | undefined {
  if (intent.contract !== use.contract) return 'INTENT_CONTRACT';
  if (intent.signer !== use.signer) return 'INTENT_SIGNER';
  if (!use.digests.every((digest) => intent.digests.some((known) => isSame(known, digest)))) return 'INTENT_DIGEST';
  if (use.used.has(intent.intentId)) return 'INTENT_REUSED';
  return use.at > intent.expiresAt ? 'INTENT_EXPIRED' : undefined;
}

function isSame(a: Omit<EventDigest, 'of'>, b: Omit<EventDigest, 'of'>): boolean {
  return a.algorithm === b.algorithm && a.value === b.value;
}

/** That a signer's signature was made: which intent it used, over which digests. */
export interface SignedRecord {
  readonly signer: string;
  readonly intentId: string;
  /** Digests of the ByteRanges that were signed, one for each file. */
  readonly digests: readonly EventDigest[];
  /** SHA-256 of the DER of the certificate that was issued to the signer, hexadecimal: that nobody else's key signed. */
  readonly certificate?: string;
  /** Who keeps the key. */
  readonly provider: ProviderIdentity;
}

/** `record.signature`. */
export function signerSigned(context: Omit<RecordContext, 'actor'>, record: SignedRecord): EventFacts {
  const { signer, digests, provider, ...data } = record;
  return { ...context, type: 'record.signature', actor: signer, digests, provider, data };
}

/** The signature an event records. */
export function readSigned(event: EventFacts): Parsed<SignedRecord, EvidenceCode> {
  const { data, digests, provider, actor: signer } = event;
  const { intentId, certificate } = data ?? {};
  return recordOf<SignedRecord>(
    { ...data, signer, digests, provider },
    {
      intentId: isWord(intentId),
      digests: digests !== undefined && digests.length > 0,
      certificate: certificate === undefined || (typeof certificate === 'string' && /^[0-9a-f]{64}$/.test(certificate)),
      provider: provider !== undefined,
    },
  );
}

/** That a message was handed to, delivered by, or lost on a channel (A22). Catalogue: N-12. */
export interface DeliveryRecord {
  /** `N-01` … `N-16`. */
  readonly notice: string;
  readonly channel: 'sms' | 'voice' | 'email' | 'in-app';
  /** Masked, as `138****1234`. */
  readonly target: string;
  readonly state: 'sent' | 'delivered' | 'failed';
  readonly provider: ProviderIdentity;
  /** The provider's own number for the message. */
  readonly receipt?: string;
}

/** `record.notice-sent`, `record.notice-delivered` or `record.notice-failed`. */
export function noticeDelivery(context: RecordContext, record: DeliveryRecord): EventFacts {
  const { provider, state, ...data } = record;
  return { ...context, type: `${noticePrefix}${state}`, provider, data };
}

/** The delivery an event records. */
export function readDelivery(event: EventFacts): Parsed<DeliveryRecord, EvidenceCode> {
  const { notice, channel, target, receipt } = event.data ?? {};
  const state = event.type.replace(noticePrefix, '');
  return recordOf<DeliveryRecord>(
    { ...event.data, state, provider: event.provider },
    {
      notice: typeof notice === 'string' && /^N-\d\d$/.test(notice),
      channel: ['sms', 'voice', 'email', 'in-app'].includes(channel as string),
      target: isWord(target) && !/\d{7}/.test(target),
      state: ['sent', 'delivered', 'failed'].includes(state),
      provider: event.provider !== undefined,
      receipt: receipt === undefined || isWord(receipt),
    },
  );
}

/** A record with these members, or the name of the first that is wrong. */
function recordOf<T>(value: unknown, checks: Readonly<Record<string, boolean>>): Parsed<T, EvidenceCode> {
  const what = Object.keys(checks).find((name) => !checks[name]);
  if (what === undefined && isRecord(value)) return parsed(value as T);
  return unparsed(problemOf(texts, 'EVENT_MALFORMED', { path: what ?? '', values: { what: what ?? 'data' } }));
}

function isCount(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
