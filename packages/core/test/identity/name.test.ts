import {
  hasHiddenCharacter,
  normaliseOrganisationName,
  parseOrganisationName,
  parsePersonName,
  sameOrganisationName,
  samePersonName,
} from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { codesOf, runs, valueOf } from './support.ts';

const textOf = (input: string): string => valueOf(parsePersonName(input)).text;

describe('names of people', () => {
  it('[KYC-12] reads Chinese names, however the dot and the spaces are typed', () => {
    assert.deepEqual(valueOf(parsePersonName(' 张 三 ')), { text: '张三', script: 'han', rareCharacters: [] });
    for (const dot of ['·', '•', '‧', '・', '．', ' · ', '･', '.'])
      assert.equal(textOf(`买买提${dot}艾力`), '买买提·艾力', dot);
    assert.equal(textOf('张\u3000三'), '张三');
  });

  it('reads foreign names in Latin letters', () => {
    assert.deepEqual(valueOf(parsePersonName('  John   SMITH ')), {
      text: 'John SMITH',
      script: 'latin',
      rareCharacters: [],
    });
    for (const name of [
      "Conan O'Brien",
      'Jean-Luc Picard',
      'José Núñez',
      'Müller, Hans',
      'J. K. Rowling',
      'Ed Smith Jr.',
    ])
      assert.equal(textOf(name), name);
    assert.equal(textOf('Ｌｉ Ｌｅｉ'), 'Li Lei');
    assert.equal(textOf('Jose\u0301 Nu'), 'José Nu', 'one spelling of an accent');
  });

  it('takes rare characters on every plane and tells them', () => {
    assert.deepEqual(valueOf(parsePersonName('王㛃𬱖𠮷')).rareCharacters, ['㛃', '𬱖', '𠮷']);
    assert.equal(textOf('张〇'), '张〇');
    assert.deepEqual(
      codesOf(parsePersonName('𠮷')),
      ['NAME_LENGTH'],
      'one character is one, beyond the basic plane too',
    );
  });

  it('replaces radicals and compatibility forms that pass for characters', () => {
    assert.equal(textOf('\u2f3a三'), '\u5f61三');
    assert.equal(textOf('\uf9d1三'), '\u516d三');
  });

  it('refuses private, hidden and foreign signs', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['  ', 'VALUE_REQUIRED'],
      ['张\ue000', 'NAME_PRIVATE_USE'],
      ['张\u{f0000}', 'NAME_PRIVATE_USE'],
      ['张\u200b三', 'NAME_HIDDEN'],
      ['\u202e三张', 'NAME_HIDDEN'],
      ['张\ud842', 'NAME_HIDDEN'],
      ['葛\u{e0100}三', 'NAME_HIDDEN'],
      ['张三1', 'NAME_CHARACTERS'],
      ['张Smith', 'NAME_CHARACTERS'],
      ['·张三', 'NAME_CHARACTERS'],
      ['买买提··艾力', 'NAME_CHARACTERS'],
      ['<b>Li</b>', 'NAME_CHARACTERS'],
      ['😀😀', 'NAME_CHARACTERS'],
      ['张', 'NAME_LENGTH'],
    ];
    for (const [name, code] of cases) assert.deepEqual(codesOf(parsePersonName(name)), [code], name);
  });

  it('counts code points', () => {
    assert.isTrue(parsePersonName('𠮷'.repeat(20)).ok);
    assert.deepEqual(codesOf(parsePersonName('𠮷'.repeat(21))), ['NAME_LENGTH']);
    assert.isTrue(parsePersonName('𠮷'.repeat(21), { longestHan: 30 }).ok);
    assert.isTrue(parsePersonName('a'.repeat(60)).ok);
    assert.deepEqual(codesOf(parsePersonName('a'.repeat(61))), ['NAME_LENGTH']);
  });

  it('compares what was typed in two ways', () => {
    assert.isTrue(samePersonName('买买提•艾力', '买买提·艾力'));
    assert.isTrue(samePersonName('John Smith', 'JOHN  SMITH'));
    assert.isFalse(samePersonName('张三', '张三丰'));
    assert.isFalse(samePersonName('𠮷田', '吉田'));
  });

  it('reads what it gave again as the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."张三·•． ａZ\u00e9\u2f3a𠮷.-'"), maxLength: 12 }), (input) => {
        const result = parsePersonName(input);
        if (result.ok) assert.equal(textOf(result.value.text), result.value.text);
      }),
      { ...runs, numRuns: 200 },
    );
  });

  it('answers hostile input at once', () => {
    assert.isFalse(parsePersonName(`${'a '.repeat(50_000)}1`).ok);
    assert.isFalse(parsePersonName(`${'张·'.repeat(50_000)}1`).ok);
  });
});

describe('names of organisations', () => {
  it('[ACC-02] is one name whatever the brackets, widths and spaces', () => {
    const printed = '广州朱砂（深圳）科技有限公司';
    for (const typed of [
      '广州朱砂(深圳)科技有限公司',
      ' 广州朱砂 ( 深圳 ) 科技 有限公司 ',
      '广州朱砂〔深圳〕科技有限公司',
      '广州朱砂（深圳)科技有限公司',
    ]) {
      assert.equal(normaliseOrganisationName(typed), printed, typed);
      assert.isTrue(sameOrganisationName(typed, printed));
    }
    assert.equal(valueOf(parseOrganisationName('ＡＢＣ (China) Ltd')), 'ABC（China）Ltd');
    assert.isTrue(sameOrganisationName('abc (china) ltd', 'ABC（China） Ltd'));
    assert.isFalse(sameOrganisationName(printed, '广州朱砂科技有限公司'));
  });

  it('[ACC-02] refuses what no licence has', () => {
    assert.deepEqual(codesOf(parseOrganisationName('')), ['VALUE_REQUIRED']);
    assert.deepEqual(codesOf(parseOrganisationName('1234')), ['ORG_NAME_FORMAT']);
    assert.deepEqual(codesOf(parseOrganisationName('公')), ['ORG_NAME_FORMAT']);
    assert.deepEqual(codesOf(parseOrganisationName('公'.repeat(101))), ['ORG_NAME_FORMAT']);
    assert.isTrue(parseOrganisationName('𠮷'.repeat(100)).ok);
    assert.deepEqual(codesOf(parseOrganisationName('朱砂\ue123公司')), ['NAME_PRIVATE_USE']);
    for (const name of ['朱砂\u202e公司', '\u3164\u3164', '朱砂\u115f公司', '朱砂\u2800公司', '朱砂\u034f公司']) {
      assert.deepEqual(codesOf(parseOrganisationName(name)), ['NAME_HIDDEN'], name);
    }
  });

  it('finds characters nobody sees', () => {
    assert.isTrue(hasHiddenCharacter('朱\u2060砂'));
    assert.isFalse(hasHiddenCharacter('朱砂（深圳）Co., Ltd'));
  });
});
