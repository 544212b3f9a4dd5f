import type { Parts } from '../bytes/index.ts';
import { naturalDigest, type DigestAlgorithm, type KeyAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';
import { IncrementalWriter, openPdf, type PdfDict } from '../pdf/index.ts';
import { fillFields, stampMarks, type Mark } from '../stamp/index.ts';
import { announceExtensions, announceSignatures } from './announce.ts';
import type { PreparedDigest } from './prepared-digest.ts';
import { prepareRoom } from './reserved-room.ts';
import { signatureDictionary, type SignatureClaims } from './signature-dictionary.ts';
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
  /** What the signer's key signs with, where known: the provider's `keyAlgorithm`. */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** Digest of the ByteRange; when absent the one that fits `keyAlgorithm`, else SHA-256. */
  readonly digestAlgorithm?: DigestAlgorithm;
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
  const { fieldName, reserve, appearances, fills = [], keyAlgorithm = 'P-256' } = request;
  const { digestAlgorithm = naturalDigest[keyAlgorithm] } = request;
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
  announceExtensions(writer, document, keyAlgorithm);
  const written = writer.write();
  return { prepared: await prepareRoom(written, signature, { fieldName, digestAlgorithm }), parts: written.parts };
}
