import {
  findCertificate,
  oid,
  readSignedData,
  signerUsageFault,
  type Certificate,
  type SignedData,
  type SignerInfo,
} from '../cms/index.ts';
import { readOid } from '../bytes/index.ts';
import { digestAlgorithmOf } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { PdfDict, PdfName, PdfString, type PdfDocument } from '../pdf/index.ts';
import type { SignatureReport } from '../verify/index.ts';

export type BaselineLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** What the rows look at. The CMS is absent where there is none to be read. */
interface Facts {
  readonly document: PdfDocument;
  readonly dict: PdfDict;
  readonly report: SignatureReport;
  readonly contents: PdfString | undefined;
  readonly cms: SignedData | undefined;
  readonly signer: SignerInfo | undefined;
  readonly certificate: Certificate | undefined;
}

/** One requirement on a PAdES baseline signature. */
export interface BaselineRow {
  readonly code: string;
  /** Where it comes from. */
  readonly clause: string;
  /** The lowest level that has it. */
  readonly from: BaselineLevel;
  readonly holds: (facts: Facts) => boolean;
}

const levels: readonly SignatureReport['level'][] = ['B-B', 'B-T', 'B-LT', 'B-LTA'] satisfies BaselineLevel[];
const etsi = 'ETSI EN 319 142-1';

/** The baseline profile, row by row; `checkSigned` and `extendSignatures` hold what they hand out to it. */
export const baseline: readonly BaselineRow[] = [
  row('DICTIONARY_TYPE', 'ISO 32000-2 table 255', ({ dict }) => nameAt(dict, 'Type') === 'Sig'),
  row('DICTIONARY_FILTER', `${etsi} §6.3`, ({ dict }) => nameAt(dict, 'Filter') !== undefined),
  row('DICTIONARY_SUBFILTER', `${etsi} §6.3`, ({ dict }) => nameAt(dict, 'SubFilter') === 'ETSI.CAdES.detached'),
  row('DICTIONARY_TIME', `${etsi} §6.3`, ({ report }) => report.signingTime.claimed !== null),
  row('DICTIONARY_CERT', `${etsi} §6.3`, ({ dict }) => !dict.has('Cert')),
  row('DICTIONARY_KEY_TWICE', 'ISO 32000-2 §7.3.7', ({ dict }) => dict.duplicateKeys.length === 0),
  row('BYTE_RANGE', `${etsi} §5.3`, ({ report }) => report.coverage.startsWith('WHOLE_')),
  row('CONTENTS_HEXADECIMAL', 'ISO 32000-2 §12.8.1', ({ contents }) => contents?.hex === true && !!contents.source),
  row('CONTENTS_ROOM', 'ISO 32000-2 §12.8.1', ({ contents, cms }) => {
    const padding = contents && cms ? contents.rawBytes.subarray(cms.length) : [];
    return padding.length > 0 && padding.every((octet) => octet === 0);
  }),
  row('CMS_ONE_SIGNER', `${etsi} §4.1`, ({ cms }) => cms?.signers.length === 1),
  row('CMS_DETACHED', `${etsi} §4.1`, ({ cms }) => cms?.contentType === oid.data && cms.content === undefined),
  row('CMS_CERTIFICATE', 'ETSI EN 319 122-1 §6.3', ({ certificate }) => certificate !== undefined),
  row('CMS_DIGEST', 'ETSI EN 319 122-1 §6.2.1', ({ signer }) => {
    const algorithm = signer && digestAlgorithmOf(signer.digestAlgorithm.oid);
    return algorithm !== undefined && algorithm !== 'SHA-1';
  }),
  row('ATTRIBUTE_CONTENT_TYPE', 'RFC 5652 §11.1', ({ signer }) => {
    const [value, second] = signed(signer, oid.contentType);
    return value !== undefined && second === undefined && readOid(value) === oid.data;
  }),
  row('ATTRIBUTE_MESSAGE_DIGEST', 'RFC 5652 §11.2', ({ signer }) => signed(signer, oid.messageDigest).length === 1),
  row(
    'ATTRIBUTE_SIGNING_CERTIFICATE',
    'ETSI EN 319 122-1 §5.2.2',
    ({ signer }) =>
      signed(signer, oid.signingCertificateV2).length === 1 && signed(signer, oid.signingCertificate).length === 0,
  ),
  row('ATTRIBUTE_SIGNING_TIME', `${etsi} §6.3`, ({ signer }) => signed(signer, oid.signingTime).length === 0),
  row(
    'ATTRIBUTE_UNSIGNED',
    `${etsi} §6.3`,
    ({ signer }) =>
      signer !== undefined &&
      signer.unsignedAttributes.length <= 1 &&
      signer.unsignedAttributes.every((attribute) => attribute.oid === oid.signatureTimestamp),
  ),
  row('SIGNER_USAGE', 'RFC 5280 §4.2.1.3, §4.2.1.12', ({ certificate }) => !!certificate && !usageFault(certificate)),
  row('SIGNER_VALIDITY', 'RFC 5280 §4.1.2.5', ({ certificate, report }) => {
    // Not the other end: a certificate may be issued for a document that was prepared before.
    return certificate !== undefined && new Date(report.signingTime.claimed ?? NaN) <= certificate.notAfter;
  }),
  row('TIME_STAMP', `${etsi} §6.3`, ({ report }) => isAtLeast(report.level, 'B-T'), 'B-T'),
  row('VALIDATION_DATA', `${etsi} §5.4`, ({ report }) => isAtLeast(report.level, 'B-LT'), 'B-LT'),
  row('SECURITY_STORE', `${etsi} §5.4.2`, ({ document }) => storeOf(document), 'B-LT'),
  row('ARCHIVE_TIME_STAMP', `${etsi} §5.5`, ({ report }) => isAtLeast(report.level, 'B-LTA'), 'B-LTA'),
];

