import { limitExceeded } from './errors.ts';
import { PdfName, PdfStream, type PdfDict, type PdfRef } from './objects.ts';
import { writeDict, writeObject, type ByteSink } from './serialize.ts';

/** An object of the increment and its offset in the file. */
export interface WrittenObject {
  readonly ref: PdfRef;
  readonly offset: number;
}

/** Highest offset that a row of a table holds: ten digits. */
const maxOffset = 9_999_999_999;

/** A classic table with its trailer (ISO 32000-2 §7.5.4): rows of exactly 20 bytes. */
export function writeXrefTable(sink: ByteSink, objects: readonly WrittenObject[], trailer: PdfDict): void {
  sink.text('xref\n');
  for (const run of consecutive(objects)) {
    sink.text(`${run[0]?.ref.num} ${run.length}\n`);
    for (const { ref, offset } of run) {
      if (offset > maxOffset) throw limitExceeded('offset', maxOffset);
      sink.text(`${String(offset).padStart(10, '0')} ${String(ref.gen).padStart(5, '0')} n \n`);
    }
  }
  sink.text('trailer\n');
  writeDict(sink, trailer);
  sink.text('\n');
}

/** A cross-reference stream (§7.5.8) that describes itself too, as `own`. */
export function writeXrefStream(
  sink: ByteSink,
  objects: readonly WrittenObject[],
  trailer: PdfDict,
  own: WrittenObject,
): void {
  if (own.offset > maxOffset) throw limitExceeded('offset', maxOffset);
  const runs = consecutive([...objects, own]);
  const offsetWidth = own.offset > 0xffffffff ? 5 : 4;
  const rowLength = 1 + offsetWidth + 2;
  const rows = new Uint8Array(rowLength * (objects.length + 1));
  let at = 0;
  for (const { ref, offset } of runs.flat()) {
    rows[at] = 1;
    for (let i = 0; i < offsetWidth; i++) rows[at + 1 + i] = Math.floor(offset / 256 ** (offsetWidth - 1 - i)) & 0xff;
    rows[at + 1 + offsetWidth] = ref.gen >> 8;
    rows[at + 2 + offsetWidth] = ref.gen & 0xff;
    at += rowLength;
  }
  const dict = trailer
    .clone()
    .set('Type', PdfName.of('XRef'))
    .set('Size', Math.max(own.ref.num + 1, trailer.get('Size') as number))
    .set('W', [1, offsetWidth, 2])
    .set(
      'Index',
      runs.flatMap((run) => [run[0]?.ref.num ?? 0, run.length]),
    );
  writeObject(sink.text(`${own.ref.num} ${own.ref.gen} obj\n`), new PdfStream(dict, rows));
  sink.text('\nendobj\n');
}

/** The objects by ascending number, split where numbers are not consecutive. */
function consecutive(objects: readonly WrittenObject[]): WrittenObject[][] {
  const runs: WrittenObject[][] = [];
  for (const object of objects.toSorted((a, b) => a.ref.num - b.ref.num)) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.ref.num === object.ref.num - 1) run.push(object);
    else runs.push([object]);
  }
  return runs;
}
