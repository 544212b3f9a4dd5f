import { cp } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies files or folders into the output as they are.
 *
 * @param {{ from: string, to: string }[]} files
 */
export function copyFiles(files) {
  return {
    name: 'copy-files',
    async writeBundle({ dir }) {
      await Promise.all(files.map(({ from, to }) => cp(from, join(dir, to), { recursive: true })));
    },
  };
}
