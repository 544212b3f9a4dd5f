import {
  chooseOrganisationType,
  organisationCategory,
  organisationTypeLabels,
  parseCreditCode,
  parseOrganisationCode,
  parseOrganisationNumber,
  parseRegistrationNumber,
  suggestOrganisationType,
} from '@cinnabar/core/identity';
import { assert } from 'chai';
import fc from 'fast-check';

import { codesOf, runs, substitute, transpose, valueOf, word } from './support.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check by its other definition: with powers of three as weights the whole code is 0 modulo 31. */
function withCreditCheck(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + alphabet.charAt((31 * 31 - (sum % 31)) % 31);
}

const creditCodes = fc
  .tuple(fc.constantFrom('91', '92', '12', 'N1'), word('0123456789', 6), word(alphabet, 9))
  .map((parts) => withCreditCheck(parts.join('')));

describe('unified social credit codes', () => {
  it('[ORG-02] reads what the code says', () => {
    assert.deepEqual(valueOf(parseCreditCode('91350100M000100Y43')), {
      kind: 'credit-code',
      number: '91350100M000100Y43',
      authority: '9',
      category: '1',
      division: '350100',
      organisationCode: 'M000100Y4',
      warnings: [],
    });
  });

  it('reads a code whose sum is a multiple of 31: its check character is 0', () => {
    const code = valueOf(parseCreditCode('91350100M000126Y80'));
    assert.equal(code.number, '91350100M000126Y80');
    assert.deepEqual(code.warnings, []);
  });

  it('takes it as people type it', () => {
    for (const typed of ['91350100m000100y43', ' 9135 0100 M000 100Y 43 ', '９１３５０１００Ｍ０００１００Ｙ４３'])
      assert.equal(valueOf(parseCreditCode(typed)).number, '91350100M000100Y43', typed);
  });

  it('[ACC-02] refuses what cannot be a code before anything is sent', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'VALUE_REQUIRED'],
      ['91350100M000100Y4', 'CREDIT_CODE_FORMAT'],
      ['91350100M000100Y433', 'CREDIT_CODE_FORMAT'],
      ['9135O100M000100Y43', 'CREDIT_CODE_LETTER'],
      ['91A50100M000100Y43', 'CREDIT_CODE_FORMAT'],
      ['91350100M000100Y44', 'CREDIT_CODE_CHECK'],
      ['91350100M000126Y8Y', 'CREDIT_CODE_CHECK'],
    ];
    for (const [number, code] of cases) assert.deepEqual(codesOf(parseCreditCode(number)), [code], number);
  });

  it('only warns of an unknown authority and of an odd organisation code within', () => {
    const odd = valueOf(parseCreditCode(withCreditCheck('B7350100M000100Y4')));
    assert.deepEqual(
      odd.warnings.map(({ code }) => code),
      ['CREDIT_CODE_AUTHORITY'],
    );
    const inner = valueOf(parseCreditCode(withCreditCheck('91350100M000100Y5')));
    assert.deepEqual(
      inner.warnings.map(({ code }) => code),
      ['CREDIT_CODE_SUBJECT'],
    );
  });

  it('finds every wrong character and every pair of neighbours swapped', () => {
    fc.assert(
      fc.property(creditCodes, fc.nat({ max: 17 }), fc.nat(), (code, index, step) => {
        assert.isTrue(parseCreditCode(code).ok);
        assert.isFalse(parseCreditCode(substitute(code, index, step, alphabet)).ok);
        const swapped = transpose(code, Math.min(index, 16));
        assert.equal(parseCreditCode(swapped).ok, swapped === code);
      }),
      runs,
    );
  });

  it('[ORG-05] suggests the type of organisation, and warns when another is chosen', () => {
    const typeOf = (pair: string): string =>
      suggestOrganisationType(valueOf(parseCreditCode(withCreditCheck(`${pair}350100M000100Y4`))));
    assert.deepEqual(['91', '92', '93', '12', '31', 'N1'].map(typeOf), [
      'enterprise',
      'sole-proprietor',
      'other',
      'other',
      'other',
      'other',
    ]);
    assert.equal(organisationTypeLabels['sole-proprietor']['zh-Hans'], '个体工商户');
    const firm = valueOf(parseCreditCode('91350100M000100Y43'));
    assert.equal(organisationCategory(firm)?.['zh-Hans'], '企业');
    assert.deepEqual(chooseOrganisationType(firm, 'enterprise'), { type: 'enterprise' });
    const chosen = chooseOrganisationType(firm, 'other');
    assert.equal(chosen.type, 'other');
    assert.equal(chosen.warning?.code, 'ORG_TYPE_UNLIKE_CODE');
  });
});

describe('organisation codes and registration numbers', () => {
  it('reads organisation codes with and without hyphen', () => {
    assert.equal(valueOf(parseOrganisationCode('M000100Y-4')), 'M000100Y4');
    // Weighted sums of 1 and 0 modulo 11: the check is X, and 0.
    assert.equal(valueOf(parseOrganisationCode('00500000X')), '00500000X');
    assert.equal(valueOf(parseOrganisationCode('000000000')), '000000000');
    assert.deepEqual(codesOf(parseOrganisationCode('M000100Y5')), ['ORG_CODE_CHECK']);
    assert.deepEqual(codesOf(parseOrganisationCode('M000100Y')), ['ORG_CODE_FORMAT']);
    assert.deepEqual(codesOf(parseOrganisationCode('')), ['VALUE_REQUIRED']);
  });

  it('finds every wrong digit of an organisation code of digits', () => {
    fc.assert(
      fc.property(word('0123456789', 8), fc.nat({ max: 7 }), fc.nat(), (first8, index, step) => {
        const code = [...'0123456789X'].map((check) => first8 + check).find((full) => parseOrganisationCode(full).ok);
        assert.isDefined(code);
        assert.isFalse(parseOrganisationCode(substitute(code ?? '', index, step, '0123456789')).ok);
      }),
      runs,
    );
  });

  it('reads 15-digit registration numbers', () => {
    assert.deepEqual(valueOf(parseRegistrationNumber('1101 0800 0000 016')), {
      kind: 'registration-number',
      number: '110108000000016',
      authority: '110108',
    });
    assert.deepEqual(codesOf(parseRegistrationNumber('110108000000017')), ['REGISTRATION_CHECK']);
    assert.deepEqual(codesOf(parseRegistrationNumber('11010800000001')), ['REGISTRATION_FORMAT']);
  });

  it('finds every wrong digit of a registration number', () => {
    fc.assert(
      fc.property(word('0123456789', 14), fc.nat({ max: 14 }), fc.nat(), (first14, index, step) => {
        const right = [...'0123456789']
          .map((check) => first14 + check)
          .filter((full) => parseRegistrationNumber(full).ok);
        assert.lengthOf(right, 1);
        assert.isFalse(parseRegistrationNumber(substitute(right[0] ?? '', index, step, '0123456789')).ok);
      }),
      runs,
    );
  });

  it('[ORG-07, ORG-09] takes either in one field', () => {
    assert.equal(valueOf(parseOrganisationNumber('110108000000016')).kind, 'registration-number');
    assert.equal(valueOf(parseOrganisationNumber('91350100M000100Y43')).kind, 'credit-code');
    assert.deepEqual(codesOf(parseOrganisationNumber('110108000000017')), ['REGISTRATION_CHECK']);
    assert.deepEqual(codesOf(parseOrganisationNumber('1101080000000')), ['CREDIT_CODE_FORMAT']);
  });
});
