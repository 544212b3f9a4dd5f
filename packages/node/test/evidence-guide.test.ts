import { assert } from 'chai';

import { samplePackage } from '../../core/test/evidence/sample.ts';
import { judge } from '../../core/test/support/judges.ts';
import { buildPdf, sandbox } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';
import { examplesOf, runExample } from './support/guide.ts';

describe('the guides to evidence and exchange', function () {
  this.timeout(60_000);
  const files = temporaryFolder();
  before(async () => {
    files.write('evidence.zip', (await samplePackage()).bytes);
    files.write('root.pem', (await sandbox()).rootPem);
    files.write('contract.pdf', buildPdf());
  });

  it('[GOV-01] have examples that run, on the command line and by hand', function () {
    for (const tool of ['unzip', 'openssl', 'sha256sum']) judge(this, tool, ['--help']);
    const examples = examplesOf('evidence.md');
    assert.lengthOf(examples, 6);
    const outputs = examples.map((example) => runExample(example, files.path('')));
    assert.include(outputs[0], '证据包完整无误');
    assert.match(outputs[1]!, /Time stamp: \w+ +\d+/);
    assert.equal(outputs[4], '0 64 0\n');
    assert.equal(outputs[5], 'PASSED\n');
    const [program] = examplesOf('exchange.md');
    assert.match(runExample(program!, files.path('')), /^false employer\.name /);
  });

  it('find by hand what was altered', function () {
    judge(this, 'sha256sum', ['--help']);
    files.write('evidence/events.jsonl', '{}\n');
    const byHand = examplesOf('evidence.md').find(({ code }) => code.includes('find . -type f'))!;
    assert.throws(() => runExample(byHand, files.path('')));
  });
});
