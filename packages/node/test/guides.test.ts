import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

import { buildPdf } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';

const guide = readFileSync(new URL('../../../docs/verifying.md', import.meta.url), 'utf8');
const program = fileURLToPath(new URL('../bin/cinnabar.mjs', import.meta.url));

/** Fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return Array.from(guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm')), ([, code = '']) => code);
}

describe('the guide to verifying', function () {
  this.timeout(60_000);
  const files = temporaryFolder();
  before(() => {
    files.write('contract.pdf', buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' }));
    const encrypted = new URL('../../core/test/pdf/encrypted/aes-256.pdf', import.meta.url);
    files.write('encrypted.pdf', readFileSync(encrypted));
  });

  it('has examples for the shell that run', () => {
    const shell = blocks('sh');
    assert.isAtLeast(shell.length, 4);
    const setup = `npx() { shift; "${process.execPath}" "${program}" "$@"; }`;
    const { status, stderr } = spawnSync('bash', ['-euc', [setup, ...shell].join('\n')], {
      cwd: files.path(''),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('has an example for programs that runs', () => {
    const [code = ''] = blocks('ts');
    const script = `process.chdir(${JSON.stringify(files.path(''))});${code.replaceAll(/^import (.*) from ('.*');$/gm, 'const $1 = await import($2);')}`;
    const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', script], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^王小明 20\d\d-/);
  });
});
