import type { Budget } from '../budget.ts';
import { damaged } from '../errors.ts';
import { FilterOutput } from './output.ts';

const clear = 256;
const end = 257;

/**
 * Undoes LZWDecode (ISO 32000-2 §7.4.4.2). `earlyChange` 1 (the default of the standard) widens codes one entry early.
 * The table keeps, per code, its last byte, its length and the code it extends.
 */
export function decodeLzw(data: Uint8Array, earlyChange: number, budget: Budget): Uint8Array {
  const output = new FilterOutput(budget, 3 * data.length);
  const prefix = new Uint16Array(4096);
  const suffix = new Uint8Array(4096);
  const lengths = new Uint16Array(4096).fill(1, 0, 256);
  for (let code = 0; code < 256; code++) suffix[code] = code;
  const scratch = new Uint8Array(4097);

  /** Writes the sequence of `code` into the scratch area and returns its length. */
  const expand = (code: number): number => {
    const length = lengths[code] as number;
    let current = code;
    for (let i = length - 1; i >= 0; i--) {
      scratch[i] = suffix[current] as number;
      current = prefix[current] as number;
    }
    return length;
  };

  let next = 258;
  let width = 9;
  let previous = -1;
  let held = 0;
  let bits = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === end) break;
    if (code === clear) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) {
      throw damaged('an LZWDecode stream is malformed');
    }
    let length = expand(code === next ? previous : code);
    const first = scratch[0] as number;
    if (code === next) scratch[length++] = first;
    output.append(scratch.subarray(0, length));
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = (lengths[previous] as number) + 1;
      next++;
    }
    width = widthFor(next + earlyChange);
    previous = code;
  }
  return output.finish();
}

function widthFor(codes: number): number {
  if (codes < 512) return 9;
  if (codes < 1024) return 10;
  return codes < 2048 ? 11 : 12;
}
