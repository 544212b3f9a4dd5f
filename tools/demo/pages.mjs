import { basename, join } from 'node:path';

import { run } from '../lib/run.mjs';

/** Pictures of every page of the signed files at 150 dpi, by poppler. */
export async function renderPages(paths, folder) {
  for (const path of paths) {
    const prefix = join(folder, basename(path, '.pdf'));
    await run('pdftoppm', ['-r', '150', '-png', path, prefix], { capture: true, quiet: true }).catch(() => undefined);
  }
}
