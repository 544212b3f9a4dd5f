import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { append, contract, fieldBodies, signedContract } from '../attacks/kit.ts';
import { corpusFile } from '../support/corpus.ts';
import { judge } from '../support/judges.ts';
import { mark, sign } from '../support/signing.ts';

const script = fileURLToPath(new URL('../judges/pyhanko_levels.py', import.meta.url));
/** A Python that has pyHanko. */
const python = process.env['CINNABAR_PYHANKO_PYTHON'] ?? 'python3';

type Levels = Record<string, string>;

/** Where we mean to differ, and why. */
const different: Readonly<Record<string, { readonly ours: Levels; readonly theirs: Levels }>> = {
  // Never signed (/Contents is all zeros): pyHanko stops there, we say what else there is.
  'base.pdf': { ours: { Sig1: 'LTA_UPDATES' }, theirs: { file: 'ValueError' } },
};

describe('later changes, judged by pyHanko as well', () => {
  let folder: string;
  let theirs: Record<string, Levels>;
  const files: string[] = [];

  before(async function () {
    this.timeout(120_000);
    if (judge(this, python, ['-c', 'import pyhanko']).exitCode !== 0) {
      if (process.env['CI'] === 'true') throw new Error('pyHanko is not installed, and CI must have it.');
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-levels-'));
    for (const [name, bytes] of Object.entries({ ...(await ownFiles()), ...(await corpusFiles()) })) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      files.push(path);
    }
    const { output, exitCode } = judge(this, python, [script, ...files]);
    assert.equal(exitCode, 0, output);
    const all = JSON.parse(output.split('\n').findLast((line) => line.startsWith('{')) ?? '') as Record<string, Levels>;
    theirs = Object.fromEntries(Object.entries(all).map(([path, levels]) => [basename(path), levels]));
  });

  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('agrees on every file but those named', async () => {
    assert.isAtLeast(files.length, 6);
    for (const path of files) {
      const name = basename(path);
      const { signatures } = await verifyDocument(new Uint8Array(readFileSync(path)));
      const ours = Object.fromEntries(
        signatures.map(({ fieldNames, modifications }) => [fieldNames.join(), modifications.level]),
      );
      const expected = different[name] ?? { ours: theirs[name], theirs: theirs[name] };
      assert.deepEqual([ours, theirs[name]], [expected.ours, expected.theirs], name);
    }
  });
});

/** Files of our own signer, and changes that both must refuse. */
async function ownFiles(): Promise<Record<string, Uint8Array>> {
  const once = await signedContract();
  const twice = (await sign(once, 'sig-company')).bytes;
  const several = contract({ 15: fieldBodies.mark('').replace('sig-worker-mark-2', 'sig-company-mark-2') });
  const first = (await sign(several, 'sig-worker')).bytes;
  const small = { ...mark, width: 20, height: 20 };
  return {
    'own-once.pdf': once,
    'own-twice.pdf': twice,
    'own-several-marks.pdf': (await sign(first, 'sig-company', { request: { appearances: [mark, small] } })).bytes,
    'own-content-replaced.pdf': append(once, { set: { 4: '<< /Length 2 >>\nstream\nBT\nendstream' } }),
    'own-filled.pdf': append(once, { set: { 11: fieldBodies.remark('/V (none) /AP << /N 13 0 R >>') } }),
    'own-font-replaced.pdf': append(once, { set: { 14: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' } }),
  };
}

/** All files of the corpus that hold a signature and can be read without a key. */
async function corpusFiles(): Promise<Record<string, Uint8Array>> {
  const url = new URL('../../../../../shared/corpus/pyhanko/', import.meta.url);
  const list = (folder: string): string[] => {
    try {
      return readdirSync(new URL(folder, url)).filter((name) => name.endsWith('.pdf'));
    } catch {
      return [];
    }
  };
  const found: Record<string, Uint8Array> = {};
  for (const name of [...list('.'), ...list('coverage-anomalies/').map((file) => `coverage-anomalies/${file}`)]) {
    const bytes = await corpusFile(`pyhanko/${name}`);
    if (bytes && (await verifyDocument(bytes)).signatures.length > 0) found[basename(name)] = bytes;
  }
  return found;
}
