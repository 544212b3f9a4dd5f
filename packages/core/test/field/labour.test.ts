import { assert } from 'chai';
import fc from 'fast-check';

import {
  addDays,
  addMonths,
  checkLabourTerms,
  lastDayOf,
  latestProbationEnd,
  probationLimit,
  type LabourProblemCode,
  type LabourTerms,
} from '@cinnabar/core/field';
import { parseHkMacauPermit, parsePassport, parseResidentId } from '@cinnabar/core/identity';

const today = '2026-11-21';
const year: LabourTerms = { kind: 'fixed', start: '2026-12-01', end: '2027-11-30' };

function codes(terms: Partial<LabourTerms>): LabourProblemCode[] {
  return checkLabourTerms({ ...year, ...terms }).map(({ code }) => code);
}

const probation = (probationStart: string, probationEnd: string): Partial<LabourTerms> => ({
  probationStart,
  probationEnd,
});

describe('months of the law', () => {
  it('[B3.3, INI-11] counts calendar months, first and last day included, over leap days and month ends', () => {
    const vectors: readonly [string, number, string][] = [
      ['2026-01-01', 3, '2026-03-31'],
      ['2026-12-01', 1, '2026-12-31'],
      ['2026-11-15', 2, '2027-01-14'],
      ['2027-02-01', 1, '2027-02-28'],
      ['2028-02-01', 1, '2028-02-29'],
      ['2028-02-29', 12, '2029-02-28'],
      ['2027-03-01', 12, '2028-02-29'],
      ['2026-01-30', 1, '2026-02-28'],
      ['2026-01-31', 1, '2026-02-28'],
      ['2027-12-31', 2, '2028-02-29'],
      ['2026-08-31', 1, '2026-09-30'],
      ['2026-12-31', 6, '2027-06-30'],
    ];
    for (const [start, months, last] of vectors) assert.equal(lastDayOf(start, months), last, `${start} + ${months}`);
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  });
});

