import {
  joinParts,
  partsLength,
  sliceParts,
  sourceOfParts,
  type ByteSource,
  type Part,
  type Parts,
  type SliceOf,
} from '../bytes/index.ts';
import { checkTimestampToken, readTrustAnchors, type TimestampCheck } from '../cms/index.ts';
import { randomBytes } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { openPdf, unlockPdf } from '../pdf/index.ts';
import type { RevocationProvider, TimestampProvider } from '../provider/index.ts';
import {
  findSignatures,
  SecurityStore,
  signatureFacts,
  verifyDocument,
  type SignatureFacts,
  type SignatureReport,
} from '../verify/index.ts';
import { baselineFaults } from './baseline.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { ValidationDataGatherer } from './gather-validation-data.ts';
import { addTimestampInside } from './timestamp-inside.ts';
import { addValidationData } from './validation-data.ts';

export interface ExtendRequest {
  /**
   * B-T: a time-stamp proves when each signature existed. B-LT: everything needed to validate is in the file. B-LTA: and a
   * document time-stamp over it.
   */
  readonly level: 'B-T' | 'B-LT' | 'B-LTA';
  /** Needed from B-LT on. */
  readonly revocation?: RevocationProvider;
  /** Needed for B-LTA, and where a signature has no time-stamp yet. */
  readonly timestamps?: TimestampProvider;
  /** DER certificates that signers and time-stamp authorities must lead to. Needed from B-LT on. */
  readonly trust?: readonly Uint8Array[];
  /** Now, when absent. */
  readonly at?: Date;
  /** Of an encrypted document, which stays encrypted. Absent: it opens without. */
  readonly password?: string | undefined;
  /** Is told how signatures without a time-stamp got one. */
  readonly onTimestamp?: (added: AddedTimestamp) => void;
}

/** Where the time-stamp went, and why not into the signature itself. */
export interface AddedTimestamp {
  readonly place: 'signature' | 'document';
  /** Fields whose signatures it is for. */
  readonly fieldNames: readonly string[];
  /**
   * Why it is a document time-stamp. COVERED: what comes later covers a signature, so nothing in it can change.
   * NO_ROOM: the room that its maker reserved is too small. SEVERAL: one stamp serves several signatures.
   */
  readonly reason?: 'COVERED' | 'NO_ROOM' | 'SEVERAL';
}

/**
 * Raises every signature of a document, whoever made it, to `level` (ETSI EN 319 142-1 §5.4–5.5). A last signature without
 * a time-stamp gets it into the room behind its CMS, which nothing covers, where that is large enough; everything else is
 * revisions after the last one: a document time-stamp where a signature has none, validation data for signers, time-stamp
 * authorities and OCSP responders, and for B-LTA a document time-stamp over it all. Called again, it renews the archive:
 * data for the last time-stamp, then a new one over the old. What is in the file already is never dropped. The result is
 * verified by the material in it alone, and withheld on any doubt.
 * @throws CinnabarError `EXTEND_UNSIGNED`, `EXTEND_SIGNATURE_INVALID` (details: codes), `EXTEND_TIMESTAMPS_MISSING`,
 *   `EXTEND_SOURCES_MISSING`, `EXTEND_UNTRUSTED`, `EXTEND_REVOCATION_UNAVAILABLE`, `EXTEND_SELF_CHECK` (details: codes),
 *   `SIGN_*`, `TIMESTAMP_*`, `PDF_*`
 */
export async function extendSignatures<P extends Part>(
  file: P,
  request: ExtendRequest,
): Promise<Parts<SliceOf<P> | Uint8Array>> {
  const { level, timestamps, password } = request;
  const original = await intactFacts(file, password);
  const stamped = await stampInside(file, original, request);
  let parts: Parts<SliceOf<P> | Uint8Array> = stamped ?? sliceParts([file], 0, file.length);
  /** What `append` adds to all of them. */
  const add = async (append: (source: ByteSource) => Promise<Parts<Part>>): Promise<void> => {
    const before = sourceOfParts(parts);
    const after = await append(before);
    parts = [...parts, joinParts(sliceParts(after, before.length, partsLength(after)))];
  };
  const stamp = (source: ByteSource): Promise<Parts<Part>> =>
    addDocumentTimestamp(source, required(timestamps), { password });
  const unstamped = stamped ? [] : original.filter((fact) => isUnstamped(fact, original));
  if (unstamped.length > 0) await add(stamp);
  if (level !== 'B-T') {
    const sources = sourcesOf(request);
    await add((source) => addMaterial(source, request, sources));
  }
  if (level === 'B-LTA') await add(stamp);
  parts = parts.filter(({ length }) => length > 0);
  await selfCheck(sourceOfParts(parts), request, original);
  return parts;
}

