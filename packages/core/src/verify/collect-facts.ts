import type { Part } from '../bytes/index.ts';
import { nameText, serialText, type Certificate, type Problem } from '../cms/index.ts';
import { readPublicKey } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { openPdf, PdfString, unlockPdf, type PdfDict, type PdfDocument, type PdfRecipient } from '../pdf/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { ambiguitiesOf } from './ambiguities.ts';
import { checkSignature, type SignatureFacts } from './check-signature.ts';
import type { CryptoLimits } from './crypto-limits.ts';
import { RevisionHistory } from './diff/index.ts';
import { dynamicContentOf } from './dynamic-content.ts';
import type {
  CertificateFacts,
  ClaimFacts,
  DocumentFacts,
  Observation,
  SecurityStoreFacts,
  SignatureRecord,
} from './facts.ts';
import type { TrustContext } from './judge-certificate.ts';
import { levelOf } from './level.ts';
import { changesAfter } from './modifications.ts';
import { problem } from './problem.ts';
import { SecurityStore } from './security-store.ts';
import { EarlierSignatures, findSignatures, hasLostSignatures, nameEntry } from './signatures.ts';
import { timelineOf, type Timeline } from './timeline.ts';
import { assessTrust, trustContext, type SignerDemands } from './trust.ts';

export interface FactsOptions {
  /** DER certificates to trust. Without any, no signature can be more than INDETERMINATE. */
  readonly trust?: readonly Uint8Array[];
  /** Of an encrypted file. Absent: it opens without, or is UNREADABLE. */
  readonly password?: string | undefined;
  /** Whose key opens a file that was encrypted for the holders of certificates. */
  readonly recipient?: PdfRecipient | undefined;
  /** The moment to judge at; now when absent. */
  readonly at?: Date;
  /**
   * Asked for what the file does not bring along. Absent: nobody is asked. Addresses come from the file, so give one
   * that decides which it visits.
   */
  readonly revocation?: RevocationProvider;
  /**
   * Since when algorithms are too weak for certificates, revocation data and time-stamps. Absent: SHA-1 and RSA keys below
   * 2048 bits always are; for `verifyDocument` what the policy says.
   */
  readonly limits?: CryptoLimits;
  /** What the path from a signer to an authority must meet, beside what the certificates themselves demand. */
  readonly demands?: SignerDemands;
}

/**
 * Finds out everything about the signatures of a PDF and judges nothing: what each covers, whether it is intact, who made
 * it, when, whom the certificates lead to, what was changed after it. Plain JSON, for `judgeFacts`. Files that cannot be
 * read give an `error`, not an exception.
 * @throws CinnabarError `VERIFY_TRUST_ANCHOR` when `trust` holds something else than certificates, `VERIFY_OPTION` when `at`
 *   or `limits` mean nothing; SourceError when `file` cannot be read where it is stored
 */
export async function collectFacts(file: Part, options: FactsOptions = {}): Promise<DocumentFacts> {
  const context = trustContext(options);
  const base = { version: 1, at: context.at.toISOString() } as const;
  try {
    const document = await unlockPdf(openPdf(file), { password: options.password, recipient: options.recipient });
    return { ...base, ...(await factsOf(document, context)) };
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    const error = { code: cause.code, message: cause.message };
    const store = { present: false, certificates: [], ocsps: 0, crls: 0 };
    return {
      ...base,
      file: { size: file.length, revisions: [] },
      error,
      observations: [],
      securityStore: store,
      signatures: [],
    };
  }
}

/**
 * Structure, coverage and cryptography of every signature and time-stamp, in the order of the file; nobody is trusted.
 * @throws CinnabarError `PDF_*`
 */
export async function signatureFacts(
  document: PdfDocument,
  earlier = new EarlierSignatures(document),
): Promise<SignatureFacts[]> {
  const facts: SignatureFacts[] = [];
  for (const found of findSignatures(document)) facts.push(await checkSignature(document, found, earlier));
  return facts;
}

/** What all signatures of a file share. */
interface Surroundings {
  readonly document: PdfDocument;
  readonly all: readonly SignatureFacts[];
  readonly earlier: EarlierSignatures;
  readonly history: RevisionHistory;
  readonly store: SecurityStore;
  readonly timeline: Timeline;
  readonly context: TrustContext;
}

