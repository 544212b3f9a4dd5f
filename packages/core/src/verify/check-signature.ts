import {
  checkSigner,
  checkTimestampToken,
  errorProblem,
  infoProblem,
  oid,
  readSignedData,
  warningProblem,
  type Certificate,
  type Integrity,
  type Problem,
  type RevocationEvidence,
  type SignedData,
  type TimestampCheck,
} from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { PdfDocument } from '../pdf/index.ts';
import { isSealSignature } from '../ses/index.ts';
import { coverageOf, readSignedRange, type SignedRange } from './byte-range.ts';
import { checkSealInContents } from './check-seal.ts';
import type { Coverage, SignatureReport } from './report.ts';
import { evidenceInCms } from './security-store.ts';
import { nameEntry, type EarlierSignatures, type FoundSignature } from './signatures.ts';

/** What was found out about one signature, before anybody is trusted. */
export interface SignatureFacts {
  readonly found: FoundSignature;
  readonly kind: SignatureReport['kind'];
  readonly subFilter: string | undefined;
  readonly level: 'B-B' | 'B-T' | 'NONE';
  readonly coverage: Coverage;
  /** Index of the revision it was made over; undefined when it covers none. */
  readonly revision?: number;
  readonly integrity: Integrity;
  readonly certificate?: Certificate;
  /** Certificates the CMS brought along. */
  readonly certificates: readonly Certificate[];
  /** Revocation data the CMS brought along. */
  readonly evidence?: RevocationEvidence;
  /** The signature's time-stamp, or the document time-stamp itself. */
  readonly timestamp?: TimestampCheck;
  readonly problems: readonly Problem[];
}

const detached = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'];

/** Facts of one signature: structure, coverage, cryptography. Never throws on hostile input but what reading a PDF throws. */
export async function checkSignature(
  document: PdfDocument,
  found: FoundSignature,
  earlier: EarlierSignatures,
): Promise<SignatureFacts> {
  const subFilter = nameEntry(found.dict, 'SubFilter');
  const kind = subFilter === 'ETSI.RFC3161' ? 'timestamp' : 'signature';
  const base = { found, kind, subFilter, level: 'NONE', certificates: [] } as const;
  const range = readSignedRange(document.bytes, found.dict);
  if ('code' in range) return { ...base, coverage: 'INVALID', integrity: 'BROKEN', problems: [range] };
  const { coverage, revision } = coverageOf(document, range);
  const problems = structureProblems(document, found, earlier, coverage, revision);
  const held = problems.every(({ severity }) => severity !== 'error');
  const cryptography =
    kind === 'timestamp' ? await checkDocumentTimestamp(range) : await checkCms(found, range, subFilter);
  return {
    ...base,
    ...cryptography,
    coverage: held || coverage === 'PARTIAL' ? coverage : 'INVALID',
    ...(revision === undefined ? {} : { revision }),
    problems: [...problems, ...cryptography.problems],
  };
}

type Cryptography = Pick<
  SignatureFacts,
  'level' | 'integrity' | 'certificate' | 'certificates' | 'evidence' | 'timestamp' | 'problems'
>;

function structureProblems(
  document: PdfDocument,
  found: FoundSignature,
  earlier: EarlierSignatures,
  coverage: Coverage,
  revision: number | undefined,
): Problem[] {
  const problems: Problem[] = [];
  if (found.nameShared) problems.push(errorProblem('FIELD_NAME_DUPLICATE', 'Two form fields have the same name.'));
  if (found.severalParents) {
    problems.push(errorProblem('FIELD_SEVERAL_PARENTS', 'The field of the signature stands in the form twice.'));
  }
  if (found.fieldNames.length > 1)
    problems.push(warningProblem('SIGNATURE_SHARED', 'Two fields show the same signature.'));
  if (coverage === 'PARTIAL') {
    problems.push(errorProblem('COVERAGE_PARTIAL', 'The signature does not cover the whole revision it belongs to.'));
  }
  if (!found.ref) {
    problems.push(errorProblem('SIGNATURE_DICTIONARY_DIRECT', 'The signature dictionary is not an object of its own.'));
  } else if (revision !== undefined && !isSameInRevision(document, found, earlier, revision)) {
    problems.push(errorProblem('SIGNATURE_DICTIONARY_REPLACED', 'The signature shown is not the one that was signed.'));
  }
  return problems;
}

/** The field must have held this very object, at this very place, when the revision was signed. */
function isSameInRevision(
  document: PdfDocument,
  { ref, fieldNames }: FoundSignature,
  earlier: EarlierSignatures,
  revision: number,
): boolean {
  if (!ref) return false;
  const offset = document.at(revision).objectOffset(ref);
  if (offset === undefined || offset !== document.objectOffset(ref)) return false;
  return earlier
    .at(revision)
    .some((signature) => signature.ref === ref && fieldNames.every((name) => signature.fieldNames.includes(name)));
}

async function checkDocumentTimestamp({ contents, parts }: SignedRange): Promise<Cryptography> {
  const timestamp = await checkTimestampToken(contents, parts);
  const { integrity, certificate, certificates, problems } = timestamp;
  return { level: 'NONE', integrity, ...(certificate ? { certificate } : {}), certificates, timestamp, problems };
}

