import { zlibSync } from 'fflate';

import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf, PdfRef, PdfStream, serializeObject, type PdfDocument } from '@cinnabar/core/pdf';

import { mutate, mutateDer, mutateMeaning } from './mutations.ts';
import { oneOf, type Pick } from './random.ts';

interface Original {
  readonly num: number;
  readonly text: string;
  /** Stream data with filters undone. */
  readonly data: string | undefined;
}

/** Adds well-formed revisions whose objects are spoilt: what somebody does to a file without touching its signed bytes. */
export class LaterRevisions {
  readonly #originals: readonly Original[];
  readonly #size: number;
  readonly #startxref: number;
  readonly #root: string;
  readonly #text: string;

  constructor(bytes: Uint8Array) {
    const document = openPdf(bytes);
    this.#text = bytesToLatin1(bytes);
    this.#originals = originalsOf(document);
    this.#size = document.size;
    this.#startxref = (document.revisions.at(-1) as { startxref: number }).startxref;
    this.#root = String(document.catalogRef);
  }

  /** The file with one or two revisions more. */
  add(pick: Pick): string {
    let text = this.#text;
    let previous = this.#startxref;
    for (let count = 1 + pick(2); count > 0; count--) {
      const objects = new Map<number, string>();
      for (let touched = 1 + pick(3); touched > 0; touched--) {
        const original = oneOf(pick, this.#originals);
        const source = pick(2) ? original : oneOf(pick, this.#originals);
        objects.set(pick(8) ? original.num : this.#size + pick(3), spoilt(source, pick));
      }
      [text, previous] = this.#revision(text, objects, previous, pick);
    }
    return text;
  }

  #revision(before: string, objects: Map<number, string>, previous: number, pick: Pick): [string, number] {
    let text = before;
    let rows = '';
    for (const [num, body] of objects) {
      if (pick(12) === 0) {
        rows += `${num} 1\n0000000000 00001 f \n`;
        continue;
      }
      rows += `${num} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`;
      text += `${num} 0 obj\n${body}\nendobj\n`;
    }
    const root = pick(10) ? this.#root : `${oneOf(pick, this.#originals).num} 0 R`;
    const trailer = `<< /Size ${this.#size + 3} /Root ${root} /Prev ${previous} >>`;
    const startxref = text.length;
    return [`${text}xref\n${rows}trailer\n${trailer}\nstartxref\n${startxref}\n%%EOF\n`, startxref];
  }
}

/** The body of an object, changed, or unchanged for another number. */
function spoilt({ text, data }: Original, pick: Pick): string {
  if (data === undefined || pick(3) === 0)
    return oneOf(pick, [mutate, mutateMeaning, mutateMeaning, unchanged])(text, pick);
  const content = oneOf(pick, [mutate, mutateDer, mutateDer])(data, pick);
  const plain = pick(2) === 0;
  const bytes = plain ? content : bytesToLatin1(zlibSync(latin1ToBytes(content)));
  return `<< ${plain ? '' : '/Filter /FlateDecode '}/Length ${bytes.length} >>\nstream\n${bytes}\nendstream`;
}

function unchanged(text: string): string {
  return text;
}

function originalsOf(document: PdfDocument): Original[] {
  const originals: Original[] = [];
  for (let num = 1; num < document.size; num++) {
    const object = document.get(PdfRef.of(num));
    if (object === null) continue;
    const data = object instanceof PdfStream ? bytesToLatin1(document.decode(object)) : undefined;
    originals.push({ num, text: bytesToLatin1(serializeObject(object)), data });
  }
  return originals;
}
