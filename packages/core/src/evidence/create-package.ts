import { bytesToHex, equalBytes, utf8ToBytes } from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { openPdf } from '../pdf/index.ts';
import type { SignerSubject, SigningProvider, TimestampProvider } from '../provider/index.ts';
import { signatureFacts } from '../verify/index.ts';
import { maxEvents } from './check-log.ts';
import { signDetached } from './detached.ts';
import { readLog } from './event-log.ts';
import {
  manifestBytes,
  packagePaths,
  type EntryRole,
  type EvidenceManifest,
  type ManifestEntry,
  type ManifestFile,
} from './manifest.ts';
import { strokeEntry, type StrokeEvidence } from './strokes.ts';
import type { StampedTreeHead } from './tree-head.ts';
import type { EvidenceCode } from './texts.ts';
import { writeZip } from './zip.ts';

/** A file of the contract with its revisions from the original to the final, each the beginning of the next. */
export interface PackageFile {
  /** `[A-Za-z0-9_-]{1,64}`; becomes the folder's name. */
  readonly id: string;
  readonly name: string;
  readonly revisions: readonly Uint8Array[];
}

export interface EvidencePackageContent {
  readonly contract: { readonly id: string; readonly name: string };
  /** The log as stored, line by line. */
  readonly lines: readonly string[];
  readonly files: readonly PackageFile[];
  readonly heads?: readonly StampedTreeHead[];
  /** Only what was consented to; see {@link StrokeEvidence}. */
  readonly strokes?: readonly StrokeEvidence[];
  /** The evidence report, a PDF. */
  readonly report?: Uint8Array;
  /** Further DER certificates, such as those of the platform's own authorities. */
  readonly certificates?: readonly Uint8Array[];
  readonly createdAt: Date;
  /** The program, with its version. */
  readonly generator: string;
  /** Also list SM3 digests. */
  readonly sm3?: boolean;
}

/** Who signs for the platform, and who states the time. */
export interface PackageAuthorities {
  readonly signing: SigningProvider;
  readonly subject: SignerSubject;
  readonly timestamps: TimestampProvider;
}

const fileId = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/;

/**
 * Packs what proves how a contract came about into one ZIP: every file, the log, certificates, time-stamps, and a
 * manifest with the digests of all of it, signed and time-stamped. The same content gives the same bytes but for
 * signature and time-stamp. What it holds is not judged here; run {@link verifyEvidencePackage} before handing it out.
 *
 * Catalogue: GOV-01.
 * @throws CinnabarError `EVIDENCE_LOG` when the log does not hold, `EVIDENCE_PATH`, `SIGNING_*`, `TIMESTAMP_*`
 */
export async function createEvidencePackage(
  content: EvidencePackageContent,
  authorities: PackageAuthorities,
): Promise<Uint8Array> {
  const { manifest, contents } = await layOutPackage(content);
  return sealPackage(manifest, contents, authorities);
}

/**
 * The manifest of a package and its entries, before anybody signs.
 * @throws CinnabarError `EVIDENCE_LOG`, `EVIDENCE_PATH`
 */
export async function layOutPackage(
  content: EvidencePackageContent,
): Promise<{ readonly manifest: EvidenceManifest; readonly contents: ReadonlyMap<string, Uint8Array> }> {
  if (content.lines.length > maxEvents) throw unsound('LOG_LIMIT');
  const reading = await readLog(content.lines);
  const [fault] = reading.findings;
  if (fault) throw unsound(fault.code);
  if (reading.position.log !== content.contract.id) throw unsound('LOG_OTHER');
  const packer = new Packer(content.sm3 ?? false);
  const files: ManifestFile[] = [];
  for (const file of content.files) files.push(await addFile(packer, file));
  await packer.add(packagePaths.events, 'events', 'application/jsonl', utf8ToBytes(joinLines(content.lines)));
  for (const { head, token } of content.heads ?? []) {
    const path = `heads/${packer.numbered('heads')}`;
    await packer.add(`${path}.json`, 'tree-head', 'application/json', head);
    await packer.add(`${path}.tst`, 'timestamp', 'application/timestamp-reply', token);
  }
  for (const strokes of content.strokes ?? []) {
    const path = `strokes/${packer.numbered('strokes')}.json`;
    await packer.add(path, 'strokes', 'application/json', strokeEntry(strokes));
  }
  if (content.report) await packer.add('report.pdf', 'report', 'application/pdf', content.report);
  for (const der of await certificatesOf(content)) {
    await packer.add(
      `certificates/${packer.numbered('certificates')}.cer`,
      'certificate',
      'application/pkix-cert',
      der,
    );
  }
  const { position, tree } = reading;
  return {
    manifest: {
      format: 'cinnabar-evidence/1',
      createdAt: content.createdAt.toISOString(),
      generator: content.generator,
      contract: content.contract,
      log: {
        id: position.log,
        digestAlgorithm: position.digestAlgorithm,
        size: position.size,
        head: position.head,
        root: bytesToHex(await tree.root()),
      },
      files,
      entries: packer.listed,
    },
    contents: packer.contents,
  };
}