async function checkCms(
  { dict }: FoundSignature,
  range: SignedRange,
  subFilter: string | undefined,
): Promise<Cryptography> {
  if (isSealSignature(range.contents)) return checkSealInContents(range);
  const nothing = { level: 'NONE', certificates: [] } as const;
  if (subFilter === undefined || !detached.includes(subFilter)) {
    const problem = errorProblem(
      'SUBFILTER_UNSUPPORTED',
      'The signature is of a kind that is not supported, so nothing is known about it.',
    );
    return { ...nothing, integrity: 'UNKNOWN', problems: [problem] };
  }
  if (range.contents.every((octet) => octet === 0)) {
    const problem = errorProblem(
      'SIGNATURE_EMPTY',
      'The place for the signature was prepared but nobody signed there.',
    );
    return { ...nothing, integrity: 'BROKEN', problems: [problem] };
  }
  let signedData: SignedData;
  try {
    signedData = readSignedData(range.contents);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return { ...nothing, integrity: 'BROKEN', problems: [errorProblem('CMS_MALFORMED', cause.message)] };
  }
  const { certificates, signers } = signedData;
  const problems = containerProblems(signedData, range.contents);
  const [signer] = signers;
  if (!signer || problems.some(({ severity }) => severity === 'error')) {
    return { ...nothing, certificates, integrity: 'BROKEN', problems };
  }
  const check = await checkSigner(signedData, signer, range.parts);
  problems.push(...check.problems);
  const stamp = signer.unsignedAttributes.find((attribute) => attribute.oid === oid.signatureTimestamp)?.values[0];
  const timestamp = stamp && (await checkTimestampToken(stamp.bytes, [signer.signature]));
  if (timestamp && timestamp.integrity !== 'INTACT') {
    problems.push(
      warningProblem(
        'TIMESTAMP_BROKEN',
        'The time-stamp of the signature does not pass its checks and proves nothing.',
      ),
    );
    problems.push(...timestamp.problems.map((problem) => ({ ...problem, severity: 'warning' as const })));
  }
  const isPades = subFilter === 'ETSI.CAdES.detached';
  if (isPades)
    problems.push(
      ...baselineProblems(
        signer.signedAttributes.map((attribute) => attribute.oid),
        dict.has('Cert'),
        dict.has('M'),
      ),
    );
  const baseline =
    isPades &&
    problems.every(({ severity }) => severity === 'info' || severity === 'warning') &&
    baselineForm(problems);
  const level = !baseline ? 'NONE' : timestamp?.integrity === 'INTACT' ? 'B-T' : 'B-B';
  return {
    level,
    integrity: check.integrity,
    ...(check.certificate ? { certificate: check.certificate } : {}),
    certificates,
    evidence: evidenceInCms(signedData),
    ...(timestamp ? { timestamp } : {}),
    problems,
  };
}

const dataTypes: readonly string[] = [oid.data, oid.gmData];

/** RFC 5652 allows more than a PDF signature may be (ISO 32000-2 §12.8.3.3, EN 319 142-1 §4.1). */
function containerProblems(signedData: SignedData, contents: Uint8Array): Problem[] {
  const problems: Problem[] = [];
  if (signedData.signers.length !== 1) {
    problems.push(errorProblem('SIGNER_COUNT', 'The signature does not have exactly one signer.'));
  }
  if (signedData.content !== undefined || !dataTypes.includes(signedData.contentType)) {
    problems.push(
      errorProblem('CONTENT_ENCAPSULATED', 'The signature carries content of its own instead of covering the file.'),
    );
  }
  if (contents.subarray(signedData.length).some((octet) => octet !== 0)) {
    problems.push(infoProblem('CONTENTS_PADDING', 'The room after the signature value is not empty.'));
  }
  return problems;
}

const baselineCodes = [
  'SIGNING_TIME_ATTRIBUTE',
  'CERT_ENTRY',
  'SIGNING_TIME_MISSING',
  'NO_SIGNED_ATTRIBUTES',
  'SIGNING_CERTIFICATE_UNBOUND',
];

/** ETSI EN 319 142-1 §6.3: the time is in /M, not in an attribute; certificates are in the CMS, not in /Cert. */
function baselineProblems(attributes: readonly string[], hasCert: boolean, hasTime: boolean): Problem[] {
  const problems: Problem[] = [];
  if (attributes.includes(oid.signingTime)) {
    problems.push(
      warningProblem(
        'SIGNING_TIME_ATTRIBUTE',
        'The signature has a signing-time attribute, which PAdES does not allow.',
      ),
    );
  }
  if (hasCert)
    problems.push(
      warningProblem('CERT_ENTRY', 'The signature dictionary has a /Cert entry, which PAdES does not allow.'),
    );
  if (!hasTime)
    problems.push(warningProblem('SIGNING_TIME_MISSING', 'The signature dictionary does not say when it was signed.'));
  return problems;
}

function baselineForm(problems: readonly Problem[]): boolean {
  return !problems.some(({ code }) => baselineCodes.includes(code));
}
