import { rm } from 'node:fs/promises';

/** Removes what an earlier build left, just before the new files are written: hashed names would pile up. */
export function emptyFolder() {
  return {
    name: 'empty-folder',
    async renderStart({ dir }) {
      await rm(dir, { recursive: true, force: true });
    },
  };
}
