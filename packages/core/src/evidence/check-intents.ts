import { bytesToHex, bytesToUtf8 } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { voidingTypes } from './event-types.ts';
import type { EvidenceEvent } from './event.ts';
import { findingOf, type Finding } from './finding.ts';
import type { EvidenceManifest } from './manifest.ts';
import type { DocumentReport, DocumentSignature } from './package-verification.ts';
import {
  intentRefusal,
  noticePrefix,
  readConsent,
  readDelivery,
  readIntent,
  readSigned,
  type IntentRecord,
  type SignedRecord,
} from './records.ts';
import { parseStrokes, strokesPurpose } from './strokes.ts';

/** A record with its place in the log. */
type Placed<T> = T & { readonly index: number; readonly at: string };

/** How far a platform's clock may lag behind the time-stamp of a signature, in milliseconds. */
const clockTolerance = 5 * 60_000;

/**
 * Whether every signature of a party was meant: each has an event, each event an intent for that contract, signer and
 * content, used once and in time. Strokes need the digest of an event and a separate consent.
 *
 * Catalogue: WIL-01, WIL-07.
 */
export async function checkIntents(
  manifest: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  events: readonly EvidenceEvent[],
  documents: readonly DocumentReport[],
): Promise<{ readonly documents: readonly DocumentReport[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const intents = new Map<string, Placed<IntentRecord>>();
  const signed: Placed<SignedRecord>[] = [];
  for (const event of events) {
    const { type, index, at } = event;
    const read = recordOf(event);
    if (!read) continue;
    if (!read.ok) {
      const { what = '' } = read.problems[0].values ?? {};
      findings.push(findingOf('intents', 'error', 'RECORD_MALFORMED', { values: { index, type, what } }));
    } else if (type === 'record.intent') {
      const intent = { ...(read.value as IntentRecord), index, at };
      // A second record of the same id cannot give it a second life.
      if (intents.has(intent.intentId)) findings.push(intentFinding('INTENT_REUSED', index));
      else intents.set(intent.intentId, intent);
      if (intent.contract !== manifest.contract.id) findings.push(intentFinding('INTENT_CONTRACT', index));
    } else if (type === 'record.signature') {
      signed.push({ ...(read.value as SignedRecord), index, at });
    }
  }
  findings.push(...useFindings(manifest.contract.id, intents, signed));
  findings.push(...unmatchedFindings(events, signed, documents));
  // Of two records of the same digest the first counts.
  const used = new Map(signed.toReversed().flatMap((one) => one.digests.map((value) => [keyOf(value), one])));
  const judged = documents.map((document) => ({
    ...document,
    signatures: document.signatures.map((signature) => judge(document, signature, intents, used, findings)),
  }));
  findings.push(...(await strokeFindings(manifest, contents, events)), ...simulatedFindings(events));
  return { documents: judged, findings };
}

/** A digest as a key. */
function keyOf({ algorithm, value }: { readonly algorithm: string; readonly value: string }): string {
  return `${algorithm}:${value}`;
}

function recordOf(
  event: EvidenceEvent,
): ReturnType<typeof readIntent | typeof readSigned | typeof readConsent | typeof readDelivery> | undefined {
  if (event.type === 'record.intent') return readIntent(event);
  if (event.type === 'record.signature') return readSigned(event);
  if (event.type === 'record.consent') return readConsent(event);
  return event.type.startsWith(noticePrefix) ? readDelivery(event) : undefined;
}

function useFindings(
  contract: string,
  intents: ReadonlyMap<string, Placed<IntentRecord>>,
  signed: readonly Placed<SignedRecord>[],
): Finding[] {
  const used = new Set<string>();
  return signed.flatMap(({ index, at, signer, intentId, digests }) => {
    const intent = intents.get(intentId);
    if (!intent || intent.index > index) return [intentFinding('INTENT_UNKNOWN', index)];
    const refusal = intentRefusal(intent, { contract, signer, digests, at, used });
    used.add(intentId);
    return refusal ? [intentFinding(refusal, index)] : [];
  });
}

/** Signatures the log tells of must be in the documents, unless the contract ended without them. */
function unmatchedFindings(
  events: readonly EvidenceEvent[],
  signed: readonly Placed<SignedRecord>[],
  documents: readonly DocumentReport[],
): Finding[] {
  const made = new Set(
    documents.flatMap(({ signatures }) => signatures.flatMap(({ digest: one }) => (one ? keyOf(one) : []))),
  );
  const lastVoiding = events.findLast(({ type }) => voidingTypes.includes(type))?.index ?? -1;
  return signed
    .filter(({ digests }) => !digests.every((one) => made.has(keyOf(one))))
    .map(({ index }) =>
      findingOf('intents', lastVoiding > index ? 'info' : 'error', 'SIGNED_UNMATCHED', { values: { index } }),
    );
}

/** The signature with the place of its intent; what is missing goes to `findings`. */
function judge(
  { path, role }: DocumentReport,
  signature: DocumentSignature,
  intents: ReadonlyMap<string, Placed<IntentRecord>>,
  signed: ReadonlyMap<string, Placed<SignedRecord>>,
  findings: Finding[],
): DocumentSignature {
  // The report is the platform's own, and nobody's wish.
  if (signature.kind === 'timestamp' || role === 'report') return signature;
  const { digest: made, field, at } = signature;
  const event = made ? signed.get(keyOf(made)) : undefined;
  const intent = event && intents.get(event.intentId);
  if (!intent) {
    findings.push(findingOf('intents', 'error', 'INTENT_MISSING', { path, values: { field } }));
    return signature;
  }
  if (event.certificate !== undefined && event.certificate !== signature.certificate) {
    findings.push(findingOf('intents', 'error', 'SIGNED_BY_OTHER', { path, values: { field, index: event.index } }));
  }
  if (at !== null && Date.parse(intent.at) > Date.parse(at) + clockTolerance) {
    findings.push(findingOf('intents', 'error', 'INTENT_LATE', { path, values: { at: intent.at, stamp: at } }));
  }
  // Only a doubt: the time-stamp proves that the signature is not younger, and it may be older.
  if (at !== null && Date.parse(at) > Date.parse(intent.expiresAt) + clockTolerance) {
    findings.push(
      findingOf('intents', 'warning', 'INTENT_STALE', { path, values: { at: intent.expiresAt, stamp: at } }),
    );
  }
  return { ...signature, intent: intent.index };
}

async function strokeFindings(
  { entries }: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  events: readonly EvidenceEvent[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const captured = events.filter(({ type }) => type === 'record.strokes');
  for (const { path } of entries.filter(({ role }) => role === 'strokes')) {
    const bytes = contents.get(path);
    if (!bytes) continue;
    const strokes = parseStrokes(bytesToUtf8(bytes));
    const value = bytesToHex(await digest('SHA-256', [bytes]));
    const event = captured.find(
      ({ actor, digests }) =>
        actor === strokes?.signer && digests?.some((known) => known.of === strokes.id && known.value === value),
    );
    if (!event) findings.push(findingOf('intents', 'error', 'STROKES_UNBOUND', { path }));
  }
  return [...findings, ...consentFindings(events)];
}

/** The last word of an actor on strokes before they are captured is a consent. */
function consentFindings(events: readonly EvidenceEvent[]): Finding[] {
  const consenting = new Set<string>();
  return events.flatMap(({ type, actor, index, data }) => {
    if (type === 'record.strokes')
      return consenting.has(actor) ? [] : [intentFinding('STROKES_WITHOUT_CONSENT', index)];
    if (data?.['separateFor'] !== strokesPurpose) return [];
    if (type === 'record.consent') consenting.add(actor);
    if (type === 'record.consent-withdrawn') consenting.delete(actor);
    return [];
  });
}

/** Nothing simulated is ever presented as official. */
function simulatedFindings(events: readonly EvidenceEvent[]): Finding[] {
  const simulated = events.flatMap(({ provider }) => (provider?.assurance === 'simulated' ? [provider.id] : []));
  if (simulated.length === 0) return [];
  const values = { count: simulated.length, providers: [...new Set(simulated)].join(', ') };
  return [findingOf('intents', 'info', 'SIMULATED', { values })];
}

function intentFinding(code: Parameters<typeof findingOf>[2], index: number): Finding {
  return findingOf('intents', 'error', code, { values: { index } });
}
