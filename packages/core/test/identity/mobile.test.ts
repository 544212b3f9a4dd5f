import {
  carrierVerificationProblem,
  formatMobile,
  mobilePlan,
  parseMobile,
  type MobilePlan,
} from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { codesOf, runs, valueOf, word } from './support.ts';

const carrierOf = (prefix: string): string => {
  const { carrier, use } = valueOf(parseMobile(prefix.padEnd(11, '0')));
  return `${carrier ?? 'none'} ${use}`;
};

describe('mobile numbers', () => {
  it('tells the carrier a range was given to', () => {
    const expected: Readonly<Record<string, string>> = {
      'china-mobile personal':
        '1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198',
      'china-unicom personal': '130 131 132 145 155 156 166 175 176 185 186 196',
      'china-telecom personal': '133 149 153 173 177 180 181 189 190 191 193 199',
      'china-broadnet personal': '192',
      'china-telecom virtual': '162 1700 1701 1702',
      'china-mobile virtual': '165 1703 1705 1706',
      'china-unicom virtual': '167 1704 1707 1708 1709 171',
      'china-telecom satellite': '1349 17400 17405',
      'none satellite': '1749',
    };
    for (const [what, prefixes] of Object.entries(expected))
      for (const prefix of prefixes.split(' ')) assert.equal(carrierOf(prefix), what, prefix);
  });

  it('lets in just the ranges that receive messages', () => {
    const standard = /^1(3\d|4[5-79]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;
    // 146 belongs to devices, and 174 is satellite or emergency beyond 17405.
    for (let prefix = 100; prefix < 200; prefix += 1) {
      const number = `${prefix}00000000`;
      if (prefix !== 146) assert.equal(parseMobile(number).ok, standard.test(number), number);
    }
    assert.deepEqual(codesOf(parseMobile('17406000000')), ['MOBILE_RANGE']);
    assert.deepEqual(codesOf(parseMobile('17412000000')), ['MOBILE_RANGE']);
    assert.deepEqual(codesOf(parseMobile('14600000000')), ['MOBILE_THINGS']);
  });

  it('takes it as people type it', () => {
    for (const typed of [
      '138 0013 8000',
      '+86 138-0013-8000',
      '008613800138000',
      '8613800138000',
      '１３８００１３８０００',
      '\u202d138 0013 8000\u202c',
    ])
      assert.equal(valueOf(parseMobile(typed)).number, '13800138000', typed);
  });

  it('refuses what is no mobile number', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'VALUE_REQUIRED'],
      ['1380013800', 'MOBILE_FORMAT'],
      ['138001380000', 'MOBILE_FORMAT'],
      ['+85291234567', 'MOBILE_FORMAT'],
      ['12800138000', 'MOBILE_RANGE'],
      ['15400138000', 'MOBILE_RANGE'],
      ['1400112345678', 'MOBILE_THINGS'],
    ];
    for (const [number, code] of cases) assert.deepEqual(codesOf(parseMobile(number)), [code], number);
  });

  it('[KYC-10] lets virtual operators’ numbers log in but not be verified', () => {
    for (const number of ['17000138000', '17100138000', '16200138000', '16500138000', '16700138000']) {
      const problem = carrierVerificationProblem(valueOf(parseMobile(number)));
      assert.equal(problem?.code, 'KYC_MVNO', number);
      assert.equal(problem?.message['zh-Hans'], '虚拟号段不支持核验');
    }
  });

  it('[KYC-08] verifies numbers of the three carriers only', () => {
    for (const number of ['13800138000', '13000138000', '18900138000'])
      assert.isUndefined(carrierVerificationProblem(valueOf(parseMobile(number))), number);
    for (const number of ['19200138000', '13490138000', '17490138000'])
      assert.equal(carrierVerificationProblem(valueOf(parseMobile(number)))?.code, 'KYC_CARRIER', number);
  });

  it('[KYC-10] follows another plan when one is given', () => {
    const plan: MobilePlan = {
      ...mobilePlan,
      ranges: [...mobilePlan.ranges, { carrier: 'china-mobile', use: 'virtual', prefixes: ['1640'] }],
      verifyingCarriers: ['china-broadnet'],
    };
    assert.isFalse(parseMobile('16400138000').ok);
    assert.equal(valueOf(parseMobile('16400138000', { plan })).use, 'virtual');
    assert.isFalse(parseMobile('16410138000', { plan }).ok);
    assert.isUndefined(carrierVerificationProblem(valueOf(parseMobile('19200138000')), { plan }));
  });

  it('reads back what it shows', () => {
    assert.equal(formatMobile('13800138000'), '138 0013 8000');
    fc.assert(
      fc.property(fc.constantFrom('138', '192', '171'), word('0123456789', 8), (prefix, rest) => {
        assert.equal(valueOf(parseMobile(formatMobile(prefix + rest))).number, prefix + rest);
      }),
      runs,
    );
  });
});
