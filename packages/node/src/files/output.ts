import { randomUUID } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, copyFile, link, lstat, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

import { chunksOf, SourceError, type Part, type Parts } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';

/** Before long work: whether `path` is free to be written. @throws CinnabarError `OUTPUT_EXISTS`, `OUTPUT_FAILED` */
export async function requireFree(path: string): Promise<void> {
  if (await exists(path)) throw taken(path);
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    throw failed(path, cause);
  });
}

export interface NewFileOptions {
  /** Permissions; readable and writable by everybody the umask allows when absent. */
  readonly mode?: number;
  /** Called when all is written and before the file has its name: what it throws takes everything back. */
  readonly finish?: () => Promise<void>;
}

/**
 * Writes a file whole or not at all, and never over another one; parts that are not in memory are copied a piece at a time.
 * @throws CinnabarError `OUTPUT_EXISTS`, `OUTPUT_FAILED`, and what `finish` throws; SourceError when a part cannot be read
 */
export async function writeNew(
  path: string,
  parts: Parts<Part>,
  { mode = 0o666, finish }: NewFileOptions = {},
): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`;
  const interrupt = onInterrupt(() => rmSync(temporary, { force: true }));
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      for (const chunk of chunksOf(parts)) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await finish?.();
    // A link, unlike a rename, fails when the name is taken; some file systems have none.
    await link(temporary, path).catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') throw taken(path);
      await copyFile(temporary, path, constants.COPYFILE_EXCL);
    });
  } catch (cause) {
    if (cause instanceof CinnabarError || cause instanceof SourceError) throw cause;
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

/** A link that leads nowhere is in the way, too. */
function exists(path: string): Promise<boolean> {
  return lstat(path).then(
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
