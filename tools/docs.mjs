/** `npm run docs`: the API reference of the packages below docs/api, the state machines, and the components' manifest. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled } from './lib/install.mjs';
import { command, root, runNode, step } from './lib/run.mjs';

const packages = ['core', 'sandbox', 'client', 'elements', 'node'];

command(async () => {
  await ensureInstalled();
  await step('API reference → docs/api', async () => {
    for (const name of packages.filter((each) => existsSync(join(root, 'packages', each, 'src')))) {
      const { code } = await runNode([
        'node_modules/typedoc/bin/typedoc',
        '--tsconfig',
        `packages/${name}/tsconfig.json`,
        '--entryPointStrategy',
        'resolve',
        ...(await entryPoints(name)).flatMap((entry) => ['--entryPoints', entry]),
        '--out',
        `docs/api/${name}`,
        '--readme',
        'none',
        '--name',
        `@cinnabar/${name}`,
        '--logLevel',
        'Error',
        '--blockTags',
        '@slot',
        '--blockTags',
        '@fires',
        '--blockTags',
        '@csspart',
        '--blockTags',
        '@cssproperty',
        ...['@param', '@returns', '@throws', '@remarks', '@example', '@see', '@default', '@deprecated'].flatMap(
          (tag) => ['--blockTags', tag],
        ),
      ]);
      if (code !== 0) throw new Error(`The API reference of ${name} could not be made.`);
    }
  });
  await step('State machines → docs/state-machines.md', async () => {
    const { code } = await runNode(['--conditions=source', 'tools/diagrams.mjs']);
    if (code !== 0) throw new Error('The state machines could not be drawn.');
  });
  await step('Components’ manifest → packages/elements/custom-elements.json', async () => {
    const analyzer = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const sources = ['--globs', 'src/**/*.ts', '--exclude', 'src/**/*.test.ts'];
    const { code } = await runNode([analyzer, 'analyze', '--litelement', '--quiet', ...sources], {
      cwd: join(root, 'packages/elements'),
    });
    if (code !== 0) throw new Error('The manifest could not be made.');
  });
});

async function entryPoints(name) {
  const { readFile } = await import('node:fs/promises');
  const manifest = JSON.parse(await readFile(join(root, 'packages', name, 'package.json'), 'utf8'));
  return Object.values(manifest.exports)
    .map((entry) => entry.source)
    .filter((source) => source?.endsWith('index.ts'))
    .map((source) => join('packages', name, source));
}
