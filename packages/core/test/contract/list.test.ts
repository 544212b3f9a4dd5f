import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  countContracts,
  countdownOf,
  customRange,
  groupLabels,
  groupsOf,
  initiationsByDay,
  meanSigningMillis,
  pageOf,
  quickRange,
  searchContracts,
  signingTimeText,
  stateLabel,
  waitsForSignature,
  type Contract,
  type ContractFilter,
  type ContractRow,
  type Viewer,
} from '@cinnabar/core/contract';
import {
  after,
  draft,
  guangdong,
  guangzhou,
  initiate,
  manager,
  played,
  rulesOf,
  signs,
  system,
  toSigningPage,
  worker,
} from './support.ts';

const company: Viewer = { kind: 'company', company: 'co-1' };
const person: Viewer = { kind: 'worker', person: 'worker-1' };
const now = after({ hours: 1 });

const sent = played(draft(guangzhou), guangzhou, initiate);
const workerSigned = played(sent, guangzhou, ...signs('worker'));
const done = played(workerSigned, guangzhou, ...signs('employer'));
const recalled = played(sent, guangzhou, [manager, { type: 'recall' }]);
const confirming = played(draft(guangdong), guangdong, initiate);
const asked = played(confirming, guangdong, [worker, { type: 'negotiate', message: '工资有误' }]);
const inOrder = played(confirming, guangdong, ...toSigningPage);

const groups = (contract: Contract, viewer: Viewer, at = now) => groupsOf(contract, viewer, at).join(' ');
const label = (contract: Contract, viewer: Viewer) => stateLabel(contract, viewer, now)['zh-Hans'];

describe('groups of contracts', () => {
  it('[LST-01, GEN-11] are four, in the catalogue’s words', () => {
    assert.deepEqual(
      Object.values(groupLabels).map((each) => each['zh-Hans']),
      ['全部合同', '待我操作', '待他人操作', '已完成'],
    );
  });

  it('[LST-01] hold a contract twice when it is both sides’ turn', () => {
    assert.equal(groups(sent, company), 'all mine others');
    assert.equal(groups(sent, person), 'all mine others');
  });

  it('[LST-01, LST-06, WPC-02] are seen from where one stands', () => {
    assert.equal(groups(workerSigned, company), 'all mine');
    assert.equal(groups(workerSigned, person), 'all others');
    assert.equal(groups(inOrder, company), 'all others');
    assert.equal(groups(confirming, person), 'all mine');
    assert.equal(groups(asked, company), 'all mine', 'the employer is asked');
    assert.equal(groups(asked, person), 'all others');
    assert.equal(groups(done, person), 'all completed');
  });

  it('[LST-07] hold nothing for anybody to do once it is recalled or late', () => {
    assert.equal(groups(recalled, person), 'all');
    assert.equal(groups(sent, person, after({ days: 30 })), 'all', 'though the clock has not said so yet');
  });

  it('[LST-06] show a worker their own contracts, and none that was never sent', () => {
    assert.equal(groups(sent, { kind: 'worker', person: 'worker-2' }), '');
    assert.equal(groups(sent, { kind: 'company', company: 'co-2' }), '');
    assert.equal(groups(sent, { kind: 'worker', person: 'co-1' }), '', 'a company is no worker');
    assert.equal(groups(draft(guangzhou), person), '');
    assert.equal(groups(draft(guangzhou), company), 'all');
    assert.equal(groups(played(draft(guangzhou), guangzhou, [manager, { type: 'recall' }]), company), '');
    const failed = played(draft(guangzhou), guangzhou, [system, { type: 'initiate-failed', reason: 'x' }]);
    assert.deepEqual([groups(failed, company), groups(failed, person)], ['all', '']);
  });

  it('[A20.1, LST-09, LBL-19] name the state as the viewer reads it', () => {
    assert.equal(label(sent, company), '待我签署');
    assert.equal(label(workerSigned, company), '待我签署');
    assert.equal(label(workerSigned, person), '待他人签署');
    assert.equal(label(done, person), '已完成');
    assert.equal(label(recalled, company), '已撤回');
    assert.equal(label(confirming, person), '待确认');
    assert.equal(stateLabel(sent, person, after({ days: 30 }))['zh-Hans'], '已过期');
  });

  it('[LST-05, SGN-01] open the signing page for whose turn it is', () => {
    assert.isTrue(waitsForSignature(sent, person, now));
    assert.isFalse(waitsForSignature(workerSigned, person, now));
    assert.isFalse(waitsForSignature(confirming, person, now), 'confirming is not signing');
    assert.isFalse(waitsForSignature(inOrder, company, now));
  });

  it('[LST-04] show a countdown at whoever is waited for', () => {
    assert.deepEqual(countdownOf(workerSigned, 'employer', now), {
      deadlineAt: after({ days: 30 }),
      millisLeft: (30 * 24 - 1) * 3_600_000,
    });
    assert.isUndefined(countdownOf(workerSigned, 'worker', now));
    assert.isUndefined(countdownOf(workerSigned, 'employer', after({ days: 30 })));
    assert.isUndefined(countdownOf(done, 'worker', now));
  });

  it('[GEN-04, LST-07, WH5-01] are counted, zero as 0', () => {
    const all = [sent, workerSigned, done, recalled, confirming, asked];
    assert.deepEqual(countContracts(all, company, now), {
      groups: { all: 6, mine: 3, others: 2, completed: 1 },
      toSignByMe: 2,
      toSignByOthers: 1,
    });
    assert.deepEqual(countContracts(all, person, now), {
      groups: { all: 6, mine: 2, others: 3, completed: 1 },
      toSignByMe: 1,
      toSignByOthers: 2,
    });
    // Whoever may not seal has nothing to sign, but is asked what a worker wants to know.
    const watcher: Viewer = { ...company, seals: false };
    assert.deepEqual(countContracts(all, watcher, now), {
      groups: { all: 6, mine: 1, others: 3, completed: 1 },
      toSignByMe: 0,
      toSignByOthers: 2,
    });
    assert.equal(label(workerSigned, watcher), '待他人签署');
    assert.deepEqual(countContracts([], company, now).groups, { all: 0, mine: 0, others: 0, completed: 0 });
  });
});

