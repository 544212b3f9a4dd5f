import { CinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';
import { consistently, ScriptedBackend, type Tamper } from '../../test/support/scripted-backend.ts';
import type { InkMark, SigningBackend } from '../backend/index.ts';
import { RoomModel, type RoomModelOptions } from './room-model.ts';
import type { RoomPhase } from './room-state.ts';

const mark: InkMark = { kind: 'ink', controlId: 'sign', ink: { aspect: 2, strokes: [] } };

interface Scene {
  backend: ScriptedBackend;
  model: RoomModel;
  phases: RoomPhase[];
}

async function scene(
  change: (backend: ScriptedBackend) => void = () => undefined,
  options: RoomModelOptions = {},
): Promise<Scene> {
  const backend = new ScriptedBackend();
  change(backend);
  let keys = 0;
  const model = new RoomModel({ wait: () => Promise.resolve(), newKey: () => `key-${++keys}`, ...options });
  const phases: RoomPhase[] = [];
  model.subscribe(({ phase }) => phases.at(-1) !== phase && phases.push(phase));
  model.setBackend(backend);
  await model.load();
  return { backend, model, phases };
}

function fill(model: RoomModel): void {
  model.setValue('fil_1', 'addr', '广州市天河区');
  model.placeMark('fil_1', mark);
}

async function toIntent(made: Scene): Promise<void> {
  fill(made.model);
  await made.model.submit();
  made.model.openIntent();
  await made.model.state.intent?.request('sms');
}

async function confirm({ model }: Scene, code = '123456'): Promise<void> {
  await model.state.intent?.confirm(code);
  await until(
    () => !['signing', 'intent'].includes(model.state.phase) || model.state.intent?.state.problem !== undefined,
  );
}

describe('signing room model', () => {
  it('goes from loading to signed, and sends the digests it computed itself', async () => {
    const made = await scene();
    await toIntent(made);
    const { backend, model } = made;
    assert.equal(backend.intents[0]?.digests[0]?.digest, model.state.review?.prepared.files[0]?.digest);
    await confirm(made);
    assert.deepEqual(made.phases, ['loading', 'working', 'submitting', 'reviewing', 'intent', 'signing', 'signed']);
    assert.equal(model.state.room?.signer.state, 'SIGNED');
    assert.isFalse(model.unsaved);
  });

  it('lists own tasks in reading order and names the first open one instead of submitting', async () => {
    const { model, backend } = await scene();
    assert.deepEqual(
      model.state.tasks.map((task) => task.control.id),
      ['addr', 'note', 'sign'],
    );
    await model.submit();
    assert.equal(model.state.phase, 'working');
    assert.deepInclude(model.state.problem, { code: 'ROOM_INCOMPLETE', controlId: 'addr' });
    assert.isEmpty(backend.submissions);
  });

  it('submits own values only, with the revision and digest that were read', async () => {
    const { model, backend } = await scene();
    fill(model);
    await model.submit();
    const file = backend.submissions[0]?.files[0];
    assert.deepEqual(file?.values, { addr: '广州市天河区' });
    assert.equal(file?.revision, 1);
    assert.equal(file?.digest, model.state.room?.files[0]?.digest);
  });

  it('refuses a file whose bytes are not those of the contract', async () => {
    const { model } = await scene((backend) => {
      backend.loadFile = () => Promise.resolve(new TextEncoder().encode('%PDF-1.7 another contract'));
    });
    assert.equal(model.state.phase, 'failed');
    assert.deepInclude(model.state.problem, { code: 'ROOM_FILE_MISMATCH', fileId: 'fil_1' });
  });

  const tampering: Record<string, Tamper> = {
    'changes a byte of the text that was read': consistently((prepared, bytes) => [prepared, bytes.with(12, 0x58)]),
    'changes a byte after the signature': (prepared, bytes) => [prepared, bytes.with(bytes.length - 8, 0x58)],
    'states a digest of other bytes': (prepared, bytes) => [
      { ...prepared, files: prepared.files.map((file) => ({ ...file, digest: '00'.repeat(32) })) },
      bytes,
    ],
    'hides bytes in the gap': consistently((prepared, bytes) => [
      prepared,
      bytes.with((prepared.files[0]?.byteRange[1] ?? 0) + 3, 0x41),
    ]),
    'leaves more than Contents out of the range': consistently((prepared, bytes) => [
      {
        ...prepared,
        files: prepared.files.map((file) => ({
          ...file,
          byteRange: [0, file.byteRange[1] - 4, file.byteRange[2], file.byteRange[3]] as const,
        })),
      },
      bytes,
    ]),
    'covers less than the whole file': consistently((prepared, bytes) => [
      {
        ...prepared,
        files: prepared.files.map((file) => ({
          ...file,
          byteRange: [0, file.byteRange[1], file.byteRange[2], file.byteRange[3] - 1] as const,
        })),
      },
      bytes,
    ]),
    'prepares nothing': (prepared, bytes) => [{ ...prepared, files: [] }, bytes],
  };
  for (const [name, tamper] of Object.entries(tampering)) {
    it(`stops before intent when the server ${name}`, async () => {
      const { model, backend } = await scene((made) => (made.tamper = tamper));
      fill(model);
      await model.submit();
      assert.equal(model.state.phase, 'failed');
      assert.equal(model.state.problem?.code, 'ROOM_PREPARED_MISMATCH');
      model.openIntent();
      assert.isUndefined(model.state.intent);
      assert.isEmpty(backend.intents);
    });
  }

  it('keeps values and marks when another party signed meanwhile, and submits on the new revision', async () => {
    const { model, backend } = await scene();
    fill(model);
    backend.fail('prepare', 'REVISION_SUPERSEDED');
    backend.file = new TextEncoder().encode('%PDF-1.7 the contract, second revision\n%%EOF\n');
    backend.revision = 2;
    await model.submit();
    assert.equal(model.state.phase, 'working');
    assert.equal(model.state.problem?.code, 'REVISION_SUPERSEDED');
    await model.submit();
    assert.equal(model.state.phase, 'reviewing');
    const [first, second] = backend.submissions;
    assert.equal(second?.files[0]?.revision, 2);
    assert.deepEqual(second?.files[0]?.marks, [mark]);
    assert.deepEqual(second?.files[0]?.values, first?.files[0]?.values);
    assert.notEqual(second?.idempotencyKey, first?.idempotencyKey);
  });

  it('sends the same key when the answer to a submit was lost', async () => {
    const { model, backend } = await scene();
    fill(model);
    backend.fail('prepare', 'NETWORK_UNREACHABLE', 'NETWORK_UNREACHABLE', 'NETWORK_UNREACHABLE');
    await model.submit();
    assert.equal(model.state.problem?.code, 'NETWORK_UNREACHABLE');
    await model.submit();
    assert.equal(model.state.phase, 'reviewing');
    assert.deepEqual([...new Set(backend.submissions.map((submission) => submission.idempotencyKey))], ['key-1']);
  });

  it('waits for a new session in the middle of a submit and goes on with the backend the host gives', async () => {
    const made = await scene();
    const fresh = new ScriptedBackend();
    made.backend.fail('prepare', 'SESSION_EXPIRED');
    fill(made.model);
    const submitted = made.model.submit();
    await until(() => made.model.state.session === 'expired');
    made.model.setBackend(fresh);
    await submitted;
    assert.equal(made.model.state.phase, 'reviewing');
    assert.equal(made.model.state.session, 'active');
    assert.lengthOf(fresh.submissions, 1);
  });

  it('asks the host for a session and takes its answer', async () => {
    let asked = 0;
    const fresh = new ScriptedBackend();
    const renewSession = async (): Promise<SigningBackend> => (asked++, fresh);
    const { model } = await scene((backend) => backend.fail('loadFile', 'SESSION_EXPIRED'), { renewSession });
    assert.equal(asked, 1);
    assert.equal(model.state.phase, 'working');
  });

  it('stops when the challenge is about other files than those shown', async () => {
    const made = await scene((backend) => (backend.fingerprint = 'ab'.repeat(32)));
    await toIntent(made);
    assert.equal(made.model.state.phase, 'failed');
    assert.equal(made.model.state.problem?.code, 'DIGEST_MISMATCH');
  });

  it('refuses a mark in a control that is not a signing area of the signer', async () => {
    const { model } = await scene();
    assert.isString(model.placeMark('fil_1', { ...mark, controlId: 'addr' }));
    assert.isEmpty(model.edits.marks('fil_1'));
  });

  it('counts a wrong code and lets another be tried', async () => {
    const made = await scene();
    await toIntent(made);
    made.backend.outcome = 'WRONG';
    await confirm(made, '000000');
    assert.equal(made.model.state.phase, 'intent');
    assert.deepEqual(made.model.state.intent?.state.problem, { code: 'OTP_WRONG', triesLeft: 4 });
  });

  it('finds out from the server whether a code was taken when the answer was lost', async () => {
    const made = await scene();
    await toIntent(made);
    made.backend.fail('confirmIntent', 'NETWORK_UNREACHABLE');
    made.backend.signing = { preparationId: 'prp_1' };
    await confirm(made);
    assert.equal(made.model.state.phase, 'signed');
    assert.equal(made.backend.calls.filter((call) => call === 'confirmIntent').length, 1);
  });

  it('resumes a signing that was under way when the page was opened', async () => {
    const { model, backend } = await scene((made) => (made.signing = { preparationId: 'prp_1' }));
    assert.equal(model.state.phase, 'signing');
    await until(() => model.state.phase === 'signed');
    assert.equal(model.state.phase, 'signed');
    assert.include(backend.calls, 'signingStatus');
  });

  it('returns to the page with the marks kept when the authority failed', async () => {
    const made = await scene();
    await toIntent(made);
    made.backend.statuses = ['PROCESSING', 'FAILED'];
    await confirm(made);
    assert.equal(made.model.state.phase, 'working');
    assert.equal(made.model.state.problem?.code, 'SIGNING_FAILED');
    assert.deepEqual(made.model.edits.marks('fil_1'), [mark]);
    await made.model.submit();
    assert.equal(made.model.state.phase, 'reviewing');
    const [first, second] = made.backend.submissions;
    assert.notEqual(second?.idempotencyKey, first?.idempotencyKey);
  });

  it('shows a contract recalled under the signer as recalled', async () => {
    const { model, backend } = await scene();
    fill(model);
    backend.fail('prepare', 'CONTRACT_RECALLED');
    backend.contractState = 'RECALLED';
    await model.submit();
    assert.equal(model.state.phase, 'viewing');
  });

  it('is read-only for a signer who has signed', async () => {
    const { model } = await scene((backend) => (backend.signerState = 'SIGNED'));
    assert.equal(model.state.phase, 'viewing');
    model.setValue('fil_1', 'addr', 'x');
    assert.isEmpty(model.edits.values('fil_1'));
  });

  it('saves drafts of own values, and keeps them dirty while the network is away', async () => {
    const { model, backend } = await scene();
    model.setValue('fil_1', 'addr', '广州');
    model.setValue('fil_1', 'addr', '广州市');
    assert.isTrue(model.unsaved);
    backend.fail('saveDraft', 'NETWORK_UNREACHABLE', 'NETWORK_UNREACHABLE', 'NETWORK_UNREACHABLE');
    await model.saveNow();
    assert.equal(model.state.draft, 'failed');
    assert.isTrue(model.unsaved);
    await model.saveNow();
    assert.equal(model.state.draft, 'saved');
    assert.deepEqual(backend.drafts, [{ addr: '广州市' }]);
    model.dispose();
  });

  it('tells that a file was read, and minds neither a failure nor a backend that does not listen', async () => {
    const { model, backend } = await scene();
    model.fileRead('fil_1');
    await until(() => backend.read.length === 1);
    assert.deepEqual(backend.read, ['fil_1']);
    backend.fail('reportRead', 'SERVER_ERROR');
    model.fileRead('fil_1');
    await until(() => backend.calls.filter((call) => call === 'reportRead').length === 2);
    assert.isUndefined(model.state.problem);
    Object.assign(backend, { reportRead: undefined });
    model.fileRead('fil_1');
    assert.equal(model.state.phase, 'working');
    model.dispose();
  });

  it('undoes a whole typing step, then the mark before it', async () => {
    const { model } = await scene();
    model.placeMark('fil_1', mark);
    model.setValue('fil_1', 'addr', '广');
    model.setValue('fil_1', 'addr', '广州');
    assert.deepEqual(model.undo(), { fileId: 'fil_1', controlId: 'addr' });
    assert.deepEqual(model.edits.values('fil_1'), {});
    assert.deepEqual(model.undo(), { fileId: 'fil_1', controlId: 'sign' });
    assert.isEmpty(model.edits.marks('fil_1'));
    assert.isFalse(model.state.canUndo);
    model.dispose();
  });

  it('points at the control a server refused', async () => {
    const { model, backend } = await scene();
    fill(model);
    backend.prepare = () =>
      Promise.reject(
        new CinnabarError('FIELD_CHARACTER', 'No glyph.', { details: { fileId: 'fil_1', controlId: 'addr' } }),
      );
    await model.submit();
    assert.deepInclude(model.state.problem, { code: 'FIELD_CHARACTER', controlId: 'addr' });
    assert.equal(model.state.phase, 'working');
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.isTrue(condition());
}