async function factsOf(
  document: PdfDocument,
  context: TrustContext,
): Promise<Pick<DocumentFacts, 'file' | 'observations' | 'securityStore' | 'signatures'>> {
  const earlier = new EarlierSignatures(document);
  const all = await signatureFacts(document, earlier);
  const signed = all.flatMap(({ revision }) => revision ?? []);
  const history = new RevisionHistory(document, signed);
  const store = new SecurityStore(document);
  const timeline = await timelineOf(all, store, context);
  const surroundings = { document, all, earlier, history, store, timeline, context };
  const signatures: SignatureRecord[] = [];
  for (const facts of all) signatures.push(await recordOf(facts, surroundings));
  const revisions = document.revisions.map(({ endOffset, xrefForm }) => ({
    length: endOffset,
    crossReference: xrefForm,
  }));
  return {
    file: { size: document.source.length, revisions },
    observations: [
      ...(hasLostSignatures(document, earlier) ? [observed(problem('SIGNATURE_REMOVED'))] : []),
      ...(all.length > 0 ? fileObservations(document) : []),
    ],
    securityStore: storeFacts(store),
    signatures,
  };
}

async function recordOf(facts: SignatureFacts, surroundings: Surroundings): Promise<SignatureRecord> {
  const { document, all, earlier, history, store, timeline, context } = surroundings;
  const { found, revision, certificate, coverage } = facts;
  const trust = await assessTrust(facts, claimedTime(found.dict), timeline, store, context);
  const byteRange = found.dict.get('ByteRange');
  return {
    fieldNames: found.fieldNames,
    kind: facts.kind,
    subFilter: facts.subFilter ?? null,
    object: found.ref ? String(found.ref) : null,
    claims: claimsOf(document, found.dict),
    byteRange:
      Array.isArray(byteRange) && byteRange.length <= 16 && byteRange.every((item) => typeof item === 'number')
        ? byteRange
        : null,
    coverage,
    tail: facts.tail,
    revision: revision ?? null,
    integrity: facts.integrity,
    digestAlgorithm: facts.digestAlgorithm ?? null,
    key: certificate ? keyOf(certificate) : null,
    cms: facts.cms ?? null,
    // What does not say that it is a document time-stamp makes no archive (ISO 32000-2 §12.8.5).
    level: await levelOf(
      facts,
      all.filter(({ kind, archival }) => kind !== 'timestamp' || archival),
      store,
      context.at,
    ),
    ...changesAfter(document, found, revision, history, earlier, all.length),
    signer: trust.signer,
    signingTime: trust.signingTime,
    trust: trust.trust,
    observations: [
      ...facts.problems.map(observed),
      ...facts.timestampProblems.map((seen) => ({ ...observed(seen), about: 'timestamp' as const })),
      ...[...trust.problems, ...store.problems, ...ambiguitiesOf(document)].map(observed),
    ],
  };
}

function observed({ code, message }: Pick<Problem, 'code' | 'message'>): Observation {
  return { code, message };
}

function fileObservations(document: PdfDocument): Observation[] {
  const hybrid = document.revisions.some(({ xrefForm }) => xrefForm === 'hybrid');
  return [...(hybrid ? [problem('HYBRID_REFERENCE')] : []), ...dynamicContentOf(document)].map(observed);
}

function storeFacts({ newest }: SecurityStore): SecurityStoreFacts {
  const { present, certificates, ocsps, crls } = newest;
  return { present, certificates: certificates.map(certificateFacts), ocsps: ocsps.length, crls: crls.length };
}

function certificateFacts(certificate: Certificate): CertificateFacts {
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serial: serialText(certificate),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  };
}

function keyOf({ spki }: Certificate): SignatureRecord['key'] {
  try {
    const key = readPublicKey(spki);
    return typeof key === 'string' ? null : { algorithm: key.algorithm, bits: key.modulusBits ?? null };
  } catch (cause) {
    if (isCinnabarError(cause)) return null;
    throw cause;
  }
}

/** Longest text that is repeated from a signature dictionary. */
const maxClaim = 1_000;

function claimsOf(document: PdfDocument, dict: PdfDict): ClaimFacts {
  const text = (key: string): string | null => {
    const value = document.resolve(dict.get(key));
    return value instanceof PdfString ? value.toText().slice(0, maxClaim) : null;
  };
  return {
    filter: nameEntry(dict, 'Filter') ?? null,
    type: nameEntry(dict, 'Type') ?? null,
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
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
