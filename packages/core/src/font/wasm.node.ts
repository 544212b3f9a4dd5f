import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The subsetter from the installed package. */
export async function defaultSubsetWasm(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')));
}
