/** Seals as vector artwork at their true size in millimetres. */
export { roundSeal, type RoundSealOptions } from './round-seal.ts';
export { squareNameSeal, type SquareNameSealOptions } from './square-name-seal.ts';
export { pointsPerMm } from './units.ts';
