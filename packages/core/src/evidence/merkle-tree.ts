import { equalBytes } from '../bytes/index.ts';
import { digest, digestLength } from '../crypto/index.ts';

/** Digests a log may be built with. */
export type LogDigest = 'SHA-256' | 'SM3';

// RFC 6962 §2.1: leaves and nodes are told apart, so that nobody can pass one off as the other.
const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** Hash of an entry: H(0x00 ‖ entry) (RFC 6962 §2.1). */
export function leafHash(entry: Uint8Array, algorithm: LogDigest = 'SHA-256'): Promise<Uint8Array> {
  return digest(algorithm, [leafPrefix, entry]);
}

/** Hash of two subtrees: H(0x01 ‖ left ‖ right). */
function nodeHash(left: Uint8Array, right: Uint8Array, algorithm: LogDigest): Promise<Uint8Array> {
  return digest(algorithm, [nodePrefix, left, right]);
}

/**
 * A Merkle tree over entries in the order they were logged (RFC 6962 §2.1, RFC 9162 §2.1): its root stands for all of
 * them; short proofs show that an entry is in it, or that an earlier tree is its beginning. Nothing is ever taken out.
 */
export class MerkleTree {
  readonly algorithm: LogDigest;
  readonly #leaves: Uint8Array[] = [];
  /** Roots of complete subtrees, by level and place: computed once. */
  readonly #complete = new Map<string, Uint8Array>();

  constructor(algorithm: LogDigest = 'SHA-256') {
    this.algorithm = algorithm;
  }

  /** The tree of `entries`. */
  static async of(entries: Iterable<Uint8Array>, algorithm: LogDigest = 'SHA-256'): Promise<MerkleTree> {
    const tree = new MerkleTree(algorithm);
    for (const entry of entries) await tree.append(entry);
    return tree;
  }

  /** Number of entries. */
  get size(): number {
    return this.#leaves.length;
  }

  async append(entry: Uint8Array): Promise<void> {
    this.#leaves.push(await leafHash(entry, this.algorithm));
  }

  /** Root of the first `size` entries; of all when absent. The digest of nothing for an empty tree. */
  async root(size = this.size): Promise<Uint8Array> {
    requireRange(size, 0, this.size);
    return size === 0 ? digest(this.algorithm, []) : this.#subtree(0, size);
  }

  /**
   * Hashes that lead from the entry at `index` to the root of the first `size` entries (RFC 6962 §2.1.1 PATH).
   * @throws RangeError when there is no such entry
   */
  async inclusionProof(index: number, size = this.size): Promise<Uint8Array[]> {
    requireRange(size, 1, this.size);
    requireRange(index, 0, size - 1);
    const path = async (from: number, to: number): Promise<Uint8Array[]> => {
      if (to - from === 1) return [];
      const split = from + largestPowerBelow(to - from);
      return index < split
        ? [...(await path(from, split)), await this.#subtree(split, to)]
        : [...(await path(split, to)), await this.#subtree(from, split)];
    };
    return path(0, size);
  }

  /**
   * Hashes that show the tree of the first `earlier` entries to be the beginning of that of the first `later`
   * (RFC 6962 §2.1.2 PROOF). Empty for equal sizes, and for an earlier tree without entries.
   */
  async consistencyProof(earlier: number, later = this.size): Promise<Uint8Array[]> {
    requireRange(later, 0, this.size);
    requireRange(earlier, 0, later);
    const subproof = async (m: number, from: number, to: number, known: boolean): Promise<Uint8Array[]> => {
      const n = to - from;
      if (m === n) return known ? [] : [await this.#subtree(from, to)];
      const k = largestPowerBelow(n);
      return m <= k
        ? [...(await subproof(m, from, from + k, known)), await this.#subtree(from + k, to)]
        : [...(await subproof(m - k, from + k, to, false)), await this.#subtree(from, from + k)];
    };
    return earlier === 0 || earlier === later ? [] : subproof(earlier, 0, later, true);
  }

  async #subtree(from: number, to: number): Promise<Uint8Array> {
    if (to - from === 1) return this.#leaves[from] as Uint8Array;
    const complete = isPowerOfTwo(to - from);
    const key = `${from}-${to}`;
    const known = complete ? this.#complete.get(key) : undefined;
    if (known) return known;
    const split = from + largestPowerBelow(to - from);
    const hash = await nodeHash(await this.#subtree(from, split), await this.#subtree(split, to), this.algorithm);
    if (complete) this.#complete.set(key, hash);
    return hash;
  }
}

/** An entry, its place, and the tree it is said to be in. */
export interface InclusionClaim {
  /** Hash of the entry, by {@link leafHash}. */
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether `proof` shows the entry to stand at `index` of the tree (RFC 9162 §2.1.3.2). False for any malformed claim. */
export async function verifyInclusion(claim: InclusionClaim, algorithm: LogDigest = 'SHA-256'): Promise<boolean> {
  const { leaf, index, size, root, proof } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof], algorithm)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash, algorithm);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = await nodeHash(hash, sibling, algorithm);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** Two trees, the one said to be the beginning of the other. */
export interface ConsistencyClaim {
  readonly earlierSize: number;
  readonly earlierRoot: Uint8Array;
  readonly laterSize: number;
  readonly laterRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether `proof` shows the later tree to extend the earlier one (RFC 9162 §2.1.4.2). False for any malformed claim. */
export async function verifyConsistency(claim: ConsistencyClaim, algorithm: LogDigest = 'SHA-256'): Promise<boolean> {
  const { earlierSize, earlierRoot, laterSize, laterRoot, proof } = claim;
  const wellFormed = isCount(earlierSize) && isCount(laterSize) && earlierSize <= laterSize;
  if (!wellFormed || !areHashes([earlierRoot, laterRoot, ...proof], algorithm)) return false;
  if (earlierSize === laterSize) return proof.length === 0 && equalBytes(earlierRoot, laterRoot);
  if (earlierSize === 0) return proof.length === 0 && equalBytes(earlierRoot, await digest(algorithm, []));
  const path = isPowerOfTwo(earlierSize) ? [earlierRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [node, last] = [earlierSize - 1, laterSize - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [earlier, later] = [first, first];
  for (const hash of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      earlier = await nodeHash(hash, earlier, algorithm);
      later = await nodeHash(hash, later, algorithm);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      later = await nodeHash(later, hash, algorithm);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(earlier, earlierRoot) && equalBytes(later, laterRoot);
}

function areHashes(values: readonly Uint8Array[], algorithm: LogDigest): boolean {
  return values.every((value) => value.length === digestLength[algorithm]);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.round(Math.log2(value)) === value;
}

/** The largest power of two smaller than `value` (at least 2). */
function largestPowerBelow(value: number): number {
  let power = 1;
  while (power * 2 < value) power *= 2;
  return power;
}

function requireRange(value: number, from: number, to: number): void {
  if (!Number.isSafeInteger(value) || value < from || value > to) {
    throw new RangeError(`${value} is not between ${from} and ${to}`);
  }
}
