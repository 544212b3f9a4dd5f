import { bytesToHex, equalBytes } from '../bytes/index.ts';
import { digest, digestAlgorithmOf } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { openPdf, PdfString } from '../pdf/index.ts';
import { readSignedData } from '../cms/index.ts';
import {
  signatureFacts,
  verifyDocument,
  type SignatureFacts,
  type SignatureReport,
  type VerificationReport,
  type VerifyOptions,
} from '../verify/index.ts';
import { findingOf, type Finding } from './finding.ts';
import type { EvidenceManifest } from './manifest.ts';
import type { DocumentReport, DocumentSignature } from './package-verification.ts';

/** The documents of a package: each revision continues the one before, and the signatures of the last hold; so must the report's. */
export async function checkDocuments(
  { files, entries }: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  options: VerifyOptions,
): Promise<{ readonly documents: readonly DocumentReport[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = files.length === 0 ? [findingOf('documents', 'warning', 'FILES_NONE')] : [];
  const documents: DocumentReport[] = [];
  for (const { revisions } of files) {
    for (const [index, path] of revisions.entries()) {
      const before = revisions[index - 1];
      const [earlier, later] = [before === undefined ? undefined : contents.get(before), contents.get(path)];
      if (earlier && later && !continues(earlier, later)) {
        findings.push(findingOf('documents', 'error', 'FILE_NOT_EXTENDED', { path, values: { before: before ?? '' } }));
      }
    }
  }
  const finals = files.map(({ name, revisions }) => ({
    role: 'document' as const,
    name,
    path: revisions.at(-1) ?? '',
  }));
  const reports = entries
    .filter(({ role }) => role === 'report')
    .map(({ path }) => ({ role: 'report' as const, name: path, path }));
  for (const final of [...finals, ...reports]) {
    const bytes = contents.get(final.path);
    if (!bytes) continue;
    const report = await verifyDocument(bytes, options);
    findings.push(...verdictFindings(final.path, report));
    const signed = await signedFacts(bytes);
    documents.push({
      ...final,
      sha256: entries.find(({ path }) => path === final.path)?.sha256 ?? '',
      verdict: report.verdict,
      signatures: report.signatures.map((signature, place) => documentSignature(signature, signed[place])),
    });
  }
  return { documents, findings };
}

function verdictFindings(path: string, { verdict, error, signatures }: VerificationReport): Finding[] {
  const reasons = new Set(signatures.flatMap(({ subIndication }) => subIndication ?? []));
  const values = { detail: error?.code ?? [...reasons].join(', ') };
  switch (verdict) {
    case 'PASSED':
      return [];
    case 'UNSIGNED':
      return [findingOf('documents', 'warning', 'FILE_NOT_SIGNED', { path })];
    case 'INDETERMINATE':
      return [findingOf('documents', 'warning', 'FILE_INDETERMINATE', { path, values })];
    default:
      return [findingOf('documents', 'error', 'FILE_FAILED', { path, values })];
  }
}

function documentSignature(signature: SignatureReport, signed: SignedFacts | undefined): DocumentSignature {
  const { signer, signingTime } = signature;
  return {
    field: signature.fieldNames.join(', '),
    kind: signature.kind,
    signer: signer && {
      subject: signer.subject,
      commonName: signer.commonName,
      issuer: signer.issuer,
      serial: signer.serial,
    },
    certificate: signed?.certificate ?? null,
    at: signingTime.proven,
    timestampAuthority: signingTime.timestampAuthority,
    indication: signature.indication,
    digest: signed?.digest ?? null,
    intent: null,
  };
}

/** Whether `later` begins with all of `earlier`. */
function continues(earlier: Uint8Array, later: Uint8Array): boolean {
  return later.length >= earlier.length && equalBytes(later.subarray(0, earlier.length), earlier);
}

interface SignedFacts {
  readonly digest: DocumentSignature['digest'] | undefined;
  readonly certificate: string | undefined;
}

/** What each signature covers, by its own algorithm, and by which certificate, in the order of the report. */
async function signedFacts(bytes: Uint8Array): Promise<SignedFacts[]> {
  try {
    const signed: SignedFacts[] = [];
    for (const facts of await signatureFacts(openPdf(bytes))) {
      const { certificate } = facts;
      signed.push({
        digest: await signedDigest(bytes, facts),
        certificate: certificate && bytesToHex(await digest('SHA-256', [certificate.der])),
      });
    }
    return signed;
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    return [];
  }
}

async function signedDigest(
  bytes: Uint8Array,
  facts: SignatureFacts,
): Promise<DocumentSignature['digest'] | undefined> {
  // INVALID: the ByteRange cannot be what it claims to be.
  if (facts.coverage === 'INVALID' || facts.kind === 'timestamp') return undefined;
  const range = facts.found.dict.get('ByteRange');
  const contents = facts.found.dict.get('Contents');
  if (!Array.isArray(range) || !(contents instanceof PdfString)) return undefined;
  const [start, gapStart, gapEnd, rest] = range as number[];
  if (start !== 0 || gapStart === undefined || gapEnd === undefined || rest === undefined) return undefined;
  const algorithm = digestAlgorithmOf(readSignedData(contents.rawBytes).signers[0]?.digestAlgorithm.oid ?? '');
  if (!algorithm) return undefined;
  const parts = [bytes.subarray(0, gapStart), bytes.subarray(gapEnd, gapEnd + rest)];
  return { algorithm, value: bytesToHex(await digest(algorithm, parts)) };
}
