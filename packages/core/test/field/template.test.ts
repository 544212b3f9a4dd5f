import { assert } from 'chai';
import fc from 'fast-check';

import {
  checkControls,
  initialValues,
  isPageRange,
  pagesOf,
  statesOf,
  type Control,
  type ControlProblemCode,
  type FillControl,
  type MarkControl,
} from '@cinnabar/core/field';

import { allKinds } from '../stamp/all-kinds.ts';

const label = { 'zh-Hans': '合同签订日期', 'zh-Hant': '合約簽訂日期', en: 'Date of contract' };
const base = { role: 'worker', label, required: false, page: 0, rect: { x: 0, y: 0, width: 60, height: 20 } };

function fill(id: string, more: Partial<FillControl> = {}): Control {
  return { ...base, id, kind: 'text', ...more };
}

const mark: MarkControl = { ...base, id: 'mark', kind: 'signature' };

describe('checkControls', () => {
  const codes = (...controls: readonly Control[]): ControlProblemCode[] =>
    checkControls(controls).map(({ code }) => code);

  it('[TPL-07, TPL-08] has nothing against a control of every kind', () => {
    assert.isEmpty(checkControls(allKinds));
  });

  it('[Z-10] lets labels repeat, and no id', () => {
    assert.isEmpty(codes(fill('a'), fill('b'), fill('c')));
    assert.deepEqual(
      checkControls([fill('a'), fill('a')]).map(({ code, path }) => [code, path]),
      [['CONTROL_DUPLICATE', 'a']],
    );
  });

  it('[TPL-07] tells what is wrong with one control', () => {
    const rect = base.rect;
    const wrong: readonly [ControlProblemCode, Control][] = [
      ['CONTROL_ID', fill('a b')],
      ['CONTROL_ID', fill('constructor')],
      ['CONTROL_LABEL', { ...fill('a'), label: { ...label, en: ' ' } }],
      ['CONTROL_PLACE', { ...fill('a'), page: 0.5 }],
      ['CONTROL_PLACE', { ...fill('a'), rect: { ...rect, width: 0 } }],
      ['CONTROL_PLACE', { ...fill('a'), rect: { ...rect, x: NaN } }],
      ['CONTROL_PAGES', { ...fill('a'), pages: 'ALL' }],
      ['CONTROL_PAGES', { ...mark, kind: 'initials', pages: '0-3' }],
      ['CONTROL_PAGES', { ...mark, kind: 'cross-page-seal' }],
      ['CONTROL_OPTIONS', fill('a', { kind: 'select' })],
      ['CONTROL_OPTIONS', fill('a', { kind: 'radio', options: ['甲', '甲'] })],
      ['CONTROL_OPTIONS', fill('a', { kind: 'check', options: ['甲', '乙'], optionRects: [rect] })],
      ['CONTROL_COMB', fill('a', { comb: true })],
      ['CONTROL_COMB', fill('a', { kind: 'multiline', comb: true, maxLength: 5 })],
      ['CONTROL_FORMAT', fill('a', { format: 'capitals' })],
      ['CONTROL_FORMAT', fill('a', { kind: 'number', format: 'capitals' })],
      ['CONTROL_COLUMNS', fill('a', { kind: 'table' })],
      ['CONTROL_COLUMNS', fill('a', { kind: 'table', columns: [{ title: label, width: 0 }] })],
      ['CONTROL_REMARK', { ...mark, kind: 'remark', text: ' ' }],
      ['CONTROL_DEFAULT', fill('a', { kind: 'date', value: '2026-02-29' })],
      ['CONTROL_CONDITION', fill('a', { showWhen: { control: 'nobody', equals: 'x' } })],
    ];
    for (const [code, control] of wrong) assert.deepEqual(codes(control), [code], JSON.stringify(control));
    assert.deepEqual(codes(mark, fill('a', { requireWhen: { control: 'mark', equals: 'x' } })), ['CONTROL_CONDITION']);
    assert.isEmpty(codes({ ...fill('a'), rect: { ...rect, width: 0 }, anchor: { field: 'Text1' } }));
  });

  it('finds conditions that go in a circle, and everyone in it', () => {
    const on = (id: string, control: string): Control => fill(id, { showWhen: { control, equals: 'x' } });
    const inCircle = (...controls: Control[]): (string | undefined)[] =>
      checkControls(controls)
        .filter(({ code }) => code === 'CONTROL_CYCLE')
        .map(({ path }) => path);
    assert.deepEqual(inCircle(on('a', 'b'), on('b', 'c'), on('c', 'a'), on('d', 'a'), fill('e')), ['a', 'b', 'c']);
    assert.deepEqual(inCircle(on('a', 'a')), ['a']);
    assert.isEmpty(inCircle(on('a', 'b'), on('b', 'c'), fill('c')));
    const required = fill('a', { requireWhen: { control: 'b', equals: 'x' } });
    assert.isEmpty(inCircle(required, on('b', 'a')), 'being required makes nothing appear');
  });
});

