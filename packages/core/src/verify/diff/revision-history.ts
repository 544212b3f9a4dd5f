import { isCinnabarError } from '../../error/index.ts';
import type { PdfDocument } from '../../pdf/index.ts';
import { DiffBudget, ObjectGraph } from './object-graph.ts';
import { compareRevision, type Finding } from './revision-diff.ts';
import { UnlistedObjects } from './unlisted.ts';

/** What the revisions of a file did, each compared with the one before it, once for all signatures. */
export class RevisionHistory {
  readonly #document: PdfDocument;
  readonly #signed: ReadonlySet<number>;
  readonly #budget = new DiffBudget();
  #steps: ReadonlyMap<number, readonly Finding[]> | undefined;

  /** @param signed indices of the revisions that signatures were made over */
  constructor(document: PdfDocument, signed: Iterable<number>) {
    this.#document = document;
    this.#signed = new Set(signed);
  }

  /** Findings of all revisions after `revision`, which is one of those signed. */
  after(revision: number): Finding[] {
    this.#steps ??= this.#compareAll();
    return [...this.#steps].filter(([index]) => index > revision).flatMap(([, findings]) => findings);
  }

  #compareAll(): Map<number, readonly Finding[]> {
    const steps = new Map<number, readonly Finding[]>();
    let graph: ObjectGraph | undefined;
    let strayed = false;
    const unlisted = new UnlistedObjects(this.#document);
    const graphOf = (revision: number): ObjectGraph => {
      if (graph) return graph;
      graph = this.#graphOf(revision);
      const signed = this.#document.at(revision);
      hidden ||= unlisted.within(0, signed.source.length, signed, graph);
      return graph;
    };
    let hidden = false;
    for (let index = Math.min(...this.#signed) + 1; index < this.#document.revisions.length; index++) {
      // After what no rule explains the graph is that of another document: whoever signed that one starts anew.
      if (strayed && this.#signed.has(index - 1)) graph = undefined;
      strayed &&= graph !== undefined;
      const findings = this.#isHybrid
        ? [undecided('hybrid-reference', index)]
        : this.#compare(index, unlisted, () => graphOf(index - 1));
      steps.set(index, hidden ? [...findings, undecided('repaired-otherwise', index)] : findings);
      strayed ||= findings.some(({ level }) => level === 'OTHER');
    }
    return steps;
  }

  #compare(index: number, unlisted: UnlistedObjects, graph: () => ObjectGraph): readonly Finding[] {
    try {
      return compareRevision(this.#document, index, graph(), unlisted);
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
      return [undecided('unreadable', index)];
    }
  }

  /** Old readers follow the table, new ones the stream: what was shown when is not certain then (§7.5.8.4). */
  get #isHybrid(): boolean {
    return this.#document.revisions.some(({ xrefForm }) => xrefForm === 'hybrid');
  }

  #graphOf(revision: number): ObjectGraph {
    const document = this.#document.at(revision);
    const graph = new ObjectGraph(this.#budget);
    graph.add(document, document.trailer, { role: 'trailer', field: undefined, from: undefined, step: '' });
    for (const each of document.revisions) graph.addContainers(document, each);
    return graph;
  }
}

function undecided(rule: 'hybrid-reference' | 'repaired-otherwise' | 'unreadable', revision: number): Finding {
  return { rule, level: 'OTHER', object: 'trailer', place: { from: undefined, step: '' }, revision };
}
