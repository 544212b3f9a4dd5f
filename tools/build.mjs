/** `npm run build`: every package to its `dist` (modules and declarations), then the portals. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensurePortal } from './lib/build.mjs';
import { whenChanged } from './lib/freshness.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { command, root, runNode, step } from './lib/run.mjs';

/** In the order in which they need each other's declarations. */
const packages = [
  { name: 'core', projects: ['tsconfig.build.json', 'tsconfig.build-node.json'] },
  { name: 'elements', projects: ['tsconfig.build.json'] },
  { name: 'sandbox', projects: ['tsconfig.build.json'] },
  { name: 'client', projects: ['tsconfig.build.json'] },
  { name: 'node', projects: ['tsconfig.build.json'] },
];

command(async () => {
  await ensureInstalled();
  await whenChanged('packages', ['packages', 'tsconfig.json', 'package-lock.json'], async () => {
    for (const { name, projects } of packages)
      await step(`Building @cinnabar/${name}`, () => buildPackage(name, projects));
  });
  await ensurePortal();
  console.log('Built: packages/*/dist, examples/portal/dist');
});

async function buildPackage(name, projects) {
  const folder = join('packages', name);
  await rm(join(root, folder, 'dist'), { recursive: true, force: true });
  for (const project of projects) {
    const { code } = await runNode(['node_modules/typescript/bin/tsc', '-p', join(folder, project)]);
    if (code !== 0) throw new Error(`@cinnabar/${name} did not build; the messages above say where.`);
  }
}
