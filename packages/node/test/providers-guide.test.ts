import { readFileSync } from 'node:fs';

import { base64ToBytes } from '@cinnabar/core/bytes';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf, sandbox } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';
import { examplesOf, runExample, type Example } from './support/guide.ts';
import { pin, SoftToken } from './support/softhsm.ts';

describe('the guide to providers', function () {
  this.timeout(120_000);
  const files = temporaryFolder();
  const examples = examplesOf('providers.md');
  const needsToken = ({ code }: Example): boolean => code.includes('needs a token');
  before(() => void files.write('contract.pdf', buildPdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>' })));

  async function assertPassed(name: string, root: string): Promise<void> {
    const trust = [base64ToBytes(root.replace(/-----[^-]+-----|\s/g, ''))];
    const { verdict } = await verifyDocument(new Uint8Array(readFileSync(files.path(name))), { trust });
    assert.equal(verdict, 'PASSED', name);
  }

  it('has examples that run, one after the other', async () => {
    const runnable = examples.filter((example) => !needsToken(example));
    assert.lengthOf(runnable, 4);
    const outputs = runnable.map((example) => runExample(example, files.path('')));
    await assertPassed('by-file.pdf', readFileSync(files.path('root.pem'), 'utf8'));
    await assertPassed('by-service.pdf', readFileSync(files.path('service-root.pem'), 'utf8'));
    assert.equal(outputs.at(-1)?.match(/^ok - /gm)?.length, 14, 'every case of the suite is kept');
  });

  it('has an example for tokens that runs', async function () {
    const token = new SoftToken(this);
    try {
      const authority = await sandbox();
      const subject = { kind: 'person', name: '王小明', reference: 'worker-1' } as const;
      await token.addKey(authority, subject, { label: 'worker', id: '01', type: 'rsa:2048' });
      Object.assign(process.env, { PKCS11_MODULE: token.module, PKCS11_PIN: pin });
      const [example, ...others] = examples.filter(needsToken);
      assert.lengthOf(others, 0);
      runExample(example as Example, files.path(''));
      // The token holds the signer's certificate alone, and so does the file: its issuer is missing.
      const { signatures } = await verifyDocument(new Uint8Array(readFileSync(files.path('by-token.pdf'))));
      assert.equal(signatures[0]?.integrity, 'INTACT');
    } finally {
      delete process.env['PKCS11_MODULE'];
      delete process.env['PKCS11_PIN'];
      token.remove();
    }
  });
});
