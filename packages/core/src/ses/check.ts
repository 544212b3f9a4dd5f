import { equalBytes } from '../bytes/index.ts';
import {
  checkChain,
  checkTimestampToken,
  errorProblem,
  infoProblem,
  permitsKeyUsage,
  readTrustAnchors,
  warningProblem,
  type Certificate,
  type Integrity,
  type Problem,
  type TimestampCheck,
} from '../cms/index.ts';
import { digest, isUsualLabel, verifySignature } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { SealSignature } from './seal-signature.ts';
import type { Seal, SealHolders, SesExtension, SesSigner } from './seal.ts';

/** UNKNOWN means that it could not be told, never that it is probably right. */
export type Outcome = 'PASSED' | 'FAILED' | 'UNKNOWN';

export interface SealOptions {
  /** DER certificates that makers and signers must lead to. Absent: whose they are is not judged. */
  readonly trust?: readonly Uint8Array[];
}

export interface SealOutcomes {
  /** The maker's signature over the seal. */
  readonly makerSignature: Outcome;
  /** The maker's certificate when the seal was made: validity, key usage, path to an anchor. */
  readonly makerCertificate: Outcome;
  /** The seal's own validity at the moment asked for, both ends included. */
  readonly validity: Outcome;
  /** UNKNOWN when an extension is critical, for none is known here. */
  readonly extensions: Outcome;
}

export interface SealSignatureOutcomes extends SealOutcomes {
  /** The signer's certificate is one of those the seal was made for. */
  readonly holder: Outcome;
  /** The signer's certificate at the stated time of signing. */
  readonly signerCertificate: Outcome;
  /** The signer's signature over TBS_Sign. */
  readonly signature: Outcome;
  /** The document is the one that was signed. */
  readonly document: Outcome;
  /** The time-stamp over the signature value; absent when there is none. Says nothing about trust in its authority. */
  readonly timestamp?: Outcome;
}

export interface SealCheck {
  readonly outcomes: SealOutcomes;
  readonly problems: readonly Problem[];
}

export interface SealSignatureCheck {
  readonly outcomes: SealSignatureOutcomes;
  /** Seal, holder, signature and document together, whoever they are from. */
  readonly integrity: Integrity;
  readonly timestamp?: TimestampCheck;
  readonly problems: readonly Problem[];
}

/** An outcome and what there is to say about it. */
type Finding = readonly [Outcome, ...Problem[]];

const passed: Finding = ['PASSED'];

/** SM2 with SM3 by GM/T 0006, and the OIDs of the key's algorithm that stand in their place. Nothing else is allowed here. */
const sm2Labels: readonly string[] = ['1.2.156.10197.1.501', '1.2.156.10197.1.301.1', '1.2.156.10197.1.301'];

/**
 * Checks a seal as GB/T 38540-2020 and GM/T 0031-2014 ask, revocation apart: maker, maker's signature, validity `at` a moment.
 * Never throws on hostile input.
 * @throws CinnabarError `CERTIFICATE_MALFORMED` or `ASN1_MALFORMED` when `trust` holds something else than certificates
 */
export async function checkSeal(seal: Seal, at: Date, options: SealOptions = {}): Promise<SealCheck> {
  return summary(await sealFindings(seal, at, anchorsOf(options)));
}

/**
 * Checks the signed value of a seal as GB/T 38540-2020 and GM/T 0031-2014 ask, revocation apart. Never throws on hostile input.
 * @param documentDigest SM3 digest of what the seal should stand on; for a PDF of the bytes its ByteRange names
 * @throws CinnabarError `CERTIFICATE_MALFORMED` or `ASN1_MALFORMED` when `trust` holds something else than certificates
 */
