import {
  checkSigner,
  checkTimestampToken,
  oid,
  readSignedData,
  type Certificate,
  type Integrity,
  type Problem,
  type SignedData,
  type TimestampCheck,
} from '../cms/index.ts';
import { derTag, readBytes } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { PdfDict, PdfDocument } from '../pdf/index.ts';
import { isSealSignature } from '../ses/index.ts';
import { coverageOf, readSignedRange, type SignedRange } from './byte-range.ts';
import { checkSealInContents } from './check-seal.ts';
import type { CmsFacts } from './facts.ts';
import { problem } from './problem.ts';
import type { Coverage, SignatureReport } from './report.ts';
import { evidenceInCms, type CmsEvidence } from './security-store.ts';
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
  readonly evidence?: CmsEvidence;
  /** The signature's time-stamp, or the document time-stamp itself. */
  readonly timestamp?: TimestampCheck;
  /** Time-stamp of the content, which the signer signed along: the signature is younger. */
  readonly contentTimestamp?: TimestampCheck;
  /** Bytes follow the newest revision that belong to none. */
  readonly tail: boolean;
  /** Whether the dictionary says of itself that it is a document time-stamp (ISO 32000-2 §12.8.5). */
  readonly archival: boolean;
  /** What the document's digest was made with. */
  readonly digestAlgorithm?: string;
  /** Undefined when the value is no CMS. */
  readonly cms?: CmsFacts;
  readonly problems: readonly Problem[];
  /** What is wrong with the time-stamp inside the signature, which does not protect it. */
  readonly timestampProblems: readonly Problem[];
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
  const archival = kind === 'timestamp' && nameEntry(found.dict, 'Type') === 'DocTimeStamp';
  const nothing = { level: 'NONE', certificates: [], timestampProblems: [] } as const;
  const base = { found, kind, subFilter, archival, ...nothing } as const;
  const range = readSignedRange(document.source, found.dict);
  if ('code' in range) return { ...base, tail: false, coverage: 'INVALID', integrity: 'BROKEN', problems: [range] };
  const { coverage, revision, tail } = coverageOf(document, range);
  const problems = structureProblems(document, found, earlier, revision);
  const held = problems.length === 0;
  if (coverage === 'PARTIAL')
    problems.push(problem(tail && revision !== undefined ? 'TRAILING_DATA' : 'COVERAGE_PARTIAL'));
  if (found.fieldNames.length > 1) problems.push(problem('SIGNATURE_SHARED'));
  if (kind === 'timestamp' && !archival) problems.push(problem('TIMESTAMP_TYPE'));
  const cryptography =
    kind === 'timestamp' ? await checkDocumentTimestamp(range) : await checkContents(found, range, subFilter);
  return {
    ...base,
    ...cryptography,
    coverage: held || coverage === 'PARTIAL' ? coverage : 'INVALID',
    tail,
    ...(revision === undefined ? {} : { revision }),
    problems: [...problems, ...cryptography.problems],
  };
}

type Cryptography = Pick<
  SignatureFacts,
  | 'level'
  | 'integrity'
  | 'certificate'
  | 'certificates'
  | 'evidence'
  | 'timestamp'
  | 'contentTimestamp'
  | 'digestAlgorithm'
  | 'cms'
  | 'problems'
> &
  Partial<Pick<SignatureFacts, 'timestampProblems'>>;

