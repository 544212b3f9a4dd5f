import { isFillControl } from '@cinnabar/core/field';
import { assert } from 'chai';
import { corpusFile } from '../../../packages/core/test/support/corpus.ts';
import { startsWithBytes } from './support/bytes.ts';
import {
  digestsOf,
  employer,
  openRoom,
  sendContract,
  settled,
  sign,
  submissionOf,
  submit,
  worker,
} from './support/contract.ts';
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
      assert.deepInclude(await sign(server, contract, order[0]), { state: 'SIGNED', contractState: 'SIGNING' });
      const afterFirst = await server.host.loadFile(contract.id, fileId);
      assert.equal((await server.host.verifyFile(contract.id, fileId)).verdict, 'PASSED');

      assert.deepInclude(await sign(server, contract, order[1]), { state: 'SIGNED', contractState: 'COMPLETED' });
      const signed = await server.host.loadFile(contract.id, fileId);
      assert.isTrue(startsWithBytes(signed, afterFirst), 'the second signature is appended to the first');
      const report = await server.host.verifyFile(contract.id, fileId);
      assert.deepEqual(
        report.signatures.map(({ integrity, coverage, level, trust }) => [integrity, coverage, level, trust.status]),
        [
          ['INTACT', 'WHOLE_REVISION', 'B-T', 'TRUSTED'],
          ['INTACT', 'WHOLE_FILE', 'B-T', 'TRUSTED'],
        ],
      );
      assert.deepEqual(
        report.signatures.map(({ signer }) => signer?.commonName),
        order.map((role) => (role === 'worker' ? worker.name : '广州云杉科技有限公司')),
      );
    });
  }

  it('keeps what a signer typed over what the field was prefilled with', async () => {
    const contract = await sendContract(server.host);
    const fileId = contract.files[0]?.fileId as string;
    const room = await openRoom(server, contract, 'worker');
    const own = (await room.loadRoom()).files[0]?.controls.find(
      (control) => control.role === 'worker' && isFillControl(control) && !control.readOnly && control.kind === 'text',
    );
    const id = own?.id as string;
    await server.context.db
      .updateTable('contract_files')
      .set({ field_values: JSON.stringify({ [id]: '预填' }) })
      .where('id', '=', fileId)
      .execute();
    await room.saveDraft(fileId, { [id]: '本人改过的' });
    assert.equal((await room.loadRoom()).files[0]?.values[id], '本人改过的');
  });

  it('signs every file of a contract, or none', async function () {
    const files = [
      await corpusFile('inputs/labour-contract.chromium.pdf'),
      await corpusFile('inputs/confidentiality-agreement.libreoffice.pdf'),
    ].filter((bytes) => bytes !== undefined);
    if (files.length < 2) this.skip();
    const contract = await sendContract(server.host, { files: files.map((bytes) => new Uint8Array(bytes)) });
    await sign(server, contract, 'worker');
    await sign(server, contract, 'employer');
    const view = await server.host.getContract(contract.id);
    assert.equal(view.state, 'COMPLETED');
    assert.deepEqual(
      view.files.map(({ revision }) => revision),
      [3, 3],
    );
    for (const { fileId } of view.files) {
      const { signatures } = await server.host.verifyFile(contract.id, fileId);
      assert.deepEqual(
        signatures.map(({ integrity }) => integrity),
        ['INTACT', 'INTACT'],
      );
    }
  });

  it('refuses digests that are not those of the prepared bytes', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const { preparationId, files } = await room.prepare(submissionOf(await room.loadRoom()));
    const sent = (await server.messages(worker.phone, 'intent')).length;
    const wrong = files.map(({ fileId }) => ({ fileId, digest: '0'.repeat(64) }));
    const error = await rejection(room.requestIntent({ preparationId, method: 'sms', digests: wrong }));
    assert.equal(error.code, 'DIGEST_MISMATCH');
    const none = await rejection(room.requestIntent({ preparationId, method: 'sms', digests: [wrong[0]!, wrong[0]!] }));
    assert.equal(none.code, 'DIGEST_MISMATCH');
    assert.lengthOf(await server.messages(worker.phone, 'intent'), sent, 'no code is sent for them');
  });

  it('names the fingerprint of the shown digests in the message', async () => {
    const contract = await sendContract(server.host, { name: '带校验码的合同' });
    const room = await openRoom(server, contract, 'worker');
    const prepared = await room.prepare(submissionOf(await room.loadRoom()));
    const digests = await digestsOf(room, prepared);
    const { fingerprint } = await room.requestIntent({ preparationId: prepared.preparationId, method: 'sms', digests });
    const text = digests
      .map(({ fileId, digest }) => `${fileId}:${digest}\n`)
      .sort()
      .join('');
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
    assert.equal(fingerprint, hash);
    const [message] = await server.messages(worker.phone, 'intent');
    assert.include(message?.text, '《带校验码的合同》');
    const shown = `${fingerprint.slice(0, 4)} ${fingerprint.slice(4, 8)}`.toUpperCase();
    assert.include(message?.text, `文件指纹 ${shown}`, 'as the page shows it');
  });

  it('makes a submission stale when another party signs first, and lets it be made again', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const stale = submissionOf(await room.loadRoom());
    const { challengeId } = await submit(room);
    const code = await server.code(worker.phone, 'intent');
    await sign(server, contract, 'employer');

    assert.equal((await rejection(room.confirmIntent(challengeId, code))).code, 'REVISION_SUPERSEDED');
    assert.equal((await rejection(room.prepare(stale))).code, 'REVISION_SUPERSEDED');
    assert.deepInclude(await sign(server, contract, 'worker'), { state: 'SIGNED', contractState: 'COMPLETED' });
  });

  it('lets exactly one of two parties who confirm at once win, and the other finish afterwards', async () => {
    const contract = await sendContract(server.host);
    const rooms = {
      worker: await openRoom(server, contract, 'worker'),
      employer: await openRoom(server, contract, 'employer'),
    };
    const submitted = { worker: await submit(rooms.worker), employer: await submit(rooms.employer) };
    const codes = {
      worker: await server.code(worker.phone, 'intent'),
      employer: await server.code(employer.phone, 'intent'),
    };
    const results = await Promise.allSettled(
      (['worker', 'employer'] as const).map((role) =>
        rooms[role].confirmIntent(submitted[role].challengeId, codes[role]),
      ),
    );
    const won = results.map(({ status }) => status === 'fulfilled');
    assert.deepEqual([...won].sort(), [false, true]);
    const lost = results.find((result) => result.status === 'rejected');
    assert.oneOf(lost?.reason.code, ['SIGNING_UNAVAILABLE', 'REVISION_SUPERSEDED']);

    const [winner, loser] = won[0] ? (['worker', 'employer'] as const) : (['employer', 'worker'] as const);
    assert.equal((await settled(rooms[winner], submitted[winner].prepared.preparationId)).state, 'SIGNED');
    assert.deepInclude(await sign(server, contract, loser), { state: 'SIGNED', contractState: 'COMPLETED' });
  });

  it('keeps the order of a sequential contract', async () => {
    const contract = await sendContract(server.host, { order: 'sequential' });
    const company = await openRoom(server, contract, 'employer');
    const early = await rejection(company.prepare(submissionOf(await company.loadRoom())));
    assert.equal(early.code, 'SIGNER_WAITING_TURN');
    await sign(server, contract, 'worker');
    assert.deepInclude(await sign(server, contract, 'employer'), { contractState: 'COMPLETED' });
  });

  it('gives the same answer to a submission sent twice, and to two sent at once', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const submission = submissionOf(await room.loadRoom());
    const [one, two] = await Promise.all([room.prepare(submission), room.prepare(submission)]);
    assert.deepEqual(one, two);
    assert.deepEqual(await room.prepare(submission), one);

    const changed = { ...submission, files: submission.files.map((file) => ({ ...file, marks: [] })) };
    assert.equal((await rejection(room.prepare(changed))).code, 'IDEMPOTENCY_CONFLICT');
    const { events } = await server.host.getEvidence(contract.id);
    assert.lengthOf(
      events.filter(({ type }) => type === 'SUBMITTED'),
      1,
    );
  });

  it('lets a later submission replace an earlier one', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const first = await submit(room);
    const firstCode = await server.code(worker.phone, 'intent');
    await submit(room);
    const error = await rejection(room.confirmIntent(first.challengeId, firstCode));
    assert.equal(error.code, 'OTP_EXPIRED');
    assert.deepInclude(await room.signingStatus(first.prepared.preparationId), {
      state: 'FAILED',
      reason: 'REVISION_SUPERSEDED',
    });
  });

  it('answers a repeated confirmation the same way and signs once', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const { prepared, challengeId } = await submit(room);
    const code = await server.code(worker.phone, 'intent');
    const outcomes = await Promise.all(
      [room.confirmIntent(challengeId, code), room.confirmIntent(challengeId, code)].map((p) =>
        p.catch((error: Error) => error),
      ),
    );
    assert.isTrue(outcomes.some((outcome) => 'state' in outcome && outcome.state === 'PASSED'));
    await settled(room, prepared.preparationId);
    const again = await room.confirmIntent(challengeId, code);
    assert.deepInclude(again, { state: 'PASSED' });
    const { events } = await server.host.getEvidence(contract.id);
    assert.lengthOf(
      events.filter(({ type }) => type === 'SIGNED'),
      1,
    );
    assert.equal((await server.host.getContract(contract.id)).files[0]?.revision, 2);
    assert.equal((await rejection(room.prepare(submissionOf(await room.loadRoom())))).code, 'SIGNER_DONE');
  });

  it('refuses values and marks that are not the signer’s, naming the control', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const submission = submissionOf(await room.loadRoom());
    const [file] = submission.files;
    const attempt = async (change: Partial<NonNullable<typeof file>>): Promise<[string, unknown]> => {
      const changed = { idempotencyKey: crypto.randomUUID(), files: [{ ...file!, ...change }] };
      const { code, details } = await rejection(room.prepare(changed));
      return [code, details['controlId']];
    };
    const { values, marks } = file!;
    assert.deepEqual(await attempt({ values: {} }), ['FIELD_REQUIRED', 'worker-registered-address']);
    assert.deepEqual(await attempt({ values: { ...values, wage: '1' } }), ['FIELD_NOT_YOURS', 'wage']);
    assert.deepEqual(await attempt({ values: { ...values, 'worker-sign-date-day': '1' } }), [
      'FIELD_NOT_YOURS',
      'worker-sign-date-day',
    ]);
    assert.deepEqual(await attempt({ values: { ...values, 'worker-habitual-residence': '长'.repeat(61) } }), [
      'FIELD_TOO_LONG',
      'worker-habitual-residence',
    ]);
    assert.deepEqual(await attempt({ marks: [] }), ['MARK_MISSING', 'worker-signature']);
    const dot = { aspect: 2, strokes: [{ pointerType: 'pen' as const, points: [{ x: 0.5, y: 0.2, time: 0 }] }] };
    assert.deepEqual(await attempt({ marks: [{ kind: 'ink', controlId: 'worker-signature', ink: dot }] }), [
      'INK_DOT',
      'worker-signature',
    ]);
    assert.deepEqual(
      await attempt({ marks: [...marks, { kind: 'seal', controlId: 'employer-seal', sealId: 'sea_x' }] }),
      ['MARK_INVALID', 'employer-seal'],
    );
  });

  it('refuses a seal outside its area and another company’s', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'employer');
    const state = await room.loadRoom();
    const [file] = submissionOf(state).files;
    const seal = { kind: 'seal' as const, controlId: 'employer-seal', sealId: state.seals[0]?.id ?? '' };
    for (const mark of [
      { ...seal, center: { x: 5, y: 5 } },
      { ...seal, sealId: 'sea_other' },
    ]) {
      const changed = { idempotencyKey: crypto.randomUUID(), files: [{ ...file!, marks: [mark] }] };
      assert.equal((await rejection(room.prepare(changed))).code, 'MARK_INVALID');
    }
  });

  it('keeps what was typed until it is signed', async () => {
    const contract = await sendContract(server.host);
    const fileId = contract.files[0]?.fileId as string;
    const room = await openRoom(server, contract, 'worker');
    await room.saveDraft(fileId, { 'worker-habitual-residence': '广州市天' });
    const again = await openRoom(server, contract, 'worker');
    assert.equal((await again.loadRoom()).files[0]?.values['worker-habitual-residence'], '广州市天');
    assert.equal((await rejection(room.saveDraft(fileId, { wage: '1' }))).code, 'FIELD_NOT_YOURS');
    const company = await openRoom(server, contract, 'employer');
    assert.notProperty((await company.loadRoom()).files[0]?.values, 'worker-habitual-residence');
  });

  it('voids what is unsigned after the deadline', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    const submission = submissionOf(await room.loadRoom());
    await server.context.db
      .updateTable('contracts')
      .set({ deadline: '2020-01-01T00:00:00.000Z' })
      .where('id', '=', contract.id)
      .execute();
    assert.equal((await rejection(room.prepare(submission))).code, 'CONTRACT_EXPIRED');
    assert.equal((await server.host.getContract(contract.id)).state, 'EXPIRED');
  });
});
