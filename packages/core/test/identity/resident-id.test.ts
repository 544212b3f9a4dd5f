import {
  ageOn,
  convertResidentId15,
  formatResidentId,
  isCalendarDay,
  isOldEnough,
  parseResidentId,
} from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { codesOf, runs, substitute, transpose, valueOf } from './support.ts';

const today = '2026-11-22';
const parse = (input: string, extraProvinces?: readonly string[]) =>
  parseResidentId(input, { today, ...(extraProvinces ? { extraProvinces } : {}) });

/** The check by its other definition: the whole number, weighted by powers of two, is 1 modulo 11. */
function withCheck(first17: string): string {
  const sum = [...first17].reduce((total, digit, index) => total + Number(digit) * 2 ** (17 - index), 0);
  const check = (12 - (sum % 11)) % 11;
  return first17 + (check === 10 ? 'X' : String(check));
}

const numbers = fc
  .tuple(
    fc.constantFrom('110105', '440524', '659001', '710000', '810000'),
    fc.date({ min: new Date('1800-01-01'), max: new Date('2026-11-22'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([division, birth, sequence]) =>
    withCheck(division + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0')),
  );

describe('resident identity numbers', () => {
  it('[KYC-06] reads what the number says', () => {
    assert.deepEqual(valueOf(parse('11010519491231002X')), {
      number: '11010519491231002X',
      document: 'resident-id',
      division: '110105',
      province: '11',
      birthDate: '1949-12-31',
      sex: 'female',
      sequence: '002',
    });
    assert.include(valueOf(parse('440524188001010014')), { birthDate: '1880-01-01', sex: 'male', province: '44' });
  });

  it('takes it as people type it: spaced, full-width, with a small x', () => {
    for (const typed of [
      ' 110105 19491231 002x ',
      '１１０１０５１９４９１２３１００２ｘ',
      '110105-19491231-002X',
      '\u202d11010519491231002X\u202c',
    ])
      assert.equal(valueOf(parse(typed)).number, '11010519491231002X', typed);
  });

  it('tells the first thing that is wrong, in the order of the rules', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['  ', 'VALUE_REQUIRED'],
      ['1101051949123100', 'ID_FORMAT'],
      ['01010519491231002X', 'ID_FORMAT'],
      ['110105194912310O2X', 'ID_FORMAT'],
      ['110105194913310020', 'ID_FORMAT'],
      ['110105170012310021', 'ID_FORMAT'],
      ['1101051949123100X2', 'ID_FORMAT'],
      ['990105194902310020', 'ID_DATE'],
      ['110105190002290020', 'ID_DATE'],
      ['990105202611230020', 'ID_FUTURE'],
      ['160105194912310020', 'ID_PROVINCE'],
      ['110105194912310020', 'ID_CHECK'],
    ];
    for (const [number, code] of cases) assert.deepEqual(codesOf(parse(number)), [code], number);
  });

  it('knows leap days and today', () => {
    assert.isTrue(parse(withCheck('11010520000229002')).ok);
    assert.isTrue(parse(withCheck('11010520261122002')).ok);
    assert.deepEqual(codesOf(parse(withCheck('11010520261123002'))), ['ID_FUTURE']);
  });

  it('refuses unassigned provinces unless a test asks for them', () => {
    for (const number of ['999999199001010016', '999999199001010024', '999999201001010016']) {
      assert.deepEqual(codesOf(parse(number)), ['ID_PROVINCE']);
      assert.isTrue(parse(number, ['99']).ok);
    }
    assert.equal(valueOf(parse('999999199001010016', ['99'])).sex, 'male');
    assert.equal(valueOf(parse('999999199001010024', ['99'])).sex, 'female');
  });

  it('accepts every province, and no other', () => {
    const known =
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83';
    const accepted = Array.from({ length: 90 }, (_, index) => String(index + 10)).filter(
      (province) => parse(withCheck(`${province}010519491231002`)).ok,
    );
    assert.deepEqual(accepted, known.split(' '));
  });

  it('reads residence permits of Hong Kong, Macau and Taiwan residents alike', () => {
    for (const number of ['810000190001010018', '82000019000101001X', '830000190001010011'])
      assert.equal(valueOf(parse(number)).document, 'residence-permit');
  });

  it('refuses 15 digits with a hint, and converts them for old data', () => {
    assert.deepEqual(codesOf(parse('110105491231002')), ['ID_FIRST_GENERATION']);
    assert.equal(valueOf(convertResidentId15('110105 491231 002')), '11010519491231002X');
    assert.equal(valueOf(convertResidentId15('440524800101998')).slice(6, 10), '1880', 'kept for the oldest');
    assert.deepEqual(codesOf(convertResidentId15('11010519491231002X')), ['ID_NOT_15']);
  });

  it('names the place in a form, and has a sentence in three languages without the number', () => {
    const result = parseResidentId('110105194912310020', { today, path: 'worker.idNumber' });
    assert.isFalse(result.ok);
    if (result.ok) return;
    const [problem] = result.problems;
    assert.equal(problem.path, 'worker.idNumber');
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      assert.isNotEmpty(problem.message[language]);
      assert.notInclude(problem.message[language], '1949');
    }
  });

  it('finds every wrong character', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 17 }), fc.nat(), (number, index, step) => {
        const alphabet = index === 17 ? '0123456789X' : '0123456789';
        assert.isFalse(parse(substitute(number, index, step, alphabet)).ok);
      }),
      runs,
    );
  });

  it('finds every pair of neighbours swapped', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 16 }), (number, index) => {
        fc.pre(number.charAt(index) !== number.charAt(index + 1));
        assert.isFalse(parse(transpose(number, index)).ok);
      }),
      runs,
    );
  });

  it('reads back what it shows', () => {
    assert.equal(formatResidentId('11010519491231002X'), '110105 19491231 002X');
    fc.assert(
      fc.property(numbers, (number) => {
        assert.equal(valueOf(parse(formatResidentId(number))).number, number);
      }),
      runs,
    );
  });

  it('stands any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (input) => {
        assert.isBoolean(parse(input).ok);
      }),
      runs,
    );
  });
});

describe('ages', () => {
  it('completes a year on the birthday', () => {
    assert.equal(ageOn('2010-11-22', '2026-11-21'), 15);
    assert.equal(ageOn('2010-11-22', '2026-11-22'), 16);
    assert.equal(ageOn('2026-11-22', '2026-11-22'), 0);
  });

  it('completes the year of a leap day on 1 March', () => {
    assert.equal(ageOn('2008-02-29', '2026-02-28'), 17);
    assert.equal(ageOn('2008-02-29', '2026-03-01'), 18);
    assert.equal(ageOn('2008-02-29', '2028-02-29'), 20);
  });

  it('opens work at 16 (Labour Law, article 15)', () => {
    assert.isFalse(isOldEnough('2010-11-23', today));
    assert.isTrue(isOldEnough('2010-11-22', today));
  });

  it('knows the calendar, and throws at what is none', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31']) assert.isTrue(isCalendarDay(day), day);
    for (const day of ['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', ''])
      assert.isFalse(isCalendarDay(day), day);
    assert.throws(() => parseResidentId('1', { today: 'today' }), /YYYY-MM-DD/);
    assert.throws(() => ageOn('2026-02-30', today), /YYYY-MM-DD/);
  });
});
