import type { Rgb } from '../artwork/index.ts';

/** Points in a millimetre. */
export const pointsPerMm = 72 / 25.4;

/** The red of seal paste, #E60012. */
export const sealRed: Rgb = [0.902, 0, 0.071];

/** Text under a seal stays readable, as under real paste. */
export const sealOpacity = 0.85;

/** How far outlines may be moved to be shorter, in points: 7 µm, a sixth of the dot of a good printer. */
export const outlineTolerance = 0.02;
