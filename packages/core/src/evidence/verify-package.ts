import { checkDocuments } from './check-documents.ts';
import { checkIntents } from './check-intents.ts';
import { checkLog } from './check-log.ts';
import { checkEntries, checkSeal } from './check-manifest.ts';
import { bytesToHex } from '../bytes/index.ts';
import { evidenceAxes, findingOf, type EvidenceAxis, type Finding } from './finding.ts';
import { packagePaths, parseManifest } from './manifest.ts';
import type { AxisVerdict, PackageVerification, EvidenceVerdict } from './package-verification.ts';
import { revocationIn } from './revocation.ts';
import { certificatesOf, trustAnchors } from './trust.ts';
import { defaultZipLimits, readZip, type ZipLimits } from './zip.ts';

export interface EvidenceVerifyOptions {
  /** DER certificates to trust, for the package, its time-stamps and the signatures in its documents. Without any, nothing is better than INDETERMINATE. */
  readonly trust?: readonly Uint8Array[];
  /** Common name of the platform that must have signed: an authority you trust certifies others as well. */
  readonly signer?: string;
  /** The moment to judge at. */
  readonly at: Date;
  readonly limits?: ZipLimits;
}

/**
 * Verifies an evidence package offline: structure, manifest, signature, signer, time, entries, log, documents, intents,
 * in that order, each with a verdict of its own; the whole is the worst of them. All findings are told, and which comes
 * first. Never throws on hostile input.
 *
 * Catalogue: GOV-01, WIL-07.
 * @throws CinnabarError `VERIFY_TRUST_ANCHOR` when `trust` holds something else than certificates
 */
export async function verifyEvidencePackage(
  bytes: Uint8Array,
  options: EvidenceVerifyOptions,
): Promise<PackageVerification> {
  const anchors = options.trust && trustAnchors(options.trust);
  const zip = readZip(bytes, options.limits ?? defaultZipLimits);
  if (!zip.ok)
    return unreadable(
      bytes,
      0,
      zip.problems.map((problem) => ({ axis: 'structure', severity: 'error', ...problem })),
    );
  const contents = zip.value;
  const manifestContent = contents.get(packagePaths.manifest);
  if (!manifestContent) return unreadable(bytes, contents.size, [findingOf('manifest', 'error', 'MANIFEST_MISSING')]);
  const manifest = parseManifest(manifestContent);
  if (typeof manifest === 'string') {
    const finding = findingOf('manifest', 'error', 'MANIFEST_MALFORMED', { values: { what: manifest } });
    return unreadable(bytes, contents.size, [finding]);
  }

  const { signer } = options;
  const pool = certificatesOf(manifest, contents);
  const { evidence, paths } = revocationIn(contents);
  const question = { anchors, now: options.at, pool, evidence, ...(signer === undefined ? {} : { signer }) };
  const { manifest: own, signature, timestamp } = packagePaths;
  const seal = await checkSeal(sealEntries(manifestContent, contents), manifest, { signature, timestamp }, question);
  const entries = await checkEntries(manifest, contents, [own, signature, timestamp, ...paths]);
  const log = await checkLog(manifest, contents, seal.stamp, question);
  const { trust, at } = options;
  const documents = await checkDocuments(manifest, contents, { at, ...(trust ? { trust } : {}) });
  const intents = await checkIntents(manifest, contents, log.reading?.events ?? [], documents.documents);
  const findings = [...seal.findings, ...entries, ...log.findings, ...documents.findings, ...intents.findings];

  const axes: Record<EvidenceAxis, AxisVerdict> = axesOf(findings);
  if (!seal.judged) axes.trust = 'NOT_CHECKED';
  const events = log.reading?.events ?? [];
  return {
    verdict: worstOf(Object.values(axes)),
    axes,
    ...ordered(findings),
    package: {
      size: bytes.length,
      entries: contents.size,
      contract: { id: manifest.contract.id, name: manifest.contract.name },
      createdAt: manifest.createdAt,
      generator: manifest.generator,
    },
    signer: seal.signer,
    timestamp: seal.stamp?.time ? { time: seal.stamp.time.toISOString(), authority: seal.stamp.authority } : null,
    log: log.reading
      ? {
          id: log.reading.position.log,
          size: events.length,
          root: bytesToHex(await log.reading.tree.root()),
          first: events[0]?.at ?? null,
          last: events.at(-1)?.at ?? null,
        }
      : null,
    documents: intents.documents,
  };
}

function sealEntries(
  manifest: Uint8Array,
  contents: ReadonlyMap<string, Uint8Array>,
): { readonly manifest: Uint8Array; readonly signature?: Uint8Array; readonly token?: Uint8Array } {
  const signature = contents.get(packagePaths.signature);
  const token = contents.get(packagePaths.timestamp);
  return { manifest, ...(signature ? { signature } : {}), ...(token ? { token } : {}) };
}

/** Findings in the order of the questions; within one, as found. */
function ordered(findings: readonly Finding[]): Pick<PackageVerification, 'first' | 'findings'> {
  const sorted = evidenceAxes.flatMap((axis) => findings.filter((finding) => finding.axis === axis));
  const first =
    sorted.find(({ severity }) => severity === 'error') ?? sorted.find(({ severity }) => severity === 'warning');
  return { first: first ?? null, findings: sorted };
}

function axesOf(findings: readonly Finding[]): Record<EvidenceAxis, AxisVerdict> {
  const verdictOf = (axis: EvidenceAxis): AxisVerdict => {
    const severities = findings.filter((finding) => finding.axis === axis).map(({ severity }) => severity);
    return severities.includes('error') ? 'FAILED' : severities.includes('warning') ? 'INDETERMINATE' : 'PASSED';
  };
  return Object.fromEntries(evidenceAxes.map((axis) => [axis, verdictOf(axis)])) as Record<EvidenceAxis, AxisVerdict>;
}

function worstOf(verdicts: readonly AxisVerdict[]): EvidenceVerdict {
  if (verdicts.includes('FAILED')) return 'FAILED';
  return verdicts.includes('INDETERMINATE') ? 'INDETERMINATE' : 'PASSED';
}

function unreadable(bytes: Uint8Array, entries: number, findings: readonly Finding[]): PackageVerification {
  const axes = Object.fromEntries(
    evidenceAxes.map((axis) => [axis, findings.some((finding) => finding.axis === axis) ? 'FAILED' : 'NOT_CHECKED']),
  ) as Record<EvidenceAxis, AxisVerdict>;
  return {
    verdict: 'UNREADABLE',
    axes: entries > 0 ? { ...axes, structure: 'PASSED' } : axes,
    ...ordered(findings),
    package: { size: bytes.length, entries, contract: null, createdAt: null, generator: null },
    signer: null,
    timestamp: null,
    log: null,
    documents: [],
  };
}
