import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { root, runNode } from './run.mjs';

/** Every TypeScript project of the checkout. */
const projects = [
  'packages/core',
  'packages/core/tsconfig.test.json',
  'packages/sandbox',
  'packages/elements',
  'packages/client',
  'packages/node',
  'examples/server',
  'examples/portal',
  'stories',
];

/** Type-checks every project, as many at a time as there are processors; true when none has an error. */
export async function checkTypes() {
  const waiting = projects.filter((project) => existsSync(join(root, project)));
  let clean = true;
  const work = async () => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      const { code } = await runNode(['node_modules/typescript/bin/tsc', '-p', project]);
      clean = code === 0 && clean;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return clean;
}

/** ESLint and the formatter's check; true when both are content. */
export async function lint() {
  const { code } = await runNode(['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0']);
  const format = await runNode(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']);
  return code === 0 && format.code === 0;
}
