import { bytesToHex, utf8ToBytes } from '../bytes/index.ts';
import { digest, digestLength } from '../crypto/index.ts';
import { parsed, problemOf, unparsed, type Parsed } from '../language/index.ts';
import { checkFacts, eventLine, parseEventLine, type EventFacts, type EvidenceEvent } from './event.ts';
import { findingOf, type Finding } from './finding.ts';
import { MerkleTree, type LogDigest } from './merkle-tree.ts';
import { texts, type EvidenceCode } from './texts.ts';

/** Where a log ends: all one must keep to go on. JSON-safe. */
export interface LogPosition {
  /** The contract's id. */
  readonly log: string;
  readonly digestAlgorithm: LogDigest;
  /** Number of events. */
  readonly size: number;
  /** Hexadecimal digest of the last event's line; zeros before the first. */
  readonly head: string;
  /** Time of the last event. */
  readonly at?: string;
}

/** An event that found its place. */
export interface ChainedEvent {
  readonly event: EvidenceEvent;
  /** What is stored, and what is hashed: canonical JSON, without a line end. */
  readonly line: string;
  readonly position: LogPosition;
}

/** The position before the first event. */
export function startLog(log: string, digestAlgorithm: LogDigest = 'SHA-256'): LogPosition {
  return { log, digestAlgorithm, size: 0, head: '00'.repeat(digestLength[digestAlgorithm]) };
}

/**
 * The next event of a log and the position after it. Whoever stores it must do so only if the log still ends at
 * `position`: of two that race, one wins. Equal times are in order.
 *
 * Catalogue: GOV-01, GOV-10.
 * @returns `EVENT_MALFORMED`, `EVENT_TIME_BACKWARDS`
 */
export async function chainEvent(
  position: LogPosition,
  facts: EventFacts,
): Promise<Parsed<ChainedEvent, EvidenceCode>> {
  const checked = checkFacts(facts);
  if (!checked.ok) return checked;
  const { log, digestAlgorithm, size, head, at: before } = position;
  if (before !== undefined && facts.at < before) {
    return unparsed(problemOf(texts, 'EVENT_TIME_BACKWARDS', { path: 'at', values: { at: facts.at, before } }));
  }
  const event: EvidenceEvent = { ...facts, version: 1, log, index: size, previous: head, digestAlgorithm };
  const line = eventLine(event);
  const readable = parseEventLine(line);
  if (!readable.ok) return readable;
  return parsed({
    event,
    line,
    position: { log, digestAlgorithm, size: size + 1, head: await lineDigest(line, digestAlgorithm), at: facts.at },
  });
}

/** A log from its first event on; a wish that is refused ends it. For servers that have their facts elsewhere, and tests. */
export async function chainEvents(
  start: LogPosition,
  facts: readonly EventFacts[],
): Promise<Parsed<{ readonly lines: readonly string[]; readonly position: LogPosition }, EvidenceCode>> {
  const lines: string[] = [];
  let position = start;
  for (const fact of facts) {
    const next = await chainEvent(position, fact);
    if (!next.ok) return next;
    lines.push(next.value.line);
    ({ position } = next.value);
  }
  return parsed({ lines, position });
}

/** What is known of a log after reading it. */
export interface LogReading {
  /** Up to the first line that cannot be read. */
  readonly events: readonly EvidenceEvent[];
  /** The end of the chain as computed, whatever the events say of themselves. */
  readonly position: LogPosition;
  /** The tree over the lines. */
  readonly tree: MerkleTree;
  readonly findings: readonly Finding[];
}

/**
 * Reads lines back and checks them: each canonical, in its place, chained to the one before, of one log, never earlier
 * than the one before. What it cannot tell is whether lines are missing at the end, or all were written anew: that is
 * what roots, tree heads and the signature of a package are for.
 */
export async function readLog(lines: readonly string[]): Promise<LogReading> {
  const events: EvidenceEvent[] = [];
  const findings: Finding[] = [];
  let position: LogPosition | undefined;
  let tree = new MerkleTree();
  for (const [index, line] of lines.entries()) {
    const read = parseEventLine(line);
    if (!read.ok) {
      const { what = '' } = read.problems[0].values ?? {};
      findings.push(findingOf('log', 'error', 'LOG_LINE', { values: { line: index + 1, what } }));
      break;
    }
    const event = read.value;
    if (!position) {
      position = startLog(event.log, event.digestAlgorithm);
      tree = new MerkleTree(event.digestAlgorithm);
    }
    findings.push(...misplacements(event, position));
    events.push(event);
    const { log, digestAlgorithm } = position;
    position = { log, digestAlgorithm, size: index + 1, head: await lineDigest(line, digestAlgorithm), at: event.at };
    await tree.append(utf8ToBytes(line));
  }
  return { events, position: position ?? startLog(''), tree, findings };
}

/** What does not fit about an event that is to follow `position`. */
function misplacements(event: EvidenceEvent, position: LogPosition): Finding[] {
  const { index, at, log, digestAlgorithm } = event;
  const place = position.size;
  const findings: Finding[] = [];
  if (log !== position.log || digestAlgorithm !== position.digestAlgorithm) {
    findings.push(findingOf('log', 'error', 'LOG_OTHER', { values: { index: place } }));
  }
  if (index !== place || event.previous !== position.head) {
    findings.push(findingOf('log', 'error', 'LOG_CHAIN', { values: { index: place } }));
  }
  if (position.at !== undefined && at < position.at) {
    findings.push(
      findingOf('log', 'error', 'LOG_TIME_BACKWARDS', { values: { index: place, at, before: position.at } }),
    );
  }
  return findings;
}

/** Hexadecimal digest of a line's UTF-8 bytes, as `sha256sum` prints it. */
export async function lineDigest(line: string, algorithm: LogDigest): Promise<string> {
  return bytesToHex(await digest(algorithm, [utf8ToBytes(line)]));
}
