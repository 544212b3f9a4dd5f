import type { NewPortalContract, PlacedFile, TemplateField } from '@cinnabar/client';
import { CinnabarError } from '@cinnabar/core/error';
import type { LocalizedText } from '@cinnabar/core/language';
import { assert } from 'chai';
import { nameProblem, WizardModel } from './wizard-model.ts';

const label: LocalizedText = { 'zh-Hans': '项', 'zh-Hant': '項', en: 'item' };
const select = ['fixed', 'open', 'task'].map((value) => ({ value, label }));
const fields: TemplateField[] = [
  { id: 'term-kind', label, kind: 'select', required: true, value: 'fixed', options: select },
  { id: 'term-start', label, kind: 'date', required: false },
  { id: 'term-end', label, kind: 'date', required: false },
  { id: 'probation-start', label, kind: 'date', required: false },
  { id: 'probation-end', label, kind: 'date', required: false },
  { id: 'wage', label, kind: 'number', required: false },
  { id: 'probation-wage', label, kind: 'number', required: false },
  { id: 'position', label, kind: 'text', required: true, maxLength: 4 },
];
const pdf = (name: string): File => new File(['%PDF-1.7'], name, { type: 'application/pdf' });

/** A wizard over a server that keeps what it is told. */
async function open(
  overrides: {
    upload?: (name: string) => void;
    create?: (contract: NewPortalContract) => Promise<void>;
    place?: (fileIds: readonly string[]) => PlacedFile[];
  } = {},
) {
  const sent: NewPortalContract[] = [];
  const place = overrides.place ?? ((ids) => ids.map((fileId) => ({ fileId, controls: [], unplaced: [] })));
  const model = new WizardModel({
    listTemplates: async () => [{ id: 'labour-contract', name: label, fields }],
    listWorkers: async () => [{ id: 'w1', name: '李𬭎', maskedPhone: '139****0002', idNumberMasked: '4401****' }],
    listSampleFiles: async () => [],
    useSampleFile: () => Promise.reject(new Error('no samples')),
    loadUpload: () => Promise.reject(new Error('no samples')),
    uploadFile: async (name, bytes) => {
      overrides.upload?.(name);
      return { fileId: `id of ${name}`, name, size: bytes.length, pages: 1, digest: '' };
    },
    placeTemplate: async (_template, ids) => place(ids),
    createContract: async (contract) => {
      sent.push(contract);
      await overrides.create?.(contract);
      return { id: 'c1', name: contract.name } as never;
    },
  });
  await model.open();
  return { model, sent };
}

async function filled(...parameters: Parameters<typeof open>) {
  const opened = await open(...parameters);
  await opened.model.addFiles([pdf('劳动合同.pdf')]);
  opened.model.setWorker('w1');
  opened.model.go(2);
  opened.model.setValue('term-end', '2029-11-30');
  opened.model.setValue('position', '会计');
  return opened;
}

describe('nameProblem', () => {
  it('counts code points, so that rare characters count once', () => {
    assert.isUndefined(nameProblem('𬭎'.repeat(50)));
    assert.equal(nameProblem('𬭎'.repeat(51)), 'NAME_TOO_LONG');
  });

  it('refuses emptiness, emoji and the characters file systems refuse', () => {
    assert.equal(nameProblem('  '), 'NAME_REQUIRED');
    for (const name of [
      '合同🙂',
      '合同1\u{fe0f}\u{20e3}',
      '合\u200b同',
      'a/b',
      'a\\b',
      'a:b',
      'a*b',
      'a"b',
      '<a>',
      'a|b',
      'a?b',
      'a\u0007b',
    ]) {
      assert.equal(nameProblem(name), 'NAME_CHARACTER', name);
    }
  });
});

