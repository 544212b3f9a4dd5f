import { loadFontFaces, type FontSet } from '@cinnabar/core/font';

const modules = '@expo-google-fonts';
const files = {
  'NotoSerifSC-Regular': `${modules}/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf`,
  'NotoSansHK-Regular': `${modules}/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf`,
} as const;

let loaded: Promise<FontSet> | undefined;

/** The fonts a contract is filled with: Song type first, a second face for what it lacks. Loaded once per test run. */
export function contractFonts(): Promise<FontSet> {
  loaded ??= loadContractFonts();
  return loaded;
}

async function loadContractFonts(): Promise<FontSet> {
  const faces = Object.entries(files).map(async ([name, file]) => ({ name, data: await packageFile(file) }));
  return loadFontFaces(await Promise.all(faces), {
    subsetWasm: await packageFile('harfbuzzjs/dist/harfbuzz-subset.wasm'),
  });
}

/** A file of an installed package; the test server hands them out under `/node_modules/`. */
async function packageFile(path: string): Promise<Uint8Array> {
  if (typeof process !== 'undefined' && process.versions?.node !== undefined) {
    const { readFile } = await import('node:fs/promises');
    return readFile(new URL(`../../../../node_modules/${path}`, import.meta.url));
  }
  const response = await fetch(`/node_modules/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
