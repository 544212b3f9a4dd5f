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

/** 16 well-mixed bytes. Tells files apart; is no cryptographic hash and need not be one. */
function fingerprint(chunks: readonly Uint8Array[], seed: number): Uint8Array {
  const lanes = Uint32Array.of(0x9e3779b1 ^ seed, 0x85ebca77 ^ seed, 0xc2b2ae3d ^ seed, 0x27d4eb2f ^ seed);
  for (const chunk of chunks) absorb(lanes, chunk);
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

/** Sixteen bytes at a time, for most of an increment is the room for a signature; then the rest, and how many there were. */
function absorb(lanes: Uint32Array, bytes: Uint8Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = lanes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length & ~15;
  for (let at = 0; at < whole; at += 16) {
    a = mix(a, view.getUint32(at));
    b = mix(b, view.getUint32(at + 4));
    c = mix(c, view.getUint32(at + 8));
    d = mix(d, view.getUint32(at + 12));
  }
  for (let at = whole; at < bytes.length; at++) [a, b, c, d] = [b, c, d, mix(a, bytes[at] as number)];
  lanes.set([mix(a, bytes.length), b, c, d]);
}

function mix(lane: number, word: number): number {
  const product = Math.imul(lane ^ word, 0x01000193);
  return (product << 13) | (product >>> 19);
}
