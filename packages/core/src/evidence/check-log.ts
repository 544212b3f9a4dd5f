import { bytesToHex, bytesToUtf8, wellFormedUtf8 } from '../bytes/index.ts';
import { checkStamp, tolerance, type StampFacts, type TrustQuestion } from './check-manifest.ts';
import { eventTypes } from './event-types.ts';
import { readLog, type LogReading } from './event-log.ts';
import { findingOf, type Finding } from './finding.ts';
import { packagePaths, type EvidenceManifest } from './manifest.ts';
import { parseTreeHead } from './tree-head.ts';

/** Events of one log that are read: far more than a contract has, and still a matter of seconds. */
export const maxEvents = 200_000;

/** The log of a package against its own chain, the manifest, and the time-stamps. */
export async function checkLog(
  manifest: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  stamp: StampFacts | undefined,
  question: TrustQuestion,
): Promise<{ readonly reading?: LogReading; readonly findings: readonly Finding[] }> {
  const { events: path } = packagePaths;
  const bytes = contents.get(path);
  const listed = manifest.entries.some((entry) => entry.path === path && entry.role === 'events');
  if (!bytes || !listed) return { findings: [findingOf('log', 'error', 'LOG_MISSING')] };
  if (countLines(bytes) > maxEvents) {
    return { findings: [findingOf('log', 'error', 'LOG_LIMIT', { values: { max: maxEvents } })] };
  }
  const text = wellFormedUtf8(bytes);
  if (text === undefined) {
    const values = { line: firstMalformedLine(bytes), what: 'UTF-8' };
    return { findings: [findingOf('log', 'error', 'LOG_LINE', { values })] };
  }
  if (text !== '' && !text.endsWith('\n')) {
    const line = text.split('\n').length;
    return { findings: [findingOf('log', 'error', 'LOG_LINE', { values: { line, what: 'end' } })] };
  }
  const reading = await readLog(text.split('\n').slice(0, -1));
  const findings = [...reading.findings, ...(await manifestFindings(reading, manifest))];
  if (reading.position.size === 0) findings.push(findingOf('log', 'warning', 'LOG_EMPTY'));
  findings.push(...unknownTypes(reading), ...stampFindings(reading, stamp));
  // Heads and their tokens are in the manifest: the time-stamp over it proves that they existed by then.
  const asOf = { ...question, now: stamp?.time ?? question.now };
  findings.push(...(await headFindings(reading, manifest, contents, asOf)));
  return { reading, findings };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines;
}

/** The number of the first line that is not UTF-8. */
function firstMalformedLine(bytes: Uint8Array): number {
  for (let line = 1, from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    if (end === -1 || wellFormedUtf8(bytes.subarray(from, end)) === undefined) return line;
    from = end + 1;
  }
}

async function manifestFindings(
  { position, tree }: LogReading,
  { log, contract }: EvidenceManifest,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (position.size > 0 && (position.log !== log.id || position.digestAlgorithm !== log.digestAlgorithm)) {
    findings.push(findingOf('log', 'error', 'LOG_OTHER', { values: { index: 0 } }));
  }
  if (log.id !== contract.id) findings.push(findingOf('log', 'error', 'LOG_OTHER', { values: { index: 0 } }));
  if (position.size !== log.size) {
    findings.push(findingOf('log', 'error', 'LOG_SIZE', { values: { found: position.size, listed: log.size } }));
  }
  if (position.size > 0 && position.head !== log.head) findings.push(findingOf('log', 'error', 'LOG_HEAD'));
  if (bytesToHex(await tree.root()) !== log.root) findings.push(findingOf('log', 'error', 'LOG_ROOT'));
  return findings;
}

/** Each once, where it first occurs. */
function unknownTypes({ events }: LogReading): Finding[] {
  const first = new Map<string, number>();
  for (const { index, type } of events)
    if (!Object.hasOwn(eventTypes, type) && !first.has(type)) first.set(type, index);
  return [...first].map(([type, index]) => findingOf('log', 'info', 'EVENT_TYPE_UNKNOWN', { values: { index, type } }));
}

/** Nothing that is in the package can have happened after its time-stamp. */
function stampFindings({ events }: LogReading, stamp: StampFacts | undefined): Finding[] {
  if (!stamp?.time) return [];
  const latest = new Date(stamp.time.getTime() + tolerance(stamp)).toISOString();
  const late = events.find(({ at }) => at > latest);
  const values = { index: late?.index ?? 0, at: late?.at ?? '', stamp: stamp.time.toISOString() };
  return late ? [findingOf('time', 'error', 'LOG_AFTER_STAMP', { values })] : [];
}

/** Each stamped head is a beginning of the log, and parts its events: what it has came before its time, what it lacks after. */
async function headFindings(
  { events, tree, position }: LogReading,
  { entries }: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  question: TrustQuestion,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path } of entries.filter(({ role }) => role === 'tree-head')) {
    const bytes = contents.get(path);
    if (!bytes) continue;
    const head = parseTreeHead(bytesToUtf8(bytes));
    const mine = head?.log === position.log && head.digestAlgorithm === tree.algorithm && head.size <= tree.size;
    if (!head || !mine || bytesToHex(await tree.root(head.size)) !== head.root) {
      findings.push(findingOf('log', 'error', 'HEAD_INVALID', { path }));
      continue;
    }
    const token = contents.get(path.replace(/\.json$/, '.tst'));
    if (!token) {
      findings.push(findingOf('time', 'warning', 'HEAD_STAMP', { path, values: { detail: 'TIMESTAMP_MISSING' } }));
      continue;
    }
    const stamp = await checkStamp(token, bytes, path, question, 'HEAD_STAMP');
    findings.push(...stamp.findings);
    if (!stamp.time) continue;
    const time = stamp.time.toISOString();
    const latest = new Date(stamp.time.getTime() + tolerance(stamp)).toISOString();
    const earliest = new Date(stamp.time.getTime() - tolerance(stamp)).toISOString();
    const late = events.find(({ index, at }) => index < head.size && at > latest);
    const early = events.find(({ index, at }) => index >= head.size && at < earliest);
    if (late) findings.push(headTime('EVENT_AFTER_HEAD', late, time));
    if (early) findings.push(headTime('EVENT_BACKDATED', early, time));
  }
  return findings;
}

function headTime(
  code: 'EVENT_AFTER_HEAD' | 'EVENT_BACKDATED',
  event: { index: number; at: string },
  stamp: string,
): Finding {
  return findingOf('time', 'error', code, { values: { index: event.index, at: event.at, stamp } });
}
