import type { Budget } from '../budget.ts';
import { damaged, unsupported } from '../errors.ts';
import { PdfDict, PdfName, type PdfObject, type PdfStream } from '../objects.ts';
import { inflate } from './flate.ts';
import { decodeLzw } from './lzw.ts';
import { undoPredictor } from './predictor.ts';
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './simple.ts';

/** Follows references in filter entries. */
export type Resolve = (object: PdfObject | undefined) => PdfObject;

const maxFilters = 8;

/**
 * Undoes all filters of `stream`, spending `budget` on the bytes that each yields.
 * @throws CinnabarError `PDF_UNSUPPORTED` for image and unknown filters, `PDF_DAMAGED`, `PDF_LIMIT`, `PDF_ENCRYPTED`.
 */
export function decodeStream(stream: PdfStream, resolve: Resolve, budget: Budget): Uint8Array {
  const filters = listOf(resolve(stream.dict.get('Filter')), resolve);
  const parameters = listOf(resolve(stream.dict.get('DecodeParms')), resolve);
  if (filters.length > maxFilters) throw damaged('a stream has too many filters');
  let data = stream.data;
  for (const [i, filter] of filters.entries()) {
    if (!(filter instanceof PdfName)) throw damaged('a stream filter is not a name');
    if (filter.value === 'Crypt') {
      // Undone with the encryption, which is always the last thing done (ISO 32000-2 §7.4.10).
      if (i > 0) throw damaged('a stream is encrypted inside another filter');
      continue;
    }
    const dict = parameters[i];
    data = undo(filter.value, data, dict instanceof PdfDict ? dict : new PdfDict(), resolve, budget);
  }
  return data;
}

function listOf(object: PdfObject, resolve: Resolve): PdfObject[] {
  if (object === null) return [];
  return Array.isArray(object) ? object.map((item) => resolve(item)) : [object];
}

function undo(filter: string, data: Uint8Array, dict: PdfDict, resolve: Resolve, budget: Budget): Uint8Array {
  const parameter = (key: string, fallback: number): number => {
    const value = resolve(dict.get(key));
    return typeof value === 'number' ? value : fallback;
  };
  const predictor = () => ({
    predictor: parameter('Predictor', 1),
    colors: parameter('Colors', 1),
    bitsPerComponent: parameter('BitsPerComponent', 8),
    columns: parameter('Columns', 1),
  });
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return undoPredictor(inflate(data, budget), predictor(), budget);
    case 'LZWDecode':
    case 'LZW':
      return undoPredictor(decodeLzw(data, parameter('EarlyChange', 1), budget), predictor(), budget);
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(data, budget);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data, budget);
    case 'RunLengthDecode':
    case 'RL':
      return decodeRunLength(data, budget);
    default:
      throw unsupported('The PDF stores a stream in a form this program does not read.', { filter });
  }
}
