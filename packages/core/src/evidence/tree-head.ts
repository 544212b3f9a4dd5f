import { bytesToHex, canonicalJson, parseCanonicalJson, utf8ToBytes } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import type { TimestampProvider } from '../provider/index.ts';
import { isRecord, isWord } from './event.ts';
import { MerkleTree, type LogDigest } from './merkle-tree.ts';

/**
 * A log at one moment: so many events, this root. Time-stamped and kept, or given to others, it fixes the log's
 * beginning: nothing in it can be changed, dropped or dated later, and nothing new can be dated before it.
 */
export interface TreeHead {
  readonly version: 1;
  readonly log: string;
  readonly digestAlgorithm: LogDigest;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** A tree head and the RFC 3161 token over its bytes. */
export interface StampedTreeHead {
  /** Canonical JSON of a {@link TreeHead}. */
  readonly head: Uint8Array;
  readonly token: Uint8Array;
}

/** The head of a log's first `size` lines. */
export async function treeHead(
  log: string,
  lines: readonly string[],
  digestAlgorithm: LogDigest = 'SHA-256',
): Promise<TreeHead> {
  const tree = await MerkleTree.of(lines.map(utf8ToBytes), digestAlgorithm);
  return { version: 1, log, digestAlgorithm, size: lines.length, root: bytesToHex(await tree.root()) };
}

/** Has a head time-stamped. @throws CinnabarError `TIMESTAMP_*` */
export async function stampTreeHead(head: TreeHead, timestamps: TimestampProvider): Promise<StampedTreeHead> {
  const bytes = utf8ToBytes(canonicalJson(head));
  return { head: bytes, token: await timestamps.timestamp(await digest('SHA-256', [bytes]), 'SHA-256') };
}

/** The head of an entry, or undefined when it holds something else. */
export function parseTreeHead(text: string): TreeHead | undefined {
  const value = parseCanonicalJson(text);
  if (!isRecord(value)) return undefined;
  const { version, log, digestAlgorithm, size, root } = value;
  const wellFormed =
    version === 1 &&
    isWord(log) &&
    (digestAlgorithm === 'SHA-256' || digestAlgorithm === 'SM3') &&
    Number.isSafeInteger(size) &&
    (size as number) >= 0 &&
    typeof root === 'string' &&
    /^[0-9a-f]{64}$/.test(root);
  return wellFormed ? (value as unknown as TreeHead) : undefined;
}
