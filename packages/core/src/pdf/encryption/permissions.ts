import type { PdfSecurity } from './cipher.ts';

/** /P of the encryption dictionary (ISO 32000-2 Table 22): what the author grants to those without the owner's password. */
export interface PdfPermissions {
  /** Bit 3. */
  readonly print: boolean;
  /** Bit 4: change the document other than by annotating, filling and assembling. */
  readonly modify: boolean;
  /** Bit 5. */
  readonly copy: boolean;
  /** Bit 6: annotate, and fill form fields. */
  readonly annotate: boolean;
  /** Bit 9: fill existing form fields, signature fields included, even where bit 6 forbids it. */
  readonly fillForms: boolean;
  /** Bit 11: insert, rotate and delete pages. */
  readonly assemble: boolean;
  /** Bit 12: print in full quality. */
  readonly printFaithfully: boolean;
}

/** @param flags /P, 32 bits; bits 9 to 12 have no meaning before revision 3 and are granted with what they refine */
export function readPermissions(flags: number, revision: number): PdfPermissions {
  const granted = (bit: number): boolean => (flags & (1 << (bit - 1))) !== 0;
  const [print, modify, copy, annotate] = [granted(3), granted(4), granted(5), granted(6)];
  const refined = revision >= 3;
  return {
    print,
    modify,
    copy,
    annotate,
    fillForms: refined ? granted(9) : annotate,
    assemble: refined ? granted(11) : modify,
    printFaithfully: refined ? granted(12) : print,
  };
}

/** Whether existing fields may be filled and signed; undefined is an unencrypted file, which forbids nothing. */
export function mayFill(security: PdfSecurity | undefined): boolean {
  if (!security || security.access === 'owner') return true;
  return security.permissions.annotate || security.permissions.fillForms;
}

/** Whether form fields, signature fields included, may be made; bits 4 and 6 together. */
export function mayAddFields(security: PdfSecurity | undefined): boolean {
  if (!security || security.access === 'owner') return true;
  return security.permissions.modify && security.permissions.annotate;
}
