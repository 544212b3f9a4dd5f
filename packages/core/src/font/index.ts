/** Fonts: a face for every character, outlines, and subsets small enough to embed with one line of text. */
export { loadFontFaces, type FontFaceSource } from './load.ts';
export { runsOf, type Cluster, type FontSet, type FontSubset } from './font-set.ts';
export type { FontFace, FontMetrics } from './font-face.ts';