describe('term and probation', () => {
  it('[INI-11] lets the probation last as long as the term allows, bounds inclusive', () => {
    const vectors: readonly [string, string, number][] = [
      // From 1 January the third month is complete on 31 March.
      ['2026-01-01', '2026-03-30', 0],
      ['2026-01-01', '2026-03-31', 1],
      ['2026-01-01', '2026-12-30', 1],
      ['2026-01-01', '2026-12-31', 2],
      ['2026-01-01', '2028-12-30', 2],
      ['2026-01-01', '2028-12-31', 6],
      // Across a leap day, and from one.
      ['2027-12-01', '2028-02-28', 0],
      ['2027-12-01', '2028-02-29', 1],
      ['2028-02-29', '2029-02-27', 1],
      ['2028-02-29', '2029-02-28', 2],
      // From the end of a month: the shorter one is complete on its own last day.
      ['2026-11-30', '2027-02-27', 0],
      ['2026-11-30', '2027-02-28', 1],
    ];
    for (const [start, end, months] of vectors) {
      assert.equal(probationLimit({ kind: 'fixed', start, end }), months, `${start} to ${end}`);
    }
    assert.equal(probationLimit({ kind: 'open', start: today }), 6);
    assert.equal(probationLimit({ kind: 'task', start: today, end: '2036-11-21' }), 0);
    assert.equal(probationLimit({ kind: 'open', start: today, partTime: true }), 0);
    assert.equal(probationLimit({ kind: 'fixed', start: today }), 0, 'an end not given allows nothing');
  });

  it('[INI-11] blocks a probation one day too long and takes the last lawful day', () => {
    assert.isEmpty(codes(probation('2026-12-01', '2027-01-31')));
    const [problem] = checkLabourTerms({ ...year, ...probation('2026-12-01', '2027-02-01') });
    assert.include(problem, { code: 'LABOUR_PROBATION_TOO_LONG', severity: 'block', path: 'probation-end' });
    assert.include(problem!.message['zh-Hans'], '不得超过 2 个月');
    assert.equal(latestProbationEnd(year, '2026-12-01'), '2027-01-31');
    assert.equal(latestProbationEnd(year, '2027-11-01'), '2027-11-30', 'not beyond the term');
    assert.isUndefined(latestProbationEnd({ ...year, kind: 'task' }, '2026-12-01'));
  });

  it('[INI-11] knows contracts without probation, and none that is one', () => {
    assert.deepEqual(codes({ kind: 'task', ...probation('2026-12-01', '2026-12-02') }), ['LABOUR_PROBATION_NONE']);
    assert.deepEqual(codes({ end: '2027-02-27', ...probation('2026-12-01', '2026-12-31') }), ['LABOUR_PROBATION_NONE']);
    assert.deepEqual(codes({ partTime: true, ...probation('2026-12-01', '2026-12-31') }), ['LABOUR_PROBATION_NONE']);
    assert.include(codes({ ...probation(year.start, year.end!) }), 'LABOUR_PROBATION_ONLY');
    assert.notInclude(codes({ ...probation(year.start, addDays(year.end!, -1)) }), 'LABOUR_PROBATION_ONLY');
  });

  it('[INI-11] wants the probation once, inside the term, with both of its days', () => {
    const lawful = probation('2026-12-01', '2026-12-31');
    assert.deepEqual(codes({ ...lawful, history: { probation: true } }), ['LABOUR_PROBATION_REPEATED']);
    assert.isEmpty(codes({ history: { probation: true } }), 'no second one is asked for');
    assert.deepEqual(codes(probation('2026-11-30', '2026-12-31')), ['LABOUR_PROBATION_OUTSIDE']);
    assert.deepEqual(codes(probation('2027-11-15', '2027-12-01')), ['LABOUR_PROBATION_OUTSIDE']);
    assert.deepEqual(codes({ probationStart: '2026-12-01' }), ['LABOUR_PROBATION_DATES']);
    assert.deepEqual(codes({ probationEnd: '2026-12-01' }), ['LABOUR_PROBATION_DATES']);
    assert.deepEqual(codes(probation('2026-12-02', '2026-12-01')), ['LABOUR_PROBATION_DATES']);
  });

  it('[INI-11] wants an end for a fixed term, none for an open one, and none before the start', () => {
    const endless: LabourTerms = { kind: 'fixed', start: year.start };
    assert.deepEqual(
      checkLabourTerms(endless).map(({ code }) => code),
      ['LABOUR_END_MISSING'],
    );
    assert.deepEqual(codes({ kind: 'open' }), ['LABOUR_OPEN_WITH_END']);
    assert.deepEqual(codes({ end: '2026-11-30' }), ['LABOUR_END_BEFORE_START']);
    assert.isEmpty(codes({ end: year.start }), 'a term of one day');
    assert.isEmpty(checkLabourTerms({ ...endless, kind: 'open' }));
    assert.isEmpty(checkLabourTerms({ ...endless, kind: 'task' }));
  });

  it('is monotone: a longer term never allows less, a longer probation never becomes lawful', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2023-01-01', days));
    const length = fc.integer({ min: 0, max: 1500 });
    fc.assert(
      fc.property(day, length, length, length, (start, term, more, tried) => {
        const shorter = { kind: 'fixed', start, end: addDays(start, term) } as const;
        const longer = { ...shorter, end: addDays(shorter.end, more) };
        assert.isAtMost(probationLimit(shorter), probationLimit(longer));
        const refused = (until: string): boolean =>
          checkLabourTerms({ ...shorter, ...probation(start, until) }).some(({ severity }) => severity === 'block');
        const until = addDays(start, tried % 300);
        if (refused(until)) assert.isTrue(refused(addDays(until, 1)), `${start} + ${term}, until ${until}`);
        const latest = latestProbationEnd(shorter, start);
        if (latest !== undefined && latest < shorter.end) {
          assert.isFalse(refused(latest));
          assert.isTrue(refused(addDays(latest, 1)));
        }
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});

describe('pay', () => {
  const lawful = probation('2026-12-01', '2026-12-31');

  it('[INI-11] takes 80 % of the agreed wage or of the lowest of the post, to the fen', () => {
    const pay = (probationWage: string, more: Partial<LabourTerms> = {}): LabourProblemCode[] =>
      codes({ ...lawful, wage: '10000.01', probationWage, ...more });
    assert.isEmpty(pay('8000.01'));
    assert.deepEqual(pay('8000.00'), ['LABOUR_PROBATION_PAY']);
    assert.isEmpty(pay('7200', { lowestWageOfPost: '9000' }));
    assert.deepEqual(pay('7199.99', { lowestWageOfPost: '9000' }), ['LABOUR_PROBATION_PAY']);
    assert.deepEqual(pay('7199.99', { lowestWageOfPost: '9000', minimumWage: '7200' }), [
      'LABOUR_PROBATION_PAY',
      'LABOUR_MINIMUM_WAGE',
    ]);
  });

  it('[INI-11] pays the local minimum at least', () => {
    assert.isEmpty(codes({ wage: '2300', minimumWage: '2300' }));
    assert.deepEqual(codes({ wage: '2299.99', minimumWage: '2300' }), ['LABOUR_MINIMUM_WAGE']);
  });
});

describe('what went before', () => {
  it('[INI-11] hints at the second fixed term and at an open-ended contract that is due', () => {
    assert.isEmpty(codes({ history: { fixedTerms: 0 } }));
    const [second] = checkLabourTerms({ ...year, history: { fixedTerms: 1 } });
    assert.include(second, { code: 'LABOUR_SECOND_FIXED_TERM', severity: 'warn' });
    assert.deepEqual(codes({ history: { fixedTerms: 2 } }), ['LABOUR_OPEN_ENDED_DUE']);
    assert.deepEqual(codes({ history: { serviceYears: 10 } }), ['LABOUR_OPEN_ENDED_DUE']);
    assert.isEmpty(checkLabourTerms({ kind: 'open', start: today, history: { fixedTerms: 2, serviceYears: 10 } }));
  });

  it('[INI-11] warns when work began more than a month before the signature', () => {
    assert.isEmpty(codes({ signedOn: '2026-12-31' }));
    assert.deepEqual(codes({ signedOn: '2027-01-01' }), ['LABOUR_LATE_WRITTEN']);
  });
});

describe('labour dispatch', () => {
  it('[INI-11] is for a fixed term of two years and more, and never part-time', () => {
    assert.isEmpty(codes({ dispatch: true, end: '2028-11-30' }));
    assert.deepEqual(codes({ dispatch: true, end: '2028-11-29' }), ['LABOUR_DISPATCH_TERM']);
    assert.deepEqual(
      checkLabourTerms({ kind: 'open', start: today, dispatch: true }).map(({ code }) => code),
      ['LABOUR_DISPATCH_TERM'],
    );
    assert.deepEqual(codes({ dispatch: true, end: '2028-11-30', partTime: true }), ['LABOUR_DISPATCH_PART_TIME']);
  });
});

describe('the worker', () => {
  const document = (number: string): NonNullable<NonNullable<LabourTerms['worker']>['document']> => {
    const read = parseResidentId(number, { today, extraProvinces: ['99'] });
    assert.isTrue(read.ok);
    if (!read.ok) throw new Error();
    return { type: 'resident-id', ...read.value };
  };

  it('[INI-11] is sixteen on the first day of the term', () => {
    assert.deepEqual(codes({ start: '2025-12-31', worker: { document: document('999999201001010016') } }), [
      'LABOUR_AGE',
    ]);
    assert.isEmpty(codes({ start: '2026-01-01', worker: { document: document('999999201001010016') } }));
    assert.deepEqual(codes({ worker: { birthDate: '2010-12-02' } }), ['LABOUR_AGE']);
    assert.isEmpty(codes({ worker: { birthDate: '2010-12-01' } }));
  });

  it('[INI-11] has the sex and birth date of the identity number', () => {
    const woman = document('11010519491231002X');
    assert.isEmpty(codes({ worker: { document: woman, sex: 'female', birthDate: '1949-12-31' } }));
    assert.deepEqual(codes({ worker: { document: woman, sex: 'male' } }), ['LABOUR_ID_SEX']);
    assert.deepEqual(codes({ worker: { document: woman, birthDate: '1949-12-30' } }), ['LABOUR_ID_BIRTH']);
  });

  it('[INI-11] may be employed with the document shown, and draws no pension', () => {
    const passport = parsePassport('E12345678', 'FRA');
    if (passport.ok) {
      assert.deepEqual(codes({ worker: { document: passport.value } }), ['LABOUR_WORK_PERMIT']);
      assert.isEmpty(codes({ worker: { document: passport.value, hasWorkPermit: true } }));
    } else assert.fail('the passport is read');
    const permit = parseHkMacauPermit('H12345678');
    if (permit.ok) {
      assert.isEmpty(codes({ worker: { document: { ...permit.value, chineseCitizen: true } } }));
      assert.deepEqual(codes({ worker: { document: { ...permit.value, chineseCitizen: false } } }), [
        'LABOUR_PERMIT_KIND',
      ]);
    } else assert.fail('the permit is read');
    assert.deepEqual(codes({ worker: { drawsPension: true } }), ['LABOUR_PENSIONER']);
  });
});

describe('problems of a labour contract', () => {
  it('are told in three languages and change their weight by configuration only', () => {
    const terms: LabourTerms = { ...year, ...probation('2026-12-01', '2027-03-01') };
    const [problem] = checkLabourTerms(terms);
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) assert.isAbove(problem!.message[language].length, 10);
    const [lighter] = checkLabourTerms(terms, { severities: { LABOUR_PROBATION_TOO_LONG: 'warn' } });
    assert.deepEqual([problem!.severity, lighter!.severity], ['block', 'warn']);
  });

  it('tell what cannot be read, and nothing else of it', () => {
    assert.deepEqual(codes({ start: '2026-02-29' }), ['LABOUR_DATE']);
    assert.deepEqual(codes({ end: 'soon', wage: '-1', probationWage: 'viel' }), [
      'LABOUR_DATE',
      'LABOUR_AMOUNT',
      'LABOUR_AMOUNT',
    ]);
    assert.deepEqual(codes({ kind: 'forever' as never }), ['LABOUR_TERM_KIND']);
  });
});
