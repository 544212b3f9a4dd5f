import type { Budget } from '../budget.ts';
import { damaged, unsupported } from '../errors.ts';

export interface PredictorParameters {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Undoes the predictors of FlateDecode and LZWDecode (ISO 32000-2 §7.4.4.4). */
export function undoPredictor(data: Uint8Array, parameters: PredictorParameters, budget: Budget): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = parameters;
  if (predictor === 1) return data;
  if (![1, 2, 4, 8, 16].includes(bitsPerComponent) || !inRange(colors, 1, 256) || !inRange(columns, 1, 1 << 26)) {
    throw damaged('the parameters of a predictor are out of range');
  }
  const pixelBytes = Math.max(1, (colors * bitsPerComponent) >> 3);
  const rowBytes = Math.ceil((colors * bitsPerComponent * columns) / 8);
  if (predictor === 2) return undoTiff(data, parameters, rowBytes, budget);
  if (predictor >= 10 && predictor <= 15) return undoPng(data, rowBytes, pixelBytes, budget);
  throw unsupported('The PDF uses an unknown predictor.', { predictor });
}

function inRange(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function undoPng(data: Uint8Array, rowBytes: number, pixelBytes: number, budget: Budget): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  budget.spend(rows * rowBytes);
  const output = new Uint8Array(rows * rowBytes);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const count = Math.min(rowBytes, data.length - from - 1);
    const type = data[from] as number;
    if (type > 4) throw damaged('a row of a PNG predictor has an unknown type');
    for (let i = 0; i < count; i++) {
      const at = row * rowBytes + i;
      const left = i >= pixelBytes ? (output[at - pixelBytes] as number) : 0;
      const up = row > 0 ? (output[at - rowBytes] as number) : 0;
      const upLeft = row > 0 && i >= pixelBytes ? (output[at - rowBytes - pixelBytes] as number) : 0;
      output[at] = (data[from + 1 + i] as number) + prediction(type, left, up, upLeft);
    }
    length += count;
  }
  return output.subarray(0, length);
}

function prediction(type: number, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - upLeft;
      const toLeft = Math.abs(estimate - left);
      const toUp = Math.abs(estimate - up);
      const toUpLeft = Math.abs(estimate - upLeft);
      if (toLeft <= toUp && toLeft <= toUpLeft) return left;
      return toUp <= toUpLeft ? up : upLeft;
    }
    default:
      return 0;
  }
}

function undoTiff(
  data: Uint8Array,
  { colors, bitsPerComponent, columns }: PredictorParameters,
  rowBytes: number,
  budget: Budget,
): Uint8Array {
  budget.spend(data.length);
  const output = data.slice();
  for (let start = 0; start + rowBytes <= output.length; start += rowBytes) {
    const row = output.subarray(start, start + rowBytes);
    if (bitsPerComponent === 8) {
      for (let i = colors; i < rowBytes; i++) row[i] = (row[i] as number) + (row[i - colors] as number);
    } else if (bitsPerComponent === 16) {
      for (let i = 2 * colors; i + 1 < rowBytes; i += 2) {
        const sum = (word(row, i) + word(row, i - 2 * colors)) & 0xffff;
        row[i] = sum >> 8;
        row[i + 1] = sum & 0xff;
      }
    } else {
      undoTiffBits(row, colors, bitsPerComponent, columns);
    }
  }
  return output;
}

function word(row: Uint8Array, at: number): number {
  return ((row[at] as number) << 8) | (row[at + 1] as number);
}

function undoTiffBits(row: Uint8Array, colors: number, bits: number, columns: number): void {
  const mask = (1 << bits) - 1;
  const previous = new Uint8Array(colors);
  for (let sample = 0; sample < columns * colors; sample++) {
    const at = (sample * bits) >> 3;
    const shift = 8 - bits - ((sample * bits) & 7);
    const color = sample % colors;
    const value = (((row[at] as number) >> shift) + (previous[color] as number)) & mask;
    previous[color] = value;
    row[at] = ((row[at] as number) & ~(mask << shift)) | (value << shift);
  }
}
