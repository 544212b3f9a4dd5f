import { checkChain, findCertificate, readSignedData } from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { PdfString, type PdfDict, type PdfDocument, type PdfObject } from '../pdf/index.ts';
import type { SignatureReport } from '../verify/index.ts';
import { certificateFault, type CertificateSeed } from './seed-certificate.ts';
import { SeedDictionary } from './seed-dictionary.ts';
import { certificateSeed, demandsTimestamp } from './seed-values.ts';

/**
 * What shows only once there is a signature: who signed, and whether there is a time-stamp.
 * @param value the signature dictionary
 * @param at when the way to a demanded issuer must be valid
 * @returns codes of demands that are not met, for `SIGN_SELF_CHECK`
 * @throws CinnabarError `SIGN_SEED_VALUE_MALFORMED`
 */
export async function seedValueFaults(
  document: PdfDocument,
  field: PdfDict,
  value: PdfDict,
  { signingTime }: SignatureReport,
  at: Date,
): Promise<string[]> {
  const seed = SeedDictionary.at(document, field, 'SV', 'SV');
  if (!seed) return [];
  const faults = demandsTimestamp(seed) && signingTime.timestamp === null ? ['SEED_VALUE_TIMESTAMP'] : [];
  const demanded = certificateSeed(seed);
  const meets = !demanded || (await isMet(demanded, value.get('Contents'), at));
  return meets ? faults : [...faults, 'SEED_VALUE_CERTIFICATE'];
}

async function isMet(demanded: CertificateSeed, contents: PdfObject | undefined, at: Date): Promise<boolean> {
  if (!(contents instanceof PdfString)) return false;
  try {
    const { certificates, signers } = readSignedData(contents.rawBytes);
    const signer = signers[0] && findCertificate(certificates, signers[0]);
    if (!signer || certificateFault(demanded, signer, certificates)) return false;
    const { issuers } = demanded;
    return !issuers || (await checkChain(signer, certificates, issuers, at)).status === 'TRUSTED';
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}
