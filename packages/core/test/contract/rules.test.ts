import { assert } from 'chai';
import {
  limits,
  noticeTable,
  notice,
  notices,
  platformRules,
  presets,
  type NoticeRow,
  type RulesOverrides,
} from '@cinnabar/core/contract';

function rulesOf(overrides: RulesOverrides = {}, preset: 'guangzhou' | 'guangdong' = 'guangzhou') {
  const result = platformRules(preset, overrides);
  if (!result.ok) assert.fail(result.problems.map(({ code, path }) => `${code} ${String(path)}`).join(', '));
  return result.value;
}

function problemsOf(overrides: unknown): string[] {
  const result = platformRules('guangzhou', overrides as RulesOverrides);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${String(path)}`);
}

function leavesOf(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? leavesOf(value, here) : [here];
  });
}

describe('limits of the platform', () => {
  it('[LIM-01, LIM-02, LIM-04, LIM-06, LIM-07, LIM-09, LIM-11, LIM-12, LIM-14, LIM-17, LIM-18, LIM-19, LIM-21] has the defaults of the catalogue', () => {
    const rules = rulesOf();
    assert.equal(rules.urge.firstAfterMinutes, 6 * 60);
    assert.equal(rules.urge.minIntervalMinutes, 30);
    assert.equal(rules.batchSign.max, 30);
    assert.equal(rules.template.maxFiles, 10);
    assert.equal(rules.template.maxFileBytes, 10_485_760);
    assert.deepEqual(rules.verification.bank, { perDay: 3, perMinute: 2, reservedPhoneWaitDays: 2 });
    assert.equal(rules.organisation.transferMinutes, 30);
    assert.equal(rules.list.pageSize, 10);
    assert.deepEqual(rules.code, { digits: 6, ttlMinutes: 15, resendSeconds: 60, tries: 5 });
    assert.deepEqual(rules.handOff, { ttlMinutes: 5, linkMinutes: 30 });
    assert.equal(rules.contract.deadlineDays, 30);
    assert.equal(rules.contract.deadlineMaxDays, 90);
    assert.equal(rules.retention.years, 10);
  });

  it('[LIM-10, LIM-13, LIM-15] knows waits of carriers, methods in order and ranges', () => {
    const rules = rulesOf();
    assert.deepEqual(rules.verification.activation, {
      mobile: 'next-month',
      telecom: 'next-week',
      unicom: 'next-week',
    });
    assert.deepEqual(rules.verification.methods, ['telecom', 'bank', 'face']);
    assert.equal(rules.verification.recommended, 'telecom');
    assert.equal(rules.verification.phoneDefault, 'telecom');
    assert.deepEqual(rules.statistics.ranges, ['week', 'month', 'half-year']);
  });

  it('names a source for every rule, and a rule for every row of A21', () => {
    assert.sameMembers(Object.keys(limits), leavesOf(presets.guangzhou));
    assert.sameMembers(Object.keys(limits), leavesOf(presets.guangdong));
    const rows = new Set(Object.values(limits).map(({ source }) => source));
    for (let row = 1; row <= 21; row += 1) assert.include([...rows], `LIM-${String(row).padStart(2, '0')}`);
  });

  it('finds both presets valid under their own limits', () => {
    for (const preset of ['guangzhou', 'guangdong'] as const) {
      assert.deepEqual(rulesOf(presets[preset], preset), presets[preset] as ReturnType<typeof rulesOf>);
    }
  });

  it('[LIM-05, LIM-08] does not let fixed limits be changed', () => {
    assert.deepEqual(problemsOf({ contract: { nameMax: 51 } }), ['RULES_FIXED contract.nameMax']);
    assert.deepEqual(problemsOf({ template: { initialState: 'OPEN' } }), ['RULES_FIXED template.initialState']);
    assert.deepEqual(problemsOf({ contract: { nameMax: 50 } }), [], 'the same value is no change');
  });

  it('[LIM-03] lets only the states before signing be taken from recall', () => {
    assert.isFalse(rulesOf({ recall: { beforeSigning: false } }).recall.beforeSigning);
    assert.deepEqual(problemsOf({ recall: { signing: false } }), ['RULES_UNKNOWN recall.signing']);
  });

  it('[LIM-21] keeps ended contracts for two years at least', () => {
    assert.equal(rulesOf({ retention: { years: 2 } }).retention.years, 2);
    assert.deepEqual(problemsOf({ retention: { years: 1 } }), ['RULES_VALUE retention.years']);
  });

  it('[LIM-20] lets uploads follow templates unless set', () => {
    const followed = rulesOf({ template: { maxFiles: 3, maxFileBytes: 1000 } });
    assert.deepEqual([followed.upload.maxFiles, followed.upload.maxFileBytes], [3, 1000]);
    assert.equal(rulesOf({ template: { maxFiles: 3 }, upload: { maxFiles: 50 } }).upload.maxFiles, 50);
  });

  it('[LIM-16, D1] has a profile per preset', () => {
    assert.equal(rulesOf().profile.signatureMode, 'hand_drawn_only');
    assert.equal(rulesOf().profile.order, 'parallel');
    assert.equal(rulesOf({}, 'guangdong').profile.order, 'sequential');
    assert.isTrue(rulesOf({}, 'guangdong').profile.requireWorkerConfirm);
  });

  it('[KYC-03, GD-08] never lets face be the only way', () => {
    for (const key of ['gateMethods', 'intentMethods']) {
      assert.deepEqual(problemsOf({ profile: { [key]: ['face'] } }), [`RULES_FACE_ONLY profile.${key}`]);
      assert.deepEqual(problemsOf({ profile: { [key]: ['sms'] } }), []);
    }
    assert.include(problemsOf({ verification: { methods: ['face'] } }), 'RULES_FACE_ONLY verification.methods');
  });

  it('refuses what does not agree', () => {
    assert.deepEqual(problemsOf({ contract: { deadlineDays: 91 } }), ['RULES_DEADLINE contract.deadlineDays']);
    assert.deepEqual(problemsOf({ verification: { methods: ['bank', 'face'] } }), [
      'RULES_METHOD verification.recommended',
      'RULES_METHOD verification.phoneDefault',
    ]);
    assert.deepEqual(problemsOf({ verification: { bank: { perMinute: 4 } } }), [
      'RULES_BANK verification.bank.perMinute',
    ]);
    assert.deepEqual(problemsOf({ organisation: { methods: ['letter'] } }), ['RULES_METHOD organisation.recommended']);
    assert.deepEqual(problemsOf({ list: { pageSize: 101 } }), ['RULES_PAGE_SIZE list.pageSize']);
    const equal = { contract: { deadlineDays: 90 }, verification: { bank: { perMinute: 3 } }, list: { pageSize: 100 } };
    assert.deepEqual(problemsOf(equal), [], 'as much as the most is allowed');
  });

  it('names the presets to whoever asks for another', () => {
    for (const name of ['beijing', '__proto__', 'constructor', '']) {
      const result = platformRules(name as 'guangzhou');
      assert.isFalse(result.ok, name);
      if (!result.ok) assert.equal(result.problems[0].message.en.endsWith('guangzhou, guangdong.'), true);
    }
  });

  it('takes overrides from strangers: names every mistake, lets nothing unknown in', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"x":1},"urge":{"firstAfterMinutes":"6"},"batchSign":5,"list":null,"code":{"tries":1.5},"profile":{"order":["parallel"],"gateMethods":["sms","sms"]}}',
    );
    assert.sameMembers(problemsOf(hostile), [
      'RULES_UNKNOWN __proto__.x',
      'RULES_VALUE urge.firstAfterMinutes',
      'RULES_UNKNOWN batchSign',
      'RULES_UNKNOWN list',
      'RULES_VALUE code.tries',
      'RULES_VALUE profile.order',
      'RULES_VALUE profile.gateMethods',
    ]);
    assert.isUndefined(({} as { x?: number }).x);
    for (const whole of [null, 5, 'urge', []]) assert.lengthOf(problemsOf(whole), 1, JSON.stringify(whole));
  });

  it('[URG-04] takes quiet hours that differ, within a day', () => {
    assert.deepEqual(rulesOf({ urge: { quietHours: { from: 1320, until: 420 } } }).urge.quietHours, {
      from: 1320,
      until: 420,
    });
    for (const quietHours of [
      { from: 1, until: 1 },
      { from: 0, until: 1440 },
      { from: 1 },
      { from: 1, until: 2, x: 3 },
    ]) {
      assert.deepEqual(problemsOf({ urge: { quietHours } }), ['RULES_VALUE urge.quietHours']);
    }
  });

  it('hands out rules nobody can change by the way', () => {
    const rules = rulesOf() as unknown as { urge: { firstAfterMinutes: number }; profile: { gateMethods: string[] } };
    assert.throws(() => (rules.urge.firstAfterMinutes = 0));
    assert.throws(() => rules.profile.gateMethods.pop());
    const mine = ['sms'] as 'sms'[];
    const own = rulesOf({ profile: { gateMethods: mine } });
    mine.pop();
    assert.deepEqual(own.profile.gateMethods, ['sms'], 'not even by what was handed in');
  });
});

describe('notices', () => {
  /** A22 as the catalogue has it: row → whom, over what. */
  const a22: Readonly<Record<string, readonly [to: string, channels: string]>> = {
    'N-01': ['user', 'sms'],
    'N-02': ['worker', 'sms'],
    'N-03': ['employer', 'in-app'],
    'N-04': ['worker', 'sms'],
    'N-05': ['worker', 'in-app sms'],
    'N-06': ['worker', 'sms'],
    'N-07': ['signer', 'sms voice'],
    'N-08': ['user', 'sms'],
    'N-09': ['employer worker', 'in-app sms'],
    'N-10': ['employer', 'in-app sms'],
    'N-11': ['worker', 'in-app sms'],
    'N-12': ['employer worker', 'email in-app sms'],
    'N-13': ['initiator signer', 'in-app'],
    'N-14': ['administrator', 'sms'],
    'N-15': ['employee', 'in-app'],
    'N-16': ['employer', 'in-app'],
  };

  it('[N-01, N-02, N-03, N-04, N-05, N-06, N-07, N-08, N-09, N-10, N-11, N-12, N-13, N-14, N-15, N-16] has whom and how from A22', () => {
    const rows: NoticeRow[] = Object.values(noticeTable);
    const joined = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort().join(' ');
    const found = Object.fromEntries(
      [...new Set(rows.map(({ id }) => id))].map((id) => {
        const same = rows.filter((row) => row.id === id);
        return [id, [joined(same.map(({ to }) => to)), joined(same.map(({ channels }) => channels))]];
      }),
    );
    assert.deepEqual<unknown>(found, a22);
  });

  it('[N-12] marks the one delivery the law asks for', () => {
    const rows: NoticeRow[] = Object.values(noticeTable);
    assert.deepEqual(
      rows.filter(({ duty }) => duty === true).map(({ id }) => id),
      ['N-12'],
    );
  });

  it('says the same in three languages: the same marks in each', () => {
    for (const [kind, { text }] of Object.entries(noticeTable)) {
      const marks = Object.values(text).map((each) => [...new Set(each.match(/\{\w+\}/g) ?? [])].sort().join());
      assert.lengthOf([...new Set(marks)], 1, kind);
    }
  });

  it('leaves the secrets of a delivery to whoever sends', () => {
    const made = notice('contract-urged', 'w1', { contract: '劳动合同' });
    assert.equal(made.text['zh-Hans'], '请尽快签署合同《劳动合同》：{link}');
    assert.deepEqual([made.id, made.to, made.channels], ['N-06', 'w1', ['sms']]);
  });

  it('tells everybody once', () => {
    assert.deepEqual(
      notices('deadline-near', ['a', 'b', 'a'], { contract: 'x' }).map(({ to }) => to),
      ['a', 'b'],
    );
  });
});
