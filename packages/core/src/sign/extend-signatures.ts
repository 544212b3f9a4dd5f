import { joinParts, type Parts } from '../bytes/index.ts';
import { checkTimestampToken, readTrustAnchors, type TimestampCheck } from '../cms/index.ts';
import { randomBytes } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { openPdf, unlockPdf } from '../pdf/index.ts';
import type { RevocationProvider, TimestampProvider } from '../provider/index.ts';
import {
  SecurityStore,
  signatureFacts,
  verifyDocument,
  type SignatureFacts,
  type SignatureReport,
} from '../verify/index.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { ValidationDataGatherer } from './gather-validation-data.ts';
import { addValidationData } from './validation-data.ts';

export interface ExtendRequest {
  /** B-LT: everything needed to validate is in the file. B-LTA: and a document time-stamp over it. */
  readonly level: 'B-LT' | 'B-LTA';
  readonly revocation: RevocationProvider;
  /** Needed for B-LTA, and where a signature has no time-stamp yet. */
  readonly timestamps?: TimestampProvider;
  /** DER certificates that signers and time-stamp authorities must lead to. */
  readonly trust: readonly Uint8Array[];
  /** Now, when absent. */
  readonly at?: Date;
  /** Of an encrypted document, which stays encrypted. Absent: it opens without. */
  readonly password?: string | undefined;
}

/**
 * Raises every signature of a document, whoever made it, to `level` (ETSI EN 319 142-1 §5.4–5.5) by revisions after the
 * last one: a document time-stamp where a signature has none, validation data for signers, time-stamp authorities and
 * OCSP responders, and for B-LTA a document time-stamp over it all. Called again, it renews the archive: data for the
 * last time-stamp, then a new one over the old. What is in the file already is never dropped. The result is verified
 * by the material in it alone, and withheld on any doubt.
 * @throws CinnabarError `EXTEND_UNSIGNED`, `EXTEND_SIGNATURE_INVALID` (details: codes), `EXTEND_TIMESTAMPS_MISSING`,
 *   `EXTEND_UNTRUSTED`, `EXTEND_REVOCATION_UNAVAILABLE`, `EXTEND_SELF_CHECK` (details: codes), `SIGN_*`, `TIMESTAMP_*`, `PDF_*`
 */
export async function extendSignatures(bytes: Uint8Array, request: ExtendRequest): Promise<Parts> {
  const { level, timestamps, password } = request;
  let extended = bytes;
  let facts = await intactFacts(bytes, password);
  if (facts.some((fact) => isUnstamped(fact, facts))) {
    extended = joinParts(await addDocumentTimestamp(extended, required(timestamps), { password }));
    facts = await intactFacts(extended, password);
  }
  const gatherer = await gathererFor(extended, request);
  for (const fact of facts) await gatherFor(fact, facts, gatherer, request);
  if (level === 'B-LTA') await gatherForNextStamp(required(timestamps), gatherer, request);
  extended = joinParts(await addValidationData(extended, gatherer.data, { password }));
  if (level === 'B-LTA') extended = joinParts(await addDocumentTimestamp(extended, required(timestamps), { password }));
  await selfCheck(extended, request);
  return [bytes, extended.subarray(bytes.length)];
}

async function intactFacts(bytes: Uint8Array, password: string | undefined): Promise<SignatureFacts[]> {
  const facts = await signatureFacts(await unlockPdf(openPdf(bytes), { password }));
  if (!facts.some(({ kind }) => kind === 'signature')) {
    throw new CinnabarError('EXTEND_UNSIGNED', 'The document has no signature to extend.');
  }
  const broken = facts.filter(({ integrity, coverage }) => integrity !== 'INTACT' || !coverage.startsWith('WHOLE_'));
  if (broken.length > 0) {
    throw new CinnabarError('EXTEND_SIGNATURE_INVALID', 'A signature of the document is not valid and stays so.', {
      details: { codes: broken.flatMap(({ problems }) => problems.map(({ code }) => code)) },
    });
  }
  return facts;
}

function isUnstamped(fact: SignatureFacts, all: readonly SignatureFacts[]): boolean {
  return fact.kind === 'signature' && fact.timestamp?.integrity !== 'INTACT' && !stampAfter(fact, all);
}

/** The first document time-stamp over what `fact` was made in. */
function stampAfter(fact: SignatureFacts, all: readonly SignatureFacts[]): TimestampCheck | undefined {
  const [first] = all
    .filter(({ kind, revision = -1 }) => kind === 'timestamp' && revision > (fact.revision ?? Infinity))
    .sort((a, b) => (a.revision as number) - (b.revision as number));
  return first?.timestamp;
}

async function gathererFor(bytes: Uint8Array, request: ExtendRequest): Promise<ValidationDataGatherer> {
  const document = await unlockPdf(openPdf(bytes), { password: request.password });
  const { newest: known } = new SecurityStore(document);
  const anchors = readTrustAnchors(request.trust);
  return new ValidationDataGatherer({ anchors, revocation: request.revocation, known, now: now(request) });
}

/** A time-stamp is judged when something proves it existed, the signer when a time-stamp proves the signature did. */
async function gatherFor(
  fact: SignatureFacts,
  all: readonly SignatureFacts[],
  gatherer: ValidationDataGatherer,
  request: ExtendRequest,
): Promise<void> {
  const stamp = fact.timestamp?.integrity === 'INTACT' ? fact.timestamp : undefined;
  const outer = stampAfter(fact, all)?.info?.time ?? now(request);
  if (stamp?.certificate) await gatherer.prove(stamp.certificate, stamp.certificates, outer);
  if (fact.kind === 'signature' && fact.certificate) {
    await gatherer.prove(fact.certificate, fact.certificates, stamp?.info?.time ?? outer);
  }
}

/** The time-stamp to come must be provable from the data under it, so its authority shows itself by a trial first. */
async function gatherForNextStamp(
  timestamps: TimestampProvider,
  gatherer: ValidationDataGatherer,
  request: ExtendRequest,
): Promise<void> {
  const imprint = randomBytes(32);
  const token = await timestamps.timestamp(imprint, 'SHA-256');
  const { certificate, certificates } = await checkTimestampToken(token, { algorithm: 'SHA-256', imprint });
  if (certificate) await gatherer.prove(certificate, certificates, now(request));
}

async function selfCheck(bytes: Uint8Array, request: ExtendRequest): Promise<void> {
  const { signatures } = await verifyDocument(bytes, {
    trust: request.trust,
    at: now(request),
    password: request.password,
  });
  const codes = signatures.flatMap((signature) => faultsOf(signature, request.level));
  if (codes.length > 0) {
    throw new CinnabarError(
      'EXTEND_SELF_CHECK',
      'The extended document did not pass its final check and was withheld.',
      {
        details: { codes },
      },
    );
  }
}

function faultsOf({ kind, level, indication, subIndication, problems }: SignatureReport, wanted: string): string[] {
  const faults: string[] = [];
  if (indication !== 'TOTAL_PASSED') {
    faults.push(
      subIndication ?? indication,
      ...problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code),
    );
  }
  if (kind === 'signature' && level !== wanted && level !== 'B-LTA') faults.push('LEVEL');
  return faults;
}

function now({ at }: ExtendRequest): Date {
  return at ?? new Date();
}

function required(timestamps: TimestampProvider | undefined): TimestampProvider {
  if (timestamps) return timestamps;
  throw new CinnabarError('EXTEND_TIMESTAMPS_MISSING', 'This level needs a time-stamp authority, and none was given.');
}
