import { isCinnabarError } from '../error/index.ts';
import { openPdf, PdfString, unlockPdf, type PdfDict, type PdfDocument } from '../pdf/index.ts';
import { ambiguitiesOf } from './ambiguities.ts';
import { checkSignature, type SignatureFacts } from './check-signature.ts';
import { RevisionHistory } from './diff/index.ts';
import { indicationOf, verdictOf } from './indication.ts';
import { modificationsAfter, type AnnotationPolicy } from './modifications.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { levelOf } from './level.ts';
import type { TrustContext } from './judge-certificate.ts';
import type { SignatureReport, VerificationReport } from './report.ts';
import { SecurityStore } from './security-store.ts';
import { EarlierSignatures, findSignatures } from './signatures.ts';
import { timelineOf, type Timeline } from './timeline.ts';
import { assessTrust, trustContext } from './trust.ts';

export interface VerifyOptions {
  /** DER certificates to trust. Without any, no signature can be more than INDETERMINATE. */
  readonly trust?: readonly Uint8Array[];
  /** Of an encrypted file. Absent: it opens without, or is UNREADABLE. */
  readonly password?: string | undefined;
  /** The moment to judge at; now when absent. */
  readonly at?: Date;
  /**
   * Asked for what the file does not bring along. Absent: nobody is asked. Addresses come from the file, so give one
   * that decides which it visits.
   */
  readonly revocation?: RevocationProvider;
  /**
   * Annotations after a signature that neither certification nor lock speaks of: `warn` (the default) permits them with
   * a warning, as other validators do; `forbid` fails the signature.
   */
  readonly annotations?: AnnotationPolicy;
}

/**
 * Verifies every signature of a PDF: what it covers, whether it is intact, who made it, when, and what was changed after
 * it. Revocation is judged by what the file brings along and, given `revocation`, by asking. Files that cannot be read give the verdict UNREADABLE, not an exception.
 * @throws CinnabarError `VERIFY_TRUST_ANCHOR` when `trust` holds something else than certificates
 */
export async function verifyDocument(bytes: Uint8Array, options: VerifyOptions = {}): Promise<VerificationReport> {
  const context = trustContext(options.trust, options.at ?? new Date(), options.revocation);
  try {
    const document = await unlockPdf(openPdf(bytes), { password: options.password });
    const file = { size: bytes.length, revisions: document.revisions.length };
    const facts = await signatureFacts(document);
    const history = new RevisionHistory(
      document,
      facts.flatMap(({ revision }) => revision ?? []),
    );
    const store = new SecurityStore(document);
    const timeline = await timelineOf(facts, store, context);
    const { annotations = 'warn' } = options;
    const surroundings = { document, all: facts, history, store, timeline, context, annotations };
    const signatures: SignatureReport[] = [];
    for (const fact of facts) signatures.push(await reportOn(fact, surroundings));
    return { verdict: verdictOf(signatures.map(({ indication }) => indication)), file, signatures };
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    const error = { code: cause.code, message: cause.message };
    return { verdict: 'UNREADABLE', error, file: { size: bytes.length, revisions: 0 }, signatures: [] };
  }
}

/**
 * Structure, coverage and cryptography of every signature and time-stamp, in the order of the file; nobody is trusted.
 * @throws CinnabarError `PDF_*`
 */
export async function signatureFacts(document: PdfDocument): Promise<SignatureFacts[]> {
  const facts: SignatureFacts[] = [];
  const earlier = new EarlierSignatures(document);
  for (const found of findSignatures(document)) facts.push(await checkSignature(document, found, earlier));
  return facts;
}

/** What all signatures of a file share. */
interface Surroundings {
  readonly document: PdfDocument;
  readonly all: readonly SignatureFacts[];
  readonly history: RevisionHistory;
  readonly store: SecurityStore;
  readonly timeline: Timeline;
  readonly context: TrustContext;
  readonly annotations: AnnotationPolicy;
}

async function reportOn(
  facts: SignatureFacts,
  { document, all, history, store, timeline, context, annotations }: Surroundings,
): Promise<SignatureReport> {
  const { found } = facts;
  const { modifications, problems: laterProblems } = modificationsAfter(
    document,
    found,
    facts.revision,
    history,
    annotations,
  );
  const trust = await assessTrust(facts, claimedTime(found.dict), timeline, store, context);
  const problems = [
    ...laterProblems,
    ...facts.problems,
    ...trust.problems,
    ...store.problems,
    ...ambiguitiesOf(document),
  ];
  const [indication, subIndication] = indicationOf(facts, trust.trust, modifications, problems);
  return {
    fieldNames: found.fieldNames,
    kind: facts.kind,
    subFilter: facts.subFilter ?? null,
    level: await levelOf(facts, all, store, context.at),
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