export async function checkSealSignature(
  value: SealSignature,
  documentDigest: Uint8Array,
  options: SealOptions = {},
): Promise<SealSignatureCheck> {
  const anchors = anchorsOf(options);
  const { seal, signer, signingTime } = value;
  const timestamp = value.timestamp && (await checkTimestampToken(value.timestamp, [signer.signature]));
  const findings = {
    ...(await sealFindings(seal, signingTime, anchors)),
    holder: await holderFinding(seal.holders, signer.certificate),
    signerCertificate: await certificateFinding(signer.certificate, signingTime, anchors, 'signer'),
    signature: await signatureFinding(signer, value.signed, 'signer'),
    extensions: extensionFinding([...seal.extensions, ...value.extensions]),
    document: documentFinding(value.dataHash, documentDigest),
  };
  const { outcomes, problems } = timestamp
    ? summary({ ...findings, timestamp: timestampFinding(timestamp) })
    : summary(findings);
  return {
    outcomes,
    integrity: integrityOf(outcomes),
    ...(timestamp ? { timestamp } : {}),
    problems: [...problems, ...versionProblems(value)],
  };
}

function anchorsOf({ trust }: SealOptions): readonly Certificate[] | undefined {
  return trust && readTrustAnchors(trust);
}

function summary<Findings extends Readonly<Record<string, Finding>>>(
  findings: Findings,
): { outcomes: { [Name in keyof Findings]: Outcome }; problems: Problem[] } {
  const entries = Object.entries(findings);
  return {
    outcomes: Object.fromEntries(entries.map(([name, [outcome]]) => [name, outcome])) as Record<
      keyof Findings,
      Outcome
    >,
    problems: entries.flatMap(([, [, ...problems]]) => problems),
  };
}

async function sealFindings(
  seal: Seal,
  at: Date | undefined,
  anchors: readonly Certificate[] | undefined,
): Promise<Record<keyof SealOutcomes, Finding>> {
  return {
    makerSignature: await signatureFinding(seal.maker, seal.signed, 'maker'),
    makerCertificate: await certificateFinding(seal.maker.certificate, seal.created, anchors, 'maker'),
    validity: validityFinding(seal, at),
    extensions: extensionFinding(seal.extensions),
  };
}

type Role = 'maker' | 'signer';

const roleCodes = {
  maker: {
    signature: 'SES_MAKER_SIGNATURE_INVALID',
    certificate: 'SES_MAKER_CERTIFICATE',
    untold: 'SES_MAKER_NOT_JUDGED',
  },
  signer: { signature: 'SIGNATURE_INVALID', certificate: 'SES_SIGNER_CERTIFICATE', untold: 'SES_SIGNER_NOT_JUDGED' },
} as const;

async function signatureFinding(
  { certificate, algorithm: oid, signature }: SesSigner,
  signed: Uint8Array,
  role: Role,
): Promise<Finding> {
  if (!sm2Labels.includes(oid)) {
    const problem = errorProblem(
      'SIGNATURE_ALGORITHM_UNSUPPORTED',
      `The signature of the ${role} uses ${oid}; seals are signed with SM2 and SM3.`,
    );
    return ['UNKNOWN', problem];
  }
  const algorithm = { oid };
  const { spki } = certificate;
  const verdict = await verifySignature({ algorithm, digestAlgorithm: 'SM3', spki, signature, data: [signed] });
  if (verdict === 'invalid') {
    const what = role === 'maker' ? 'this seal' : 'what was signed';
    const sentence = `The signature value of the ${role} does not belong to this certificate and ${what}.`;
    return ['FAILED', errorProblem(roleCodes[role].signature, sentence)];
  }
  if (verdict === 'unsupported') {
    const sentence = `The key of the ${role} is of a kind that is not supported.`;
    return ['UNKNOWN', errorProblem('SIGNATURE_ALGORITHM_UNSUPPORTED', sentence)];
  }
  if (isUsualLabel(algorithm, spki)) return passed;
  return ['PASSED', infoProblem('ALGORITHM_LABEL', `The signature of the ${role} is labelled in an unusual way.`)];
}

async function certificateFinding(
  certificate: Certificate,
  at: Date | undefined,
  anchors: readonly Certificate[] | undefined,
  role: Role,
): Promise<Finding> {
  const codes = roleCodes[role];
  if (!mayUse(certificate)) {
    return ['FAILED', errorProblem(codes.certificate, `The certificate of the ${role} is not for signatures.`)];
  }
  if (at && (at < certificate.notBefore || at > certificate.notAfter)) {
    const when = role === 'maker' ? 'the seal was made' : 'the seal was set';
    return ['FAILED', errorProblem(codes.certificate, `The certificate of the ${role} was not valid when ${when}.`)];
  }
  if (!at || !anchors) {
    const sentence = `Whether the certificate of the ${role} is to be trusted was not judged.`;
    return ['UNKNOWN', warningProblem(codes.untold, sentence)];
  }
  const { status, problems } = await checkChain(certificate, [], anchors, at);
  if (status === 'TRUSTED') return passed;
  return [status === 'NO_PATH' ? 'UNKNOWN' : 'FAILED', ...problems];
}

