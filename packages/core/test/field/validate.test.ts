import { assert } from 'chai';

import { validateValue, type FillControl } from '@cinnabar/core/field';
import { localized } from '@cinnabar/core/language';

const label = { 'zh-Hans': '地址', 'zh-Hant': '地址', en: 'Address' };

function control(changes: Partial<FillControl>): FillControl {
  const base: FillControl = {
    id: 'a',
    role: 'worker',
    kind: 'text',
    label,
    required: true,
    page: 0,
    rect: { x: 0, y: 0, width: 10, height: 10 },
  };
  return { ...base, ...changes };
}

const codeOf = (changes: Partial<FillControl>, value: string) => validateValue(control(changes), value)?.code;

describe('field values', () => {
  it('wants required values and lets optional ones be empty', () => {
    assert.equal(codeOf({}, '   '), 'FIELD_REQUIRED');
    assert.isUndefined(codeOf({ required: false }, ''));
  });

  it('counts code points, so that rare characters are one each', () => {
    assert.isUndefined(codeOf({ maxLength: 3 }, '𬭎㛃䶮'));
    const problem = validateValue(control({ maxLength: 2 }), '𬭎㛃䶮');
    assert.include(problem, { code: 'FIELD_TOO_LONG', controlId: 'a', path: 'a', limit: 2 });
    assert.equal(problem?.message['zh-Hans'], '最多 2 个字');
  });

  it('refuses characters that make a value read as another', () => {
    for (const value of ['a\u202eb', 'a\u0000b', 'a\nb', 'a\u2066b', 'a\u0085b']) {
      assert.equal(codeOf({}, value), 'FIELD_CHARACTER', JSON.stringify(value));
    }
    assert.isUndefined(codeOf({ kind: 'multiline' }, 'a\nb'));
    assert.equal(codeOf({ kind: 'multiline' }, 'a\rb'), 'FIELD_CHARACTER');
  });

  it('takes only days that exist', () => {
    assert.isUndefined(codeOf({ kind: 'date' }, '2028-02-29'));
    for (const value of ['2026-02-29', '2026-13-01', '26-1-1', '2026-1-01']) {
      assert.equal(codeOf({ kind: 'date' }, value), 'FIELD_DATE', value);
    }
  });

  it('takes plain decimals and listed options only', () => {
    assert.isUndefined(codeOf({ kind: 'number' }, '8000.50'));
    assert.equal(codeOf({ kind: 'number' }, '8e3'), 'FIELD_NUMBER');
    assert.equal(codeOf({ kind: 'select', options: ['男', '女'] }, '其他'), 'FIELD_OPTION');
  });
});

describe('localized', () => {
  const text = { 'zh-Hans': '签', 'zh-Hant': '簽', en: 'Sign' };

  it('tells scripts apart by tag', () => {
    for (const tag of ['zh', 'zh-CN', 'zh-Hans', 'zh-SG']) assert.equal(localized(text, tag), '签', tag);
    for (const tag of ['zh-Hant', 'zh-TW', 'zh-HK', 'zh-Hant-MO']) assert.equal(localized(text, tag), '簽', tag);
    for (const tag of ['en', 'fr', '']) assert.equal(localized(text, tag), 'Sign', tag);
  });
});
