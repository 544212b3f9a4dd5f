import { assert } from 'chai';

import {
  checkLabourControls,
  keptUntil,
  retentionProblem,
  type Control,
  type FillControl,
  type LabourMeaning,
} from '@cinnabar/core/field';

const today = '2026-11-21';

function control(meaning: LabourMeaning, more: Partial<FillControl> = {}): Control {
  const label = { 'zh-Hans': meaning, 'zh-Hant': meaning, en: meaning };
  const rect = { x: 0, y: 0, width: 10, height: 10 };
  return {
    id: `my-${meaning}`,
    kind: 'text',
    role: 'employer',
    label,
    required: false,
    page: 0,
    rect,
    meaning,
    ...more,
  };
}

const controls: readonly Control[] = [
  control('term-kind', { kind: 'select', options: ['固定期限', '无固定期限', '以完成一定工作任务为期限'] }),
  control('term-start', { kind: 'date' }),
  control('term-end', { kind: 'date', showWhen: { control: 'my-term-kind', equals: '固定期限' } }),
  control('probation-start', { kind: 'date' }),
  control('probation-end', { kind: 'date' }),
  control('worker-id-number', { kind: 'id-number' }),
  control('worker-sex', { kind: 'sex' }),
];

const values = {
  'my-term-kind': '固定期限',
  'my-term-start': '2026-12-01',
  'my-term-end': '2027-11-30',
  'my-worker-id-number': '11010519491231002X',
  'my-worker-sex': '女',
};

const codes = (more: Record<string, string>): (string | undefined)[][] =>
  checkLabourControls(controls, { ...values, ...more }, { today }).map(({ code, path }) => [code, path]);

describe('controls of a labour contract', () => {
  it('[INI-11] are judged together, and problems name the control', () => {
    assert.isEmpty(codes({}));
    assert.deepEqual(codes({ 'my-worker-sex': '男' }), [['LABOUR_ID_SEX', 'my-worker-sex']]);
    assert.deepEqual(codes({ 'my-probation-start': '2026-12-01', 'my-probation-end': '2027-02-01' }), [
      ['LABOUR_PROBATION_TOO_LONG', 'my-probation-end'],
    ]);
    assert.deepEqual(codes({ 'my-probation-start': '2026-12-01' }), [['LABOUR_PROBATION_DATES', 'my-probation-end']]);
  });

  it('[INI-11] count only while they are shown', () => {
    assert.isEmpty(codes({ 'my-term-kind': '无固定期限' }), 'the end is hidden then');
    const always = controls.map((control) => {
      const copy = { ...control };
      delete (copy as { showWhen?: unknown }).showWhen;
      return copy;
    });
    const found = checkLabourControls(always, { ...values, 'my-term-kind': '无固定期限' }, { today });
    assert.deepEqual(
      found.map(({ code }) => code),
      ['LABOUR_OPEN_WITH_END'],
    );
  });

  it('[INI-11] read the kind of term in the words of the model contract', () => {
    const lasting = { 'my-probation-start': '2026-12-01', 'my-probation-end': '2027-05-31' };
    assert.deepEqual(codes({ ...lasting, 'my-term-kind': '以完成一定工作任务为期限' }), [
      ['LABOUR_PROBATION_NONE', 'my-probation-end'],
    ]);
    assert.isEmpty(codes({ ...lasting, 'my-term-kind': '无固定期限' }));
    assert.deepEqual(codes({ 'my-term-kind': '长期' }), [['LABOUR_TERM_KIND', 'my-term-kind']]);
  });

  it('take history and pay from beside the document', () => {
    const history = { probation: true };
    const found = checkLabourControls(
      controls,
      { ...values, 'my-probation-start': '2026-12-01', 'my-probation-end': '2026-12-31' },
      { today, history },
    );
    assert.deepEqual(
      found.map(({ code }) => code),
      ['LABOUR_PROBATION_REPEATED'],
    );
  });
});

describe('retention', () => {
  it('[LIM-21] keeps ended contracts for two years at least, ten by default', () => {
    assert.equal(keptUntil('2026-11-21'), '2036-11-21');
    assert.equal(keptUntil('2028-02-29', 2), '2030-02-28');
    assert.equal(keptUntil('2026-11-21', 1), '2028-11-21', 'no configuration goes below');
    assert.equal(retentionProblem(1.9)?.code, 'RETENTION_TOO_SHORT');
    assert.equal(retentionProblem(NaN)?.code, 'RETENTION_TOO_SHORT');
    assert.isUndefined(retentionProblem(2));
  });
});
