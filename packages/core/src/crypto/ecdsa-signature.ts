import { der, derInteger, derTag, equalBytes, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';

/** r‖s as SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3), the form certificates and CMS carry. */
export function ecdsaRawToDer(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return der(derTag.sequence, derInteger(raw.subarray(0, half)), derInteger(raw.subarray(half)));
}

/**
 * r‖s of `size` bytes each, or undefined when the encoding is not exactly DER: trailing bytes, padded or negative
 * integers and over-long values would make one signature many.
 */
export function ecdsaDerToRaw(signature: Uint8Array, size: number): Uint8Array | undefined {
  let numbers: Tlv[];
  try {
    numbers = tlvChildren(readTlv(signature));
  } catch {
    return undefined;
  }
  if (numbers.length !== 2) return undefined;
  const raw = new Uint8Array(2 * size);
  for (const [index, { content }] of numbers.entries()) {
    const magnitude = content[0] === 0 ? content.subarray(1) : content;
    if (magnitude.length > size) return undefined;
    raw.set(magnitude, (index + 1) * size - magnitude.length);
  }
  // There is one DER encoding of these two numbers; anything else in the input shows here.
  return equalBytes(ecdsaRawToDer(raw), signature) ? raw : undefined;
}
