import { canonicalJson, parseCanonicalJson, type Json } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { parsed, problemOf, unparsed, type Parsed } from '../language/index.ts';
import type { ProviderIdentity } from '../provider/index.ts';
import type { LogDigest } from './merkle-tree.ts';
import { texts, type EvidenceCode } from './texts.ts';

/** A digest of something an event speaks of. */
export interface EventDigest {
  /** What was digested: a file's id, an agreement, a preparation. */
  readonly of: string;
  readonly algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SM3';
  /** Lower-case hexadecimal. */
  readonly value: string;
}

/**
 * What happened, as the rules of the domain or the server tell it (a `DomainEvent` is one). Persons are opaque
 * references; names, numbers and codes never go in here in clear.
 */
export interface EventFacts {
  /** A word of {@link eventTypes}, such as `contract.initiated`, or a newer one. */
  readonly type: string;
  /** UTC, ISO 8601 with milliseconds: the server's clock. */
  readonly at: string;
  /** Who caused it: opaque reference of a person, an organisation or a system. */
  readonly actor: string;
  /** What it happened to: a contract, a signer, a file. */
  readonly subject: string;
  readonly data?: Readonly<Record<string, Json>>;
  /** Where the request came from: `ip`, `client`. */
  readonly source?: Readonly<Record<string, string>>;
  /** What it was made on: `kind`, `system`, `browser`. */
  readonly device?: Readonly<Record<string, string>>;
  readonly digests?: readonly EventDigest[];
  /** Who gave the result, and how much its word is worth. */
  readonly provider?: ProviderIdentity;
}

/** An event in its place of a log. Members a newer version added are kept: they stand in the text that is hashed. */
export interface EvidenceEvent extends EventFacts {
  readonly version: 1;
  /** The log it belongs to: the contract's id. */
  readonly log: string;
  /** 0 for the first. */
  readonly index: number;
  /** Hexadecimal digest of the text of the event before it; zeros for the first. */
  readonly previous: string;
  /** Digest of the chain and of the tree. */
  readonly digestAlgorithm: LogDigest;
}

const instant = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const typeName = /^[A-Za-z][A-Za-z0-9_.-]{0,79}$/;
const hexadecimal = /^(?:[0-9a-f]{2}){32,64}$/;
const digestAlgorithms: readonly unknown[] = ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'];
/** Longest text of one event, in UTF-16 code units. */
const maxEventLength = 64 * 1024;

/** Whether `text` is UTC in ISO 8601 with milliseconds, the only form times have in a log: so they sort as text. */
export function isInstant(text: unknown): text is string {
  // Days that do not exist: some engines read 30 February as 2 March, others not at all.
  return typeof text === 'string' && instant.test(text) && isExact(text);
}

function isExact(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** The facts, or what is wrong with them. Unknown members pass. */
export function checkFacts(value: unknown): Parsed<EventFacts, EvidenceCode> {
  const what = isRecord(value) ? (wrongIn(value) ?? (isWritable(value) ? undefined : 'JSON')) : 'object';
  return what === undefined
    ? parsed(value as unknown as EventFacts)
    : unparsed(problemOf(texts, 'EVENT_MALFORMED', { path: what, values: { what } }));
}

/** Whether JSON can say it: no lone surrogates, NaN, dates, loops. */
function isWritable(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return false;
  }
}

/** One event as a line of a log: canonical JSON (RFC 8785). @throws CinnabarError `BYTES_JSON` */
export function eventLine(event: EvidenceEvent): string {
  return canonicalJson(event);
}

/** Reads a line back; only the canonical text of a well-formed event is one. */
export function parseEventLine(line: string): Parsed<EvidenceEvent, EvidenceCode> {
  const malformed = (what: string): ReturnType<typeof unparsed<EvidenceCode>> =>
    unparsed(problemOf(texts, 'EVENT_MALFORMED', { path: what, values: { what } }));
  if (line.length > maxEventLength) return malformed('length');
  const value = parseCanonicalJson(line);
  if (!isRecord(value)) return malformed('JSON');
  const what =
    wrongIn(value) ??
    wrongMember({
      version: value['version'] === 1,
      log: isWord(value['log']),
      index: Number.isSafeInteger(value['index']) && (value['index'] as number) >= 0,
      previous: typeof value['previous'] === 'string' && hexadecimal.test(value['previous']),
      digestAlgorithm: value['digestAlgorithm'] === 'SHA-256' || value['digestAlgorithm'] === 'SM3',
    });
  return what === undefined ? parsed(value as unknown as EvidenceEvent) : malformed(what);
}

/** The first member of the facts that is not as it must be. */
function wrongIn(facts: Readonly<Record<string, unknown>>): string | undefined {
  const { type, at, actor, subject, data, source, device, digests, provider } = facts;
  return wrongMember({
    type: typeof type === 'string' && typeName.test(type),
    at: isInstant(at),
    actor: isWord(actor),
    subject: isWord(subject),
    data: data === undefined || isRecord(data),
    source: source === undefined || isWords(source),
    device: device === undefined || isWords(device),
    digests: digests === undefined || (Array.isArray(digests) && digests.every(isDigest)),
    provider: provider === undefined || isProvider(provider),
  });
}

function wrongMember(members: Readonly<Record<string, boolean>>): string | undefined {
  return Object.keys(members).find((name) => !members[name]);
}

/** A plain JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A reference or short text: 1 to 512 characters. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 512;
}

function isWords(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string' && text.length <= 512);
}

export function isDigest(value: unknown): value is EventDigest {
  return (
    isRecord(value) &&
    isWord(value['of']) &&
    digestAlgorithms.includes(value['algorithm']) &&
    typeof value['value'] === 'string' &&
    hexadecimal.test(value['value'])
  );
}

export function isProvider(value: unknown): value is ProviderIdentity {
  return (
    isRecord(value) && isWord(value['id']) && (value['assurance'] === 'official' || value['assurance'] === 'simulated')
  );
}
