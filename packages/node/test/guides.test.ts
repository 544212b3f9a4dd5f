import { readFileSync } from 'node:fs';

import { assert } from 'chai';

import { buildPdf } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';
import { examplesOf, runExample } from './support/guide.ts';

describe('the guide to verifying', function () {
  this.timeout(60_000);
  const files = temporaryFolder();
  before(() => {
    files.write('contract.pdf', buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' }));
    const encrypted = new URL('../../core/test/pdf/encrypted/aes-256.pdf', import.meta.url);
    files.write('encrypted.pdf', readFileSync(encrypted));
  });

  it('has examples that run, one after the other', () => {
    const examples = examplesOf('verifying.md');
    assert.isAtLeast(examples.filter(({ language }) => language === 'sh').length, 4);
    const program = examples.find(({ language }) => language === 'ts');
    assert.isDefined(program);
    // What follows the first program only shows how calls are written.
    for (const example of examples.filter((one) => one.language === 'sh' || one === program)) {
      const output = runExample(example, files.path(''));
      if (example === program) assert.match(output, /^王小明 20\d\d-/);
    }
  });
});
