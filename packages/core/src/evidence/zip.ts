import { Inflate, zipSync, type Zippable } from 'fflate';

import { bytesToLatin1, concatBytes } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { parsed, problemOf, unparsed, type Parsed, type TextValues } from '../language/index.ts';
import { texts, type EvidenceCode } from './texts.ts';

/** What reading a ZIP file may cost. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, and of all, after decompression. */
  readonly entrySize: number;
  readonly totalSize: number;
}

export const defaultZipLimits: ZipLimits = { entries: 2000, entrySize: 256 << 20, totalSize: 512 << 20 };

/** Times are not evidence here and would differ from run to run; the earliest a ZIP can say. */
const fixedTime = new Date(1980, 0, 1);
const safeName = /^(?![-.])[A-Za-z0-9._-]{1,100}(?<!\.)$/;
/** Names that Windows keeps for devices, whatever ending they have. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const maxDepth = 8;

/** Whether an entry may be called so: relative, ASCII, no dots or dashes in front, nothing a file system reads as more or as another. */
export function isSafePath(path: string): boolean {
  const names = path.split('/');
  return names.length <= maxDepth && names.every((name) => safeName.test(name) && !deviceName.test(name));
}

/**
 * A ZIP file with these entries in this order, stored as they are: the same entries give the same bytes.
 * @throws CinnabarError `EVIDENCE_PATH` when an entry's name is not a safe path
 */
export function writeZip(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const content: Zippable = {};
  for (const [path, bytes] of entries) {
    if (!isSafePath(path)) throw new CinnabarError('EVIDENCE_PATH', `“${path}” cannot be the name of an entry.`);
    content[path] = [bytes, { level: 0, mtime: fixedTime }];
  }
  return zipSync(content);
}

interface CentralEntry {
  readonly path: string;
  readonly method: number;
  readonly checksum: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
  /** Bytes of the local header that must be the same in the central directory. */
  readonly shared: Uint8Array;
}

const endLength = 22;
const centralLength = 46;
const localLength = 30;

/**
 * The entries of a ZIP file (PKWARE APPNOTE 6.3), read strictly: entries follow one another from the first byte to the
 * central directory without gap or overlap, local and central headers agree, no entry occurs twice, nothing but plain
 * stored or deflated files with safe paths, nothing before or behind. Two readers cannot see different contents.
 * @returns `ZIP_NOT_A_ZIP`, `ZIP_STRUCTURE`, `ZIP_PATH`, `ZIP_DUPLICATE`, `ZIP_OVERLAP`, `ZIP_LIMIT`, `ZIP_CHECKSUM`
 */
export function readZip(
  bytes: Uint8Array,
  limits: ZipLimits = defaultZipLimits,
): Parsed<ReadonlyMap<string, Uint8Array>, EvidenceCode> {
  try {
    return parsed(new ZipReader(bytes, limits).read());
  } catch (cause) {
    if (!(cause instanceof ZipFault)) throw cause;
    const { code, path, values } = cause;
    return unparsed(
      problemOf(texts, code, { ...(path === undefined ? {} : { path }), values: { ...values, path: path ?? '' } }),
    );
  }
}

class ZipFault extends Error {
  readonly code: EvidenceCode;
  readonly path: string | undefined;
  readonly values: TextValues;

  constructor(code: EvidenceCode, path?: string, values: TextValues = {}) {
    super(code);
    this.code = code;
    this.path = path;
    this.values = values;
  }
}

class ZipReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: ZipLimits;

  constructor(bytes: Uint8Array, limits: ZipLimits) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
  }

  read(): ReadonlyMap<string, Uint8Array> {
    const directory = this.#directory();
    const contents = new Map<string, Uint8Array>();
    let next = 0;
    for (const entry of directory.entries) {
      if (entry.offset !== next) throw new ZipFault('ZIP_OVERLAP');
      const start = this.#localEnd(entry);
      next = start + entry.compressed;
      if (next > directory.start) throw new ZipFault('ZIP_OVERLAP');
      contents.set(entry.path, this.#content(entry, this.#bytes.subarray(start, next)));
    }
    if (next !== directory.start) throw new ZipFault('ZIP_OVERLAP');
    return contents;
  }

  #directory(): { start: number; entries: CentralEntry[] } {
    const bytes = this.#bytes;
    if (bytes.length < endLength || ![0x04034b50, 0x06054b50].includes(this.#u32(0)))
      throw new ZipFault('ZIP_NOT_A_ZIP');
    const end = bytes.length - endLength;
    if (this.#u32(end) !== 0x06054b50) throw broken('end');
    const [disk, firstDisk, here, count] = [4, 6, 8, 10].map((at) => this.#u16(end + at)) as [
      number,
      number,
      number,
      number,
    ];
    const length = this.#u32(end + 12);
    const start = this.#u32(end + 16);
    if (disk !== 0 || firstDisk !== 0 || here !== count || this.#u16(end + 20) !== 0) throw broken('end');
    if (start + length !== end) throw broken('directory');
    if (count > this.#limits.entries)
      throw new ZipFault('ZIP_LIMIT', undefined, { what: `${count} > ${this.#limits.entries}` });
    const entries: CentralEntry[] = [];
    const paths = new Set<string>();
    let total = 0;
    let at = start;
    while (entries.length < count) {
      const entry = this.#centralEntry(at, end);
      // Names that a file system without case would write to the same file count as the same.
      const key = entry.path.toLowerCase();
      if (paths.has(key)) throw new ZipFault('ZIP_DUPLICATE', entry.path);
      paths.add(key);
      total += entry.size;
      if (entry.size > this.#limits.entrySize || total > this.#limits.totalSize) {
        throw new ZipFault('ZIP_LIMIT', entry.path, { what: `${total} B` });
      }
      at += centralLength + entry.path.length;
      entries.push(entry);
    }
    if (at !== end) throw broken('directory');
    return { start, entries };
  }

  #centralEntry(at: number, end: number): CentralEntry {
    if (at + centralLength > end || this.#u32(at) !== 0x02014b50) throw broken('directory');
    const nameLength = this.#u16(at + 28);
    const [extra, comment, disk] = [30, 32, 34].map((offset) => this.#u16(at + offset));
    if (extra !== 0 || comment !== 0 || disk !== 0) throw broken('directory');
    if (at + centralLength + nameLength > end) throw broken('directory');
    const path = bytesToLatin1(this.#bytes.subarray(at + centralLength, at + centralLength + nameLength));
    if (!isSafePath(path)) throw new ZipFault('ZIP_PATH');
    const attributes = this.#u32(at + 38) >>> 16;
    // Anything but a regular file: a link would lead elsewhere when unpacked.
    if (attributes >>> 12 !== 0 && attributes >>> 12 !== 8) throw new ZipFault('ZIP_PATH', path);
    const flags = this.#u16(at + 8);
    const method = this.#u16(at + 10);
    // Only the mark for UTF-8 names, which ASCII satisfies: no encryption, no sizes that follow the content.
    if ((flags & ~0x0800) !== 0 || (method !== 0 && method !== 8)) throw broken(path);
    return {
      path,
      method,
      checksum: this.#u32(at + 16),
      compressed: this.#u32(at + 20),
      size: this.#u32(at + 24),
      offset: this.#u32(at + 42),
      shared: this.#bytes.subarray(at + 6, at + 30),
    };
  }

  /** Checks the local header and returns where the content begins. */
  #localEnd({ path, offset, shared }: CentralEntry): number {
    const nameAt = offset + localLength;
    const end = nameAt + path.length;
    if (end > this.#bytes.length || this.#u32(offset) !== 0x04034b50) throw broken(path);
    const local = this.#bytes.subarray(offset + 4, offset + 28);
    const same = local.every((byte, i) => byte === shared[i]);
    const name = bytesToLatin1(this.#bytes.subarray(nameAt, end));
    if (!same || name !== path || this.#u16(offset + 28) !== 0) throw broken(path);
    return end;
  }

  #content({ path, method, checksum, compressed, size }: CentralEntry, data: Uint8Array): Uint8Array {
    if (method === 0 && compressed !== size) throw broken(path);
    const content = method === 0 ? data : inflate(data, size, path);
    if (crc32(content) !== checksum) throw new ZipFault('ZIP_CHECKSUM', path);
    return content;
  }

  #u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, true);
  }
}

function broken(what: string): ZipFault {
  return new ZipFault('ZIP_STRUCTURE', undefined, { what });
}

/** Input per step: deflate expands at most 1,032 times, so a step overshoots the promised size by 8 MB at most. */
const step = 8192;

/** Undoes deflate; exactly as many bytes as promised, or a fault as soon as there are more. */
function inflate(data: Uint8Array, size: number, path: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflater = new Inflate((chunk) => {
    length += chunk.length;
    if (length > size) throw new ZipFault('ZIP_LIMIT', path, { what: `> ${size} B` });
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < data.length || at === 0; at += step) {
      inflater.push(data.subarray(at, at + step), at + step >= data.length);
    }
  } catch (cause) {
    throw cause instanceof ZipFault ? cause : broken(path);
  }
  if (length !== size) throw broken(path);
  return concatBytes(...chunks);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
