import { assert } from 'chai';
import { CinnabarError } from '@cinnabar/core/error';
import { openRoom, sendContract, settled, sign, submit, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('an authority that fails', (open) => {
  let server: TestServer;
  let failure: CinnabarError | undefined;
  let garbage = false;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open(), {
      wrapSigning: (provider) => ({
        provider: provider.provider,
        maxCmsSize: provider.maxCmsSize,
        sign: async (request) => {
          if (failure !== undefined) throw failure;
          const result = await provider.sign(request);
          return garbage ? { ...result, cms: result.cms.map((byte, at) => (at === 700 ? byte ^ 1 : byte)) } : result;
        },
      }),
    });
  });
  afterEach(() => {
    failure = undefined;
    garbage = false;
  });
  after(() => server.dispose());

  it('is waited for, without asking the signer again', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const { prepared, challengeId } = await submit(room);
    failure = new CinnabarError('TIMESTAMP_UNREACHABLE', 'The time-stamp authority cannot be reached.');
    await room.confirmIntent(challengeId, await server.code(worker.phone, 'intent'));
    await until(async () => (await room.signingStatus(prepared.preparationId)).reason === 'TIMESTAMP_UNREACHABLE');
    const state = await room.loadRoom();
    assert.equal(state.signing?.preparationId, prepared.preparationId);
    assert.equal(state.files[0]?.revision, 1);
    failure = undefined;
    server.pass(60);
    assert.equal((await settled(room, prepared.preparationId)).state, 'SIGNED');
  });

  it('for good gives the signer their turn back', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const { prepared, challengeId } = await submit(room);
    failure = new CinnabarError('SIGNING_SUBJECT_INVALID', 'The certificate was refused.');
    await room.confirmIntent(challengeId, await server.code(worker.phone, 'intent'));
    assert.deepInclude(await settled(room, prepared.preparationId), {
      state: 'FAILED',
      reason: 'SIGNING_SUBJECT_INVALID',
    });
    failure = undefined;
    assert.equal((await sign(server, contract, 'worker')).state, 'SIGNED');
  });

  it('by returning a broken signature is caught before the document leaves', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const { prepared, challengeId } = await submit(room);
    garbage = true;
    await room.confirmIntent(challengeId, await server.code(worker.phone, 'intent'));
    const status = await settled(room, prepared.preparationId);
    assert.equal(status.state, 'FAILED');
    assert.match(status.reason ?? '', /^SIGN_/);
    assert.equal((await server.host.getContract(contract.id)).files[0]?.revision, 1);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the condition did not come true within 10 s');
}
