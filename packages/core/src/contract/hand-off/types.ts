import type { Versioned } from '../../machine/index.ts';
import type { HandOffState } from './hand-off-machine.ts';

/** What a PC hands to a phone. */
export interface HandOffRequest {
  readonly id: string;
  /** Whose handwriting is asked for. */
  readonly person: string;
  /** Shown on the phone: which contract, and for whom. */
  readonly contract: string;
  readonly signer: string;
  /** Reference of the PC's session; only there it is accepted. */
  readonly session: string;
}

/** One QR code and what came of it. */
export interface HandOff extends HandOffRequest, Versioned<HandOffState> {
  /** Keyed hash of the one-time token in the QR code; good for nothing else. */
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Keyed hash of the secret the phone that opened it was given. */
  readonly device?: string;
  /** The last drawing: where it is kept, and its digest. */
  readonly drawing?: { readonly asset: string; readonly digest: string };
  readonly drawings: number;
  readonly confirmedAt?: string;
}

export type HandOffEvent =
  /** By the phone: the token of the QR code, and a fresh secret it keeps for the steps that follow. */
  | { readonly type: 'open'; readonly token: string; readonly device: string }
  | { readonly type: 'draw'; readonly device: string; readonly asset: string; readonly digest: string }
  /** By phone or PC, the phone with its secret. */
  | { readonly type: 'redraw'; readonly device?: string; readonly session?: string }
  /** By the PC, about the drawing it shows. */
  | { readonly type: 'confirm'; readonly session: string; readonly digest: string }
  | { readonly type: 'expire' };