function mayUse(certificate: Certificate): boolean {
  try {
    return permitsKeyUsage(certificate, 'digitalSignature') || permitsKeyUsage(certificate, 'nonRepudiation');
  } catch (cause) {
    if (isCinnabarError(cause)) return false;
    throw cause;
  }
}

function validityFinding({ validFrom, validUntil }: Seal, at: Date | undefined): Finding {
  if (!at) {
    const sentence = 'When the seal was set is stated by a time-stamp token only, which is not judged.';
    return ['UNKNOWN', warningProblem('SES_TIME_NOT_JUDGED', sentence)];
  }
  if (at < validFrom) return ['FAILED', errorProblem('SES_SEAL_NOT_YET_VALID', 'The seal was not yet valid then.')];
  if (at > validUntil) return ['FAILED', errorProblem('SES_SEAL_EXPIRED', 'The seal had expired then.')];
  return passed;
}

function extensionFinding(extensions: readonly SesExtension[]): Finding {
  const critical = extensions.find((extension) => extension.critical);
  if (!critical) return passed;
  const sentence = `The seal has the critical extension ${critical.oid}, which is not understood.`;
  return ['UNKNOWN', errorProblem('SES_EXTENSION_UNSUPPORTED', sentence)];
}

async function holderFinding(holders: SealHolders, { der }: Certificate): Promise<Finding> {
  const stranger = errorProblem('SES_NOT_HOLDER', 'The seal was not made for the certificate it was set with.');
  if (holders.kind === 'certificates') {
    return holders.certificates.some((held) => equalBytes(held, der)) ? passed : ['FAILED', stranger];
  }
  const own = await digest('SM3', [der]);
  if (holders.digests.some(({ value }) => equalBytes(value, own))) return passed;
  if (holders.digests.every(({ type }) => isSm3(type))) return ['FAILED', stranger];
  const sentence = 'The seal lists digests of its holders that are not of SM3.';
  return ['UNKNOWN', errorProblem('DIGEST_UNSUPPORTED', sentence)];
}

/** The standard leaves the text free: the name and the OIDs of SM3 are in use. */
function isSm3(type: string): boolean {
  return /^(sm3|1\.2\.156\.10197\.1\.401(\.1)?)$/i.test(type);
}

function documentFinding(dataHash: Uint8Array, documentDigest: Uint8Array): Finding {
  if (equalBytes(dataHash, documentDigest)) return passed;
  return [
    'FAILED',
    errorProblem(
      'DIGEST_MISMATCH',
      'The document is not the one the seal was set on: its digest is not the signed one.',
    ),
  ];
}

function timestampFinding({ integrity, problems }: TimestampCheck): Finding {
  if (integrity === 'INTACT') return passed;
  const sentence = 'The time-stamp of the seal does not pass its checks and proves nothing.';
  const reasons = problems.map((problem) => ({ ...problem, severity: 'warning' as const }));
  return [integrity === 'BROKEN' ? 'FAILED' : 'UNKNOWN', warningProblem('TIMESTAMP_BROKEN', sentence), ...reasons];
}

/** GB/T 38540-2020: the signed value and its seal are of one version. */
function versionProblems({ version, statedVersion, seal }: SealSignature): Problem[] {
  if (version === seal.version && statedVersion === seal.headerVersion) return [];
  return [warningProblem('SES_VERSION_MISMATCH', 'The signed value and its seal state different versions.')];
}

function integrityOf(of: SealSignatureOutcomes): Integrity {
  const outcomes = [of.makerSignature, of.holder, of.signature, of.document, of.extensions];
  if (outcomes.includes('FAILED')) return 'BROKEN';
  return outcomes.includes('UNKNOWN') ? 'UNKNOWN' : 'INTACT';
}
