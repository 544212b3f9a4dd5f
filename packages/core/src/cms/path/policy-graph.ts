import { oid } from '../oids.ts';

const { anyPolicy } = oid;

interface PolicyNode {
  readonly policy: string;
  /** What the next certificate of the path may say to mean this policy. */
  expected: ReadonlySet<string>;
  /** Of the level above. */
  readonly parents: readonly PolicyNode[];
}

type Level = Map<string, PolicyNode>;

/**
 * The policies that hold for a path so far: the valid_policy_graph of RFC 9618. Where the tree of RFC 5280 §6.1 repeats
 * a policy under each of its parents, and so may double with every mapping, a policy is here once per level: hostile
 * mappings cost no more than their own length. Without nodes the graph is NULL, for good.
 */
export class PolicyGraph {
  #levels: Level[] = [new Map([[anyPolicy, { policy: anyPolicy, expected: new Set([anyPolicy]), parents: [] }]])];

  /** NULL: no policy holds for the whole path. */
  get isNull(): boolean {
    return this.#levels.length === 0;
  }

  /**
   * Takes the certificate policies of the next certificate, RFC 5280 §6.1.3 (d) and (e): undefined when it states none.
   * @param anyCounts whether anyPolicy in it still stands for any
   */
  add(policies: readonly string[] | undefined, anyCounts: boolean): void {
    const above = this.#levels.at(-1);
    if (!above) return;
    if (!policies) return this.#annul();
    const expecting = parentsByExpectation(above);
    const anyAbove = above.get(anyPolicy);
    const level: Level = new Map();
    for (const policy of policies) {
      if (policy === anyPolicy) continue;
      const parents = expecting.get(policy) ?? (anyAbove ? [anyAbove] : []);
      if (parents.length > 0) level.set(policy, { policy, expected: new Set([policy]), parents });
    }
    if (anyCounts && policies.includes(anyPolicy)) {
      for (const [policy, parents] of expecting) {
        if (!level.has(policy)) level.set(policy, { policy, expected: new Set([policy]), parents });
      }
    }
    this.#levels.push(level);
    this.#prune();
  }

  /** Maps policies of this level to those of the next, RFC 5280 §6.1.4 (b)(1). */
  map(mappings: ReadonlyMap<string, ReadonlySet<string>>): void {
    const level = this.#levels.at(-1);
    const any = level?.get(anyPolicy);
    for (const [policy, expected] of mappings) {
      const node = level?.get(policy);
      if (node) node.expected = expected;
      else if (any) level?.set(policy, { policy, expected, parents: any.parents });
    }
  }

  /** Drops policies that may not be mapped any more, RFC 5280 §6.1.4 (b)(2). */
  drop(policies: Iterable<string>): void {
    for (const policy of policies) this.#levels.at(-1)?.delete(policy);
    this.#prune();
  }

  /**
   * The policies of the whole path that the user wants, in the words of the first authority (RFC 9618 §5.5).
   * @param wanted undefined: any
   */
  constrained(wanted: readonly string[] | undefined): string[] {
    const stated = new Set<string>();
    for (const [depth, level] of this.#levels.entries()) {
      for (const { policy, parents } of level.values()) {
        const fromAny = parents.some((parent) => parent.policy === anyPolicy);
        if (fromAny && (policy !== anyPolicy || depth === this.#levels.length - 1)) stated.add(policy);
      }
    }
    if (!wanted || wanted.includes(anyPolicy)) return [...stated];
    return wanted.filter((policy) => stated.has(policy) || stated.has(anyPolicy));
  }

  /** Takes away what has no descendant on the last level. */
  #prune(): void {
    for (let depth = this.#levels.length - 1; depth > 0; depth--) {
      const used = new Set([...(this.#levels[depth] as Level).values()].flatMap(({ parents }) => parents));
      const above = this.#levels[depth - 1] as Level;
      for (const [policy, node] of above) if (!used.has(node)) above.delete(policy);
    }
    if (this.#levels[0]?.size === 0) this.#annul();
  }

  #annul(): void {
    this.#levels = [];
  }
}

function parentsByExpectation(level: Level): Map<string, PolicyNode[]> {
  const parents = new Map<string, PolicyNode[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const known = parents.get(policy);
      if (known) known.push(node);
      else parents.set(policy, [node]);
    }
  }
  return parents;
}
