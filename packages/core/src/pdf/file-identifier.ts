import type { PdfDocument } from './document.ts';
import { PdfString } from './objects.ts';

/**
 * The two file identifiers (ISO 32000-2 §14.4) of `document` with `increment` appended: the first is permanent, the
 * second new. Derived from content, so that the same update always gives the same bytes.
 */
export function fileIdentifiers(document: PdfDocument, increment: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const ids = document.resolve(document.trailer.get('ID'));
  const [first, second] = Array.isArray(ids) ? ids.map((id) => document.resolve(id)) : [];
  const permanent = first instanceof PdfString ? first.rawBytes : new Uint8Array();
  const previous = second instanceof PdfString ? second.rawBytes : new Uint8Array();
  const renewed = fingerprint([permanent, previous, increment], document.source.length);
  return [permanent.length > 0 ? permanent : renewed, renewed];
}

/** What `fingerprint` does byte by byte, four lanes side by side: most of an increment is the room for a signature. */
function absorbFours(lanes: Uint32Array, bytes: Uint8Array, from: number, to: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = lanes;
  for (let at = from; at < to; at += 4) {
    a = Math.imul(a ^ (bytes[at] as number), 0x01000193);
    b = Math.imul(b ^ (bytes[at + 1] as number), 0x01000193);
    c = Math.imul(c ^ (bytes[at + 2] as number), 0x01000193);
    d = Math.imul(d ^ (bytes[at + 3] as number), 0x01000193);
  }
  lanes.set([a, b, c, d]);
}

/** 16 well-mixed bytes. Tells files apart; is no cryptographic hash and need not be one. */
function fingerprint(chunks: readonly Uint8Array[], seed: number): Uint8Array {
  const lanes = Uint32Array.of(0x9e3779b1 ^ seed, 0x85ebca77 ^ seed, 0xc2b2ae3d ^ seed, 0x27d4eb2f ^ seed);
  let lane = 0;
  const absorb = (chunk: Uint8Array): void => {
    for (const byte of chunk) {
      lanes[lane] = Math.imul((lanes[lane] as number) ^ byte, 0x01000193);
      lane = (lane + 1) & 3;
    }
  };
  for (const chunk of chunks) {
    const head = Math.min((4 - lane) & 3, chunk.length);
    absorb(chunk.subarray(0, head));
    const body = (chunk.length - head) & ~3;
    if (body > 0) absorbFours(lanes, chunk, head, head + body);
    absorb(chunk.subarray(head + body));
    // Where a chunk ends matters, too.
    lanes[lane] = (lanes[lane] as number) ^ chunk.length;
  }
  for (let round = 0; round < 8; round++) {
    const at = round & 3;
    const mixed = ((lanes[at] as number) + (lanes[(at + 3) & 3] as number)) >>> 0;
    lanes[at] = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) ^ (mixed >>> 12);
  }
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 4; i++) view.setUint32(4 * i, lanes[i] as number);
  return bytes;
}
