import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CinnabarError } from '@cinnabar/core/error';
import type { Parts } from '@cinnabar/core/bytes';
import type { DocumentStore } from '@cinnabar/core/provider';
import { newId, sha256 } from '../secrets.ts';

/** Documents as files named by their SHA-256: written beside, flushed, then renamed, so that a name never holds half a file. */
export class FileContentStore implements DocumentStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async put(parts: Parts): Promise<string> {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    const digest = hash.digest('hex');
    const folder = join(this.#directory, digest.slice(0, 2));
    const path = join(folder, digest);
    if (await isFile(path)) return digest;

    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `.${newId('fil')}`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        for (const part of parts) await file.writeFile(part);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
    // The names must survive as well as the bytes: the file's in its folder, the folder's in the store.
    await syncDirectory(folder);
    await syncDirectory(this.#directory);
    return digest;
  }

  async get(digest: string): Promise<Uint8Array> {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw notFound();
    const bytes = await readFile(join(this.#directory, digest.slice(0, 2), digest)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound();
      throw error;
    });
    if (sha256(bytes) !== digest) {
      throw new CinnabarError(
        'STORE_CORRUPT',
        'A stored document no longer matches its digest; restore it from a backup.',
        {
          details: { digest },
        },
      );
    }
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

function notFound(): CinnabarError {
  return new CinnabarError('STORE_NOT_FOUND', 'The document is not in the store.');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
