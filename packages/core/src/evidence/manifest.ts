import { canonicalJson, parseCanonicalJson, utf8ToBytes, wellFormedUtf8 } from '../bytes/index.ts';
import { isInstant, isRecord, isWord } from './event.ts';
import type { LogDigest } from './merkle-tree.ts';
import { isSafePath } from './zip.ts';

/** Names of the entries every package has, and where the others stand. */
export const packagePaths = {
  manifest: 'manifest.json',
  /** Detached CMS (CAdES) over the manifest's bytes. */
  signature: 'manifest.p7s',
  /** RFC 3161 token over the signature's bytes. */
  timestamp: 'manifest.tst',
  events: 'events.jsonl',
} as const;

export type EntryRole =
  'document' | 'events' | 'tree-head' | 'timestamp' | 'certificate' | 'strokes' | 'report' | 'other';

/** An entry as the manifest lists it. */
export interface ManifestEntry {
  readonly path: string;
  readonly role: EntryRole;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly sm3?: string;
}

/** A file of the contract: its revisions, each the beginning of the next. */
export interface ManifestFile {
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /** Paths from the original to the final; at least one. */
  readonly revisions: readonly string[];
}

/** What a package says of itself; canonical JSON, signed. Members a newer version added are kept and signed too. */
export interface EvidenceManifest {
  readonly format: 'cinnabar-evidence/1';
  /** ISO 8601. */
  readonly createdAt: string;
  /** The program that made it, with its version. */
  readonly generator: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly log: {
    readonly id: string;
    readonly digestAlgorithm: LogDigest;
    readonly size: number;
    /** Digest of the last event's line. */
    readonly head: string;
    /** Merkle root over the lines (RFC 6962). */
    readonly root: string;
  };
  readonly files: readonly ManifestFile[];
  /** All entries but the manifest itself, its signature, its time-stamp, and statements on revocations added later. */
  readonly entries: readonly ManifestEntry[];
}

export function manifestBytes(manifest: EvidenceManifest): Uint8Array {
  return utf8ToBytes(canonicalJson(manifest));
}

const roles: readonly unknown[] = [
  'document',
  'events',
  'tree-head',
  'timestamp',
  'certificate',
  'strokes',
  'report',
  'other',
] satisfies EntryRole[];
const digestText = /^[0-9a-f]{64}$/;

/** The manifest, or the name of the first thing that is not as it must be. */
export function parseManifest(bytes: Uint8Array): EvidenceManifest | string {
  const value = parseCanonicalJson(wellFormedUtf8(bytes) ?? '');
  if (!isRecord(value)) return 'JSON';
  const { format, createdAt, generator, contract, log, files, entries } = value;
  const checks: Readonly<Record<string, () => boolean>> = {
    format: () => format === 'cinnabar-evidence/1',
    createdAt: () => isInstant(createdAt),
    generator: () => isWord(generator),
    contract: () => isRecord(contract) && isWord(contract['id']) && isWord(contract['name']),
    log: () => isRecord(log) && isLog(log),
    entries: () => Array.isArray(entries) && entries.every(isEntry) && areDistinct(entries),
    files: () => Array.isArray(files) && areFiles(files, entries as unknown as readonly ManifestEntry[]),
  };
  const wrong = Object.keys(checks).find((name) => !checks[name]?.());
  return wrong ?? (value as unknown as EvidenceManifest);
}

function isLog(log: Readonly<Record<string, unknown>>): boolean {
  const { id, digestAlgorithm, size, head, root } = log;
  return (
    isWord(id) &&
    (digestAlgorithm === 'SHA-256' || digestAlgorithm === 'SM3') &&
    Number.isSafeInteger(size) &&
    [head, root].every((hash) => typeof hash === 'string' && digestText.test(hash))
  );
}

function isEntry(entry: unknown): entry is ManifestEntry {
  if (!isRecord(entry)) return false;
  const { path, role, mediaType, size, sha256, sm3 } = entry;
  return (
    typeof path === 'string' &&
    isSafePath(path) &&
    roles.includes(role) &&
    // One log, the one that is checked.
    (role !== 'events' || path === packagePaths.events) &&
    isWord(mediaType) &&
    Number.isSafeInteger(size) &&
    typeof sha256 === 'string' &&
    digestText.test(sha256) &&
    (sm3 === undefined || (typeof sm3 === 'string' && digestText.test(sm3)))
  );
}

function areDistinct(entries: readonly ManifestEntry[]): boolean {
  const { manifest, signature, timestamp } = packagePaths;
  const paths = new Set<string>([manifest, signature, timestamp]);
  return entries.every(({ path }) => !paths.has(path) && paths.add(path));
}

/** Every revision of a file is a document, and every document a revision of one file: none escapes its checks. */
function areFiles(files: readonly unknown[], entries: readonly ManifestEntry[]): boolean {
  const documents = new Set(entries.filter(({ role }) => role === 'document').map(({ path }) => path));
  const wellFormed = files.every(
    (file) =>
      isRecord(file) &&
      isWord(file['id']) &&
      isWord(file['name']) &&
      Array.isArray(file['revisions']) &&
      file['revisions'].length > 0 &&
      file['revisions'].every((path: unknown) => typeof path === 'string' && documents.delete(path)),
  );
  return wellFormed && documents.size === 0;
}
