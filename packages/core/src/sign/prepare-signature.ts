import type { Part, Parts } from '../bytes/index.ts';
import { readCertificate, requireSignerCertificate } from '../cms/index.ts';
import { digestFor, restrictionOf, type DigestAlgorithm, type KeyAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { FontSet } from '../font/index.ts';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  readFormFields,
  unlockPdf,
  type PdfDocument,
  type PdfRef,
} from '../pdf/index.ts';
import { fillFields, type Fill, markFieldName, stampMarks, type Mark, type FormField } from '../stamp/index.ts';
import { announceCertification, announceExtensions, announceSignatures } from './announce.ts';
import { addSignatureField, checkNewField, type NewSignatureField } from './new-field.ts';
import type { PreparedDigest } from './prepared-digest.ts';
import { prepareRoom } from './reserved-room.ts';
import { signatureDictionary, type SignatureClaims, type SignatureSubFilter } from './signature-dictionary.ts';
import {
  emptySignatureField,
  refuseDuplicateNames,
  refuseTorn,
  refuseUnseen,
  refuseUnsignable,
} from './signature-field.ts';
import {
  lockDictionary,
  lockOf,
  signatureReferences,
  type ChangeLevel,
  type SignatureLock,
} from './signature-references.ts';
import { requireUnlocked, standingPermissions, type StandingPermissions } from './standing-permissions.ts';

/** What is to be signed, by data only. */
export interface SignatureRequest extends SignatureClaims {
  /** Full name of an existing, empty signature field; with `create`, of a new one. */
  readonly fieldName: string;
  /** Makes the field in the revision that signs it. */
  readonly create?: NewSignatureField;
  /** Values the signer filled in; they become part of the same revision. */
  readonly fills?: readonly Fill[];
  /** One per place where the signature shows, in the order they were prepared; undefined leaves a place as it is. */
  readonly appearances?: readonly (Mark | undefined)[];
  /**
   * Makes it a certification: the author says what may be done to the document from now on (ISO 32000-2 §12.8.2.2).
   * For the first signature only. Absent: an approval.
   */
  readonly certify?: ChangeLevel;
  /**
   * Fields that nobody may change afterwards; `filled` are those that this request fills or marks. Where the field that is
   * signed brings a /Lock, that one counts.
   */
  readonly lock?: SignatureLock | 'filled';
  /** Of an encrypted document, which stays encrypted. Absent: it opens without. */
  readonly password?: string | undefined;
  /** Room for the CMS in bytes: the provider's `maxCmsSize`. */
  readonly reserve: number;
  /** What the signer's key signs with, where known: the provider's `keyAlgorithm`. */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** DER certificates that are to sign, signer first, where they are known: examined before anything is written. */
  readonly certificates?: readonly Uint8Array[];
  /** Whether the CMS will bring a time-stamp, where that is known: the provider's `timestamped`. */
  readonly timestamped?: boolean;
  /**
   * Digest of the ByteRange; when absent what the field asks for, else the one that fits `certificates` and
   * `keyAlgorithm`, else SHA-256.
   */
  readonly digestAlgorithm?: DigestAlgorithm;
  /**
   * `adbe.pkcs7.detached` for a CMS that is no PAdES signature, such as one with a signing-time attribute. When absent what
   * the field asks for, else PAdES.
   */
  readonly subFilter?: SignatureSubFilter;
}

const minReserve = 1024;
const maxReserve = 1 << 20;
/** What a CMS holds besides its certificates: attributes, identifiers and a signature, with the shortest keys. */
const leastBesideCertificates = 400;

