import type { MarkControl } from '@cinnabar/core/field';
import type { InkStrokes } from '@cinnabar/core/ink';
import { assert } from 'chai';
import type { Mark } from '../backend/index.ts';
import { RoomMarks } from './room-marks.ts';
import type { RoomModel } from './room-model.ts';

const words = '本人已阅读并同意';
const area = (id: string, kind: MarkControl['kind']): MarkControl => ({
  id,
  kind,
  role: 'worker',
  label: { 'zh-Hans': id, 'zh-Hant': id, en: id },
  required: true,
  page: 0,
  rect: { x: 0, y: 0, width: 100, height: 40 },
  ...(kind === 'remark' ? { text: words } : {}),
});
const inkOf = (aspect: number): InkStrokes => ({ aspect, strokes: [] });
const at = (controlId: string) => ({ fileId: 'a', controlId });

/** Marks over a model that only keeps them. */
function marksFor(...controls: MarkControl[]) {
  const placed: Record<string, number> = {};
  const model = {
    get state() {
      return { tasks: controls.map((control) => ({ fileId: 'a', control, done: control.id in placed })) };
    },
    placeMark: (_fileId: string, mark: Mark) => {
      if (mark.kind === 'ink') placed[mark.controlId] = mark.ink.aspect;
    },
  };
  return { marks: new RoomMarks({ requestUpdate: () => undefined }, () => model as unknown as RoomModel), placed };
}

describe('RoomMarks', () => {
  it('uses one drawing for all places of a signature, and another drawing in its stead', () => {
    const { marks, placed } = marksFor(area('one', 'signature'), area('two', 'initials'));
    marks.openPad('next');
    assert.equal(marks.toCopy, '');
    assert.deepEqual(marks.use(inkOf(1)), at('one'));
    marks.sign(at('two'));
    assert.isFalse(marks.padOpen);
    assert.deepEqual(placed, { one: 1, two: 1 });
    marks.openPad(at('two'));
    marks.use(inkOf(2));
    assert.deepEqual(placed, { one: 2, two: 2 });
  });

  it('[SGN-02] has a remark copied by hand, and puts no signature in its place', () => {
    const { marks, placed } = marksFor(area('remark', 'remark'), area('one', 'signature'));
    marks.openPad('next');
    assert.deepEqual(marks.use(inkOf(1)), at('one'), 'the next open place of a signature');
    marks.sign(at('remark'));
    assert.isTrue(marks.padOpen, 'the signature there is does not do');
    assert.equal(marks.toCopy, words);
    assert.deepEqual(marks.use(inkOf(3)), at('remark'));
    assert.deepEqual(placed, { one: 1, remark: 3 });
    marks.openPad(at('one'));
    marks.use(inkOf(2));
    assert.deepEqual(placed, { one: 2, remark: 3 }, 'a new signature leaves the remark');
  });
});
