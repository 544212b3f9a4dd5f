import { assert } from 'chai';
import type { ContractView } from '@cinnabar/client';
import { createHostClient } from '@cinnabar/client';
import { answers, employer, openRoom, otherWorker, sendContract, submit, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('access', (open) => {
  let server: TestServer;
  let contract: ContractView;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
    contract = await sendContract(server.host);
  });
  after(() => server.dispose());

  const codeOf = async (promise: Promise<unknown>): Promise<string> => (await rejection(promise)).code;

  it('is refused without, with a forged and with an expired token', async () => {
    const signerId = contract.parties[0]?.signerId as string;
    const { token } = await server.host.createSession(contract.id, signerId);
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const bad of ['', 'x', forged, server.apiKey]) {
      assert.equal(await codeOf(server.room(bad).loadRoom()), 'SESSION_INVALID');
    }
    assert.equal(
      await codeOf(createHostClient({ baseUrl: server.baseUrl, apiKey: token }).listContracts()),
      'SESSION_INVALID',
    );
    assert.equal((await server.room(token).loadRoom()).signer.id, signerId);
    server.pass(901);
    assert.equal(await codeOf(server.room(token).loadRoom()), 'SESSION_EXPIRED');
  });

  it('to another party’s contract looks as if there were none', async () => {
    const stranger = await server.logIn('worker', otherWorker.phone);
    const fileId = contract.files[0]?.fileId as string;
    const missing = await rejection(stranger.getContract('ctr_none'));
    for (const attempt of [
      stranger.getContract(contract.id),
      stranger.loadFile(contract.id, fileId),
      stranger.getEvidence(contract.id),
      stranger.verifyFile(contract.id, fileId),
      stranger.createSession(contract.id),
    ]) {
      const error = await rejection(attempt);
      assert.deepEqual([error.code, error.message], [missing.code, missing.message]);
    }
    assert.equal(missing.code, 'CONTRACT_NOT_FOUND');
    assert.equal((await stranger.listContracts()).total, 0);
  });

  it('to another contract’s file by way of one’s own is refused', async () => {
    const other = await sendContract(server.host);
    const room = await openRoom(server, contract, 'worker');
    assert.equal(await codeOf(room.loadFile(other.files[0]?.fileId as string)), 'FILE_NOT_FOUND');
    const { prepared } = await submit(await openRoom(server, other, 'employer'));
    const otherFile = other.files[0]?.fileId as string;
    assert.equal(await codeOf(room.loadPrepared(prepared.preparationId, otherFile)), 'PREPARATION_NOT_FOUND');
    assert.equal(await codeOf(room.signingStatus(prepared.preparationId)), 'PREPARATION_NOT_FOUND');
    assert.equal(
      await codeOf(server.host.createSession(contract.id, other.parties[0]?.signerId as string)),
      'SIGNER_NOT_FOUND',
    );
  });

  it('of another company’s key or agent is refused', async () => {
    const { db } = server.context;
    const { newToken, hashToken } = await import('../src/secrets.ts');
    const key = newToken('key');
    await db
      .insertInto('organizations')
      .values({ id: 'org_other', name: '另一家公司', uscc: 'x', legal_representative: '', address: '' })
      .execute();
    await db
      .insertInto('api_keys')
      .values({ token_hash: hashToken(key), organization_id: 'org_other', label: 'other', created_at: '' })
      .execute();
    const other = createHostClient({ baseUrl: server.baseUrl, apiKey: key });
    assert.equal(await codeOf(other.getContract(contract.id)), 'CONTRACT_NOT_FOUND');
    assert.equal((await other.listContracts()).total, 0);
    const { fileId } = await server.host.uploadFile(
      'a.pdf',
      await server.host.loadFile(contract.id, contract.files[0]?.fileId as string),
    );
    assert.equal(await codeOf(other.placeTemplate('labour-contract', [fileId])), 'FILE_NOT_FOUND');
    assert.equal(await codeOf(sendContract(other)), 'PARTY_ORGANIZATION');
  });

  it('to the portals needs the right login and the page’s own header', async () => {
    const portal = server.portal();
    assert.equal(await codeOf(portal.me()), 'SESSION_INVALID');
    const worked = await server.logIn('worker', worker.phone);
    assert.deepEqual(await worked.me(), { kind: 'worker', name: '李𬭎', maskedPhone: '139****0002' });
    assert.equal(await codeOf(worked.listWorkers()), 'SESSION_INVALID');
    assert.equal(await codeOf(worked.listTemplates()), 'SESSION_INVALID');
    await worked.logout();
    assert.equal(await codeOf(worked.me()), 'SESSION_INVALID');

    const response = await fetch(`${server.baseUrl}/api/v1/portal/login/code`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ phone: worker.phone, portal: 'worker' }),
    });
    assert.equal(response.status, 403);
  });

  it('sets a cookie that scripts and other sites cannot use', async () => {
    server.pass(120);
    await server.portal().requestLoginCode(worker.phone, 'worker');
    const response = await fetch(`${server.baseUrl}/api/v1/portal/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Cinnabar': '1' },
      body: JSON.stringify({ phone: worker.phone, code: await server.code(worker.phone, 'login'), portal: 'worker' }),
    });
    const cookie = response.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
  });

  it('by way of a portal goes from sample to completed contract', async () => {
    server.pass(120);
    const company = await server.logIn('employer', employer.phone);
    const [roster] = (await company.listWorkers()).filter(({ name }) => name === '李𬭎');
    assert.deepInclude(roster, { maskedPhone: '139****0002', idNumberMasked: '4401************32' });
    const [sample] = await company.listSampleFiles();
    const { fileId } = await company.useSampleFile(sample?.id as string);
    const [placed] = await company.placeTemplate('labour-contract', [fileId]);
    assert.isEmpty(placed?.unplaced);
    const sent = await company.createContract({
      name: '门户劳动合同',
      workerId: roster?.id as string,
      templateId: 'labour-contract',
      fileIds: [fileId],
      fields: answers,
      idempotencyKey: crypto.randomUUID(),
    });
    assert.isTrue(sent.mine && sent.others);
    const mine = await server.logIn('worker', worker.phone);
    const { token } = await mine.createSession(sent.id);
    const room = await server.room(token).loadRoom();
    assert.equal(room.signer.name, '李𬭎');
    const [file] = room.files;
    assert.deepInclude(file?.values, {
      'worker-id-number': '440106199305170032',
      'worker-sex': '男',
      position: '前端开发工程师',
    });
    assert.isEmpty(room.seals, 'a worker does not get the company’s seals');
    const [invitation] = await server.messages(worker.phone, 'invitation');
    assert.include(
      invitation?.text,
      `${server.baseUrl.replace('127.0.0.1', 'localhost')}/worker/#/contracts/${sent.id}`,
    );
  });
});
