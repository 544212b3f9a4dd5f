import { CinnabarError } from '../error/index.ts';

/** The exports of `harfbuzz-subset.wasm` used here; pointers and handles are numbers. */
interface SubsetExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize?(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_length(blob: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

const memoryModeReadOnly = 1;
const dropTableSet = 3;
// HB_SUBSET_FLAGS_NO_HINTING | NO_LAYOUT_CLOSURE: the glyphs stand where we put them, at print sizes.
const subsetFlags = 0x1 | 0x200;

// Everything a CIDFontType2 program does not need (ISO 32000-2 table 124 lists what it does).
const droppedTables =
  'GSUB GPOS GDEF BASE JSTF MATH vhea vmtx VORG DSIG STAT OS/2 name post gasp meta kern LTSH VDMX hdmx PCLT fpgm prep cvt_'
    .split(' ')
    .map((tag) => tag.replace('_', ' '));

/** HarfBuzz's subsetter with the faces that were given to it. */
export class Subsetter {
  readonly #hb: SubsetExports;

  private constructor(hb: SubsetExports) {
    this.#hb = hb;
  }

  /** @param wasm The bytes of `harfbuzzjs/dist/harfbuzz-subset.wasm`, which imports nothing. */
  static async create(wasm: Uint8Array): Promise<Subsetter> {
    try {
      // A copy of its own: the platforms' types refuse memory that might be shared.
      const { instance } = await WebAssembly.instantiate(new Uint8Array(wasm), {});
      const hb = instance.exports as unknown as SubsetExports;
      hb._initialize?.();
      return new Subsetter(hb);
    } catch (cause) {
      throw new CinnabarError('FONT_WASM', 'The font subsetter could not be started.', { cause });
    }
  }

  /** Copies `data` once into the subsetter; the handle lives as long as the subsetter. */
  addFace(data: Uint8Array): number {
    const hb = this.#hb;
    const pointer = hb.malloc(data.length);
    if (pointer === 0) throw new CinnabarError('FONT_TOO_LARGE', 'There is not enough memory for the font.');
    new Uint8Array(hb.memory.buffer, pointer, data.length).set(data);
    const blob = hb.hb_blob_create(pointer, data.length, memoryModeReadOnly, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    hb.hb_blob_destroy(blob);
    return face;
  }

  /** A font program with the glyphs of `codePoints` (variation selectors count as such), without hints and layout. */
  subset(face: number, codePoints: Iterable<number>): Uint8Array<ArrayBuffer> {
    const hb = this.#hb;
    const input = hb.hb_subset_input_create_or_fail();
    if (input === 0) throw failed();
    try {
      const unicodes = hb.hb_subset_input_unicode_set(input);
      for (const codePoint of codePoints) hb.hb_set_add(unicodes, codePoint);
      const drop = hb.hb_subset_input_set(input, dropTableSet);
      for (const tag of droppedTables) hb.hb_set_add(drop, tagValue(tag));
      hb.hb_subset_input_set_flags(input, subsetFlags);
      const subset = hb.hb_subset_or_fail(face, input);
      if (subset === 0) throw failed();
      const blob = hb.hb_face_reference_blob(subset);
      const start = hb.hb_blob_get_data(blob, 0);
      const program = new Uint8Array(hb.memory.buffer, start, hb.hb_blob_get_length(blob)).slice();
      hb.hb_blob_destroy(blob);
      hb.hb_face_destroy(subset);
      return program;
    } finally {
      hb.hb_subset_input_destroy(input);
    }
  }
}

function tagValue(tag: string): number {
  let value = 0;
  for (let i = 0; i < 4; i++) value = (value << 8) | tag.charCodeAt(i);
  return value;
}

function failed(): CinnabarError {
  return new CinnabarError('FONT_SUBSET', 'The font could not be subset.');
}
