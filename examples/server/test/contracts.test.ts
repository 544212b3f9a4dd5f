import { assert } from 'chai';
import { groupsOf, groupLabels, type Contract, type ContractGroup, type Viewer } from '@cinnabar/core/contract';
import { answers, employer, openRoom, otherWorker, sendContract, sign, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('contracts', (open) => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
  });
  after(() => server.dispose());

  const parties = (person: typeof worker) => [
    { role: 'worker' as const, ...person },
    { role: 'employer' as const, ...employer },
  ];

  it('are listed by whose turn it is, and found by name, party and day', async () => {
    const first = await sendContract(server.host, { name: '合同甲' });
    const second = await sendContract(server.host, { name: '100% 合同_乙', parties: parties(otherWorker) });
    const done = await sendContract(server.host, { name: '合同丙' });
    await sign(server, second, 'employer').catch(() => undefined);
    await sign(server, done, 'worker');
    await sign(server, done, 'employer');

    const company = await server.logIn('employer', employer.phone);
    const names = async (query: Parameters<typeof company.listContracts>[0]): Promise<string[]> =>
      (await company.listContracts(query)).contracts.map(({ name }) => name).sort();
    assert.deepEqual(await names({}), ['100% 合同_乙', '合同丙', '合同甲'].sort());
    assert.deepEqual(await names({ group: 'mine' }), ['合同甲']);
    assert.deepEqual(await names({ group: 'others' }), ['100% 合同_乙', '合同甲'].sort());
    assert.deepEqual(await names({ group: 'completed' }), ['合同丙']);
    assert.deepEqual(await names({ q: '王㛃䶮' }), ['100% 合同_乙']);
    assert.deepEqual(await names({ q: '%' }), ['100% 合同_乙']);
    assert.deepEqual(await names({ q: '_' }), ['100% 合同_乙']);
    assert.deepEqual(await names({ from: '2099-01-01' }), []);
    assert.deepEqual((await names({ from: '2020-01-01', to: '2099-01-01' })).length, 3);
    const page = await company.listContracts({ page: 2, pageSize: 2 });
    assert.deepEqual([page.total, page.contracts.length], [3, 1]);
    const beyond = await company.listContracts({ page: 99, pageSize: 2 });
    assert.deepEqual([beyond.page, beyond.pages, beyond.contracts], [2, 2, page.contracts]);
    assert.deepEqual((await company.listContracts({ page: -1, pageSize: 0 })).contracts.length, 1);

    assert.deepEqual(await names({ q: '丙　' }), ['合同丙'], 'full-width space');
    assert.deepEqual(await names({ q: '１００％' }), ['100% 合同_乙'], 'full-width digits');
    assert.equal((await rejection(names({ from: '2026-02-30' }))).code, 'RANGE_DATE');
    assert.equal((await rejection(names({ from: '2026-02-02', to: '2026-02-01' }))).code, 'RANGE_ORDER');

    const mine = await server.logIn('worker', worker.phone);
    assert.deepEqual(
      (await mine.listContracts({ group: 'mine' })).contracts.map(({ id }) => id),
      [first.id],
    );
    assert.equal((await mine.listContracts()).total, 2);
  });

  it('stand in the groups the rules say', async () => {
    const [one, two] = [await sendContract(server.host), await sendContract(server.host, { order: 'sequential' })];
    const done = await sendContract(server.host, { order: 'sequential' });
    await sendContract(server.host, { order: 'sequential' });
    for (const role of ['worker', 'employer'] as const) await sign(server, done, role);
    await sign(server, one, 'employer');
    await sign(server, two, 'worker');
    const rows = await server.context.db.selectFrom('contracts').selectAll().execute();
    const signers = await server.context.db.selectFrom('signers').selectAll().execute();
    /** What the rules look at, of what the server keeps. */
    const contractOf = (row: (typeof rows)[number]): Contract =>
      ({
        state: row.state,
        company: row.organization_id,
        deadlineAt: row.deadline,
        signers: signers
          .filter((signer) => signer.contract_id === row.id)
          .map(({ role, account_id, state }) => ({ party: role, subject: account_id, state })),
      }) as unknown as Contract;
    const account = signers.find(({ phone }) => phone === worker.phone)?.account_id ?? '';
    const views: [Awaited<ReturnType<typeof server.logIn>>, Viewer][] = [
      [await server.logIn('employer', employer.phone), { kind: 'company', company: rows[0]?.organization_id ?? '' }],
      [await server.logIn('worker', worker.phone), { kind: 'worker', person: account }],
    ];
    for (const [portal, viewer] of views) {
      for (const group of Object.keys(groupLabels) as ContractGroup[]) {
        const listed = (await portal.listContracts({ group, pageSize: 100 })).contracts.map(({ id }) => id);
        const ruled = rows.filter((row) => groupsOf(contractOf(row), viewer, new Date().toISOString()).includes(group));
        assert.sameMembers(
          listed,
          ruled.map(({ id }) => id),
          `${viewer.kind} ${group}`,
        );
        assert.isNotEmpty(listed, `${viewer.kind} ${group}`);
      }
    }
  });

  it('are sent once for one key', async () => {
    const idempotencyKey = crypto.randomUUID();
    const { fileId } = await server.host.uploadFile(
      'a.pdf',
      await (await import('./support/contract.ts')).sampleContract(),
    );
    const request = {
      name: '一次',
      templateId: 'labour-contract',
      fileIds: [fileId],
      fields: answers,
      parties: parties(worker),
      idempotencyKey,
    };
    const [one, two] = await Promise.all([server.host.createContract(request), server.host.createContract(request)]);
    assert.equal(one.id, two.id);
    assert.equal(
      (await rejection(server.host.createContract({ ...request, name: '二次' }))).code,
      'IDEMPOTENCY_CONFLICT',
    );
  });

  for (const [why, change, code, controlId] of [
    ['without a name', { name: ' ' }, 'CONTRACT_NAME_REQUIRED', undefined],
    ['with a name of 51 characters', { name: '长'.repeat(51) }, 'CONTRACT_NAME_TOO_LONG', undefined],
    ['with a character no file name takes', { name: '合同<1>' }, 'CONTRACT_NAME_CHARACTER', undefined],
    ['with a keycap in the name', { name: '合同1\u{fe0f}\u{20e3}' }, 'CONTRACT_NAME_CHARACTER', undefined],
    [
      'to a number that takes no SMS',
      { parties: parties({ ...worker, phone: '14600000000' }) },
      'REQUEST_INVALID',
      undefined,
    ],
    ['to a person of one character', { parties: parties({ ...worker, name: '李' }) }, 'PARTY_NAME', undefined],
    ['with an unknown template', { templateId: 'none' }, 'TEMPLATE_NOT_FOUND', undefined],
    ['without a required answer', { fields: { ...answers, position: '' } }, 'FIELD_REQUIRED', 'position'],
    ['with an unknown answer', { fields: { ...answers, bonus: '1' } }, 'FIELD_UNKNOWN', 'bonus'],
    [
      'that ends before it starts',
      { fields: { ...answers, 'term-end': '2026-11-30' } },
      'FIELD_DATE_ORDER',
      'term-end',
    ],
    [
      'with a longer probation than the law allows',
      { fields: { ...answers, 'probation-end': '2027-06-01' } },
      'FIELD_PROBATION',
      'probation-end',
    ],
    [
      'that pays less than four fifths during probation',
      { fields: { ...answers, 'probation-wage': '14799.99' } },
      'FIELD_LABOUR',
      'probation-wage',
    ],
    [
      'with a worker who is not sixteen on the first day',
      {
        parties: [
          { role: 'worker', ...worker, idNumber: '440106201012020014' },
          { role: 'employer', ...employer, organization: '广州云杉科技有限公司' },
        ],
      },
      'FIELD_LABOUR',
      'worker-birth-date',
    ],
    [
      'with a character no font has',
      { fields: { ...answers, position: '工程师\u{10FFFD}' } },
      'FONT_MISSING_GLYPH',
      undefined,
    ],
  ] as const) {
    it(`${why} are refused`, async () => {
      const error = await rejection(sendContract(server.host, change));
      assert.equal(error.code, code);
      if (controlId !== undefined) assert.equal(error.details['controlId'], controlId);
    });
  }

  it('take the names of person and company as people type them', async () => {
    const contract = await sendContract(server.host, {
      name: '合同©甲',
      parties: [
        { role: 'worker', ...worker, name: ' 李 𬭎 ' },
        { role: 'employer', ...employer, organization: '广州云杉科技 有限公司' },
      ],
    });
    assert.equal(contract.name, '合同©甲');
    assert.equal(contract.parties[0]?.name, '李𬭎');
  });

  it('whose file has no signing area for a party are refused', async () => {
    const { fileId } = await server.host.uploadFile(
      'a.pdf',
      await (await import('./support/contract.ts')).sampleContract(),
    );
    const [placed] = await server.host.placeTemplate('labour-contract', [fileId]);
    const controls = (placed?.controls ?? []).filter(({ kind }) => kind !== 'signature');
    const error = await rejection(
      server.host.createContract({
        name: '无签名区',
        fileControls: [{ fileId, controls }],
        parties: parties(worker),
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    assert.equal(error.code, 'MARK_MISSING');
  });

  it('leave a chain of evidence without secrets, and a break in it shows', async () => {
    const contract = await sendContract(server.host, { name: '存证' });
    await sign(server, contract, 'worker');
    await sign(server, contract, 'employer');
    const until = Date.now() + 5000;
    let log = await server.host.getEvidence(contract.id);
    while (log.events.filter(({ type }) => type === 'NOTIFIED').length < 3 && Date.now() < until) {
      log = await server.host.getEvidence(contract.id);
    }
    assert.equal(log.chain, 'INTACT');
    assert.includeMembers(
      log.events.map(({ type }) => type),
      ['SENT', 'NOTIFIED', 'OPENED', 'SUBMITTED', 'CHALLENGE_ISSUED', 'INTENT_PASSED', 'SIGNED', 'COMPLETED'],
    );
    const signed = log.events.find(({ type }) => type === 'SIGNED');
    assert.deepNestedInclude(signed?.data, { 'provider.assurance': 'simulated', 'files[0].level': 'B-T' });
    assert.match(JSON.stringify(signed?.data), /CN=李𬭎/);
    const text = JSON.stringify(log);
    for (const secret of [worker.phone, employer.phone, worker.idNumber]) assert.notInclude(text, secret);

    const { db } = server.context;
    await db
      .updateTable('events')
      .set({ data: '{"by":"nobody"}' })
      .where('contract_id', '=', contract.id)
      .where('sequence', '=', 2)
      .execute();
    assert.equal((await server.host.getEvidence(contract.id)).chain, 'BROKEN');
  });

  it('are signed until the deadline, and no longer at the instant itself', async () => {
    let now = new Date();
    const still = await TestServer.start(await open(), { now: () => now });
    try {
      const contract = await sendContract(still.host);
      assert.equal(Date.parse(contract.deadline) - now.getTime(), 30 * 86_400_000);
      now = new Date(Date.parse(contract.deadline) - 1);
      assert.equal((await still.host.getContract(contract.id)).state, 'SIGNING');
      now = new Date(contract.deadline);
      assert.equal((await still.host.getContract(contract.id)).state, 'EXPIRED');
    } finally {
      await still.dispose();
    }
  });

  it('tell their parties in the words of the catalogue', async () => {
    const contract = await sendContract(server.host, { name: '告知' });
    let text: string | undefined;
    for (let waited = 0; text === undefined && waited < 5000; waited += 50) {
      text = (await server.messages(worker.phone, 'invitation')).find((each) => each.text.includes('《告知》'))?.text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const deadline = new Date(Date.parse(contract.deadline) + 8 * 3600_000).toISOString();
    const link = `${server.context.publicUrl}/worker/#/contracts/${contract.id}`;
    assert.equal(
      text,
      `【朱砂签】您有一份合同《告知》待签署，请于${deadline.slice(0, 19).replace('T', ' ')}前查看并签署：${link}`,
    );
  });

  it('whose last events were cut off show it', async () => {
    const contract = await sendContract(server.host);
    await (await openRoom(server, contract, 'worker')).loadRoom();
    const { events } = await server.host.getEvidence(contract.id);
    await server.context.db
      .deleteFrom('events')
      .where('contract_id', '=', contract.id)
      .where('sequence', '=', events.length)
      .execute();
    assert.equal((await server.host.getEvidence(contract.id)).chain, 'BROKEN');
  });
});
