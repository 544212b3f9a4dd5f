import { assert } from 'chai';
import type { ContractView, EvidenceEvent } from '@cinnabar/client';
import { readZip, type PackageVerification } from '@cinnabar/core/evidence';
import { cinnabar, temporaryFolder } from '../../../packages/node/test/support/cli.ts';
import { evidenceFacts } from '../src/contracts/evidence-facts.ts';
import { employer, openRoom, otherWorker, sampleContract, sendContract, sign, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

onBothDatabases('the evidence package of a contract', (open) => {
  const files = temporaryFolder();
  let server: TestServer;
  let contract: ContractView;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
    contract = await sendContract(server.host, { files: [await sampleContract(), await sampleContract()] });
    files.write('root.pem', await (await fetch(`${server.baseUrl}/sandbox/ca.pem`)).text());
  });
  after(() => server.dispose());

  it('is refused before everybody has signed', async () => {
    assert.equal((await rejection(server.host.loadEvidencePackage(contract.id))).code, 'CONTRACT_STATE');
  });

  it('[GOV-01, WIL-07] passes `cinnabar evidence verify` without the server, intents and all', async () => {
    const room = await openRoom(server, contract, 'worker');
    await room.loadRoom();
    await room.reportRead?.(contract.files[0]?.fileId ?? '');
    await sign(server, contract, 'worker');
    await sign(server, contract, 'employer');
    files.write('evidence.zip', await server.host.loadEvidencePackage(contract.id));
    const verify = (...options: string[]): { code: number | null; report: PackageVerification } => {
      const { code, stdout } = cinnabar(['evidence', 'verify', files.path('evidence.zip'), '--json', ...options]);
      return { code, report: JSON.parse(stdout) as PackageVerification };
    };
    const { code, report } = verify('--trust', files.path('root.pem'), '--signer', '朱砂签参考平台');
    assert.deepEqual([code, report.verdict], [0, 'PASSED'], JSON.stringify(report.findings));
    assert.deepEqual(
      report.findings.map((finding) => finding.code),
      ['SIMULATED'],
    );
    for (const { signatures } of report.documents) {
      assert.lengthOf(
        signatures.filter(({ intent }) => intent !== null),
        2,
      );
    }
    assert.lengthOf(report.documents, 2);
    assert.equal(verify().code, 1, 'nobody is trusted');
    assert.equal(verify('--trust', files.path('root.pem'), '--signer', '广州云杉科技有限公司').code, 2);
  });

  it('tells every event of the server with its place in the server’s own chain, and no personal data', async () => {
    const zip = readZip(await server.host.loadEvidencePackage(contract.id));
    if (!zip.ok) throw new Error(zip.problems[0].code);
    const text = new TextDecoder().decode(zip.value.get('events.jsonl'));
    const told = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; data: { recorded: { hash: string } } });
    const { events } = await server.host.getEvidence(contract.id);
    const hashes = [...new Set(told.map(({ data }) => data.recorded.hash))];
    assert.deepEqual(
      hashes,
      events.map(({ hash }) => hash),
    );
    assert.includeMembers(
      told.map(({ type }) => type),
      [
        'contract.initiated',
        'signer.opened',
        'document.read',
        'record.intent',
        'record.signature',
        'contract.completed',
      ],
    );
    for (const secret of [worker.name, worker.phone, worker.idNumber, employer.name, employer.phone]) {
      assert.notInclude(text, secret);
    }
  });

  it('is for the parties, and for nobody else', async () => {
    const party = await server.logIn('worker', worker.phone);
    assert.equal(String.fromCharCode(...(await party.loadEvidencePackage(contract.id)).subarray(0, 2)), 'PK');
    const stranger = await server.logIn('worker', otherWorker.phone);
    assert.equal((await rejection(stranger.loadEvidencePackage(contract.id))).code, 'CONTRACT_NOT_FOUND');
  });

  it('is not made of a record that was altered', async () => {
    await server.context.db
      .updateTable('events')
      .set({ at: '2020-01-01T00:00:00.000Z' })
      .where('contract_id', '=', contract.id)
      .where('sequence', '=', 2)
      .execute();
    assert.equal((await rejection(server.host.loadEvidencePackage(contract.id))).code, 'EVIDENCE_LOG');
  });
});

describe('the facts of an evidence package', () => {
  const contract = { id: 'ctr_1', organization_id: 'org_1', deadline: '2027-01-01T00:00:00.000Z' };
  const event = (sequence: number, type: string, at: string, data: EvidenceEvent['data'] = {}): EvidenceEvent => ({
    ...{ sequence, type, at, data },
    previousHash: '0'.repeat(64),
    hash: String(sequence).repeat(64),
  });

  it('never go back in time, and say when the server stored them', () => {
    const facts = evidenceFacts(contract, [
      event(1, 'SENT', '2026-12-01T00:00:02.000Z', { files: [] }),
      event(2, 'OPENED', '2026-12-01T00:00:01.000Z', { signerId: 'sgn_1' }),
    ]);
    assert.deepEqual(
      facts.map(({ at }) => at),
      ['2026-12-01T00:00:02.000Z', '2026-12-01T00:00:02.000Z'],
    );
    assert.deepNestedInclude(facts[1]?.data, { 'recorded.at': '2026-12-01T00:00:01.000Z' });
  });

  it('bind an intent to what was submitted under its fingerprint, not to what came after a failure', () => {
    const at = '2026-12-01T00:00:00.000Z';
    const submitted = (sequence: number, fingerprint: string, digest: string): EvidenceEvent =>
      event(sequence, 'SUBMITTED', at, { signerId: 'sgn_1', fingerprint, files: [{ fileId: 'fil_1', digest }] });
    const facts = evidenceFacts(contract, [
      submitted(1, 'one', '11'),
      submitted(2, 'two', '22'),
      event(3, 'INTENT_PASSED', at, { signerId: 'sgn_1', fingerprint: 'one', challengeId: 'chl_1', method: 'sms' }),
    ]);
    assert.equal(facts[2]?.digests?.[0]?.value, '11');
  });
});
