import { assert } from 'chai';
import { startsWithBytes } from './support/bytes.ts';
import { openRoom, sendContract, settled, sign, submissionOf, submit, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('signing', (open) => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
  });
  after(() => server.dispose());

  for (const order of [
    ['worker', 'employer'],
    ['employer', 'worker'],
  ] as const) {
    it(`is completed by ${order[0]}, then ${order[1]}, with both signatures intact`, async () => {
      const contract = await sendContract(server.host);
      const fileId = contract.files[0]?.fileId as string;
      const first = await sign(server, contract, order[0]);
      assert.deepInclude(first, { state: 'SIGNED', contractState: 'SIGNING' });
      const afterFirst = await server.host.loadFile(contract.id, fileId);
      assert.equal((await server.host.verifyFile(contract.id, fileId)).verdict, 'PASSED');

      const second = await sign(server, contract, order[1]);
      assert.deepInclude(second, { state: 'SIGNED', contractState: 'COMPLETED' });
      const signed = await server.host.loadFile(contract.id, fileId);
      assert.isTrue(startsWithBytes(signed, afterFirst), 'the second signature is appended to the first');
      const report = await server.host.verifyFile(contract.id, fileId);
      assert.deepEqual(
        report.signatures.map((signature) => [
          signature.integrity,
          signature.coverage,
          signature.level,
          signature.trust.status,
        ]),
        [
          ['INTACT', 'WHOLE_REVISION', 'B-T', 'TRUSTED'],
          ['INTACT', 'WHOLE_FILE', 'B-T', 'TRUSTED'],
        ],
      );
      const names = order.map((role) => (role === 'worker' ? worker.name : '广州云杉科技有限公司'));
      assert.deepEqual(
        report.signatures.map((signature) => signature.signer?.commonName),
        names,
      );
    });
  }
});
