import { assert } from 'chai';
import { digestsOf, openRoom, otherWorker, sendContract, submissionOf, submit, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

/** A code that is certainly not the one sent. */
function wrong(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

onBothDatabases('one-time codes', (open) => {
  let server: TestServer;
  beforeEach(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open(), { limits: { otpPerHour: 8, otpTriesPerDay: 20 } });
  });
  afterEach(() => server.dispose());

  it('pass intent once, for the signer they were sent to', async () => {
    const contract = await sendContract(server.host);
    const other = await sendContract(server.host, {
      parties: [
        { role: 'worker', ...otherWorker },
        { role: 'employer', name: '陈思远', phone: '13800000001' },
      ],
    });
    const room = await openRoom(server, contract, 'worker');
    const { challengeId } = await submit(room);
    const code = await server.code(worker.phone, 'intent');

    const stranger = await openRoom(server, other, 'worker');
    assert.equal((await rejection(stranger.confirmIntent(challengeId, code))).code, 'CHALLENGE_NOT_FOUND');
    const { challengeId: theirs } = await submit(stranger);
    if (code !== (await server.code(otherWorker.phone, 'intent'))) {
      assert.deepEqual(await stranger.confirmIntent(theirs, code), { state: 'WRONG', triesLeft: 4 });
    }
    assert.deepInclude(await room.confirmIntent(challengeId, code), { state: 'PASSED' });
  });

  it('are limited to five tries, also when guessed at once', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const { challengeId } = await submit(room);
    const code = await server.code(worker.phone, 'intent');
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () =>
        room.confirmIntent(challengeId, wrong(code)).then(
          (outcome) => outcome.state,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    assert.lengthOf(
      guesses.filter((result) => result === 'WRONG'),
      5,
    );
    assert.equal((await rejection(room.confirmIntent(challengeId, code))).code, 'OTP_EXHAUSTED');
  });

  it('expire', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const { challengeId } = await submit(room);
    const code = await server.code(worker.phone, 'intent');
    server.pass(901);
    // The session has ended as well; a new one does not revive the code.
    const again = await openRoom(server, contract, 'worker');
    assert.equal((await rejection(again.confirmIntent(challengeId, code))).code, 'OTP_EXPIRED');
  });

  it('are sent again only after the gap, and then the old one is void', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const { prepared, challengeId } = await submit(room);
    const old = await server.code(worker.phone, 'intent');
    const request = {
      preparationId: prepared.preparationId,
      method: 'sms' as const,
      digests: await digestsOf(room, prepared),
    };
    assert.equal((await room.requestIntent(request)).challengeId, challengeId);
    assert.lengthOf(await server.messages(worker.phone, 'intent'), 1);
    server.pass(61);
    const next = await room.requestIntent(request);
    assert.notEqual(next.challengeId, challengeId);
    assert.lengthOf(await server.messages(worker.phone, 'intent'), 2);
    assert.equal((await rejection(room.confirmIntent(challengeId, old))).code, 'OTP_EXPIRED');
    const outcome = await room.confirmIntent(next.challengeId, await server.code(worker.phone, 'intent'));
    assert.equal(outcome.state, 'PASSED');
  });

  it('of a login do not pass as intent, nor the other way round', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const { challengeId } = await submit(room);
    const portal = server.portal();
    await portal.requestLoginCode(worker.phone, 'worker');
    const login = await server.code(worker.phone, 'login');
    const intent = await server.code(worker.phone, 'intent');
    if (login === intent) return;
    assert.deepEqual(await room.confirmIntent(challengeId, login), { state: 'WRONG', triesLeft: 4 });
    assert.equal((await rejection(portal.login(worker.phone, intent, 'worker'))).code, 'OTP_WRONG');
    assert.equal((await portal.login(worker.phone, login, 'worker')).name, worker.name);
  });

  it('log in once, and not into the other portal', async () => {
    const portal = server.portal();
    await portal.requestLoginCode(worker.phone, 'worker');
    const code = await server.code(worker.phone, 'login');
    assert.oneOf((await rejection(portal.login(worker.phone, code, 'employer'))).code, ['OTP_EXPIRED', 'OTP_WRONG']);
    await portal.login(worker.phone, code, 'worker');
    assert.equal((await rejection(server.portal().login(worker.phone, code, 'worker'))).code, 'OTP_EXPIRED');
  });

  it('tell nobody whether a number has an account', async () => {
    const portal = server.portal();
    const known = await portal.requestLoginCode(worker.phone, 'worker');
    const unknown = await portal.requestLoginCode('13700000009', 'worker');
    assert.sameMembers(Object.keys(unknown), Object.keys(known));
    assert.isEmpty(await server.messages('13700000009'));
    assert.equal((await rejection(portal.requestLoginCode('13700000009', 'worker'))).code, 'OTP_RATE');
    assert.equal((await rejection(portal.requestLoginCode(worker.phone, 'worker'))).code, 'OTP_RATE');
    assert.equal((await rejection(portal.login('13700000009', '123456', 'worker'))).code, 'OTP_WRONG');
  });

  it('asked for by several clicks at once are sent once', async () => {
    const portals = Array.from({ length: 5 }, () => server.portal().requestLoginCode(worker.phone, 'worker'));
    const results = await Promise.allSettled(portals);
    assert.lengthOf(
      results.filter(({ status }) => status === 'fulfilled'),
      1,
    );
    assert.lengthOf(await server.messages(worker.phone, 'login'), 1);

    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const prepared = await room.prepare(submissionOf(await room.loadRoom()));
    const digests = await digestsOf(room, prepared);
    const request = { preparationId: prepared.preparationId, method: 'sms' as const, digests };
    const challenges = await Promise.all(Array.from({ length: 5 }, () => room.requestIntent(request)));
    assert.equal(new Set(challenges.map(({ challengeId }) => challengeId)).size, 1);
    assert.lengthOf(await server.messages(worker.phone, 'intent'), 1);
  });

  it('asked for by a stranger at the login page do not keep a signer from signing', async () => {
    const { otpPerHour } = server.context.limits;
    for (let sent = 0; sent < otpPerHour; sent++) {
      await server.portal().requestLoginCode(worker.phone, 'worker');
      server.pass(61);
    }
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    assert.isString((await submit(room)).challengeId);
  });

  it('cannot be guessed by asking for new ones all day', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const prepared = await room.prepare(submissionOf(await room.loadRoom()));
    const digests = await digestsOf(room, prepared);
    let guesses = 0;
    const guessOn = async (): Promise<void> => {
      for (;;) {
        const request = { preparationId: prepared.preparationId, method: 'sms' as const, digests };
        const { challengeId, triesLeft } = await room.requestIntent(request);
        const code = wrong(await server.code(worker.phone, 'intent'));
        for (let left = triesLeft; left > 0; left--, guesses++) await room.confirmIntent(challengeId, code);
        server.pass(61);
      }
    };
    const error = await rejection(guessOn());
    assert.equal(error.code, 'OTP_RATE');
    assert.equal(guesses, server.context.limits.otpTriesPerDay);
  });

  it('lie in no table in clear', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    await submit(room);
    const code = await server.code(worker.phone, 'intent');
    const rows = await server.context.db.selectFrom('challenges').selectAll().execute();
    assert.notInclude(JSON.stringify(rows.map(({ code_hash, salt }) => [code_hash, salt])), code);
  });

  it('are asked for again when a submission has waited too long', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const prepared = await room.prepare(submissionOf(await room.loadRoom()));
    const digests = await digestsOf(room, prepared);
    await server.context.db.updateTable('preparations').set({ expires_at: '2020-01-01T00:00:00.000Z' }).execute();
    const error = await rejection(
      room.requestIntent({ preparationId: prepared.preparationId, method: 'sms', digests }),
    );
    assert.equal(error.code, 'PREPARATION_EXPIRED');
  });
});
