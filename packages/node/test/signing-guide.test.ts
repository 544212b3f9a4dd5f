import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { base64ToBytes } from '@cinnabar/core/bytes';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';
import { examplesOf, runExample } from './support/guide.ts';

describe('the guide to signing', function () {
  this.timeout(120_000);
  const files = temporaryFolder();
  before(() => void files.write('contract.pdf', buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' })));

  it('has examples that run, one after the other, and files that pass', async () => {
    const examples = examplesOf('signing.md');
    assert.isAtLeast(examples.filter(({ language }) => language === 'sh').length, 4);
    assert.isAtLeast(examples.filter(({ language }) => language === 'ts').length, 6);
    for (const example of examples) runExample(example, files.path(''));
    const pem = readFileSync(files.path('root.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '');
    const levels: Record<string, string | undefined> = {};
    for (const name of ['signed', 'seen', 'certified', 'locked', 'deferred', 'from-disk', 'renewed']) {
      const bytes = new Uint8Array(readFileSync(files.path(`${name}.pdf`)));
      const { verdict, signatures } = await verifyDocument(bytes, { trust: [base64ToBytes(pem)] });
      assert.equal(verdict, 'PASSED', name);
      levels[name] = signatures[0]?.level;
    }
    assert.deepEqual(levels, {
      signed: 'B-B',
      seen: 'B-B',
      certified: 'B-T',
      locked: 'B-T',
      deferred: 'B-B',
      'from-disk': 'B-B',
      renewed: 'B-LTA',
    });
  });

  it('names a schema that its prepared digest follows', () => {
    const schema: unknown = JSON.parse(
      readFileSync(new URL('../schemas/prepared-digest.schema.json', import.meta.url), 'utf8'),
    );
    const validate = new Ajv2020({ strict: true, strictTuples: false }).compile(schema as object);
    const prepared = JSON.parse(readFileSync(files.path('prepared.json'), 'utf8')) as Record<string, unknown>;
    assert.isTrue(validate(prepared), JSON.stringify(validate.errors));
    for (const wrong of [{ version: 2 }, { digest: 'no' }, { byteRange: [0, 1, 2] }, { signingTime: 'now' }]) {
      assert.isFalse(validate({ ...prepared, ...wrong }), JSON.stringify(wrong));
    }
  });
});
