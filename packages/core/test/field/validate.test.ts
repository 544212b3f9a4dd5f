import { assert } from 'chai';

import { dateFormats, displayValue, validateValue, type FillControl } from '@cinnabar/core/field';
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

describe('values of each kind', () => {
  const wrong = (changes: Partial<FillControl>, code: string, ...values: readonly string[]): void => {
    for (const value of values) assert.equal(codeOf(changes, value), code, JSON.stringify(value));
  };
  const right = (changes: Partial<FillControl>, ...values: readonly string[]): void => {
    for (const value of values) assert.isUndefined(codeOf(changes, value), JSON.stringify(value));
  };

  it('[INI-10, TPL-08] are checked by kind', () => {
    right({ kind: 'money' }, '0', '8000.5', '-1.05', '9999999999999999.99');
    wrong({ kind: 'money' }, 'FIELD_MONEY', '8,000', '1.005', '壹元', '1e3');
    right({ kind: 'number', decimals: 2 }, '1.25');
    wrong({ kind: 'number', decimals: 2 }, 'FIELD_NUMBER', '1.255');
    right({ kind: 'radio', options: ['甲'] }, '甲');
    wrong({ kind: 'radio', options: ['甲'] }, 'FIELD_OPTION', '乙');
    right({ kind: 'sex' }, '男', '女');
    wrong({ kind: 'sex' }, 'FIELD_OPTION', '未知');
    right({ kind: 'education' }, '大学本科');
    right({ kind: 'check' }, 'yes');
    wrong({ kind: 'check' }, 'FIELD_OPTION', 'no', 'yes\nyes');
    right({ kind: 'check', options: ['甲', '乙'] }, '乙', '甲\n乙');
    wrong({ kind: 'check', options: ['甲', '乙'] }, 'FIELD_OPTION', '丙', '甲\n甲');
    right({ kind: 'tick' }, 'yes', 'no');
    wrong({ kind: 'tick' }, 'FIELD_OPTION', '✓');
    right({ kind: 'email' }, 'worker@example.com');
    wrong({ kind: 'email' }, 'FIELD_EMAIL', 'worker@', 'a b@example.com');
    right({ kind: 'mobile' }, '13800138000');
    wrong({ kind: 'mobile' }, 'FIELD_MOBILE', '12800138000', '1380013800');
    right({ kind: 'credit-code' }, '91350100M000100Y43', '91350100M000126Y80');
    wrong({ kind: 'credit-code' }, 'FIELD_CREDIT_CODE', '91350100M000100Y44');
    right({ kind: 'employer-name' }, '广州市朱砂信息科技有限公司');
    wrong({ kind: 'employer-name' }, 'FIELD_PARTY_NAME', '甲');
    right({ kind: 'legal-representative' }, '王𬭎');
    right({ kind: 'district' }, '广东省广州市天河区\n体育西路 1 号');
    wrong({ kind: 'district' }, 'FIELD_DISTRICT', '广东省广州市天河区', '甲\n乙\n丙');
    right({ kind: 'attachment' }, `学历.pdf\n${'0f'.repeat(32)}`);
    wrong({ kind: 'attachment' }, 'FIELD_ATTACHMENT', '学历.pdf', `../x\n${'0f'.repeat(32)}`, `x\n${'0F'.repeat(32)}`);
    right({ format: 'letters-digits' }, 'AB12');
    wrong({ format: 'letters-digits' }, 'FIELD_FORMAT', 'AB-12');
    wrong({ format: 'digits' }, 'FIELD_FORMAT', '１２');
    wrong({ format: 'upper-case' }, 'FIELD_FORMAT', 'Ab');
  });

  it('[INI-10] tells identity numbers in the words of identity, and no birth date after today', () => {
    right({ kind: 'id-number' }, '11010519491231002X', '11010519491231002x');
    const problem = validateValue(control({ kind: 'id-number' }), '110105194912310021');
    assert.include(problem, { code: 'FIELD_ID_NUMBER', controlId: 'a', path: 'a' });
    assert.isAbove(problem!.message['zh-Hans'].length, 4);
    const born = control({ kind: 'id-number' });
    assert.isUndefined(validateValue(born, '440524188001010014', { today: '1880-01-01' }));
    assert.equal(validateValue(born, '440524188001010014', { today: '1879-12-31' })?.code, 'FIELD_ID_NUMBER');
  });

  it('[TPL-08] wants tables row by row', () => {
    const title = label;
    const table = { kind: 'table', columns: [1, 2].map((width) => ({ title, width })), maxRows: 2 } as const;
    right(table, '[["a","b"]]', '[["a",""],["",""]]');
    wrong(table, 'FIELD_TABLE', '{', '[["a"]]', '[["a",1]]', '"a"', '[["a","b\u0007"]]'.replace('\u0007', '\\u0007'));
    wrong(table, 'FIELD_TABLE_ROWS', '[["a","b"],["a","b"],["a","b"]]');
    wrong(table, 'FIELD_REQUIRED', '[]');
  });
});

