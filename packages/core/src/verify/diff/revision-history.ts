import { isCinnabarError } from '../../error/index.ts';
import type { PdfDocument } from '../../pdf/index.ts';
import { DiffBudget, ObjectGraph } from './object-graph.ts';
import { compareRevision, type Finding } from './revision-diff.ts';

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
    const { revisions } = this.#document;
    let graph: ObjectGraph | undefined;
    for (let index = Math.min(...this.#signed) + 1; index < revisions.length; index++) {
      // After what no rule explains the graph is that of another document; only a newer signature starts anew.
      if (this.#signed.has(index - 1) && steps.get(index - 1)?.some(({ level }) => level === 'OTHER'))
        graph = undefined;
      try {
        if (revisions.some(({ xrefForm }) => xrefForm === 'hybrid')) {
          steps.set(index, [this.#undecided('hybrid-reference', index)]);
          continue;
        }
        graph ??= this.#graphOf(index - 1);
        steps.set(index, compareRevision(this.#document, index, graph));
      } catch (cause) {
        if (!isCinnabarError(cause)) throw cause;
        steps.set(index, [this.#undecided('unreadable', index)]);
      }
    }
    return steps;
  }

  #graphOf(revision: number): ObjectGraph {
    const document = this.#document.at(revision);
    const graph = new ObjectGraph(this.#budget);
    graph.add(document, document.trailer, { role: 'trailer', field: undefined, from: undefined, step: '' });
    return graph;
  }

  #undecided(rule: 'hybrid-reference' | 'unreadable', revision: number): Finding {
    return { rule, level: 'OTHER', object: 'trailer', path: '', revision };
  }
}
