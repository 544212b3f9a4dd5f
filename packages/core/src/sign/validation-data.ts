import { bytesToHex, type Part, type Parts } from '../bytes/index.ts';
import { readCertificate, readCrl, readOcspResponse } from '../cms/index.ts';
import { digest } from '../crypto/index.ts';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  unlockPdf,
  type PdfObject,
} from '../pdf/index.ts';
import { announceExtensions, pendingCatalog } from './announce.ts';
import { refuseUnsignable } from './signature-field.ts';

/** What a verifier needs later, when nobody answers any more. All in DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  /** Whole OCSPResponses. */
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/**
 * Appends a revision with a document security store (ISO 32000-2 §12.8.4.3). What is in the file already stays and is
 * not written again; with nothing new there is no revision.
 * @param options.password of an encrypted document, which stays encrypted
 * @throws CinnabarError `SIGN_NOT_PERMITTED`, `SIGN_HYBRID`, `SIGN_AMBIGUOUS`, `SIGN_XFA`, `PDF_*`, and what reading
 *   `data` throws: only what can be read is kept
 */
export async function addValidationData<P extends Part>(
  file: P,
  data: ValidationData,
  options: { readonly password?: string | undefined } = {},
): Promise<Parts<P | Uint8Array>> {
  data.certificates.forEach((der) => readCertificate(der));
  data.ocsps.forEach((der) => readOcspResponse(der));
  data.crls.forEach((der) => readCrl(der));
  const document = await unlockPdf(openPdf(file), options);
  refuseUnsignable(document, false);
  const writer = new IncrementalWriter(document);
  const catalog = pendingCatalog(writer, document);
  const entry = catalog.get('DSS');
  const old = document.resolve(entry);
  const store = old instanceof PdfDict ? old.clone() : new PdfDict({ Type: PdfName.of('DSS') });
  let added = false;
  const merge = async (key: string, ders: readonly Uint8Array[]): Promise<void> => {
    const items = document.resolve(store.get(key));
    const kept: PdfObject[] = Array.isArray(items) ? [...items] : [];
    const known = new Set<string>();
    for (const item of kept) {
      const stream = document.resolve(item);
      if (stream instanceof PdfStream) known.add(await fingerprint(document.decode(stream)));
    }
    for (const der of ders) {
      const print = await fingerprint(der);
      if (known.has(print)) continue;
      known.add(print);
      kept.push(writer.add(new PdfStream(new PdfDict(), der)));
      added = true;
    }
    if (kept.length > 0) store.set(key, kept);
  };
  await merge('Certs', data.certificates);
  await merge('OCSPs', data.ocsps);
  await merge('CRLs', data.crls);
  if (!added) return [file];
  if (entry instanceof PdfRef && old instanceof PdfDict) writer.set(entry, store);
  else writer.set(document.catalogRef, catalog.clone().set('DSS', writer.add(store)));
  announceExtensions(writer, document);
  return [file, writer.write().increment];
}

async function fingerprint(bytes: Uint8Array): Promise<string> {
  return bytesToHex(await digest('SHA-256', [bytes]));
}