/**
 * Writes the revision that is to be signed: field values, the mark's appearance, the signature dictionary with empty
 * room for the CMS. The original stays a prefix; nothing is copied and the digest runs over the parts in place. Of a file
 * that is not in memory only what is needed is read, and all of it once for the digest.
 * All that forbids the signature is found first, and nothing is written then.
 * @param fonts only needed for `fills`
 * @returns with `subFilter`, what the CMS will stand under: the field may have asked for it
 * @throws CinnabarError for the document `SIGN_NOT_PERMITTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`,
 *   `SIGN_FIELD_DUPLICATE`, `SIGN_CERTIFIED`, `SIGN_CLOSED`, `PDF_*`; for the request `SIGN_RESERVE`, `SIGN_TIME`,
 *   `SIGN_CERTIFY_NOT_FIRST`, `SIGN_FIELD_LOCKED`, `SIGN_LOCK`, `SIGN_LOCK_CONFLICT`, `SIGN_LOCK_LATE`, `SIGN_FONTS_MISSING`; for the field
 *   `SIGN_FIELD_MISSING`, `SIGN_FIELD_NOT_SIGNATURE`, `SIGN_FIELD_SIGNED`, `SIGN_FIELD_TORN`, `SIGN_FIELD_UNSEEN`,
 *   `SIGN_SEED_VALUE`, `SIGN_SEED_VALUE_MALFORMED`, and as `checkNewField`; for `certificates` as
 *   `requireSignerCertificate`; and what filling fields and placing marks throws (`FIELD_*`, `FONT_*`, `SEAL_*`)
 */
export async function prepareSignature<P extends Part>(
  file: P,
  request: SignatureRequest,
  fonts?: FontSet,
): Promise<{ parts: Parts<P | Uint8Array>; prepared: PreparedDigest; subFilter: SignatureSubFilter }> {
  const { fieldName, reserve, create, appearances = [], fills = [], keyAlgorithm = 'P-256', signingTime } = request;
  checkReserve(request);
  checkTime(request);
  const only = signerRestriction(request);
  const document = await unlockPdf(openPdf(file), { password: request.password });
  refuseUnsignable(document, create !== undefined);
  refuseDuplicateNames(document);
  const standing = standingPermissions(document);
  checkPermissions(request, standing);
  if (create) checkNewField(document, fieldName, create, standing);
  const field = create ? undefined : emptySignatureField(document, fieldName);
  if (field) {
    refuseTorn(document, field);
    refuseUnseen(
      document,
      field,
      appearances.map((mark) => mark !== undefined),
    );
  }
  const settled = field ? await settle(document, field, request) : request;
  const { digestAlgorithm = digestFor(keyAlgorithm, only), subFilter = 'ETSI.CAdES.detached' } = settled;
  const lock = lockFor(document, settled, field, standing);
  const references = signatureReferences(document.catalogRef, { certify: request.certify, lock });

  const writer = new IncrementalWriter(document);
  if (fills.length > 0) await fillFields(writer, document, fills, requireFonts(fonts));
  // One byte more than the provider promises to need: a CMS must be followed by padding.
  const signature = signatureDictionary(request, reserve + 1, subFilter);
  if (references) signature.dict.set('Reference', references);
  const value = writer.add(signature.dict);
  const entries = new PdfDict({ V: value });
  // Verifiers take a /Lock that an existing field gets later for tampering with the form.
  if (lock && (!field || (!standing.signed && !field.dict.has('Lock')))) entries.set('Lock', lockDictionary(lock));
  if (field) {
    // Poppler and MuPDF look for the signature in the places below a field, which inherit it. Not once somebody has signed:
    // pyHanko takes a place that changes afterwards for tampering.
    const places = standing.signed ? [] : field.widgets(document).filter((ref) => ref !== field.ref);
    for (const ref of places) setEntries(writer, ref, new PdfDict({ V: value }));
    setEntries(writer, field.ref, entries);
    stampMarks(writer, document, fieldName, appearances);
  } else {
    addSignatureField(writer, document, fieldName, create ?? {}, entries, appearances);
  }
  if (request.certify !== undefined) announceCertification(writer, document, value);
  announceSignatures(writer, document);
  announceExtensions(writer, document, keyAlgorithm);
  const written = writer.write();
  const what = { fieldName, digestAlgorithm, signingTime: signingTime.toISOString() };
  return { subFilter, prepared: await prepareRoom(written, signature, what), parts: [file, written.increment] };
}

/** What the field asks for, where it asks for anything: few do, and a page need not load what reads it. */
async function settle(
  document: PdfDocument,
  { dict }: FormField,
  request: SignatureRequest,
): Promise<SignatureRequest> {
  if (!dict.has('SV')) return request;
  const { followSeedValues } = await import('./seed-values.ts');
  return followSeedValues(document, dict, request);
}

