import { CinnabarError, type ErrorDetails } from '../error/index.ts';

/** Something of the file contradicts ISO 32000-2 where reading on would mean guessing. */
export function damaged(message: string, details?: ErrorDetails): CinnabarError {
  return new CinnabarError('PDF_DAMAGED', `The PDF is damaged: ${message}.`, details ? { details } : {});
}

/** A budget of {@link PdfLimits} is used up. */
export function limitExceeded(limit: string, allowed: number): CinnabarError {
  return new CinnabarError('PDF_LIMIT', `The PDF exceeds what this program processes (${limit}: ${allowed}).`, {
    details: { limit, allowed },
  });
}

/** Content of an encrypted file was asked for. */
export function encrypted(): CinnabarError {
  return new CinnabarError('PDF_ENCRYPTED', 'The PDF is encrypted; give its password, or a copy without protection.');
}

/** Neither the owner's nor the user's. */
export function wrongPassword(): CinnabarError {
  return new CinnabarError('PDF_PASSWORD', 'The password does not open the PDF.');
}

/** Nobody's password opens it. */
export function needsRecipient(): CinnabarError {
  return new CinnabarError(
    'PDF_ENCRYPTED',
    'The PDF is encrypted for the holders of certificates; no password opens it.',
  );
}

/** Encrypted for the holders of other certificates. */
export function wrongRecipient(cause?: unknown): CinnabarError {
  return new CinnabarError('PDF_PASSWORD', 'The PDF was not encrypted for the holder of this certificate.', { cause });
}

/** A construct the standard allows and this program does not process. */
export function unsupported(message: string, details?: ErrorDetails): CinnabarError {
  return new CinnabarError('PDF_UNSUPPORTED', message, details ? { details } : {});
}
