import { readSync } from 'node:fs';
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';

import { storedSource, type ByteSource } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';

/** What is read into memory at most, in bytes. */
const maxInMemory = 1 << 30;
/** The highest offset that a cross-reference table has digits for (ISO 32000-2 §7.5.4). */
const maxStored = 9_999_999_999;

/**
 * A whole file in memory.
 * @throws CinnabarError `FILE_MISSING`, `FILE_FORBIDDEN`, `FILE_NOT_REGULAR` (a directory, a pipe, a device),
 *   `FILE_TOO_LARGE` (details: size, limit), `FILE_UNREADABLE`
 */
export async function readInput(path: string, limit = maxInMemory): Promise<Uint8Array> {
  try {
    await requireFile(path, limit);
    const { buffer, byteOffset, length } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    throw readFailure(path, cause);
  }
}

/** A file that is read where it is asked for. */
export interface StoredFile extends ByteSource {
  /**
   * For the moment before anything made from it is handed out.
   * @throws CinnabarError `FILE_CHANGED` when somebody wrote to the file since it was opened, `FILE_UNREADABLE` when it
   *   could not be read everywhere
   */
  requireUnchanged(): Promise<void>;
}

/**
 * Opens a file for as long as `use` runs, without reading it into memory: signing and verifying take it as they take
 * bytes. It must stay as it is meanwhile; whatever `use` made of one that did not is dropped.
 * @throws CinnabarError as `readInput`, `FILE_CHANGED`, and what `use` throws
 */
export async function withFile<T>(path: string, use: (file: StoredFile) => Promise<T>): Promise<T> {
  const handle = await openFile(path);
  try {
    const { size, stamp } = await statusOf(handle);
    let failure: unknown;
    const read = (target: Uint8Array, offset: number): void => {
      try {
        readAll(handle.fd, target, offset);
      } catch (cause) {
        failure ??= cause;
        throw cause;
      }
    };
    const requireUnchanged = async (): Promise<void> => {
      if ((await statusOf(handle)).stamp !== stamp) {
        throw new CinnabarError('FILE_CHANGED', `${path} was changed while it was being read; do it again.`);
      }
      if (failure !== undefined) throw readFailure(path, failure);
    };
    const file = Object.assign(storedSource(size, read), { requireUnchanged });
    try {
      return await use(file);
    } finally {
      // Before anything else that is wrong with it, and before what was made of it.
      await requireUnchanged();
    }
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    await requireFile(path, maxStored);
    return await open(path);
  } catch (cause) {
    throw readFailure(path, cause);
  }
}

/** Before it is opened, for opening a pipe waits for somebody to write. */
async function requireFile(path: string, limit: number): Promise<void> {
  const status = await stat(path);
  if (!status.isFile()) throw new CinnabarError('FILE_NOT_REGULAR', `${path} is not a file.`);
  if (status.size <= limit) return;
  throw new CinnabarError(
    'FILE_TOO_LARGE',
    `${path} is larger than the ${Math.floor(limit / 2 ** 20)} MiB that are read.`,
    {
      details: { size: status.size, limit },
    },
  );
}

/** Its size in bytes, and a stamp that is another one when anybody wrote to it. */
async function statusOf(handle: FileHandle): Promise<{ readonly size: number; readonly stamp: string }> {
  const { size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true });
  return { size: Number(size), stamp: `${size} ${mtimeNs} ${ctimeNs}` };
}

function readAll(descriptor: number, target: Uint8Array, offset: number): void {
  for (let done = 0; done < target.length;) {
    const count = readSync(descriptor, target, done, target.length - done, offset + done);
    if (count === 0) throw new Error('The file became shorter.');
    done += count;
  }
}

function readFailure(path: string, cause: unknown): CinnabarError {
  if (cause instanceof CinnabarError) return cause;
  const { code = 'error' } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CinnabarError('FILE_MISSING', `There is no file ${path}.`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CinnabarError('FILE_FORBIDDEN', `You may not read ${path}.`, { cause });
  }
  return new CinnabarError('FILE_UNREADABLE', `${path} cannot be read (${code}).`, { cause });
}
