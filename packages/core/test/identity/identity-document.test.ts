import {
  documentLabels,
  employmentProblems,
  identityTexts,
  mainlandProblem,
  parseDocument,
  parseHkMacauPermit,
  parsePassport,
  parsePermanentResidence,
  parseResidencePermit,
  parseTaiwanPermit,
  type DocumentType,
} from '@cinnabar/core/identity';
import { assert } from 'chai';

import { codesOf, valueOf } from './support.ts';

const today = '2026-11-22';

describe('identity documents', () => {
  it('reads Hong Kong and Macau permits old and new as the nine characters that stay', () => {
    assert.deepEqual(valueOf(parseHkMacauPermit('h1234567801')), {
      type: 'hk-macau-permit',
      number: 'H12345678',
      residence: 'hong-kong',
      renewal: '01',
      chineseCitizen: true,
    });
    assert.deepEqual(valueOf(parseHkMacauPermit('M12345678')), {
      type: 'hk-macau-permit',
      number: 'M12345678',
      residence: 'macau',
      chineseCitizen: true,
    });
    assert.include(valueOf(parseHkMacauPermit('HA1234567')), { number: 'HA1234567', chineseCitizen: false });
    assert.include(valueOf(parseHkMacauPermit('MA1234567')), { residence: 'macau', chineseCitizen: false });
    for (const number of ['H1234567', 'H123456789', 'A12345678', 'HA12345678', 'HB1234567', '12345678'])
      assert.deepEqual(codesOf(parseHkMacauPermit(number)), ['HK_MACAU_PERMIT_FORMAT'], number);
  });

  it('reads Taiwan permits of eight and ten digits', () => {
    assert.deepEqual(valueOf(parseTaiwanPermit('12345678')), { type: 'taiwan-permit', number: '12345678' });
    assert.deepEqual(valueOf(parseTaiwanPermit('1234567801')), {
      type: 'taiwan-permit',
      number: '12345678',
      renewal: '01',
    });
    for (const number of ['1234567', '123456789', 'T12345678'])
      assert.deepEqual(codesOf(parseTaiwanPermit(number)), ['TAIWAN_PERMIT_FORMAT'], number);
  });

  it('reads residence permits, and no resident ID in their place', () => {
    assert.include(valueOf(parseResidencePermit('82000019000101001X', { today })), {
      type: 'residence-permit',
      province: '82',
      birthDate: '1900-01-01',
    });
    assert.deepEqual(codesOf(parseResidencePermit('11010519491231002X', { today })), ['RESIDENCE_PERMIT_PROVINCE']);
  });

  it('reads permanent residence cards old and new', () => {
    assert.deepEqual(valueOf(parsePermanentResidence('fra110089010101', { today })), {
      type: 'permanent-residence',
      number: 'FRA110089010101',
      nationality: 'FRA',
    });
    assert.deepEqual(valueOf(parsePermanentResidence('911250199001010018', { today })), {
      type: 'permanent-residence',
      number: '911250199001010018',
      nationality: '250',
      birthDate: '1990-01-01',
      sex: 'male',
    });
    assert.deepEqual(codesOf(parsePermanentResidence('911250199001010017', { today })), ['ID_CHECK']);
    assert.deepEqual(codesOf(parsePermanentResidence('911250199013010016', { today })), ['ID_DATE']);
    assert.deepEqual(codesOf(parsePermanentResidence('911250209901010016', { today })), ['ID_FUTURE']);
    assert.deepEqual(codesOf(parsePermanentResidence('11010519491231002X', { today })), ['PERMANENT_RESIDENCE_FORMAT']);
  });

  it('reads passports by their country’s form', () => {
    for (const number of ['E12345678', 'EA1234567', 'G12345678', 'D1234567', 'SE1234567', 'PE12345678'])
      assert.equal(valueOf(parsePassport(number.toLowerCase(), 'chn')).number, number);
    for (const number of ['E1234567', 'EI1234567', 'EO1234567', 'A12345678', '123456789'])
      assert.deepEqual(codesOf(parsePassport(number, 'CHN')), ['PASSPORT_FORMAT'], number);
    assert.include(valueOf(parsePassport('C01X0006H', 'D')), { nationality: 'D' });
    assert.deepEqual(codesOf(parsePassport('1234', 'USA')), ['PASSPORT_FORMAT']);
    assert.deepEqual(codesOf(parsePassport('A'.repeat(18), 'USA')), ['PASSPORT_FORMAT']);
    assert.deepEqual(codesOf(parsePassport('123456789', '')), ['PASSPORT_NATIONALITY']);
  });

  it('[KYC-11] reads each type of document by its own rule, and names its field', () => {
    const numbers: Readonly<Record<DocumentType, string>> = {
      'resident-id': '11010519491231002X',
      'hk-macau-permit': 'H12345678',
      'taiwan-permit': '12345678',
      passport: 'E12345678',
      'residence-permit': '810000190001010018',
      'permanent-residence': 'FRA110089010101',
    };
    const types = Object.keys(numbers) as DocumentType[];
    for (const type of types) {
      const read = types.filter((other) => parseDocument(type, numbers[other], { today, nationality: 'CHN' }).ok);
      // A residence permit passes as 身份证.
      assert.deepEqual(read, type === 'resident-id' ? ['resident-id', 'residence-permit'] : [type]);
      assert.equal(valueOf(parseDocument(type, numbers[type], { today, nationality: 'CHN' })).type, type);
      assert.deepEqual(codesOf(parseDocument(type, '', { today, nationality: 'CHN' })), ['VALUE_REQUIRED']);
    }
    const names = types.slice(0, 4).map((type) => documentLabels[type].name['zh-Hans']);
    assert.deepEqual(names, ['身份证', '港澳居民来往内地通行证', '台胞证', '护照']);
    assert.equal(documentLabels['resident-id'].number['zh-Hans'], '身份证号');
    assert.equal(documentLabels.passport.number['zh-Hans'], '证件号');
  });

  it('[KYC-06, KYC-20] verifies mainland persons only by phone and by face', () => {
    const problemFor = (type: DocumentType, number: string) =>
      mainlandProblem(valueOf(parseDocument(type, number, { today, nationality: 'CHN' })));
    assert.isUndefined(problemFor('resident-id', '11010519491231002X'));
    assert.equal(problemFor('resident-id', '810000190001010018')?.code, 'KYC_MAINLAND');
    assert.equal(problemFor('hk-macau-permit', 'H12345678')?.message['zh-Hans'], '仅支持大陆人士');
  });

  it('tells what stands against employing the holder', () => {
    const hindrances = (type: DocumentType, number: string, nationality = 'CHN') =>
      employmentProblems(
        valueOf(parseDocument(type, number, { today, nationality, extraProvinces: ['99'] })),
        today,
      ).map(({ code }) => code);
    assert.deepEqual(hindrances('resident-id', '999999199001010016'), []);
    assert.deepEqual(hindrances('resident-id', '999999201001010016'), []);
    assert.deepEqual(hindrances('hk-macau-permit', 'H12345678'), []);
    assert.deepEqual(hindrances('hk-macau-permit', 'HA1234567'), ['EMPLOYMENT_PERMIT']);
    assert.deepEqual(hindrances('passport', 'E12345678'), []);
    assert.deepEqual(hindrances('passport', '123456789', 'USA'), ['EMPLOYMENT_WORK_PERMIT']);
    const minor = valueOf(parseDocument('resident-id', '999999201001010016', { today, extraProvinces: ['99'] }));
    assert.deepEqual(
      employmentProblems(minor, '2025-12-31').map(({ code }) => code),
      ['EMPLOYMENT_AGE'],
    );
    assert.deepEqual(employmentProblems(minor, '2026-01-01'), []);
  });
});

describe('sentences of identity', () => {
  it('stand in three languages, each with its own script', () => {
    for (const [code, text] of Object.entries(identityTexts)) {
      assert.match(code, /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/);
      assert.match(text['zh-Hans'], /\p{Script=Han}/u, code);
      assert.match(text['zh-Hant'], /\p{Script=Han}/u, code);
      assert.notMatch(text.en, /\p{Script=Han}/u, code);
      assert.notMatch(text['zh-Hant'], /[证号应为数开头请写国银误]/u, code);
    }
  });
});
