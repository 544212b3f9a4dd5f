import { encrypted } from '../errors.ts';
import type { PdfDict, PdfObject, PdfRef } from '../objects.ts';
import type { PdfPermissions } from './permissions.ts';

/** What reads and writes the strings and streams of one indirect object (ISO 32000-2 §7.6.3). */
export interface ObjectCipher {
  /** @throws CinnabarError `PDF_DAMAGED` when it was not encrypted with the key of the file */
  decryptString(raw: Uint8Array): Uint8Array;
  /** @throws CinnabarError `PDF_DAMAGED` when it was not encrypted with the key of the file */
  decryptStream(raw: Uint8Array, dict: PdfDict): Uint8Array;
  encryptString(plain: Uint8Array): Uint8Array;
  encryptStream(plain: Uint8Array, dict: PdfDict): Uint8Array;
}

/** Follows references. */
export type Resolve = (object: PdfObject | undefined) => PdfObject;

/** What reads and writes the content of one encrypted file. */
export interface FileCipher {
  readonly security: PdfSecurity;
  objectCipher(ref: PdfRef, resolve: Resolve): ObjectCipher;
}

/** How a file is protected, and what whoever unlocked it may do. */
export interface PdfSecurity {
  /** /Filter of the encryption dictionary. */
  readonly handler: 'Standard' | 'Adobe.PubSec';
  /** /V. */
  readonly version: number;
  /** /R of the standard handler. */
  readonly revision: number | undefined;
  /** What streams are encrypted with, e.g. `AES-256` or `RC4-40`; `none` when crypt filters leave them as they are. */
  readonly algorithm: string;
  /** Whoever has the owner's access may do everything. */
  readonly access: 'owner' | 'user';
  /** What is granted to whoever has the user's access. */
  readonly permissions: PdfPermissions;
}

/** Of a file that was not unlocked. */
export const lockedCipher: ObjectCipher = {
  decryptString: withheld,
  decryptStream: withheld,
  encryptString: withheld,
  encryptStream: withheld,
};

function withheld(): never {
  throw encrypted();
}
