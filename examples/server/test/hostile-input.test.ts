import { randomUUID } from 'node:crypto';
import { assert } from 'chai';
import type { NewContract } from '@cinnabar/client';
import type { Control } from '@cinnabar/core/field';
import { employer, openRoom, sampleContract, sendContract, submissionOf, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

const label = { 'zh-Hans': '签名', 'zh-Hant': '簽名', en: 'Signature' };
const signature: Control = {
  id: 'hand',
  kind: 'signature',
  role: 'worker',
  label,
  required: true,
  page: 0,
  rect: { x: 50, y: 50, width: 100, height: 50 },
};
const seal: Control = {
  ...signature,
  id: 'seal',
  kind: 'company-seal',
  role: 'employer',
  rect: { x: 250, y: 50, width: 130, height: 130 },
};
const text = (changes: Record<string, unknown>): Control =>
  ({
    id: 'text',
    kind: 'text',
    role: 'employer',
    label,
    required: false,
    page: 0,
    rect: { x: 50, y: 300, width: 200, height: 20 },
    ...changes,
  }) as Control;

onBothDatabases('hostile input', (open) => {
  let server: TestServer;
  let fileId: string;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
    ({ fileId } = await server.host.uploadFile('a.pdf', await sampleContract()));
  });
  after(() => server.dispose());

  const create = (controls: readonly Control[], changes: Partial<NewContract> = {}) =>
    server.host.createContract({
      name: '劳动合同',
      fileControls: [{ fileId, controls }],
      parties: [
        { role: 'worker', ...worker },
        { role: 'employer', ...employer },
      ],
      idempotencyKey: randomUUID(),
      ...changes,
    });

  it('is told from a contract that can be signed', async () => {
    assert.equal((await create([signature, seal])).state, 'SIGNING');
  });

  for (const id of ['constructor', '__proto__', 'toString']) {
    it(`named ${id} cannot reach what every object has`, async () => {
      const error = await rejection(create([signature, seal, text({ id })]));
      assert.deepInclude(error, { code: 'FIELD_NAME' });
      assert.equal(error.details['controlId'], id);
    });
  }

  for (const [what, name] of [
    ['a NUL', '李\u0000四'],
    ['a direction override', '李\u202e四'],
    ['an invisible space', '李\u200b四'],
    ['half a character', '李\ud800'],
  ] as const) {
    it(`with ${what} in a party’s name is refused`, async () => {
      const parties = [
        { role: 'worker' as const, ...worker, name },
        { role: 'employer' as const, ...employer },
      ];
      assert.equal((await rejection(create([signature, seal], { parties }))).code, 'PARTY_NAME');
    });
  }

  it('in a label is refused', async () => {
    const spoofed = { ...label, en: 'wage\u202e' };
    assert.equal((await rejection(create([{ ...signature, label: spoofed }, seal]))).code, 'FIELD_CHARACTER');
  });

  it('in keys and searches is refused or finds nothing, and breaks no query', async () => {
    const error = await rejection(create([signature, seal], { idempotencyKey: 'abcdefgh\u0000' }));
    assert.equal(error.code, 'REQUEST_INVALID');
    assert.equal((await server.host.listContracts({ q: '\u0000' })).total, 0);
  });

  it('does not get a value dropped in silence', async () => {
    const lost = await rejection(create([signature, seal, text({})], { values: { [fileId]: { texd: '18500' } } }));
    assert.deepInclude(lost, { code: 'FIELD_UNKNOWN' });
    assert.equal(lost.details['controlId'], 'texd');
    const elsewhere = await rejection(create([signature, seal], { values: { fil_other: { text: '1' } } }));
    assert.equal(elsewhere.code, 'FILE_NOT_FOUND');
    assert.equal((await create([signature, seal, text({})], { values: { [fileId]: { text: '1' } } })).state, 'SIGNING');
  });

  it('cannot ask for a seal where it does not fit', async () => {
    const small = { ...seal, rect: { ...seal.rect, width: 60, height: 60 } };
    const error = await rejection(create([signature, small]));
    assert.equal(error.code, 'SEAL_DOES_NOT_FIT');
    assert.equal(error.details['controlId'], 'seal');
  });

  it('cannot give the company’s seal to the worker', async () => {
    const error = await rejection(create([signature, seal, { ...seal, id: 'theirs', role: 'worker' }]));
    assert.equal(error.code, 'MARK_INVALID');
    assert.equal(error.details['controlId'], 'theirs');
  });

  it('names the area when a seal is put over its edge', async () => {
    const contract = await sendContract(server.host);
    const room = await openRoom(server, contract, 'employer');
    const state = await room.loadRoom();
    const submission = submissionOf(state);
    const area = state.files[0]?.controls.find(({ kind }) => kind === 'company-seal') as Control;
    const files = submission.files.map((file) => ({
      ...file,
      marks: file.marks.map((mark) => ({ ...mark, center: { x: area.rect.x + 1, y: area.rect.y + 1 } })),
    }));
    const error = await rejection(room.prepare({ ...submission, files } as typeof submission));
    assert.equal(error.code, 'SEAL_DOES_NOT_FIT');
    assert.equal(error.details['controlId'], area.id);
  });

  it('names the field whose value no font can show', async () => {
    const room = await openRoom(server, await sendContract(server.host), 'worker');
    const submission = submissionOf(await room.loadRoom());
    const [id] = Object.keys(submission.files[0]?.values ?? {}) as [string];
    const files = submission.files.map((file) => ({ ...file, values: { ...file.values, [id]: '广州😀' } }));
    const error = await rejection(room.prepare({ ...submission, files }));
    assert.equal(error.code, 'FONT_MISSING_GLYPH');
    assert.equal(error.details['controlId'], id);
  });
});
