import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from './run.mjs';

/** Runs `work` only if a file below `inputs` changed since the last time it succeeded (by content). */
export async function whenChanged(name, inputs, work) {
  const stamp = join(root, 'node_modules', '.cinnabar-built', name);
  const now = digestOf(inputs.map((path) => join(root, path)));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  if (!existsSync(path)) {
    hash.update(`absent ${path}\n`);
  } else if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) {
      if (entry !== 'node_modules' && entry !== 'dist') addTo(hash, join(path, entry));
    }
  } else {
    hash.update(`${path}\n`).update(readFileSync(path));
  }
}
