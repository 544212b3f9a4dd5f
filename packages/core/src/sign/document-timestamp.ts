import { base64ToBytes, type Part, type Parts, type SliceOf } from '../bytes/index.ts';
import { checkTimestampToken } from '../cms/index.ts';
import { CinnabarError } from '../error/index.ts';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfString,
  readFormFields,
  unlockPdf,
  type PdfDocument,
} from '../pdf/index.ts';
import type { TimestampProvider } from '../provider/index.ts';
import { addField } from './add-field.ts';
import { announceExtensions, announceSignatures } from './announce.ts';
import type { PreparedDigest } from './prepared-digest.ts';
import { findRoom, prepareRoom } from './reserved-room.ts';
import { timestampDictionary } from './signature-dictionary.ts';
import { refuseUnsignable } from './signature-field.ts';

/** Room for a token with a chain of several large certificates, in bytes. */
const defaultReserve = 12_288;
/** Widget flags (ISO 32000-2 §12.5.3): printed, and locked. */
const printLocked = 4 | 128;

export interface DocumentTimestampOptions {
  /** Room for the token in bytes. */
  readonly reserve?: number;
  /** Of an encrypted document, which stays encrypted. Absent: it opens without. */
  readonly password?: string | undefined;
}

/**
 * Appends a revision with a document time-stamp (ISO 32000-2 §12.8.5): proof that everything before it existed then.
 * @throws CinnabarError what `prepareDocumentTimestamp` and `embedDocumentTimestamp` throw, and `TIMESTAMP_*`
 */
export async function addDocumentTimestamp<P extends Part>(
  file: P,
  timestamps: TimestampProvider,
  options: DocumentTimestampOptions = {},
): Promise<Parts<SliceOf<P> | Uint8Array>> {
  const { parts, prepared } = await prepareDocumentTimestamp(file, options);
  const token = await timestamps.timestamp(base64ToBytes(prepared.digest), 'SHA-256');
  return embedDocumentTimestamp(parts, prepared, token);
}

/**
 * Writes the revision that is to be time-stamped, in a new invisible field `timestamp-N`, with empty room for the token.
 * @throws CinnabarError `SIGN_NOT_PERMITTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`, `PDF_*`
 */
export async function prepareDocumentTimestamp<P extends Part>(
  file: P,
  { reserve = defaultReserve, password }: DocumentTimestampOptions = {},
): Promise<{ parts: Parts<P | Uint8Array>; prepared: PreparedDigest }> {
  const document = await unlockPdf(openPdf(file), { password });
  refuseUnsignable(document, true);
  const writer = new IncrementalWriter(document);
  const fieldName = freeName(document);
  const dictionary = timestampDictionary(reserve);
  const [page] = document.pages();
  const field = new PdfDict({
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    T: PdfString.text(fieldName),
    F: printLocked,
    Rect: [0, 0, 0, 0],
    V: writer.add(dictionary.dict),
  });
  if (page) field.set('P', page.ref);
  addField(writer, document, writer.add(field));
  announceSignatures(writer, document);
  announceExtensions(writer, document);
  const written = writer.write();
  return {
    prepared: await prepareRoom(written, dictionary, { fieldName, digestAlgorithm: 'SHA-256' }),
    parts: [file, written.increment],
  };
}

/**
 * Puts a TimeStampToken over the prepared digest into its room.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`, `SIGN_DOCUMENT_CHANGED`, `SIGN_TIMESTAMP_MISMATCH` (details: codes),
 *   `SIGN_CMS_TOO_LARGE`
 */
export async function embedDocumentTimestamp<P extends Part>(
  parts: Parts<P>,
  prepared: PreparedDigest,
  token: Uint8Array,
): Promise<Parts<SliceOf<P> | Uint8Array>> {
  const room = await findRoom(parts, prepared);
  const check = await checkTimestampToken(token, { algorithm: prepared.digestAlgorithm, imprint: room.digest });
  if (check.integrity !== 'INTACT') {
    throw new CinnabarError('SIGN_TIMESTAMP_MISMATCH', 'The time-stamp is damaged or was made for another document.', {
      details: { codes: check.problems.map(({ code }) => code) },
    });
  }
  return room.fill(token);
}

function freeName(document: PdfDocument): string {
  const taken = new Set(readFormFields(document).fields.map(({ name }) => name));
  let number = 1;
  while (taken.has(`timestamp-${number}`)) number++;
  return `timestamp-${number}`;
}
