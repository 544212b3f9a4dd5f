import { assert } from 'chai';
import type { ContractView } from '@cinnabar/client';
import { runNotifyJob } from '../src/signing/notify-job.ts';
import { employer, openRoom, sendContract, sign, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('the evidence of a contract', (open) => {
  let server: TestServer;
  let contract: ContractView;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
    contract = await sendContract(server.host);
  });
  after(() => server.dispose());

  const eventsOf = async (type: string) => {
    const { events, chain } = await server.host.getEvidence(contract.id);
    assert.equal(chain, 'INTACT');
    return events.filter((event) => event.type === type);
  };

  it('says once that a signer opened the room, however many pages load it', async () => {
    const room = await openRoom(server, contract, 'worker');
    await Promise.all(Array.from({ length: 6 }, () => room.loadRoom()));
    assert.lengthOf(await eventsOf('OPENED'), 1);
  });

  it('says once for a revision that it was read to its end, and that a browser said so', async () => {
    const room = await openRoom(server, contract, 'worker');
    const { fileId, digest } = contract.files[0] as ContractView['files'][number];
    await Promise.all(Array.from({ length: 4 }, () => room.reportRead?.(fileId)));
    const [event, ...more] = await eventsOf('READ');
    assert.isEmpty(more);
    assert.deepInclude(event?.data, { role: 'worker', fileId, revision: 1, digest, by: 'browser' });
    const elsewhere = room.reportRead?.('fil_none') as Promise<void>;
    assert.equal((await rejection(elsewhere)).code, 'FILE_NOT_FOUND');
  });

  it('holds one message of completion to each party, also when a crash repeats the job', async () => {
    await sign(server, contract, 'worker');
    await sign(server, contract, 'employer');
    for (let waited = 0; (await eventsOf('NOTIFIED')).length < 3 && waited < 5000; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const { signerId } of contract.parties) {
      await runNotifyJob(server.context, { purpose: 'completed', signerId });
    }
    for (const { phone } of [worker, employer]) {
      assert.lengthOf(await server.messages(phone, 'completed'), 1);
    }
    assert.lengthOf(await eventsOf('COMPLETED'), 1);
  });
});