describe('searching contracts', () => {
  const row = (id: string, initiatedAt: string, name: string, worker: string): ContractRow => ({
    contract: { ...sent, id, name, initiatedAt, deadlineAt: after({ days: 400 }) },
    initiatorName: '广州朱砂科技有限公司',
    participantNames: ['广州朱砂科技有限公司', worker],
  });
  const rows = [
    row('a', '2026-03-01T15:59:59.999Z', '劳动合同', '张三'),
    row('b', '2026-03-01T16:00:00.000Z', '实习协议 ＡＢＣ', '李四'),
    row('c', '2026-03-02T15:59:59.999Z', '劳动合同', '王五'),
  ];
  const search = (filter: ContractFilter, readsNames = true, viewer: Viewer = company) => {
    const found = searchContracts(rows, filter, { viewer, now, readsNames });
    return found.ok ? found.value.map(({ contract }) => contract.id).join('') : found.problems[0].code;
  };

  it('[LST-03] lists the newest first', () => {
    assert.equal(search({}), 'cba');
  });

  it('[GEN-09] keeps the order of what was initiated at the same instant', () => {
    const same = ['b', 'c', 'a'].map((id) => row(id, '2026-03-02T01:00:00.000Z', '劳动合同', '张三'));
    for (const given of [same, [...same].reverse()]) {
      const found = searchContracts(given, {}, { viewer: company, now, readsNames: true });
      assert.deepEqual(found.ok ? found.value.map(({ contract }) => contract.id) : [], ['a', 'b', 'c']);
    }
  });

  it('[LST-02] filters by days of initiation in Shanghai, both included', () => {
    assert.equal(search({ from: '2026-03-02', until: '2026-03-02' }), 'cb');
    assert.equal(search({ until: '2026-03-01' }), 'a');
    assert.equal(search({ from: '2026-03-03' }), '');
    assert.equal(search({ from: '', until: '' }), 'cba');
    assert.equal(search({ from: '2026-03-02', until: '2026-03-01' }), 'RANGE_ORDER');
    assert.equal(search({ from: '2026-02-30' }), 'RANGE_DATE');
  });

  it('[LST-02] finds subject, initiator and participants by text', () => {
    assert.equal(search({ text: ' abc ' }), 'b');
    assert.equal(search({ text: '朱砂' }), 'cba');
    assert.equal(search({ text: '张三' }), 'a');
    assert.equal(search({ text: '.*' }), '');
  });

  it('[LST-02] searches names only for those who may read them', () => {
    assert.equal(search({ text: '张三' }, false), '');
    assert.equal(search({ text: '劳动' }, false), 'ca');
  });

  it('[LST-06, LST-07] shows each viewer their own, filtered to a group', () => {
    assert.equal(search({ group: 'mine' }, true, person), 'cba');
    assert.equal(search({ group: 'completed' }), '');
    assert.equal(search({}, true, { kind: 'worker', person: 'worker-2' }), '');
  });
});