function unsound(code: EvidenceCode): CinnabarError {
  return new CinnabarError('EVIDENCE_LOG', 'The event log does not hold, so nothing is packed.', { details: { code } });
}

/**
 * Signs and time-stamps a manifest and writes the ZIP. For those who build manifests of their own; nothing is checked.
 * @throws CinnabarError `EVIDENCE_PATH`, `SIGNING_*`, `TIMESTAMP_*`
 */
export async function sealPackage(
  manifest: EvidenceManifest,
  contents: ReadonlyMap<string, Uint8Array>,
  { signing, subject, timestamps }: PackageAuthorities,
): Promise<Uint8Array> {
  const bytes = manifestBytes(manifest);
  const signature = await signDetached(bytes, signing, subject);
  const token = await timestamps.timestamp(await digest('SHA-256', [signature]), 'SHA-256');
  const { manifest: path, signature: signaturePath, timestamp } = packagePaths;
  return writeZip(new Map([[path, bytes], [signaturePath, signature], [timestamp, token], ...contents]));
}

/** Entries with their digests, in the order they are added. */
class Packer {
  readonly contents = new Map<string, Uint8Array>();
  readonly listed: ManifestEntry[] = [];
  readonly #sm3: boolean;
  readonly #numbers = new Map<string, number>();

  constructor(sm3: boolean) {
    this.#sm3 = sm3;
  }

  async add(path: string, role: EntryRole, mediaType: string, bytes: Uint8Array): Promise<void> {
    const sha256 = bytesToHex(await digest('SHA-256', [bytes]));
    const sm3 = this.#sm3 ? { sm3: bytesToHex(await digest('SM3', [bytes])) } : {};
    this.contents.set(path, bytes);
    this.listed.push({ path, role, mediaType, size: bytes.length, sha256, ...sm3 });
  }

  /** `01`, `02`, … for each folder. */
  numbered(folder: string): string {
    const number = (this.#numbers.get(folder) ?? 0) + 1;
    this.#numbers.set(folder, number);
    return String(number).padStart(2, '0');
  }
}

async function addFile(packer: Packer, { id, name, revisions }: PackageFile): Promise<ManifestFile> {
  if (!fileId.test(id) || revisions.length === 0) {
    throw new CinnabarError('EVIDENCE_PATH', 'A file has an id of letters, digits, _ or -, and at least one revision.');
  }
  const paths: string[] = [];
  for (const [index, revision] of revisions.entries()) {
    const last = index === revisions.length - 1;
    const word = last ? 'final' : index === 0 ? 'original' : `revision-${index}`;
    const path = `files/${id}/${word}.pdf`;
    await packer.add(path, 'document', 'application/pdf', revision);
    paths.push(path);
  }
  return { id, name, revisions: paths };
}

/** Certificates of all signatures in the documents, and those given, each once. */
async function certificatesOf({ files, certificates = [] }: EvidencePackageContent): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  const add = (der: Uint8Array): void => {
    if (!found.some((known) => equalBytes(known, der))) found.push(der);
  };
  for (const { revisions } of files) {
    const final = revisions.at(-1);
    if (!final) continue;
    for (const facts of await signatureFacts(openPdf(final))) {
      for (const { der } of [...facts.certificates, ...(facts.timestamp?.certificates ?? [])]) add(der);
    }
  }
  for (const der of certificates) add(der);
  return found;
}

/** One event a line, each line ended. */
function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
