import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { bytesToUtf8, utf8ToBytes } from '@cinnabar/core/bytes';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { SandboxAuthority, type SandboxStateStore } from '@cinnabar/sandbox';

import { readInput } from '../files/input.ts';
import { writeNew } from '../files/output.ts';

const maxStateSize = 1 << 20;
const ownerOnly = { folder: 0o700, file: 0o600 };

/** The file the reference server keeps its authority in too, so that a server's data folder is a sandbox folder. */
function statePath(folder: string): string {
  return join(folder, 'sandbox-ca.json');
}

/** Makes a new authority in `folder`, readable to its owner only. @throws CinnabarError `OUTPUT_EXISTS`, `OUTPUT_FAILED` */
export async function createAuthority(folder: string): Promise<SandboxAuthority> {
  await mkdir(folder, { recursive: true, mode: ownerOnly.folder }).catch((cause: unknown) => {
    throw new CinnabarError('OUTPUT_FAILED', `The folder ${folder} cannot be made.`, { cause });
  });
  let state: string | undefined;
  const store: SandboxStateStore = {
    load: async () => state,
    async save(text) {
      await writeNew(statePath(folder), [utf8ToBytes(text)], { mode: ownerOnly.file });
      state = text;
    },
  };
  return SandboxAuthority.open(store);
}

/** The authority in `folder`. @throws CinnabarError `SANDBOX_MISSING`, `SANDBOX_STATE_DAMAGED`, `FILE_*` */
export async function openAuthority(folder: string): Promise<SandboxAuthority> {
  const state = await readInput(statePath(folder), maxStateSize).catch((cause: unknown) => {
    if (!isCinnabarError(cause) || cause.code !== 'FILE_MISSING') throw cause;
    throw new CinnabarError('SANDBOX_MISSING', `${folder} holds no sandbox authority; cinnabar ca init makes one.`);
  });
  return SandboxAuthority.open({ load: async () => bytesToUtf8(state), save: async () => undefined });
}
