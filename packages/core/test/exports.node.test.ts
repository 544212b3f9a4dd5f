import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

const packages = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as Manifest;
}

describe('entries of the packages', () => {
  for (const name of readdirSync(packages)) {
    it(`@cinnabar/${name} leads to sources that exist, and to their builds`, () => {
      for (const [entry, target] of Object.entries(manifestOf(name).exports)) {
        if (typeof target === 'string') continue;
        const source = target['source'] as string;
        assert.isTrue(existsSync(join(packages, name, source)), `${entry} → ${source}`);
        const built = source.replace('./src/', './dist/');
        assert.equal(target['default'], built.replace(/\.ts$/, '.js'), entry);
        assert.equal(target['types'], built.replace(/\.ts$/, '.d.ts'), entry);
      }
    });
  }

  it('@cinnabar/core has a door for each of its folders', () => {
    const { exports } = manifestOf('core');
    const folders = readdirSync(join(packages, 'core/src'), { withFileTypes: true }).filter((item) =>
      item.isDirectory(),
    );
    for (const { name } of folders) assert.property(exports, `./${name}`);
  });
});
