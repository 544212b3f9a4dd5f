import { defaultSubsetWasm } from '#font-wasm';

import { CinnabarError } from '../error/index.ts';

import { FontSet } from './font-set.ts';
import { Subsetter } from './subsetter.ts';

/** A font file in memory. */
export interface FontFaceSource {
  /** PostScript name, e.g. `NotoSerifSC-Regular`: letters, digits and hyphens. */
  readonly name: string;
  /** A TrueType file with glyf outlines. */
  readonly data: Uint8Array;
}

/**
 * Faces in order of preference, ready to measure, outline and subset. Takes about twice the size of the files in memory,
 * so load them once per process and share the set.
 *
 * Subsets are HarfBuzz's. Its WebAssembly file is read from the `harfbuzzjs` package in Node; in a browser, pass the bytes
 * of `harfbuzzjs/dist/harfbuzz-subset.wasm` as `subsetWasm`. A CSP needs `'wasm-unsafe-eval'`.
 * @throws CinnabarError `FONT_UNSUPPORTED`, `FONT_NAME`, `FONT_NONE`, `FONT_WASM`.
 */
export async function loadFontFaces(
  faces: readonly FontFaceSource[],
  options: { subsetWasm?: Uint8Array } = {},
): Promise<FontSet> {
  if (faces.length === 0) throw new CinnabarError('FONT_NONE', 'At least one font is needed.');
  for (const { name } of faces) {
    if (!/^[A-Za-z0-9-]{1,63}$/.test(name)) {
      throw new CinnabarError('FONT_NAME', 'A font name is 1 to 63 letters, digits and hyphens.');
    }
  }
  return new FontSet(await Subsetter.create(options.subsetWasm ?? (await defaultSubsetWasm())), faces);
}
