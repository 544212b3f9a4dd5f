import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, copyFile, link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Parts } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';

const maxFileSize = 1 << 30;

/**
 * A whole file in memory.
 * @throws CinnabarError `FILE_MISSING`, `FILE_FORBIDDEN`, `FILE_NOT_REGULAR` (a directory, a pipe, a device),
 *   `FILE_TOO_LARGE` (details: size, limit), `FILE_UNREADABLE`
 */
export async function readInput(path: string, limit = maxFileSize): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (!status.isFile()) throw new CinnabarError('FILE_NOT_REGULAR', `${path} is not a file.`);
    if (status.size > limit) {
      throw new CinnabarError('FILE_TOO_LARGE', `${path} is larger than the ${limit >> 20} MiB that are read.`, {
        details: { size: status.size, limit },
      });
    }
    const { buffer, byteOffset, length } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    if (cause instanceof CinnabarError) throw cause;
    const { code = 'error' } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new CinnabarError('FILE_MISSING', `There is no file ${path}.`, { cause });
    if (code === 'EACCES' || code === 'EPERM')
      throw new CinnabarError('FILE_FORBIDDEN', `You may not read ${path}.`, { cause });
    throw new CinnabarError('FILE_UNREADABLE', `${path} cannot be read (${code}).`, { cause });
  }
}

/** Before long work: whether `path` is free to be written. @throws CinnabarError `OUTPUT_EXISTS`, `OUTPUT_FAILED` */
export async function requireFree(path: string): Promise<void> {
  if (await exists(path)) throw taken(path);
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    throw failed(path, cause);
  });
}

/**
 * Writes a file whole or not at all, and never over another one.
 * @param mode permissions; readable by everybody the umask allows when absent
 * @throws CinnabarError `OUTPUT_EXISTS`, `OUTPUT_FAILED`
 */
export async function writeNew(path: string, parts: Parts, mode = 0o666): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`;
  const interrupt = onInterrupt(() => rmSync(temporary, { force: true }));
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link, unlike a rename, fails when the name is taken; some file systems have none.
    await link(temporary, path).catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') throw taken(path);
      await copyFile(temporary, path, constants.COPYFILE_EXCL);
    });
  } catch (cause) {
    if (cause instanceof CinnabarError) throw cause;
    throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? taken(path) : failed(path, cause);
  } finally {
    await unlink(temporary).catch(() => undefined);
    interrupt.forget();
  }
}

/** Cleans up when the user or the system ends the program, which then ends all the same. */
function onInterrupt(cleanUp: () => void): { forget(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const forget = (): void => signals.forEach((signal) => process.off(signal, end));
  const end = (signal: NodeJS.Signals): void => {
    forget();
    try {
      cleanUp();
    } finally {
      process.kill(process.pid, signal);
    }
  };
  signals.forEach((signal) => process.on(signal, end));
  return { forget };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function taken(path: string): CinnabarError {
  return new CinnabarError('OUTPUT_EXISTS', `${path} exists already and is not overwritten; choose another name.`);
}

function failed(path: string, cause: unknown): CinnabarError {
  const { code = 'error' } = cause as NodeJS.ErrnoException;
  return new CinnabarError('OUTPUT_FAILED', `${path} cannot be written (${code}).`, { cause });
}
