import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadFontFaces, type FontSet } from '@cinnabar/core/font';

/** A serif face for contracts, and one with the rare characters of names that the first lacks. */
const faces = [
  ['NotoSerifSC-Regular', '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'],
  ['NotoSansHK-Regular', '@expo-google-fonts/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf'],
] as const;

/** Loaded once: the fonts take some 50 MB of memory. */
let loading: Promise<FontSet> | undefined;

export function serverFonts(): Promise<FontSet> {
  return (loading ??= Promise.all(
    faces.map(async ([name, path]) => ({
      name,
      data: new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(path)))),
    })),
  ).then((loaded) => loadFontFaces(loaded)));
}
