import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe('docs/state-machines.md', () => {
  it('is drawn from the tables as they are', () => {
    execFileSync(process.execPath, ['--conditions=source', 'tools/diagrams.mjs', '--check'], { cwd: root });
  });
});