describe('WizardModel', () => {
  it('names the contract after its first file until a name is typed', async () => {
    const { model } = await open();
    await model.addFiles([pdf('劳动合同:2026.pdf')]);
    assert.equal(model.name, '劳动合同 2026');
    model.setName('我的合同');
    await model.addFiles([pdf('附件.pdf')]);
    assert.equal(model.name, '我的合同');
  });

  it('leads from problem to problem before it goes on', async () => {
    const { model } = await open();
    assert.isFalse(model.go(2));
    assert.equal(model.partiesProblem, 'FILES_MISSING');
    await model.addFiles([pdf('a.pdf')]);
    assert.equal(model.partiesProblem, 'WORKER_MISSING');
    model.setWorker('w1');
    assert.isTrue(model.go(2));
    assert.isFalse(model.go(3));
    assert.equal(model.step, 2);
  });

  it('shows a refused file with the reason and goes on only without it', async () => {
    const refusal = new CinnabarError('FILE_ENCRYPTED', 'encrypted');
    const { model } = await open({
      upload: (name) => {
        if (name === 'b.pdf') throw refusal;
      },
    });
    await model.addFiles([pdf('a.pdf'), pdf('b.pdf')]);
    model.setWorker('w1');
    assert.equal(model.files[1]?.failure, refusal);
    assert.equal(model.partiesProblem, 'FILES_FAILED');
    model.removeFile(model.files[1]?.key ?? 0);
    await model.place();
    assert.isUndefined(model.partiesProblem);
    assert.deepEqual(model.fileIds, ['id of a.pdf']);
  });

  it('refuses a file above 10 MB without sending it', async () => {
    const { model } = await open({ upload: () => assert.fail('was sent') });
    await model.addFiles([new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'big.pdf')]);
    assert.propertyVal(model.files[0]?.failure, 'code', 'FILE_TOO_LARGE');
  });

  it('calls unplaced only what no file has room for', async () => {
    const { model } = await open({
      place: (ids) =>
        ids.map((fileId, index) => ({
          fileId,
          controls: [],
          unplaced: [
            ['a', 'b'],
            ['b', 'c'],
            ['a', 'b'],
          ][index] as string[],
        })),
    });
    await model.addFiles([pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf')]);
    assert.deepEqual(model.unplaced, ['b']);
  });

  it('asks only what applies to the kind of term, and then requires it', async () => {
    const { model } = await open();
    const problemOf = (id: string): string | undefined => {
      const field = model.fields.find((entry) => entry.id === id);
      return field && model.fieldProblem(field)?.code;
    };
    assert.equal(problemOf('term-end'), 'FIELD_REQUIRED');
    model.setValue('term-kind', 'open');
    assert.notInclude(
      model.fields.map(({ id }) => id),
      'term-end',
    );
    model.setValue('position', '高级工程师');
    assert.equal(problemOf('position'), 'FIELD_TOO_LONG');
  });

  it('[INI-11] tells at the question what labour law forbids, before anything is sent', async () => {
    const { model } = await filled();
    const told = (): readonly (readonly [string, string])[] =>
      model.fields.flatMap((field) => {
        const problem = model.fieldProblem(field);
        return problem ? [[field.id, problem.code] as const] : [];
      });
    const answer = (values: Readonly<Record<string, string>>): void => {
      for (const [id, value] of Object.entries(values)) model.setValue(id, value);
    };
    answer({ 'term-start': '2026-12-01', 'term-end': '2027-11-30' });
    answer({ 'probation-start': '2026-12-01', 'probation-end': '2027-02-01' });
    assert.deepEqual(told(), [['probation-end', 'LABOUR_PROBATION_TOO_LONG']]);
    assert.isFalse(model.go(3));
    answer({ 'probation-end': '2027-01-31', wage: '10000', 'probation-wage': '7999.99' });
    assert.deepEqual(told(), [['probation-wage', 'LABOUR_PROBATION_PAY']]);
    answer({ 'probation-wage': '8000', 'term-end': '2026-11-30' });
    assert.include(told().flat(), 'LABOUR_END_BEFORE_START');
    answer({ 'term-kind': 'task' });
    assert.isEmpty(told(), 'what is not asked is not judged');
  });

  it('keeps everything on the way back and forth', async () => {
    const { model } = await filled();
    model.go(3);
    model.go(1);
    assert.isTrue(model.go(3));
    assert.equal(model.values['position'], '会计');
    assert.equal(model.worker?.name, '李𬭎');
  });

  it('sends answers that apply, and the same key again only while nothing was changed', async () => {
    const offline = new CinnabarError('NETWORK_UNREACHABLE', 'offline');
    let failing = true;
    const { model, sent } = await filled({
      create: async () => {
        if (failing) throw offline;
      },
    });
    await model.send();
    assert.equal(model.failure, offline);
    await model.send();
    model.setValue('position', '出纳');
    failing = false;
    await model.send();
    const [first, second, third] = sent.map(({ idempotencyKey }) => idempotencyKey);
    assert.equal(first, second);
    assert.notEqual(first, third);
    assert.deepEqual(sent[2]?.fields, { 'term-kind': 'fixed', 'term-end': '2029-11-30', position: '出纳' });
    assert.isFalse(model.unsaved);
  });

  it('leads back to the answer the server refused', async () => {
    const refusal = new CinnabarError('FIELD_PROBATION', 'too long', { details: { controlId: 'term-end' } });
    const { model } = await filled({ create: () => Promise.reject(refusal) });
    model.go(3);
    await model.send();
    assert.equal(model.step, 2);
    assert.equal(model.refusedField, 'term-end');
  });
});