/** The document with a time-stamp in its last signature; undefined where that cannot be, or need not. */
async function stampInside<P extends Part>(
  file: P,
  facts: readonly SignatureFacts[],
  { timestamps, onTimestamp }: ExtendRequest,
): Promise<Parts<SliceOf<P> | Uint8Array> | undefined> {
  const unstamped = facts.filter((fact) => isUnstamped(fact, facts));
  const [only] = unstamped;
  if (!only) return undefined;
  const fieldNames = unstamped.flatMap(({ found }) => found.fieldNames);
  const covered = unstamped.some(({ coverage }) => coverage !== 'WHOLE_FILE');
  const reason = unstamped.length > 1 ? 'SEVERAL' : covered ? 'COVERED' : 'NO_ROOM';
  const stamped =
    reason === 'NO_ROOM' ? await addTimestampInside(file, only.found.dict, required(timestamps)) : undefined;
  onTimestamp?.(stamped ? { place: 'signature', fieldNames } : { place: 'document', fieldNames, reason });
  return stamped;
}

async function addMaterial(
  file: ByteSource,
  request: ExtendRequest,
  sources: { readonly revocation: RevocationProvider; readonly trust: readonly Uint8Array[] },
): Promise<Parts<Part>> {
  const { password } = request;
  const facts = await intactFacts(file, password);
  const { newest: known } = new SecurityStore(await unlockPdf(openPdf(file), { password }));
  const anchors = readTrustAnchors(sources.trust);
  const gatherer = new ValidationDataGatherer({ anchors, revocation: sources.revocation, known, now: now(request) });
  for (const fact of facts) await gatherFor(fact, facts, gatherer, request);
  if (request.level === 'B-LTA') await gatherForNextStamp(required(request.timestamps), gatherer, request);
  return addValidationData(file, gatherer.data, { password });
}

async function intactFacts(file: Part, password: string | undefined): Promise<SignatureFacts[]> {
  const facts = await signatureFacts(await unlockPdf(openPdf(file), { password }));
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

async function selfCheck(file: ByteSource, request: ExtendRequest, original: readonly SignatureFacts[]): Promise<void> {
  const { level, trust, password } = request;
  const { signatures, error } = await verifyDocument(file, {
    ...(trust ? { trust } : {}),
    at: now(request),
    password,
  });
  const document = await unlockPdf(openPdf(file), { password });
  const found = findSignatures(document);
  const codes = error ? [error.code] : signatures.length < original.length ? ['SIGNATURE_LOST'] : [];
  for (const [i, signature] of signatures.entries()) {
    codes.push(...(level === 'B-T' ? brokenBy(signature) : doubtsAbout(signature)));
    if (signature.kind === 'timestamp') continue;
    const dict = found.find(({ fieldNames }) => fieldNames.includes(signature.fieldNames[0] ?? ''))?.dict;
    // What others made need not be PAdES; then it stands with what proves it, without a level.
    if (signature.level === 'NONE')
      codes.push(...(isStamped(signature, signatures.slice(i + 1)) ? [] : ['TIME_STAMP']));
    else if (dict) codes.push(...baselineFaults(document, dict, signature, level, 'B-T'));
  }
  if (codes.length > 0) {
    throw new CinnabarError(
      'EXTEND_SELF_CHECK',
      'The extended document did not pass its final check and was withheld.',
      { details: { codes } },
    );
  }
}

function isStamped({ signingTime }: SignatureReport, later: readonly SignatureReport[]): boolean {
  return (
    signingTime.timestamp !== null ||
    later.some(({ kind, integrity }) => kind === 'timestamp' && integrity === 'INTACT')
  );
}

/** A time-stamp alone says nothing about whom to trust. */
function brokenBy({ integrity, coverage, modifications }: SignatureReport): string[] {
  if (integrity !== 'INTACT' || !coverage.startsWith('WHOLE_')) return ['EARLIER_SIGNATURE_BROKEN'];
  return modifications.permitted ? [] : ['EARLIER_SIGNATURE_VIOLATED'];
}

function doubtsAbout({ indication, subIndication, problems }: SignatureReport): string[] {
  if (indication === 'TOTAL_PASSED') return [];
  const reasons = problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
  return [subIndication ?? indication, ...reasons];
}

function sourcesOf({ revocation, trust }: ExtendRequest): {
  revocation: RevocationProvider;
  trust: readonly Uint8Array[];
} {
  if (revocation && trust) return { revocation, trust };
  throw new CinnabarError(
    'EXTEND_SOURCES_MISSING',
    'This level needs whom to trust and whom to ask about revocation, and one of them was not given.',
  );
}

function now({ at }: ExtendRequest): Date {
  return at ?? new Date();
}

function required(timestamps: TimestampProvider | undefined): TimestampProvider {
  if (timestamps) return timestamps;
  throw new CinnabarError('EXTEND_TIMESTAMPS_MISSING', 'This level needs a time-stamp authority, and none was given.');
}
