import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadFontFaces, type FontSet } from '@cinnabar/core/font';

import { readInput } from '../files/input.ts';

/** A serif face for contracts, and one with the rare characters of names that the first lacks. */
const faces = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-hk/400Regular/NotoSansHK_400Regular.ttf',
];

/** The fonts in these files, or those that come with the program when there are none. */
export async function loadFonts(files: readonly string[] = []): Promise<FontSet> {
  const paths = files.length > 0 ? files : faces.map((face) => fileURLToPath(import.meta.resolve(face)));
  return loadFontFaces(
    await Promise.all(
      paths.map(async (path) => ({
        name: basename(path, extname(path)).replace(/[^A-Za-z0-9]+/g, '-') || 'Font',
        data: await readInput(path),
      })),
    ),
  );
}
