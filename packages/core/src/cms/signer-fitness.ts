import { equalBytes } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { extendedKeyUsage, permitsKeyUsage, type Certificate } from './certificate.ts';
import { oid } from './oids.ts';

/** Purposes of keys that answer machines; a certificate for nothing else names nobody who signs documents. */
const otherPurposes: readonly string[] = [oid.serverAuthentication, oid.codeSigning, oid.timeStamping, oid.ocspSigning];

/** What certificates of people who sign are issued for, where nothing else is stated. */
const usualPurposes: readonly string[] = [
  oid.documentSigning,
  oid.emailProtection,
  oid.clientAuthentication,
  oid.adobeAuthenticDocuments,
  oid.microsoftDocumentSigning,
];

/**
 * Extended key usages a signer's certificate counts for: what it states beside those of machines, or the usual.
 * @throws CinnabarError `ASN1_MALFORMED` for extensions that cannot be read
 */
export function signingPurposes(certificate: Certificate): readonly string[] {
  const stated = extendedKeyUsage(certificate)?.purposes.filter((purpose) => !otherPurposes.includes(purpose)) ?? [];
  return stated.length > 0 && !stated.includes(oid.anyExtendedKeyUsage) ? stated : usualPurposes;
}

/**
 * Why a certificate is not one for signing documents: its key usage has neither digitalSignature nor nonRepudiation
 * (RFC 5280 §4.2.1.3), or all its purposes are others (§4.2.1.12). Undefined when it is one.
 * @throws CinnabarError `ASN1_MALFORMED` for extensions that cannot be read
 */
export function signerUsageFault(certificate: Certificate): 'KEY_USAGE' | 'EXTENDED_KEY_USAGE' | undefined {
  if (!permitsKeyUsage(certificate, 'digitalSignature') && !permitsKeyUsage(certificate, 'nonRepudiation')) {
    return 'KEY_USAGE';
  }
  const purposes = extendedKeyUsage(certificate)?.purposes;
  return purposes?.every((purpose) => otherPurposes.includes(purpose)) ? 'EXTENDED_KEY_USAGE' : undefined;
}

/**
 * Refuses a certificate whose signature of `at` nobody would accept. What is signed with it later is for the verifier;
 * this spares the signer a signature that is worth nothing.
 * @param at what the signature claims as its time, or now
 * @param issuedBy latest moment at which the certificate may begin; `at` when absent. A certificate issued for one
 *   signature may be younger than the document that was prepared for it.
 * @param spki SubjectPublicKeyInfo of the key that is to sign, where it is at hand
 * @throws CinnabarError `SIGNING_CERTIFICATE_EXPIRED`, `SIGNING_CERTIFICATE_NOT_YET_VALID`, `SIGNING_KEY_USAGE`,
 *   `SIGNING_EXTENDED_KEY_USAGE`, `SIGNING_KEY_MISMATCH`, `ASN1_MALFORMED`
 */
export function requireSignerCertificate(
  certificate: Certificate,
  at: Date,
  { spki, issuedBy = at }: { readonly spki?: Uint8Array; readonly issuedBy?: Date } = {},
): void {
  const refuse = (code: string, sentence: string): never => {
    throw new CinnabarError(code, sentence, {
      details: { notBefore: certificate.notBefore.toISOString(), notAfter: certificate.notAfter.toISOString() },
    });
  };
  // So that a moment that is none is refused, too.
  if (!(at <= certificate.notAfter))
    refuse('SIGNING_CERTIFICATE_EXPIRED', 'The certificate has expired at the time of signing.');
  if (issuedBy < certificate.notBefore) {
    refuse('SIGNING_CERTIFICATE_NOT_YET_VALID', 'The certificate is not valid yet at the time of signing.');
  }
  const fault = signerUsageFault(certificate);
  if (fault === 'KEY_USAGE') refuse('SIGNING_KEY_USAGE', 'The certificate is not one for signing.');
  if (fault) {
    refuse('SIGNING_EXTENDED_KEY_USAGE', 'The certificate is for servers, code or time-stamps, not for documents.');
  }
  if (spki && !equalBytes(spki, certificate.spki)) {
    refuse('SIGNING_KEY_MISMATCH', 'The private key is not the one the certificate was issued for.');
  }
}
