import { randomUUID } from 'node:crypto';
import { isMarkControl, takesInk, type Control } from '@cinnabar/core/field';
import { openPdf } from '@cinnabar/core/pdf';
import { readForm } from '@cinnabar/core/stamp';
import type { SigningRoomState, Submission } from '@cinnabar/elements/backend';
import { assert } from 'chai';
import { allKinds, employerValues, threePages, workerValues } from '../../../packages/core/test/stamp/all-kinds.ts';
import { handwriting } from '../../../packages/core/test/support/handwriting.ts';
import { digestsOf, employer, openRoom, settled, worker } from './support/contract.ts';
import { onBothDatabases } from './support/databases.ts';
import { rejection } from './support/rejection.ts';
import { TestServer } from './support/server.ts';

const condition = { showWhen: { control: 'select', equals: '不定时' } };
/** The seal the sample company has is 42 mm across. */
const controls = allKinds
  .filter(({ kind }) => kind !== 'image' && kind !== 'attachment')
  .map((control): Control => {
    if (control.kind === 'legal-representative-seal')
      return { ...control, rect: { ...control.rect, width: 130, height: 130 } };
    return control.kind === 'district' ? { ...control, ...condition } : control;
  });

function submissionOf(room: SigningRoomState, values: Readonly<Record<string, string>>): Submission {
  const own = controls.filter(({ role }) => role === room.signer.role);
  const typed = own.filter(({ id, kind }) => kind !== 'sign-date' && values[id] !== undefined);
  return {
    idempotencyKey: randomUUID(),
    files: room.files.map(({ id, revision, digest }) => ({
      fileId: id,
      revision,
      digest,
      values: Object.fromEntries(typed.map((control) => [control.id, values[control.id] as string])),
      marks: own
        .filter(isMarkControl)
        .map((control) =>
          takesInk(control)
            ? { kind: 'ink' as const, controlId: control.id, ink: handwriting() }
            : { kind: 'seal' as const, controlId: control.id, sealId: room.seals[0]?.id ?? '' },
        ),
    })),
  };
}

onBothDatabases('a contract with every kind of control', (open) => {
  let server: TestServer;
  before(async function () {
    this.timeout(60_000);
    server = await TestServer.start(await open());
  });
  after(() => server.dispose());

  async function create(changed: readonly Control[] = controls) {
    const { fileId } = await server.host.uploadFile('kinds.pdf', threePages() as Uint8Array<ArrayBuffer>);
    return server.host.createContract({
      name: '劳动合同',
      fileControls: [{ fileId, controls: changed }],
      parties: [
        { role: 'worker', ...worker },
        { role: 'employer', ...employer, organization: '广州云杉科技有限公司' },
      ],
      idempotencyKey: randomUUID(),
    });
  }

  it('[TPL-08, SGN-02] is filled and signed by both, and asks nobody for what a condition hides', async function () {
    this.timeout(30_000);
    const contract = await create();
    for (const role of ['employer', 'worker'] as const) {
      const backend = await openRoom(server, contract, role);
      const room = await backend.loadRoom();
      const visible: Record<string, string> = { ...employerValues, ...workerValues };
      delete visible['district'];
      const prepared = await backend.prepare(submissionOf(room, visible));
      const { challengeId } = await backend.requestIntent({
        preparationId: prepared.preparationId,
        method: 'sms',
        digests: await digestsOf(backend, prepared),
      });
      const phone = role === 'employer' ? employer.phone : worker.phone;
      await backend.confirmIntent(challengeId, await server.code(phone, 'intent'));
      assert.equal((await settled(backend, prepared.preparationId)).state, 'SIGNED', role);
    }
    const fileId = contract.files[0]?.fileId as string;
    assert.equal((await server.host.verifyFile(contract.id, fileId)).verdict, 'PASSED');
    const fields = readForm(openPdf(await server.host.loadFile(contract.id, fileId)));
    const names = fields.map(({ name }) => name);
    assert.includeMembers(names, ['radio-option-1', 'watermark-page-3', 'sig-employer-mark-5', 'sig-worker-mark-5']);
    assert.isFalse(fields.find(({ name }) => name === 'district')!.hasValue);
  });

  it('[SGN-02] refuses a value for what is hidden, and a template that cannot work', async () => {
    const contract = await create();
    const backend = await openRoom(server, contract, 'worker');
    const submission = submissionOf(await backend.loadRoom(), workerValues);
    assert.equal((await rejection(backend.prepare(submission))).code, 'FIELD_NOT_YOURS');
    const circle = controls.map((control) =>
      control.id === 'email' ? { ...control, showWhen: { control: 'email', equals: 'x' } } : control,
    );
    assert.equal((await rejection(create(circle))).code, 'CONTRACT_CONTROLS');
  });
});
