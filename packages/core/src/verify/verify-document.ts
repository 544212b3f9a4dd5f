import { warningProblem } from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { openPdf, PdfString, type PdfDict, type PdfDocument } from '../pdf/index.ts';
import { ambiguitiesOf } from './ambiguities.ts';
import { checkSignature } from './check-signature.ts';
import { indicationOf, verdictOf } from './indication.ts';
import type { Modifications, SignatureReport, VerificationReport } from './report.ts';
import { findSignatures, type FoundSignature } from './signatures.ts';
import { assessTrust, trustContext, type TrustContext } from './trust.ts';

export interface VerifyOptions {
  /** DER certificates to trust. Without any, no signature can be more than INDETERMINATE. */
  readonly trust?: readonly Uint8Array[];
  /** The moment to judge at; now when absent. */
  readonly at?: Date;
}

/**
 * Verifies every signature of a PDF: what it covers, whether it is intact, who made it, when. What came after a
 * signature is named but not yet judged (`modifications.level` is `NOT_ASSESSED`, the verdict at best INDETERMINATE),
 * and revocation is not asked for. Files that cannot be read give the verdict UNREADABLE, not an exception.
 * @throws CinnabarError `VERIFY_TRUST_ANCHOR` when `trust` holds something else than certificates
 */
export async function verifyDocument(bytes: Uint8Array, options: VerifyOptions = {}): Promise<VerificationReport> {
  const context = trustContext(options.trust, options.at ?? new Date());
  try {
    const document = openPdf(bytes);
    const file = { size: bytes.length, revisions: document.revisions.length };
    const signatures: SignatureReport[] = [];
    for (const found of findSignatures(document)) signatures.push(await reportOn(document, found, context));
    return { verdict: verdictOf(signatures.map(({ indication }) => indication)), file, signatures };
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    const error = { code: cause.code, message: cause.message };
    return { verdict: 'UNREADABLE', error, file: { size: bytes.length, revisions: 0 }, signatures: [] };
  }
}

async function reportOn(document: PdfDocument, found: FoundSignature, context: TrustContext): Promise<SignatureReport> {
  const facts = await checkSignature(document, found);
  const modifications = modificationsAfter(facts.coverage);
  const trust = await assessTrust(facts, claimedTime(found.dict), context);
  const problems = [...facts.problems, ...trust.problems, ...ambiguitiesOf(document)];
  if (modifications.level === 'NOT_ASSESSED') {
    problems.push(
      warningProblem(
        'LATER_CHANGES_NOT_ASSESSED',
        'The file was changed after this signature, and the changes were not examined.',
      ),
    );
  }
  const [indication, subIndication] = indicationOf(facts, trust.trust, modifications, problems);
  return {
    fieldNames: found.fieldNames,
    kind: facts.kind,
    subFilter: facts.subFilter ?? null,
    level: facts.level,
    coverage: facts.coverage,
    integrity: facts.integrity,
    modifications,
    signer: trust.signer,
    signingTime: trust.signingTime,
    trust: trust.trust,
    indication,
    subIndication,
    problems,
  };
}

/** The seam of the revision diff: until it is there, later revisions are never called permitted. */
function modificationsAfter(coverage: SignatureReport['coverage']): Modifications {
  return coverage === 'WHOLE_FILE'
    ? { level: 'NONE', permitted: true, findings: [] }
    : { level: 'NOT_ASSESSED', permitted: null, findings: [] };
}

/** /M as ISO 8601, null when absent or not a date (ISO 32000-2 §7.9.4). */
function claimedTime(dict: PdfDict): string | null {
  const value = dict.get('M');
  const text = value instanceof PdfString ? value.toText() : '';
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (!match) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    zoneHour = '00',
    zoneMinute = '00',
  ] = match;
  const zone = sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
