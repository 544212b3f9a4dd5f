import { chmod, link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxAuthority, type SandboxStateStore } from '@cinnabar/sandbox';
import { newId } from '../secrets.ts';

/** The sandbox's certificate authority, its keys in a file that only the server's account can read. */
export async function openSandboxAuthority(
  dataDir: string,
  now: () => Date,
  baseUrl: string | undefined,
): Promise<SandboxAuthority> {
  const store = secretFile(join(dataDir, 'sandbox-ca.json'));
  return SandboxAuthority.open(store, baseUrl === undefined ? { now } : { now, baseUrl });
}

/** A random key kept between starts, e.g. for the codes' HMAC. */
export async function ensureSecret(dataDir: string, name: string, fresh: () => string): Promise<string> {
  const store = secretFile(join(dataDir, name));
  const kept = await store.load();
  if (kept !== undefined) return kept;
  await store.save(fresh());
  return (await store.load()) as string;
}

/** Written whole or not at all, and never over what another process wrote first. */
function secretFile(path: string): SandboxStateStore {
  return {
    load: () => readFile(path, 'utf8').catch(() => undefined),
    save: async (text) => {
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      const temporary = `${path}.${newId('fil')}`;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      // A link, unlike a rename, fails when the name is taken.
      await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      await unlink(temporary);
      await chmod(path, 0o600);
    },
  };
}
