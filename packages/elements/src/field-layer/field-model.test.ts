import type { Control } from '@cinnabar/core/field';
import { assert } from 'chai';
import { FieldModel, type FieldFile } from './field-model.ts';

const label = { 'zh-Hans': '项', 'zh-Hant': '項', en: 'Item' };
const at = (page: number, x: number, y: number) => ({ page, rect: { x, y, width: 100, height: 16 } });
const text = (id: string, place: ReturnType<typeof at>, more: object = {}): Control => ({
  id,
  kind: 'text',
  role: 'worker',
  label,
  required: true,
  ...place,
  ...more,
});

const first: FieldFile = {
  id: 'a',
  values: { kept: '旧值' },
  controls: [
    text('last', at(-1, 50, 700)),
    text('right', at(0, 300, 501)),
    text('left', at(0, 50, 500)),
    text('kept', at(0, 50, 600), { maxLength: 3 }),
    text('theirs', at(0, 50, 650), { role: 'employer' }),
    text('fixed', at(0, 50, 660), { readOnly: true, value: '已定' }),
    text('when', at(0, 50, 670), { kind: 'sign-date' }),
  ],
};
const second: FieldFile = {
  id: 'b',
  values: {},
  controls: [
    { id: 'sign', kind: 'signature', role: 'worker', label, required: true, ...at(0, 50, 100) },
    text('note', at(0, 50, 400), { required: false }),
  ],
};

function model(): FieldModel {
  const made = new FieldModel();
  made.load('worker', [first, second]);
  return made;
}

describe('FieldModel', () => {
  it('knows the signer’s own controls in reading order, two on one line from left to right', () => {
    assert.deepEqual(
      model()
        .own()
        .map(({ control }) => control.id),
      ['kept', 'left', 'right', 'last', 'note', 'sign'],
    );
  });

  it('counts required controls that are done, per file and in all', () => {
    const it = model();
    assert.deepEqual(it.progress(), { done: 1, required: 5 });
    it.setValue('a', 'left', '地址');
    it.setMarks([
      {
        fileId: 'b',
        mark: { kind: 'seal', controlId: 'sign', sealId: 's' },
        artwork: { width: 1, height: 1, paths: [] },
      },
    ]);
    assert.deepEqual(it.progress('a'), { done: 2, required: 4 });
    assert.deepEqual(it.progress('b'), { done: 1, required: 1 });
  });

  it('goes on to the next problem after where the signer is, in the next file too, and round again', () => {
    const it = model();
    assert.deepEqual(it.nextProblem(), { fileId: 'a', controlId: 'left' });
    assert.deepEqual(it.nextProblem({ fileId: 'a', controlId: 'last' }), { fileId: 'b', controlId: 'sign' });
    assert.deepEqual(it.nextProblem({ fileId: 'b', controlId: 'sign' }), { fileId: 'a', controlId: 'left' });
  });

  it('shows a problem only after the control was left, but knows it at once', () => {
    const it = model();
    const kept = first.controls[3]!;
    it.setValue('a', 'kept', '四个字的');
    assert.equal(it.problem('a', kept)?.code, 'FIELD_TOO_LONG');
    assert.isUndefined(it.shownProblem('a', kept));
    it.touch('a', 'kept');
    assert.equal(it.shownProblem('a', kept)?.code, 'FIELD_TOO_LONG');
    assert.isFalse(it.isDone('a', kept));
  });

  it('keeps what was typed when a new revision is loaded, and takes its other values', () => {
    const it = model();
    it.setValue('a', 'left', '我写的');
    it.load('worker', [{ ...first, values: { kept: '新', left: '草稿' } }, second]);
    assert.equal(it.value('a', 'left'), '我写的');
    assert.equal(it.value('a', 'kept'), '新');
    assert.deepEqual(it.typed('a'), { left: '我写的' });
  });

  it('has no problem with what belongs to others', () => {
    const it = model();
    for (const id of ['theirs', 'fixed', 'when']) {
      assert.isUndefined(
        it.problem(
          'a',
          first.controls.find((control) => control.id === id)!,
        ),
        id,
      );
    }
  });

  it('tells its listeners, until they leave', () => {
    const it = model();
    let told = 0;
    const leave = it.subscribe(() => told++);
    it.setValue('a', 'left', 'x');
    it.setValue('a', 'left', 'x');
    leave();
    it.setValue('a', 'left', 'y');
    assert.equal(told, 1);
  });
});