describe('pages', () => {
  const items = Array.from({ length: 23 }, (_, index) => index);

  it('[GEN-09, LIM-14] have ten items, and jumps out of range are clamped', () => {
    assert.deepEqual(pageOf(items, {}, guangzhou), {
      items: items.slice(0, 10),
      total: 23,
      page: 1,
      pages: 3,
      pageSize: 10,
    });
    assert.deepEqual(pageOf(items, { page: 99 }, guangzhou).items, [20, 21, 22]);
    for (const page of [0, -5, NaN, -Infinity]) assert.equal(pageOf(items, { page }, guangzhou).page, 1);
    assert.equal(pageOf(items, { page: 2.9 }, guangzhou).page, 2);
    assert.deepEqual(pageOf([], { page: 3 }, guangzhou), { items: [], total: 0, page: 1, pages: 1, pageSize: 10 });
    assert.equal(pageOf(items, { pageSize: 1e9 }, guangzhou).pageSize, 100);
    assert.equal(pageOf(items, {}, rulesOf('guangzhou', { list: { pageSize: 20 } })).pages, 2);
  });

  it('[GEN-09] show every item once', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.integer({ min: 1, max: 30 }), (count, pageSize) => {
        const whole = Array.from({ length: count }, (_, index) => index);
        const { pages } = pageOf(whole, { pageSize }, guangzhou);
        const seen = Array.from(
          { length: pages },
          (_, index) => pageOf(whole, { page: index + 1, pageSize }, guangzhou).items,
        );
        assert.deepEqual(seen.flat(), whole);
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe('statistics', () => {
  it('[GEN-05] tell the mean time from initiation to completion in hours', () => {
    const after12 = played(sent, guangzhou, ...signs('worker'), ...signs('employer', after({ minutes: 12 })));
    assert.equal(signingTimeText(meanSigningMillis([after12])), '0.2h');
    const after3h = played(sent, guangzhou, ...signs('worker'), ...signs('employer', after({ hours: 3 })));
    assert.equal(signingTimeText(meanSigningMillis([after12, after3h, sent, recalled, draft(guangzhou)])), '1.6h');
    assert.equal(signingTimeText(meanSigningMillis([sent])), '-');
    assert.equal(signingTimeText(0), '0.0h');
  });

  it('[GEN-06, LIM-15] have quick ranges that end today in Shanghai', () => {
    const evening = '2026-03-30T16:30:00.000Z';
    assert.deepEqual(quickRange('week', evening), { from: '2026-03-25', until: '2026-03-31' });
    assert.deepEqual(quickRange('month', evening), { from: '2026-03-01', until: '2026-03-31' });
    assert.deepEqual(quickRange('half-year', evening), { from: '2025-10-01', until: '2026-03-31' });
  });

  it('[GEN-06] refuse ranges that end before they start', () => {
    const range = (from: string, until: string) => {
      const result = customRange(from, until, guangzhou);
      return result.ok ? 'ok' : result.problems[0].code;
    };
    assert.equal(range('2026-03-02', '2026-03-02'), 'ok');
    assert.equal(range('2026-03-02', '2026-03-01'), 'RANGE_ORDER');
    assert.equal(range('2026-3-2', '2026-03-02'), 'RANGE_DATE');
    assert.equal(range('2026-03-02', '2026-02-30'), 'RANGE_DATE');
    assert.equal(range('1900-01-01', '2026-03-02'), 'RANGE_TOO_LONG');
    const tight = rulesOf('guangzhou', { statistics: { customMaxDays: 2 } });
    assert.isTrue(customRange('2026-03-01', '2026-03-02', tight).ok);
    assert.isFalse(customRange('2026-03-01', '2026-03-03', tight).ok);
  });

  it('[GEN-06] count per day in Shanghai, empty days as 0', () => {
    const instants = [
      '2026-03-01T15:59:59.999Z',
      '2026-03-01T16:00:00.000Z',
      '2026-03-02T15:59:59.999Z',
      '2026-03-03T16:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ];
    assert.deepEqual(initiationsByDay(instants, { from: '2026-03-01', until: '2026-03-04' }), [
      { day: '2026-03-01', count: 1 },
      { day: '2026-03-02', count: 2 },
      { day: '2026-03-03', count: 0 },
      { day: '2026-03-04', count: 1 },
    ]);
  });
});
