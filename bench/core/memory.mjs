import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measuredPdf } from '../lib/documents.mjs';
import { median } from '../lib/measure.mjs';
import { signedWithTime, withField } from './fixtures.mjs';

const child = fileURLToPath(new URL('memory-child.mjs', import.meta.url));

const modes = ['parts', 'contiguous', 'disk to disk', 'disk to disk, checked', 'verified from disk'];

/** Peak memory above that of a process that holds the input, where it has to be in memory; a fresh process each time. */
export async function memory({ fonts, signer, smoke, report }) {
  const sizes = smoke ? [30_000, 300_000] : [10_000_000, 50_000_000, 200_000_000];
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-bench-'));
  try {
    const [small, key] = ['small.pdf', 'key.json'].map((name) => join(folder, name));
    const certificates = signer.certificates.map((der) => Buffer.from(der).toString('base64'));
    writeFileSync(key, JSON.stringify({ pkcs8: signer.pkcs8.toString('base64'), certificates }));
    const write = async (path, bytes) => {
      const prepared = await withField(
        measuredPdf({ bytes, pages: Math.max(1, Math.round(bytes / 1_000_000)) }),
        fonts,
      );
      writeFileSync(path, prepared);
      writeFileSync(`${path}.timed`, await signedWithTime(prepared, signer));
      return path;
    };
    await write(small, 30_000);
    const files = [];
    for (const size of sizes) files.push(await write(join(folder, `${size}.pdf`), size));
    const above = (mode, file) => {
      const which = mode === 'verified from disk' ? '.timed' : '';
      const flags = ['--expose-gc', '--conditions=source', child, mode, file + which, small + which, key];
      const run = () => Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
      return median(Array.from({ length: smoke ? 1 : 5 }, run));
    };
    console.log('\n### Peak memory above the input, MB\n');
    report(
      ['result', ...sizes.map((size) => `${size / 1e6} MB`)],
      modes.map((mode) => [mode, ...files.map((file) => (above(mode, file) / 1e6).toFixed(1))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