describe('printed values', () => {
  const shown = (changes: Partial<FillControl>, value: string): string => displayValue(control(changes), value);

  it('[TPL-07] has dates in every format', () => {
    const formats = {
      'yyyy-MM-dd': '2026-01-05',
      'yyyy/MM/dd': '2026/01/05',
      'yyyy.MM.dd': '2026.01.05',
      yyyy年MM月dd日: '2026年01月05日',
      yyyy年M月d日: '2026年1月5日',
      'yyyy-M-d': '2026-1-5',
      'yyyy/M/d': '2026/1/5',
      'yyyy.M.d': '2026.1.5',
      'yyyy M d': '2026 1 5',
    } as const;
    assert.sameMembers(Object.keys(formats), [...dateFormats]);
    for (const [format, printed] of Object.entries(formats)) {
      assert.equal(shown({ kind: 'date', format: format as never }, '2026-01-05'), printed);
    }
    assert.equal(shown({ kind: 'sign-date' }, '2026-12-31'), '2026年12月31日');
  });

  it('[TPL-07] has amounts and numbers in digits and capitals', () => {
    assert.equal(shown({ kind: 'money' }, '8000.5'), '捌仟元伍角整');
    assert.equal(shown({ kind: 'money', format: 'plain' }, '8000.5'), '8000.50');
    assert.equal(shown({ kind: 'money', format: 'grouped' }, '8000'), '8,000.00');
    assert.equal(shown({ kind: 'money', format: 'symbol' }, '-8000'), '-¥8,000.00');
    assert.equal(shown({ kind: 'money', format: 'capitals-and-digits' }, '8000'), '捌仟元整（¥8,000.00）');
    assert.equal(shown({ kind: 'number' }, '0800.50'), '0800.50');
    assert.equal(shown({ kind: 'number', format: 'grouped', decimals: 2 }, '1234567.5'), '1,234,567.50');
    assert.equal(shown({ kind: 'number', decimals: 0 }, '12'), '12');
  });

  it('[TPL-08] has the rest as people write it', () => {
    assert.equal(shown({ kind: 'id-number' }, ' 11010519491231002x '), '11010519491231002X');
    assert.equal(shown({ kind: 'id-number' }, '１１０１０５ 19491231 002x'), '11010519491231002X');
    assert.equal(shown({ kind: 'mobile' }, '+86 138 0013 8000'), '13800138000');
    assert.equal(shown({ kind: 'credit-code' }, '91350100m000100y43'), '91350100M000100Y43');
    assert.equal(shown({ kind: 'mobile' }, 'nobody'), 'nobody');
    assert.equal(shown({ kind: 'district' }, '广东省\n路 1 号'), '广东省路 1 号');
    assert.equal(shown({ kind: 'tick' }, 'yes'), '✓');
    assert.equal(shown({ kind: 'tick' }, 'no'), '✗');
    assert.equal(shown({ kind: 'table' }, '[["a","b"],["c","d"]]'), 'a\tb\nc\td');
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
