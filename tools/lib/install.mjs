import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, run, step } from './run.mjs';

const stamp = join(root, 'node_modules', '.cinnabar-installed');

/** Installs the packages of the lock file, unless they already are. */
export async function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Node 20 or newer is needed to begin with; this is ${process.version}.`);
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  await step('Installing packages (first time: about 300 MB, a minute or two)', async () => {
    // `npm ci` empties node_modules first; where there is something to keep, `npm install` only brings the difference.
    const verb = existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
    const { code } = await run(npm(), [verb, '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new Error('npm could not install the packages; its message above says why.');
  });
  writeFileSync(stamp, lock);
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}