function setEntries(writer: IncrementalWriter, ref: PdfRef, entries: PdfDict): void {
  writer.set(ref, new PdfDict(new Map([...(writer.get(ref) as PdfDict).map, ...entries.map])));
}

function checkReserve({ reserve, certificates = [] }: SignatureRequest): void {
  const least = certificates.reduce((sum, der) => sum + der.length, leastBesideCertificates);
  const from = Math.max(minReserve, least);
  if (Number.isInteger(reserve) && reserve >= from && reserve <= maxReserve) return;
  throw new CinnabarError('SIGN_RESERVE', `The room for this signature is between ${from} and ${maxReserve} bytes.`, {
    details: { reserve, least: from, most: maxReserve },
  });
}

/** Four digits are all a PDF date has for the year (ISO 32000-2 §7.9.4). */
function checkTime({ signingTime }: SignatureRequest): void {
  const year = signingTime.getUTCFullYear();
  if (year >= 0 && year <= 9999) return;
  throw new CinnabarError('SIGN_TIME', 'The time of the signature is no date of the years 0 to 9999.');
}

/** What the signer's key may only be used with, where his certificate is known; it must be one for signing. */
function signerRestriction({
  certificates: [signer] = [],
  signingTime,
}: SignatureRequest): ReturnType<typeof restrictionOf> {
  if (!signer) return undefined;
  const certificate = readCertificate(signer);
  requireSignerCertificate(certificate, signingTime);
  return restrictionOf(certificate.spki);
}

function checkPermissions({ fieldName, fills = [], certify }: SignatureRequest, standing: StandingPermissions): void {
  if (certify !== undefined && (standing.signed || standing.certified)) {
    throw new CinnabarError('SIGN_CERTIFY_NOT_FIRST', 'Only the first signature of a document can certify it.');
  }
  requireUnlocked(standing, [fieldName, ...fills.map(({ name }) => name)]);
}

function lockFor(
  document: PdfDocument,
  { fieldName, create, lock, fills = [], appearances = [] }: SignatureRequest,
  field: FormField | undefined,
  { signed }: StandingPermissions,
): SignatureLock | undefined {
  const own = field && lockOf(document, field.dict);
  if (lock === 'filled') {
    if (own) return own;
    const ownWidgets = field?.widgets(document).length ?? 0;
    const marks = appearances.flatMap((mark, i) =>
      mark && i > 0 && ownWidgets < 2 ? [markFieldName(fieldName, i)] : [],
    );
    const fields = [...fills.map(({ name }) => name), ...marks];
    return fields.length > 0 ? { action: 'Include', fields } : undefined;
  }
  if (own && lock && JSON.stringify(sorted(own)) !== JSON.stringify(sorted(lock))) {
    throw new CinnabarError('SIGN_LOCK_CONFLICT', 'The signature field says itself what is locked when it is signed.');
  }
  if (lock?.level !== undefined && !own && field && signed) {
    throw new CinnabarError(
      'SIGN_LOCK_LATE',
      'What may follow can be said only by the first signature, or by one in a new field.',
    );
  }
  if (!own && lock && lock.action !== 'All') {
    // What this request makes is there once it is signed, and may be locked with the rest.
    const made = create ? [fieldName, ...(create.widgets ?? []).map((_, i) => markFieldName(fieldName, i))] : [];
    requireFields(document, lock.fields, made);
  }
  return own ?? lock;
}

/** A lock with a slip of the pen would lock nothing. */
function requireFields(document: PdfDocument, names: readonly string[], made: readonly string[]): void {
  const known = [...readFormFields(document).fields.map(({ name }) => name), ...made];
  const unknown = names.find((name) => !known.some((field) => `${field}.`.startsWith(`${name}.`)));
  if (unknown !== undefined) {
    throw new CinnabarError('SIGN_FIELD_MISSING', 'The document has no field of that name.', {
      details: { field: unknown.slice(0, 80) },
    });
  }
}

/** The same lock always the same way. */
function sorted(lock: SignatureLock): unknown {
  return [lock.action, lock.level, lock.action === 'All' ? [] : lock.fields.toSorted()];
}

function requireFonts(fonts: FontSet | undefined): FontSet {
  if (fonts) return fonts;
  throw new CinnabarError('SIGN_FONTS_MISSING', 'Fields can be filled only with fonts to write in.');
}
