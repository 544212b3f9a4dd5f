/**
 * Vector artwork: what seals, handwriting and text outlines are made of before they become SVG in a page or
 * operators in a PDF. One geometry for both, so what the signer sees is what is stamped.
 */
export type { Artwork, ArtworkPath, PathSegment, Rgb } from './artwork.ts';
export { artworkToPathData } from './svg.ts';
export { artworkToOperators } from './operators.ts';
export { simplifySegments } from './simplify.ts';
export { transformSegments, type Matrix } from './transform.ts';
