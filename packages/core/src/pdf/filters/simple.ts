import type { Budget } from '../budget.ts';
import { hexValue, isSpace } from '../characters.ts';
import { damaged } from '../errors.ts';
import { FilterOutput } from './output.ts';

/** Undoes ASCIIHexDecode (ISO 32000-2 §7.4.2). */
export function decodeAsciiHex(data: Uint8Array, budget: Budget): Uint8Array {
  const output = new FilterOutput(budget, data.length >> 1);
  let high = -1;
  for (const code of data) {
    if (code === 0x3e) break;
    const digit = hexValue(code);
    if (digit < 0) {
      if (isSpace(code)) continue;
      throw damaged('an ASCIIHexDecode stream is malformed');
    }
    if (high < 0) {
      high = digit;
    } else {
      output.push(16 * high + digit);
      high = -1;
    }
  }
  if (high >= 0) output.push(16 * high);
  return output.finish();
}

/** Undoes ASCII85Decode (§7.4.3). */
export function decodeAscii85(data: Uint8Array, budget: Budget): Uint8Array {
  const output = new FilterOutput(budget, data.length);
  let value = 0;
  let count = 0;
  for (const code of data) {
    if (code === 0x7e) break;
    if (isSpace(code)) continue;
    if (code === 0x7a && count === 0) {
      output.fill(0, 4);
      continue;
    }
    if (code < 0x21 || code > 0x75) throw damaged('an ASCII85Decode stream is malformed');
    value = 85 * value + code - 0x21;
    if (++count < 5) continue;
    if (value > 0xffffffff) throw damaged('an ASCII85Decode stream is malformed');
    pushWord(output, value, 4);
    value = 0;
    count = 0;
  }
  if (count === 1) throw damaged('an ASCII85Decode stream is malformed');
  if (count > 1) {
    for (let i = count; i < 5; i++) value = 85 * value + 84;
    pushWord(output, Math.min(value, 0xffffffff), count - 1);
  }
  return output.finish();
}

function pushWord(output: FilterOutput, value: number, bytes: number): void {
  for (let i = 0; i < bytes; i++) output.push((value >>> (24 - 8 * i)) & 0xff);
}

/** Undoes RunLengthDecode (§7.4.5). */
export function decodeRunLength(data: Uint8Array, budget: Budget): Uint8Array {
  const output = new FilterOutput(budget, 2 * data.length);
  for (let at = 0; at < data.length;) {
    const length = data[at++] as number;
    if (length === 128) break;
    if (length < 128) {
      if (at + length + 1 > data.length) throw damaged('a RunLengthDecode stream is cut off');
      output.append(data.subarray(at, at + length + 1));
      at += length + 1;
    } else {
      const byte = data[at++];
      if (byte === undefined) throw damaged('a RunLengthDecode stream is cut off');
      output.fill(byte, 257 - length);
    }
  }
  return output.finish();
}
