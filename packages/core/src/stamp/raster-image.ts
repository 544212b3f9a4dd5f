import { concatBytes } from '../bytes/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import {
  PdfDict,
  PdfName,
  PdfStream,
  PdfString,
  type IncrementalWriter,
  type PdfDocument,
  type PdfObject,
  type PdfRef,
} from '../pdf/index.ts';

/** A picture of pixels, checked as far as its headers tell. */
export interface RasterImage {
  /** Pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** Quarter turns clockwise that make it upright, as a telephone's camera says. */
  readonly turns: 0 | 1 | 2 | 3;
  readonly data: JpegData | PngData;
}

interface JpegData {
  readonly type: 'jpeg';
  readonly components: 1 | 3 | 4;
  /** Without metadata: where a photo was taken is nobody's business. */
  readonly bytes: Uint8Array;
}

interface PngData {
  readonly type: 'png';
  readonly depth: number;
  readonly colour: 0 | 2 | 3 | 4 | 6;
  readonly palette: Uint8Array | undefined;
  /** Alpha of palette entries, or the one transparent colour. */
  readonly transparency: Uint8Array | undefined;
  readonly compressed: Uint8Array;
}

const longestSide = 10_000; // pixels
const mostPixels = 40_000_000;
const mostBytes = 10 << 20;

/**
 * Reads a JPEG (baseline or progressive) or a PNG without interlacing.
 * @throws CinnabarError `FIELD_IMAGE` for anything else, for more than 10 MB, 10 000 pixels a side or 40 million in all
 */
export function readImage(bytes: Uint8Array): RasterImage {
  if (bytes.length > mostBytes) throw refused();
  const image = bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes) : readPng(bytes);
  const { width, height } = image;
  if (width < 1 || height < 1 || width > longestSide || height > longestSide || width * height > mostPixels) {
    throw refused();
  }
  return image;
}

/** Adds the picture as an image XObject (ISO 32000-2 §8.9.5). @throws CinnabarError `FIELD_IMAGE` when its pixels are damaged */
export function addImage(
  { width, height, data }: RasterImage,
  document: PdfDocument,
  writer: IncrementalWriter,
): PdfRef {
  const base: Record<string, PdfObject> = {
    Type: PdfName.of('XObject'),
    Subtype: PdfName.of('Image'),
    Width: width,
    Height: height,
  };
  if (data.type === 'jpeg') {
    const space = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[data.components];
    const dict = new PdfDict({
      ...base,
      ColorSpace: PdfName.of(space),
      BitsPerComponent: 8,
      // Programs store CMYK inverted, and say so by being Adobe's; no other CMYK JPEG is seen.
      ...(data.components === 4 ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
      Filter: PdfName.of('DCTDecode'),
      Length: data.bytes.length,
    });
    return writer.add(new PdfStream(dict, data.bytes));
  }
  return addPng(base, { width, height, data }, document, writer);
}

function addPng(
  base: Record<string, PdfObject>,
  { width, height, data }: { width: number; height: number; data: PngData },
  document: PdfDocument,
  writer: IncrementalWriter,
): PdfRef {
  const { depth, colour, palette, transparency } = data;
  const channels = channelsOf[colour];
  const samples = pixelsOf(width, height, data, document);
  const mask = (alpha: Uint8Array): PdfRef =>
    writer.add(
      PdfStream.flate(new PdfDict({ ...base, ColorSpace: PdfName.of('DeviceGray'), BitsPerComponent: 8 }), alpha),
    );
  const entries: Record<string, PdfObject> = { ...base, BitsPerComponent: Math.min(depth, 8) };
  if (colour === 4 || colour === 6) {
    const step = depth / 8;
    const pick = (wanted: (channel: number) => boolean): Uint8Array => {
      const kept: number[] = [];
      for (let channel = 0; channel < channels; channel++) if (wanted(channel)) kept.push(channel * step);
      const out = new Uint8Array(width * height * kept.length);
      for (let pixel = 0, at = 0; pixel < width * height; pixel++) {
        for (const offset of kept) out[at++] = samples[pixel * channels * step + offset] as number;
      }
      return out;
    };
    const dict = new PdfDict({
      ...entries,
      ColorSpace: PdfName.of(colour === 4 ? 'DeviceGray' : 'DeviceRGB'),
      SMask: mask(pick((channel) => channel === channels - 1)),
    });
    return writer.add(
      PdfStream.flate(
        dict,
        pick((channel) => channel < channels - 1),
      ),
    );
  }
  if (colour === 3) {
    if (!palette) throw refused();
    const indexed = [PdfName.of('Indexed'), PdfName.of('DeviceRGB'), palette.length / 3 - 1, new PdfString(palette)];
    const alpha = transparency && mask(paletteAlpha(samples, width, height, depth, transparency));
    return writer.add(
      PdfStream.flate(new PdfDict({ ...entries, ColorSpace: indexed, ...(alpha ? { SMask: alpha } : {}) }), samples),
    );
  }
  const eight = depth === 16 ? samples.filter((_, i) => i % 2 === 0) : samples;
  const dict = new PdfDict({ ...entries, ColorSpace: PdfName.of(colour === 0 ? 'DeviceGray' : 'DeviceRGB') });
  return writer.add(PdfStream.flate(dict, eight));
}

const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** Rows without their filters. A PNG's rows are what PDF calls predictor 15, so the reader's own budgeted decoder does it. */
function pixelsOf(width: number, height: number, data: PngData, document: PdfDocument): Uint8Array {
  const channels = channelsOf[data.colour];
  const stream = new PdfStream(
    new PdfDict({
      Filter: PdfName.of('FlateDecode'),
      DecodeParms: new PdfDict({ Predictor: 15, Colors: channels, BitsPerComponent: data.depth, Columns: width }),
      Length: data.compressed.length,
    }),
    data.compressed,
  );
  let samples: Uint8Array;
  try {
    samples = document.decode(stream);
  } catch (cause) {
    throw isCinnabarError(cause) ? refused(cause) : cause;
  }
  const size = Math.ceil((width * channels * data.depth) / 8) * height;
  if (samples.length < size) throw refused();
  return samples.subarray(0, size);
}

function paletteAlpha(
  samples: Uint8Array,
  width: number,
  height: number,
  depth: number,
  transparency: Uint8Array,
): Uint8Array {
  const row = Math.ceil((width * depth) / 8);
  const alpha = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = samples[y * row + (bit >> 3)] as number;
      const index = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
      alpha[y * width + x] = transparency[index] ?? 255;
    }
  }
  return alpha;
}

