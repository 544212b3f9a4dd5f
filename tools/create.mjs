/** `npm run create -- seal-shelf`: lays out a new component as docs/conventions.md asks. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { componentFiles } from './create/component.mjs';
import { command, root } from './lib/run.mjs';

command(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
    throw new Error('Name the component in kebab case without the prefix, e.g. npm run create -- seal-shelf');
  }
  const files = Object.entries(componentFiles(name));
  const taken = files.find(([path]) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken[0]} exists already; nothing was written.`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`  ${path}`);
  }
  console.log(
    'Next: export the class in packages/elements/src/index.ts and import its define module in src/define.ts.',
  );
});
