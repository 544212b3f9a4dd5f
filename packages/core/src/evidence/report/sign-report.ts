import type { Artwork } from '../../artwork/index.ts';
import { joinParts } from '../../bytes/index.ts';
import type { SignerSubject, SigningProvider } from '../../provider/index.ts';
import { signDocument } from '../../sign/index.ts';
import type { ComposedReport } from './evidence-report.ts';

export interface ReportSigning {
  readonly signing: SigningProvider;
  /** The platform that answers for the report. */
  readonly subject: SignerSubject;
  /** Its seal, shown on the cover; the signature is invisible without. At most 42 mm wide and high. */
  readonly seal?: Artwork;
  readonly signingTime: Date;
  /** DER certificates the platform's own must lead to; when absent trust is not examined. */
  readonly trust?: readonly Uint8Array[];
}

/**
 * Signs a report as any document is signed; the result has passed the verifier.
 * @throws CinnabarError `SIGN_*`, `SIGNING_*`
 */
export async function signEvidenceReport(
  { bytes, signatureArea }: ComposedReport,
  { signing, subject, seal, signingTime, trust }: ReportSigning,
): Promise<Uint8Array> {
  const place = seal ? { create: { widgets: [signatureArea] }, appearances: [seal] } : { create: {} };
  const request = { fieldName: 'issuer', name: subject.name, signingTime, ...place };
  const signer = { provider: signing, subject, ...(trust ? { trust } : {}) };
  return joinParts(await signDocument(bytes, request, signer));
}
