import { der, derInteger, derTag, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';

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
    const sequence = readTlv(signature);
    if (sequence.tag !== derTag.sequence || sequence.bytes.length !== signature.length) return undefined;
    numbers = tlvChildren(sequence);
  } catch {
    return undefined;
  }
  if (numbers.length !== 2) return undefined;
  const raw = new Uint8Array(2 * size);
  for (const [index, number] of numbers.entries()) {
    const { content } = number;
    const [first = 0x80, second = 0] = content;
    if (number.tag !== derTag.integer || first >= 0x80 || (first === 0 && content.length > 1 && second < 0x80))
      return undefined;
    const magnitude = first === 0 ? content.subarray(1) : content;
    if (magnitude.length > size) return undefined;
    raw.set(magnitude, (index + 1) * size - magnitude.length);
  }
  // Lengths must be minimal as well; writing it again shows it.
  const again = ecdsaRawToDer(raw);
  return again.length === signature.length ? raw : undefined;
}