/** Codes of the rows from level `from` up to `level` that the signature fails. */
export function baselineFaults(
  document: PdfDocument,
  dict: PdfDict,
  report: SignatureReport,
  level: BaselineLevel,
  from: BaselineLevel = 'B-B',
): string[] {
  const value = dict.get('Contents');
  const contents = value instanceof PdfString ? value : undefined;
  const cms = contents && signedDataIn(contents);
  const signer = cms?.signers[0];
  const certificate = cms && signer && findCertificate(cms.certificates, signer);
  const facts = { document, dict, report, contents, cms, signer, certificate };
  return baseline
    .filter((row) => isAtLeast(level, row.from) && isAtLeast(row.from, from))
    .filter(({ holds }) => !within(() => holds(facts)))
    .map(({ code }) => code);
}

/** Whether a level that a report states reaches `wanted`. */
export function isAtLeast(level: SignatureReport['level'], wanted: BaselineLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}

function row(code: string, clause: string, holds: BaselineRow['holds'], from: BaselineLevel = 'B-B'): BaselineRow {
  return { code, clause, from, holds };
}

function nameAt(dict: PdfDict, key: string): string | undefined {
  const value = dict.get(key);
  return value instanceof PdfName ? value.value : undefined;
}

function signed(signer: SignerInfo | undefined, type: string): SignerInfo['signedAttributes'][number]['values'] {
  return (signer?.signedAttributes ?? []).filter((item) => item.oid === type).flatMap(({ values }) => values);
}

function storeOf(document: PdfDocument): boolean {
  return document.resolve(document.catalog.get('DSS')) instanceof PdfDict;
}

function usageFault(certificate: Certificate): boolean {
  return signerUsageFault(certificate) !== undefined;
}

function signedDataIn(contents: PdfString): SignedData | undefined {
  let read: SignedData | undefined;
  within(() => (read = readSignedData(contents.rawBytes)) !== undefined);
  return read;
}

/** What cannot even be read does not hold. */
function within(holds: () => boolean): boolean {
  try {
    return holds();
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}
