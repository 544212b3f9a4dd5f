import { sourceOfParts, startsWith, type Part, type Parts } from '../bytes/index.ts';
import type { Problem } from '../cms/index.ts';
import { CinnabarError } from '../error/index.ts';
import { openPdf, readFormFields, unlockPdf } from '../pdf/index.ts';
import { findSignatures, verifyDocument, type SignatureReport, type VerificationReport } from '../verify/index.ts';
import { baselineFaults } from './baseline.ts';
import { seedValueFaults } from './seed-value-faults.ts';

export interface SignedExpectations {
  readonly fieldName: string;
  /** The document before this signature: must be an exact prefix. */
  readonly original: Part;
  /** NONE: a plain PKCS #7 signature (`adbe.pkcs7.detached`), which no baseline profile speaks of. */
  readonly level: 'B-B' | 'B-T' | 'NONE';
  /** DER certificates the signer must lead to. When absent trust is not examined, everything else is. */
  readonly trust?: readonly Uint8Array[];
  readonly at?: Date;
  /** Of an encrypted document. */
  readonly password?: string | undefined;
}

/**
 * Problems that only say that trust was not, or not yet, looked into, or that the file's own material does not tell: what
 * proved an earlier signature may be too old for this one.
 */
const openCodes = /^(TRUST_NOT_CHECKED|TIMESTAMP_REVOCATION_NOT_CHECKED|(REVOCATION|OCSP|CRL|DSS)_.*)$/;

/**
 * Runs our own verifier over a signed file before it leaves: the original is its prefix, every earlier signature is
 * intact over its whole revision and permits what was added, the new one covers the whole
 * file, passes every row of the `baseline` profile for the level asked for, has the signer and the time-stamp that its field
 * demands and, given `trust`, is by a signer who is trusted.
 * @throws CinnabarError `SIGN_SELF_CHECK` (details: codes) on any doubt, `SIGN_SEED_VALUE_MALFORMED`; the file must
 *   then not be handed out
 */
export async function checkSigned(parts: Parts<Part>, expectations: SignedExpectations): Promise<VerificationReport> {
  const { fieldName, original, level, trust, at, password } = expectations;
  const codes: string[] = [];
  const file = sourceOfParts(parts);
  if (!startsWith(parts, original)) codes.push('ORIGINAL_CHANGED');
  const report = await verifyDocument(file, { ...(trust ? { trust } : {}), ...(at ? { at } : {}), password });
  if (report.error) codes.push(report.error.code);
  const document = report.error ? undefined : await unlockPdf(openPdf(file), { password });
  if (document && !document.trailer.has('ID')) codes.push('TRAILER_WITHOUT_ID');
  const isNew = ({ fieldNames }: SignatureReport): boolean => fieldNames.includes(fieldName);
  const made = report.signatures.find(isNew);
  codes.push(...(made ? newSignatureFaults(made, level, trust !== undefined) : ['SIGNATURE_NOT_FOUND']));
  const found = document && findSignatures(document).find(({ fieldNames }) => fieldNames.includes(fieldName));
  if (document && found && made && level !== 'NONE') codes.push(...baselineFaults(document, found.dict, made, level));
  const field = document && readFormFields(document).fields.find(({ name }) => name === fieldName);
  if (document && found && made && field) {
    codes.push(...(await seedValueFaults(document, field.dict, found.dict, made, at ?? new Date())));
  }
  for (const earlier of report.signatures.filter((signature) => !isNew(signature))) {
    const { integrity, coverage } = earlier;
    if (integrity === 'BROKEN' || coverage !== 'WHOLE_REVISION') codes.push('EARLIER_SIGNATURE_BROKEN');
    else if (integrity === 'UNKNOWN') codes.push('EARLIER_SIGNATURE_UNKNOWN');
    if (!earlier.modifications.permitted) codes.push('EARLIER_SIGNATURE_VIOLATED');
  }
  if (codes.length > 0) {
    throw new CinnabarError('SIGN_SELF_CHECK', 'The signed document did not pass its final check and was withheld.', {
      details: { codes: [...new Set(codes)] },
    });
  }
  return report;
}

function newSignatureFaults(made: SignatureReport, level: string, trusted: boolean): string[] {
  const faults = made.problems.filter((problem) => isFault(problem, level)).map(({ code }) => code);
  if (made.coverage !== 'WHOLE_FILE') faults.push('COVERAGE');
  if (made.integrity !== 'INTACT') faults.push('INTEGRITY');
  // In a file that already holds what proves signer and authority, a signature with a time-stamp is B-LT from the first.
  if (made.level !== level && !(level === 'B-T' && made.level === 'B-LT')) faults.push('LEVEL');
  if (trusted && made.trust.status !== 'TRUSTED') faults.push('TRUST');
  if (trusted && level === 'B-T' && !made.signingTime.timestampTrusted) faults.push('TIMESTAMP_TRUST');
  return faults;
}

/** Even a remark, such as attributes out of order, is a fault in what we made ourselves; not so in what others did. */
function isFault({ code, severity }: Problem, level: string): boolean {
  return level === 'NONE' ? severity === 'error' : !openCodes.test(code);
}
