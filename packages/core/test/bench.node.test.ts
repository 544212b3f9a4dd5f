import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { assert } from 'chai';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Kilobytes, compressed, that a page may have to load before it can sign, or verify. */
const budgets = { 'sign path': 45, 'verify path': 90 };

describe('the benchmark', () => {
  it('finds what a page has to load within its budget', async () => {
    const { bundled, paths } = (await import(`${root}bench/size.mjs`)) as {
      paths: Record<string, string>;
      bundled: (source: string) => Promise<{ initial: number }>;
    };
    for (const [path, kilobytes] of Object.entries(budgets)) {
      const { initial } = await bundled(paths[path] as string);
      assert.isAbove(initial, 10_000);
      assert.isAtMost(initial, 1_000 * kilobytes, path);
    }
  });

  it('still measures all it promises; how fast is not judged here', async function () {
    this.timeout(300_000);
    const flags = ['--expose-gc', '--conditions=source', 'bench/main.mjs', 'core', '--smoke'];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: root });
    for (const part of ['Signing: time', 'Verifying: time', 'Many signatures', 'one core', 'Stamping', 'Peak memory']) {
      assert.include(stdout, part);
    }
    assert.match(stdout, /Signing in Chromium|No Chromium found/);
    assert.include(stdout, '| PASSED |', 'the file of many signatures verifies');
    assert.notMatch(stdout, /NaN|undefined|Infinity/);
  });
});
