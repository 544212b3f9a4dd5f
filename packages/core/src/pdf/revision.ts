import type { PdfDict } from './objects.ts';
import type { XrefEntries, XrefEntry } from './xref-entries.ts';

/** One state of the file: what a single save appended, from its cross-reference section's point of view. */
export class PdfRevision {
  /** 0 is the oldest. */
  readonly index: number;
  /** Offset of the cross-reference section the revision is entered by. */
  readonly startxref: number;
  /** Offset of the byte after the revision's `%%EOF` and the line end that follows it. */
  readonly endOffset: number;
  /** `hybrid` is a table whose trailer names a cross-reference stream besides (ISO 32000-2 §7.5.8.4). */
  readonly xrefForm: 'table' | 'stream' | 'hybrid';
  readonly trailer: PdfDict;
  readonly #layers: readonly XrefEntries[];
  #numbers: readonly number[] | undefined;

  /** @param layers the revision's entries, those that win first. */
  constructor(
    properties: Pick<PdfRevision, 'index' | 'startxref' | 'endOffset' | 'xrefForm' | 'trailer'>,
    layers: readonly XrefEntries[],
  ) {
    this.index = properties.index;
    this.startxref = properties.startxref;
    this.endOffset = properties.endOffset;
    this.xrefForm = properties.xrefForm;
    this.trailer = properties.trailer;
    this.#layers = layers;
  }

  /** Numbers of the objects this revision adds, replaces or frees, ascending. */
  get entries(): readonly number[] {
    this.#numbers ??= [...new Set(this.#layers.flatMap((layer) => [...layer.numbers()]))].sort((a, b) => a - b);
    return this.#numbers;
  }

  /** What this revision says about object `num`; undefined when nothing. */
  entry(num: number): XrefEntry | undefined {
    let free: XrefEntry | undefined;
    for (const layer of this.#layers) {
      const entry = layer.find(num);
      // A free entry of a hybrid's table hides the object from old readers only; the stream tells where it is.
      if (entry && entry.kind !== 'free') return entry;
      free ??= entry;
    }
    return free;
  }
}