/** Why the signature may not be the one it is shown as. */
function structureProblems(
  document: PdfDocument,
  found: FoundSignature,
  earlier: EarlierSignatures,
  revision: number | undefined,
): Problem[] {
  const problems: Problem[] = [];
  if (found.nameShared) problems.push(problem('FIELD_NAME_DUPLICATE'));
  if (found.severalParents) problems.push(problem('FIELD_SEVERAL_PARENTS'));
  if (!found.ref) {
    problems.push(problem('SIGNATURE_DICTIONARY_DIRECT'));
  } else if (revision !== undefined && !isSameInRevision(document, found, earlier, revision)) {
    problems.push(problem('SIGNATURE_DICTIONARY_REPLACED'));
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
  const { integrity, certificate, certificates, info, problems } = timestamp;
  return {
    level: 'NONE',
    integrity,
    ...(certificate ? { certificate } : {}),
    ...(info?.algorithm ? { digestAlgorithm: info.algorithm } : {}),
    certificates,
    timestamp,
    problems,
  };
}

/** Told by the content: labels of Chinese practice are not registered anywhere (GM/T 0112 and makers' own). */
async function checkContents(
  { dict }: FoundSignature,
  range: SignedRange,
  subFilter: string | undefined,
): Promise<Cryptography> {
  if (isSealSignature(range.contents)) return checkSealInContents(range);
  const nothing = { level: 'NONE', certificates: [] } as const;
  const chinese = subFilter?.startsWith('GM.') ?? false;
  if (subFilter === undefined || !(detached.includes(subFilter) || chinese)) {
    return { ...nothing, integrity: 'UNKNOWN', problems: [problem('SUBFILTER_UNSUPPORTED')] };
  }
  if (range.contents.every((octet) => octet === 0)) {
    return { ...nothing, integrity: 'BROKEN', problems: [problem('SIGNATURE_EMPTY')] };
  }
  let signedData: SignedData;
  try {
    signedData = readSignedData(range.contents);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return { ...nothing, integrity: 'BROKEN', problems: [problem('CMS_MALFORMED', cause.message)] };
  }
  const checked = await checkCms(dict, signedData, range, subFilter === 'ETSI.CAdES.detached');
  return chinese ? { ...checked, problems: [problem('SUBFILTER_UNUSUAL'), ...checked.problems] } : checked;
}

async function checkCms(
  dict: PdfDict,
  signedData: SignedData,
  { contents, parts }: SignedRange,
  isPades: boolean,
): Promise<Cryptography> {
  const { certificates, signers } = signedData;
  const cms = cmsFacts(signedData);
  const container = containerProblems(signedData);
  const problems = contents.subarray(signedData.length).some((octet) => octet !== 0)
    ? [problem('CONTENTS_PADDING')]
    : [];
  const [signer] = signers;
  if (!signer || container.length > 0) {
    return { level: 'NONE', certificates, cms, integrity: 'BROKEN', problems: [...container, ...problems] };
  }
  // Without attributes nothing tells a signed document from the attributes of some other signature (RFC 5652 §5.4).
  if (!signer.signedAttributesRaw && readBytes(parts[0], 0, 1)[0] === derTag.set) {
    return { level: 'NONE', certificates, cms, integrity: 'BROKEN', problems: [problem('CONTENT_IS_ATTRIBUTES')] };
  }
  const check = await checkSigner(signedData, signer, parts);
  problems.push(...check.problems);
  const attributes = signer.signedAttributes.map((attribute) => attribute.oid);
  if (attributes.includes(oid.signingCertificate)) problems.push(problem('SIGNING_CERTIFICATE_SHA1'));
  const stamp = signer.unsignedAttributes.find((attribute) => attribute.oid === oid.signatureTimestamp)?.values[0];
  const timestamp = stamp && (await checkTimestampToken(stamp.bytes, [signer.signature]));
  if (timestamp && timestamp.integrity !== 'INTACT') problems.push(problem('TIMESTAMP_BROKEN'));
  const before = signer.signedAttributes.find((attribute) => attribute.oid === oid.contentTimestamp)?.values[0];
  const contentTimestamp = before && (await checkTimestampToken(before.bytes, parts));
  if (contentTimestamp && contentTimestamp.integrity !== 'INTACT') problems.push(problem('CONTENT_TIMESTAMP_BROKEN'));
  if (isPades) problems.push(...baselineProblems(attributes, dict.has('Cert'), dict.has('M')));
  const baseline = isPades && check.integrity === 'INTACT' && isBaselineForm(problems);
  return {
    level: !baseline ? 'NONE' : timestamp?.integrity === 'INTACT' ? 'B-T' : 'B-B',
    integrity: check.integrity,
    ...(check.certificate ? { certificate: check.certificate } : {}),
    ...(check.digestAlgorithm ? { digestAlgorithm: check.digestAlgorithm } : {}),
    certificates,
    evidence: evidenceInCms(signedData),
    ...(timestamp ? { timestamp } : {}),
    ...(contentTimestamp ? { contentTimestamp } : {}),
    cms,
    problems,
    timestampProblems: timestamp && timestamp.integrity !== 'INTACT' ? timestamp.problems : [],
  };
}

/** Longer lists of attributes are cut: their types are the sender's choice. */
const maxAttributes = 100;

function cmsFacts({ signers, contentType, length }: SignedData): CmsFacts {
  const [signer] = signers;
  const types = (attributes: SignedData['signers'][number]['unsignedAttributes']): string[] =>
    attributes.slice(0, maxAttributes).map((attribute) => attribute.oid);
  return {
    signers: signers.length,
    contentType,
    digestAlgorithm: signer?.digestAlgorithm.oid ?? null,
    signatureAlgorithm: signer?.signatureAlgorithm.oid ?? null,
    signedAttributes: signer?.signedAttributesRaw ? types(signer.signedAttributes) : null,
    unsignedAttributes: signer ? types(signer.unsignedAttributes) : [],
    length,
  };
}

const dataTypes: readonly string[] = [oid.data, oid.gmData];

/** RFC 5652 allows more than a PDF signature may be (ISO 32000-2 §12.8.3.3, EN 319 142-1 §4.1). */
function containerProblems({ signers, content, contentType }: SignedData): Problem[] {
  const problems: Problem[] = [];
  if (signers.length !== 1) problems.push(problem('SIGNER_COUNT'));
  if (content !== undefined || !dataTypes.includes(contentType)) problems.push(problem('CONTENT_ENCAPSULATED'));
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
  if (attributes.includes(oid.signingTime)) problems.push(problem('SIGNING_TIME_ATTRIBUTE'));
  if (hasCert) problems.push(problem('CERT_ENTRY'));
  if (!hasTime) problems.push(problem('SIGNING_TIME_MISSING'));
  return problems;
}

function isBaselineForm(problems: readonly Problem[]): boolean {
  return !problems.some(({ code }) => baselineCodes.includes(code));
}
