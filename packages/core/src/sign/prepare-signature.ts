import { bytesToBase64, sliceParts, type Parts } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  type PdfDocument,
  type WrittenPdf,
} from '../pdf/index.ts';
import { fillFields, stampMarks, type Mark } from '../stamp/index.ts';
import type { PreparedDigest } from './prepared-digest.ts';
import {
  byteRangeText,
  signatureDictionary,
  type SignatureClaims,
  type SignatureDictionary,
} from './signature-dictionary.ts';
import { signableField } from './signature-field.ts';

/** What is to be signed, by data only. */
export interface SignatureRequest extends SignatureClaims {
  /** Full name of an existing, empty signature field. */
  readonly fieldName: string;
  /** Values the signer filled in; they become part of the same revision. */
  readonly fills?: readonly { readonly name: string; readonly value: string }[];
  /** One per place where the signature shows, in the order they were prepared; undefined leaves a place as it is. */
  readonly appearances: readonly (Mark | undefined)[];
  /** Room for the CMS in bytes: the provider's `maxCmsSize`. */
  readonly reserve: number;
  readonly digestAlgorithm?: 'SHA-256';
}

const minReserve = 1024;
const maxReserve = 1 << 20;

/**
 * Writes the revision that is to be signed: field values, the mark's appearance, the signature dictionary with empty
 * room for the CMS. The original bytes stay a prefix; nothing is copied and the digest runs over the parts in place.
 * @throws CinnabarError `SIGN_FIELD_MISSING`, `SIGN_FIELD_DUPLICATE`, `SIGN_FIELD_NOT_SIGNATURE`, `SIGN_FIELD_SIGNED`,
 *   `SIGN_ENCRYPTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`, `SIGN_CERTIFIED`, `SIGN_RESERVE`, and what
 *   reading the PDF (`PDF_*`), filling fields and placing marks throws (`FIELD_*`, `FONT_*`, `SEAL_*`). Nothing is written then.
 */
export async function prepareSignature(
  bytes: Uint8Array,
  request: SignatureRequest,
  fonts: FontSet,
): Promise<{ parts: Parts; prepared: PreparedDigest }> {
  const { fieldName, reserve, appearances, fills = [] } = request;
  if (!Number.isInteger(reserve) || reserve < minReserve || reserve > maxReserve) {
    throw new CinnabarError(
      'SIGN_RESERVE',
      `The room for a signature is between ${minReserve} and ${maxReserve} bytes.`,
    );
  }
  const document = openPdf(bytes);
  const field = signableField(document, fieldName);
  const writer = new IncrementalWriter(document);
  if (fills.length > 0) await fillFields(writer, document, fills, fonts);
  // One byte more than the provider promises to need: a CMS must be followed by padding.
  const reserved = reserve + 1;
  const signature = signatureDictionary(request, reserved);
  writer.set(field, (document.get(field) as PdfDict).clone().set('V', writer.add(signature.dict)));
  stampMarks(writer, document, fieldName, appearances);
  announceSignatures(writer, document);
  const written = writer.write();
  const byteRange = patchByteRange(written, signature);
  const [, gapStart, gapEnd, rest] = byteRange;
  const ranges = [...sliceParts(written.parts, 0, gapStart), ...sliceParts(written.parts, gapEnd, gapEnd + rest)];
  const prepared: PreparedDigest = {
    version: 1,
    fieldName,
    digestAlgorithm: 'SHA-256',
    digest: bytesToBase64(await digest('SHA-256', ranges)),
    byteRange,
    reserved,
  };
  return { parts: written.parts, prepared };
}

const signaturesExist = 1;
const appendOnly = 2;

/** /SigFlags of the form and, below PDF 2.0, the /Extensions entry that announces ETSI.CAdES.detached. */
function announceSignatures(writer: IncrementalWriter, document: PdfDocument): void {
  const catalog = document.catalog.clone();
  let changed = false;
  const formEntry = catalog.get('AcroForm');
  const form = document.dictAt(formEntry, 'form').clone();
  const flags = document.resolve(form.get('SigFlags'));
  if (flags !== (signaturesExist | appendOnly) || form.has('NeedAppearances')) {
    form.set('SigFlags', signaturesExist | appendOnly);
    // Appearances drawn anew by a viewer would no longer be the signed ones.
    form.delete('NeedAppearances');
    if (formEntry instanceof PdfRef) writer.set(formEntry, form);
    else {
      catalog.set('AcroForm', form);
      changed = true;
    }
  }
  const extensionsEntry = catalog.get('Extensions');
  const extensions = document.resolve(extensionsEntry);
  const known = extensions instanceof PdfDict ? extensions : new PdfDict();
  if (document.version < '2.0' && !known.has('ESIC')) {
    const level = new PdfDict({ BaseVersion: PdfName.of('1.7'), ExtensionLevel: 2 });
    const extended = known.clone().set('ESIC', level);
    if (extensionsEntry instanceof PdfRef) writer.set(extensionsEntry, extended);
    else {
      catalog.set('Extensions', extended);
      changed = true;
    }
  }
  if (changed) writer.set(document.catalogRef, catalog);
}

function patchByteRange(written: WrittenPdf, signature: SignatureDictionary): PreparedDigest['byteRange'] {
  const increment = written.parts[1] as Uint8Array;
  const offset = (written.parts[0] as Uint8Array).length;
  const gap = written.positionOf(signature.contents);
  const byteRange = [0, gap.start, gap.end, offset + increment.length - gap.end] as const;
  increment.set(byteRangeText(byteRange), written.positionOf(signature.byteRange).start - offset);
  return byteRange;
}
