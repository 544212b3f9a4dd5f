import type { Control } from '@cinnabar/core/field';
import { compileControls, displayValue, type PreparedSignatureField } from '@cinnabar/core/stamp';
import { assert } from 'chai';

const label = { 'zh-Hans': '签名', 'zh-Hant': '簽名', en: 'Signature' };
const rect = { x: 1, y: 2, width: 3, height: 4 };
const base = { role: 'worker', label, required: true, page: 0, rect };

describe('compileControls', () => {
  it('[Z-12, TPL-08] joins the marks of a role into one signature field and keeps their order', () => {
    const controls: Control[] = [
      { ...base, id: 'a', kind: 'signature' },
      { ...base, id: 'b', kind: 'company-seal', role: 'employer' },
      { ...base, id: 'c', kind: 'signature', page: -1 },
    ];
    const [worker, employer, ...others] = compileControls(controls) as PreparedSignatureField[];
    assert.isEmpty(others);
    assert.equal(worker!.name, 'sig-worker');
    assert.deepEqual(worker!.widgets, [
      { page: 0, rect },
      { page: -1, rect },
    ]);
    assert.equal(employer!.name, 'sig-employer');
    assert.lengthOf(employer!.widgets, 1);
  });

  it('makes text fields that carry what the control says', () => {
    const [field] = compileControls([
      {
        ...base,
        id: 'from',
        kind: 'date',
        value: '2026-11-21',
        readOnly: true,
        align: 'center',
        fontSize: 10.5,
        maxLength: 20,
      },
    ]);
    assert.deepEqual(field, {
      type: 'text',
      name: 'from',
      page: 0,
      rect,
      tooltip: '签名',
      multiline: false,
      value: '2026年11月21日',
      readOnly: true,
      align: 'center',
      fontSize: 10.5,
      maxLength: 20,
    });
  });

  it('shows dates as people read them and everything else as it is', () => {
    const date = { ...base, id: 'd', kind: 'date' } as const;
    assert.equal(displayValue(date, '2026-01-05'), '2026年1月5日');
    assert.equal(displayValue({ ...date, kind: 'sign-date' }, '2026-11-21'), '2026年11月21日');
    assert.equal(displayValue({ ...date, kind: 'text' }, '2026-01-05'), '2026-01-05');
    assert.equal(displayValue(date, ''), '');
    assert.equal(displayValue({ ...date, datePart: 'month' }, '2026-01-05'), '1');
    assert.equal(displayValue({ ...date, datePart: 'year' }, '2026-01-05'), '2026');
  });
});