function readPng(bytes: Uint8Array): RasterImage {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!signature.every((byte, i) => bytes[i] === byte)) throw refused();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    if (length > bytes.length - at - 12) throw refused();
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    const alike = chunks.get(type);
    if (alike) alike.push(chunk);
    else chunks.set(type, [chunk]);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const header = chunks.get('IHDR')?.[0];
  const data = chunks.get('IDAT');
  if (header?.length !== 13 || !data || !chunks.has('IEND')) throw refused();
  const [depth, colour, , , interlaced] = header.subarray(8) as unknown as [number, number, number, number, number];
  const depths: Readonly<Record<number, readonly number[]>> = {
    0: [1, 2, 4, 8, 16],
    2: [8, 16],
    3: [1, 2, 4, 8],
    4: [8, 16],
    6: [8, 16],
  };
  if (interlaced !== 0 || !depths[colour]?.includes(depth)) throw refused();
  const palette = chunks.get('PLTE')?.[0];
  if (colour === 3 && !(palette && palette.length > 0 && palette.length % 3 === 0 && palette.length <= 768))
    throw refused();
  const size = new DataView(header.buffer, header.byteOffset, 13);
  return {
    width: size.getUint32(0),
    height: size.getUint32(4),
    turns: 0,
    data: {
      type: 'png',
      depth,
      colour: colour as PngData['colour'],
      palette,
      transparency: colour === 3 ? chunks.get('tRNS')?.[0] : undefined,
      compressed: concatBytes(...data),
    },
  };
}

/** Start-of-frame markers of what DCTDecode reads: baseline, extended, progressive Huffman. */
const frames = [0xc0, 0xc1, 0xc2];

function readJpeg(bytes: Uint8Array): RasterImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | undefined;
  let turns: RasterImage['turns'] = 0;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] as number;
    const length = view.getUint16(at + 2);
    if (bytes[at] !== 0xff || length < 2 || at + 2 + length > bytes.length) throw refused();
    const segment = bytes.subarray(at, at + 2 + length);
    if (marker === 0xda) {
      if (!frame || ![1, 3, 4].includes(frame.components)) throw refused();
      const { width, height } = frame;
      const components = frame.components as JpegData['components'];
      return {
        width,
        height,
        turns,
        data: { type: 'jpeg', components, bytes: concatBytes(...kept, bytes.subarray(at)) },
      };
    }
    if (frames.includes(marker)) {
      if (length < 8 || bytes[at + 4] !== 8) throw refused();
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: bytes[at + 9] as number };
    } else if (marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) throw refused();
    if (marker === 0xe1) turns = turnsOf(segment) ?? turns;
    // Application segments and comments are left out, but for Adobe's, which says how colours are coded.
    const metadata = (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!metadata) kept.push(segment);
    at += 2 + length;
  }
  throw refused();
}

/** The camera's orientation (Exif 2.3 §4.6.4, tag 0x0112) as quarter turns; mirrored ones are not made by cameras. */
function turnsOf(segment: Uint8Array): RasterImage['turns'] | undefined {
  const start = 10; // marker, length, "Exif\0\0"
  if (segment.length < start + 8 || String.fromCharCode(...segment.subarray(4, 8)) !== 'Exif') return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset + start, segment.byteLength - start);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count && directory + 14 + 12 * i <= view.byteLength; i++) {
    const entry = directory + 2 + 12 * i;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    return ({ 3: 2, 6: 1, 8: 3 } as const)[view.getUint16(entry + 8, little)];
  }
  return undefined;
}

function refused(cause?: unknown): CinnabarError {
  return new CinnabarError('FIELD_IMAGE', 'The picture is not a JPEG or a plain PNG of reasonable size.', { cause });
}