describe('conditions', () => {
  const kind = fill('kind', { kind: 'select', options: ['固定', '无固定'], value: '固定' });
  const end = fill('end', { requireWhen: { control: 'kind', equals: '固定' } });
  const note = fill('note', { showWhen: { control: 'kind', equals: ['无固定', '其他'] }, required: true });
  const below = fill('below', { showWhen: { control: 'note', equals: 'x' } });
  const controls = [kind, end, note, below];

  it('[SGN-02] show and require by the value of another control, its default included', () => {
    const before = statesOf(controls, {});
    assert.isTrue(before.isRequired(end));
    assert.isFalse(before.isShown(note));
    assert.isFalse(before.isRequired(note), 'nobody fills what is hidden');
    const after = statesOf(controls, { kind: '无固定' });
    assert.isFalse(after.isRequired(end));
    assert.isTrue(after.isRequired(note));
  });

  it('[SGN-02] hide what depends on something hidden', () => {
    assert.isTrue(statesOf(controls, { kind: '无固定', note: 'x' }).isShown(below));
    assert.isFalse(statesOf(controls, { kind: '固定', note: 'x' }).isShown(below));
  });

  it('[SGN-02] look among what is checked', () => {
    const check = fill('check', { kind: 'check', options: ['甲', '乙'] });
    const shown = fill('shown', { showWhen: { control: 'check', equals: '乙' } });
    assert.isTrue(statesOf([check, shown], { check: '甲\n乙' }).isShown(shown));
    assert.isFalse(statesOf([check, shown], { check: '甲' }).isShown(shown));
  });

  it('come to an end in a circle', () => {
    const a = fill('a', { value: 'x', showWhen: { control: 'b', equals: 'x' } });
    const b = fill('b', { value: 'x', showWhen: { control: 'a', equals: 'x' } });
    assert.isFalse(statesOf([a, b], {}).isShown(a));
  });

  it('are followed over ten thousand controls, in a line and in a circle', () => {
    const line = (equalsOfLast?: string): Control[] =>
      Array.from({ length: 10_000 }, (_, i) =>
        fill(`c${i}`, {
          value: 'x',
          ...(i > 0 ? { showWhen: { control: `c${i - 1}`, equals: 'x' } } : {}),
          ...(i === 0 && equalsOfLast ? { showWhen: { control: 'c9999', equals: equalsOfLast } } : {}),
        }),
      );
    assert.isEmpty(checkControls(line()));
    const last = line()[9999]!;
    assert.isTrue(statesOf(line(), {}).isShown(last));
    assert.isFalse(statesOf(line(), { c0: 'y' }).isShown(last));
    const circle = line('x');
    assert.lengthOf(checkControls(circle), 10_000);
    assert.isFalse(statesOf(circle, {}).isShown(last));
  });
});

describe('initialValues', () => {
  it('[INI-10, TPL-07] come from the source, else from the default, by id', () => {
    const controls = [
      fill('first', { prefill: 'worker.name', value: '某人' }),
      fill('second', { prefill: 'worker.name' }),
      fill('company', { kind: 'employer-name' }),
      fill('legal', { kind: 'legal-representative', prefill: 'employer.agent' }),
      fill('unknown', { prefill: 'contract.number', value: '无' }),
      fill('empty'),
      mark,
    ];
    assert.deepEqual(
      initialValues(controls, { 'worker.name': '张三', 'employer.name': '甲公司', 'employer.agent': '李四' }),
      {
        first: '张三',
        second: '张三',
        company: '甲公司',
        legal: '李四',
        unknown: '无',
      },
    );
  });
});

describe('pages by range', () => {
  it('[B17.3] are named as people print them, or from the end', () => {
    assert.deepEqual(pagesOf('ALL', 3), [0, 1, 2]);
    assert.deepEqual(pagesOf('1-5,8', 8), [0, 1, 2, 3, 4, 7]);
    assert.deepEqual(pagesOf('3,1-2,2', 3), [0, 1, 2]);
    assert.deepEqual(pagesOf('-1', 4), [3]);
    assert.deepEqual(pagesOf('2--1', 4), [1, 2, 3]);
    for (const range of ['', '0', '1-', '5', '3-1', 'all', '1,,2', '-5', '1-5-6', '1 - 2']) {
      assert.isUndefined(pagesOf(range, 4), range);
    }
  });

  it('never name a page that is not there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789,-'), maxLength: 12 }),
        fc.nat(20),
        (range, count) => {
          const pages = pagesOf(range, count);
          if (pages === undefined) return;
          assert.isTrue(isPageRange(range));
          assert.deepEqual(
            [...new Set(pages)],
            [...pages].sort((a, b) => a - b),
          );
          for (const page of pages) assert.isTrue(page >= 0 && page < count);
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
