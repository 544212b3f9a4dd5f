import { bytesToUtf8, utf8ToBytes } from '@cinnabar/core/bytes';
import {
  packagePaths,
  parseManifest,
  sealPackage,
  verifyEvidencePackage,
  writeZip,
  type EventFacts,
  type EvidenceManifest,
  type PackageVerification,
} from '@cinnabar/core/evidence';

import { sandbox } from '../support/signing.ts';
import { authorities, entriesOf, pack, playContract, samplePackage, sha256 } from './sample.ts';

/** What the sandbox's friends say of a package today. */
export const verify = async (bytes: Uint8Array): Promise<PackageVerification> =>
  verifyEvidencePackage(bytes, { trust: (await sandbox()).trustAnchors, at: new Date() });

/** What fails a package, by code. */
export const faults = (report: PackageVerification): string[] =>
  report.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);

/** The package with entries changed, in the hands of one who cannot sign. */
export async function tampered(change: (entries: Map<string, Uint8Array>) => void): Promise<PackageVerification> {
  const entries = entriesOf((await samplePackage()).bytes);
  change(entries);
  return verify(writeZip(entries));
}

/** The package with entries changed by one who can sign: the platform itself, or whoever has its key. */
export async function resealed(
  bytes: Uint8Array,
  change: (entries: Map<string, Uint8Array>, manifest: EvidenceManifest) => Partial<EvidenceManifest> | void,
): Promise<PackageVerification> {
  const contents = entriesOf(bytes);
  const manifest = parseManifest(contents.get(packagePaths.manifest)!) as EvidenceManifest;
  for (const own of [packagePaths.manifest, packagePaths.signature, packagePaths.timestamp]) contents.delete(own);
  const changes = change(contents, manifest) ?? {};
  const listed = await Promise.all(
    (changes.entries ?? manifest.entries).map(async (entry) => {
      const content = contents.get(entry.path);
      return content ? { ...entry, size: content.length, sha256: await sha256(content) } : entry;
    }),
  );
  return verify(await sealPackage({ ...manifest, ...changes, entries: listed }, contents, await authorities()));
}

/** A package made of a contract played with other facts, sealed by the platform. */
export async function replayed(
  change: (facts: EventFacts[]) => EventFacts[],
  withHeads = false,
): Promise<PackageVerification> {
  const sample = await playContract({ change });
  const { heads, ...content } = sample.content;
  return verify(await pack({ ...sample, content: withHeads && heads ? { ...content, heads } : content }));
}

export const events = (entries: Map<string, Uint8Array>): string[] =>
  bytesToUtf8(entries.get(packagePaths.events)!).split('\n').slice(0, -1);

export const setEvents = (entries: Map<string, Uint8Array>, lines: readonly string[]): void => {
  entries.set(packagePaths.events, utf8ToBytes(lines.map((line) => `${line}\n`).join('')));
};
