import type { Budget } from '../budget.ts';
import { Inflate } from 'fflate';

import { isCinnabarError } from '../../error/index.ts';
import { damaged } from '../errors.ts';
import { FilterOutput } from './output.ts';

/** Input per step. Deflate expands at most 1,032 times, so a step never overshoots the budget by more than 8 MB. */
const step = 8192;

/** Undoes FlateDecode (ISO 32000-2 §7.4.4; RFC 1950) without ever inflating far beyond the budget. */
export function inflate(data: Uint8Array, budget: Budget): Uint8Array {
  const header = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  if (data.length < 2 || ((data[0] as number) & 15) !== 8 || header % 31 !== 0 || ((data[1] as number) & 32) !== 0) {
    throw damaged('a compressed stream has no zlib header');
  }
  const output = new FilterOutput(budget, 4 * data.length);
  const inflater = new Inflate((chunk) => output.append(chunk));
  for (let at = 2; at < data.length || at === 2; at += step) {
    const last = at + step >= data.length;
    try {
      inflater.push(data.subarray(at, at + step), last);
    } catch (error) {
      if (isCinnabarError(error)) throw error;
      throw damaged('a compressed stream is malformed');
    }
  }
  return output.finish();
}
