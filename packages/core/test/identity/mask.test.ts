import { mask, maskEmail, maskName, redact, type MaskKind } from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { runs, word } from './support.ts';

describe('masking', () => {
  it('[ACC-12] hides what lists and exports must not show', () => {
    const cases: readonly (readonly [MaskKind, string, string])[] = [
      ['name', '张三', '张*'],
      ['name', '欧阳娜娜', '欧**'],
      ['name', '𠮷田', '𠮷*'],
      ['name', '张', '*'],
      ['mobile', '13800138000', '138****8000'],
      ['resident-id', '11010519491231002X', '1101************2X'],
      ['resident-id', '110105491231002', '1101*********02'],
      ['bank-card', '6200000000000005', '**** 0005'],
      ['bank-card', '6217000000000000004', '**** 0004'],
      ['document', 'H12345678', 'H1*****78'],
      ['document', 'E1234', '*****'],
      ['credit-code', '91350100M000100Y43', '91350100M000100Y43'],
      ['email', 'li.lei@example.com', 'l***@example.com'],
      ['email', 'l@example.com', '***@example.com'],
      ['email', 'nothing', '***'],
      ['address', '天河路1号', '***'],
      ['mobile', '1380', '****'],
      ['mobile', '', ''],
    ];
    for (const [kind, value, shown] of cases) {
      assert.equal(mask(kind, value), shown, value);
      assert.equal(mask(kind, value, 'export'), shown, value);
    }
  });

  it('[ACC-12] tells a log the kind only', () => {
    assert.equal(mask('name', '张三', 'log'), '[name]');
    assert.equal(mask('mobile', '13800138000', 'log'), '[mobile]');
    assert.equal(mask('credit-code', '91350100M000100Y43', 'log'), '91350100M000100Y43');
  });

  it('never shows more than it says, and never half a character', () => {
    const most: Readonly<Record<Exclude<MaskKind, 'credit-code' | 'email'>, number>> = {
      name: 1,
      mobile: 7,
      'resident-id': 6,
      'bank-card': 4,
      document: 4,
      address: 0,
    };
    const values = fc.string({ unit: fc.constantFrom(...'019aX张𠮷·é'), minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(values, fc.constantFrom(...(Object.keys(most) as (keyof typeof most)[])), (value, kind) => {
        const shown = [...mask(kind, value)].filter((character) => !/[* ]/.test(character));
        assert.isAtMost(shown.length, most[kind]);
        if (kind !== 'name') assert.isTrue(shown.length === 0 || [...value].length - shown.length >= 4);
        else assert.isTrue([...value].length - shown.length >= 1);
        assert.notMatch(mask(kind, value), /\p{Cs}/u);
      }),
      runs,
    );
    assert.notMatch(maskEmail('𠮷田@example.com'), /\p{Cs}/u);
    assert.equal(maskName('e\u0301a'), 'é*');
  });
});

describe('redacting free text', () => {
  it('masks what looks like a personal number', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['身份证11010519491231002X有误', '身份证1101************2X有误'],
      ['id=110105194912310021;', 'id=1101************21;'],
      ['id 110105 19491231 002x', 'id 1101************2X'],
      ['旧证110105491231002', '旧证1101*********02'],
      ['致电13800138000。', '致电138****8000。'],
      ['tel:+86 138-0013-8000', 'tel:+86 138****8000'],
      ['+8613800138000', '+138****8000'],
      ['手机１３８００１３８０００', '手机138****8000'],
      ['手机１３８　００１３　８０００', '手机138****8000'],
      ['tel 138.0013.8000', 'tel 138****8000'],
      ['card 6217 0000 0000 0000 004', 'card **** 0004'],
      ['card=6217000000000000004', 'card=**** 0004'],
      ['13800138000 6200000000000005', '138****8000 **** 0005'],
      ['13800138000,13900139000', '138****8000,139****9000'],
      ['回乡证H12345678', '回乡证H1*****78'],
      ['passport E12345678 ok', 'passport E1*****78 ok'],
      ['to li.lei@example.com', 'to l***@example.com'],
    ];
    for (const [text, safe] of cases) assert.equal(redact(text), safe);
  });

  it('leaves dates, times, amounts and credit codes', () => {
    for (const text of [
      '2026-11-22T08:00:00.000Z',
      '2026-11-22 08:00',
      '20261122',
      '工资 12,345.67 元',
      '192.168.1.10:8080',
      '2026.11.22 10.30',
      '共 1000 条 2000 页',
      '91350100M000100Y43',
      '6f1c2b9a-4d3e-4c1f-9a7b-0c1d2e3f4a5b',
      '010-12345678',
    ])
      assert.equal(redact(text), text);
  });

  it('lets no number through, however it is written and whatever stands around it', () => {
    const number = fc.oneof(
      word('0123456789', 8).map((rest) => ({ digits: `138${rest}`, groups: [3, 4, 4] })),
      word('0123456789', 3).map((rest) => ({ digits: `11010519491231${rest}X`, groups: [6, 8, 4] })),
      word('0123456789', 14).map((rest) => ({ digits: `62${rest}`, groups: [4, 4, 4, 4] })),
      word('0123456789', 17).map((rest) => ({ digits: `62${rest}`, groups: [4, 4, 4, 4, 3] })),
    );
    const around = fc.string({ unit: fc.constantFrom(...'号a:= ,，\n"𠮷*-.'), maxLength: 6 });
    fc.assert(
      fc.property(
        around,
        number,
        fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2011', '－'),
        around,
        (before, { digits, groups }, gap, after) => {
          const parts: string[] = [];
          let from = 0;
          for (const length of groups) parts.push(digits.slice(from, (from += length)));
          const safe = redact(before + parts.join(gap) + after);
          assert.notInclude(safe.replaceAll(gap || ' ', ''), digits.slice(4, -4));
          assert.isAtMost(safe.replace(/[^0-9X]/g, '').length, 7);
        },
      ),
      runs,
    );
  });

  it('takes a long text in its stride', () => {
    for (const unit of ['1 ', 'a', '123 ', 'a.', '1234 5678 ', '8613']) assert.isString(redact(unit.repeat(100_000)));
  });
});
