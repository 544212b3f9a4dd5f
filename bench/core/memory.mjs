import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { median } from '../lib/measure.mjs';

const child = fileURLToPath(new URL('memory-child.mjs', import.meta.url));

/** Peak memory above that of a process that has read the file, one signature, a fresh process each time. */
export async function memory({ documents, signer, smoke, report }) {
  const largest = documents.toSorted((a, b) => b.bytes - a.bytes)[0];
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-bench-'));
  try {
    const file = join(folder, 'document.pdf');
    const key = join(folder, 'key.json');
    writeFileSync(file, largest.prepared);
    const certificates = signer.certificates.map((der) => Buffer.from(der).toString('base64'));
    writeFileSync(key, JSON.stringify({ pkcs8: signer.pkcs8.toString('base64'), certificates }));
    const run = (mode) => {
      const flags = ['--expose-gc', '--conditions=source', child, mode, file, key];
      return Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
    };
    const rows = ['parts', 'contiguous'].map((mode) => {
      const above = median(Array.from({ length: smoke ? 1 : 5 }, () => run(mode)));
      return [mode, (above / 1e6).toFixed(1), (above / largest.prepared.length).toFixed(2)];
    });
    console.log(`\n### Peak memory above the input, ${largest.name}\n`);
    report(['result', 'MB', 'of the size of the file'], rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
