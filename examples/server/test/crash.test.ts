import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import type { ContractView } from '@cinnabar/client';
import { checkpoints, type Checkpoint } from '../src/context.ts';
import { openRoom, sampleContract, sendContract, settled, sign, submit, worker } from './support/contract.ts';
import { onBothDatabases, type TestDatabase } from './support/databases.ts';
import { ServerProcess } from './support/server-process.ts';

/** The points behind a commit; between them the databases do not differ. */
const databaseCheckpoints: readonly Checkpoint[] = ['intent-committed', 'document-recorded', 'signing-committed'];

/** From here on the signer has done their part and the server must finish without them. */
const promised = checkpoints.slice(checkpoints.indexOf('intent-committed'));

onBothDatabases('a server killed while signing two files', (open, kind) => {
  let database: TestDatabase;
  let dataDir: string;
  let server: ServerProcess;

  const start = (): Promise<ServerProcess> =>
    ServerProcess.start({
      DATA_DIR: dataDir,
      ...(database.url === undefined ? {} : { DATABASE_URL: database.url }),
    });

  before(async function () {
    this.timeout(60_000);
    database = await open();
    dataDir = await mkdtemp(join(tmpdir(), 'cinnabar-crash-'));
    server = await start();
  });
  after(async () => {
    await server.kill();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  for (const checkpoint of kind === 'SQLite' ? checkpoints : databaseCheckpoints) {
    it(`at ${checkpoint} signs all or nothing, and the signer can go on`, async function () {
      this.timeout(60_000);
      const files = [await sampleContract(), await sampleContract()];
      const contract = await sendContract(server.host, { files });
      await server.crashAt(checkpoint);
      // The connection breaks when the process dies; in which call, depends on the checkpoint.
      await sign(server, contract, 'worker').catch(() => undefined);
      assert.equal(await server.ended(), 'SIGKILL', 'the checkpoint was reached');

      server = await start();
      const view = await untilSettled(server, contract, checkpoint);
      const [first, second] = view.files;
      assert.equal(first?.revision, second?.revision, 'both files moved or none');
      assert.equal(first?.revision, promised.includes(checkpoint) ? 2 : 1);
      if (first?.revision === 1) await sign(server, contract, 'worker');
      assert.equal((await sign(server, contract, 'employer')).contractState, 'COMPLETED');
      for (const { fileId } of contract.files) {
        const { signatures } = await server.host.verifyFile(contract.id, fileId);
        assert.deepEqual(
          signatures.map(({ integrity }) => integrity),
          ['INTACT', 'INTACT'],
        );
      }
      const { chain, events } = await server.host.getEvidence(contract.id);
      assert.equal(chain, 'INTACT');
      assert.lengthOf(
        events.filter(({ type }) => type === 'SIGNED'),
        2,
      );
    });
  }

  it('between code and confirmation accepts the code afterwards', async function () {
    this.timeout(60_000);
    const contract = await sendContract(server.host);
    const { prepared, challengeId } = await submit(await openRoom(server, contract, 'worker'));
    const code = await server.code(worker.phone, 'intent');
    await server.kill();
    server = await start();
    const room = await openRoom(server, contract, 'worker');
    assert.equal((await room.confirmIntent(challengeId, code)).state, 'PASSED');
    assert.equal((await settled(room, prepared.preparationId)).state, 'SIGNED');
  });
});

/** The contract once a promised signature is there; at once where none is promised. */
async function untilSettled(
  server: ServerProcess,
  contract: ContractView,
  checkpoint: Checkpoint,
): Promise<ContractView> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const view = await server.host.getContract(contract.id);
    const signed = view.parties.some(({ state }) => state === 'SIGNED');
    if (signed || !promised.includes(checkpoint)) return view;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the promised signature was not made within 20 s');
}
