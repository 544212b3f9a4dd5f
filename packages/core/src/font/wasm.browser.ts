import { CinnabarError } from '../error/index.ts';

/** A page has no package folder: the host fetches the file from where it serves it. */
export async function defaultSubsetWasm(): Promise<Uint8Array> {
  throw new CinnabarError(
    'FONT_WASM',
    'In a browser, pass the bytes of harfbuzzjs/dist/harfbuzz-subset.wasm as `subsetWasm`.',
  );
}
