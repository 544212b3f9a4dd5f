import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { assert } from 'chai';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the benchmark', () => {
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
