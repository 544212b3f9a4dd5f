import type { PdfDocument } from '../document.ts';
import { encrypted, needsRecipient, unsupported } from '../errors.ts';
import { isCinnabarError } from '../../error/index.ts';
import { PdfDict, PdfName } from '../objects.ts';
import type { RandomBytes } from './content-cipher.ts';
import type { PdfRecipient } from './enveloped-data.ts';
import { broken, readParameters } from './parameters.ts';
import type { UnlockedKey } from './standard-handler.ts';

export interface UnlockOptions {
  /** The user's or the owner's password. Absent: the empty one, with which many files open without asking. */
  readonly password?: string | undefined;
  /** Whose key opens a file that was encrypted for the holders of certificates. */
  readonly recipient?: PdfRecipient | undefined;
  /** Source of the initialization vectors of what is written later; the platform's when absent. */
  readonly randomBytes?: RandomBytes;
}

/**
 * The same document with its content readable (ISO 32000-2 §7.6): standard and public-key security handlers, RC4 of 40
 * to 128 bits, AES-128, AES-256 of revisions 5 and 6. A document that is not encrypted is returned as it is, so nobody
 * needs to ask.
 *
 * Apart from `openPdf` because most files are not encrypted: ciphers are loaded only when one is met, which is
 * asynchronous. Whoever keeps the result keeps the key; the password is forgotten.
 * @throws CinnabarError `PDF_ENCRYPTED` when a password or a recipient's key is needed and none was given, `PDF_PASSWORD`
 *   when it is wrong, `PDF_UNSUPPORTED` for other handlers and methods, `PDF_DAMAGED`, `PDF_LIMIT`
 */
export async function unlockPdf(document: PdfDocument, options: UnlockOptions = {}): Promise<PdfDocument> {
  if (!document.locked) return document;
  const resolve = document.resolve.bind(document);
  const dict = resolve(document.trailer.get('Encrypt'));
  if (!(dict instanceof PdfDict)) throw broken('dictionary');
  const handler = resolve(dict.get('Filter'));
  if (!(handler instanceof PdfName)) throw broken('handler');
  const parameters = readParameters(dict, resolve);
  let unlocked: UnlockedKey;
  if (handler.value === 'Standard') {
    const { unlockStandard } = await import('./standard-handler.ts');
    unlocked = needing(options.password, (password) =>
      unlockStandard(dict, parameters, resolve(document.trailer.get('ID')), password, resolve),
    );
  } else if (handler.value === 'Adobe.PubSec') {
    if (!options.recipient) throw needsRecipient();
    const { unlockForRecipient } = await import('./public-key-handler.ts');
    unlocked = await unlockForRecipient(dict, parameters, options.recipient, resolve);
  } else {
    throw unsupported('The PDF is encrypted by a handler this program does not have.', { handler: handler.value });
  }
  const { ContentCipher } = await import('./content-cipher.ts');
  const readable = document.unlockedBy(new ContentCipher(unlocked, parameters, options.randomBytes));
  void readable.catalog;
  return readable;
}

/** Who gave no password is asked for one, not told that it is wrong. */
function needing<T>(password: string | undefined, unlock: (password: string) => T): T {
  try {
    return unlock(password ?? '');
  } catch (cause) {
    if (password === undefined && isCinnabarError(cause) && cause.code === 'PDF_PASSWORD') throw encrypted();
    throw cause;
  }
}
