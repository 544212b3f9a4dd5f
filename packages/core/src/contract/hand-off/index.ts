/** Handwriting on a phone for a page on a PC: one QR code, one phone, five minutes. */
export { createHandOff, decideHandOff, drawingWays } from './decide-hand-off.ts';
export { handOffMachine, type HandOffState, type HandOffTransition } from './hand-off-machine.ts';
export type { HandOffRefusal } from './texts.ts';
export type { HandOff, HandOffEvent, HandOffRequest } from './types.ts';
