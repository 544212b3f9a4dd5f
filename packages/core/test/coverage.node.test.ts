import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('docs/coverage.md', () => {
  it('is what `npm run coverage` writes, and cites no row that does not exist', () => {
    try {
      execFileSync(process.execPath, ['tools/coverage.mjs', '--check'], { cwd: root, stdio: 'pipe' });
    } catch (error) {
      assert.fail(String((error as { stderr?: Buffer }).stderr ?? error));
    }
  });
});
