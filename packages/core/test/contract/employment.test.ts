import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  daysWorked,
  decideEmployee,
  employeeMachine,
  hire,
  isSignatory,
  leavers,
  leavingDuties,
  leavingReasons,
  rosterCounts,
  terminationCertificate,
  type Employee,
  type EmployeeEvent,
  type Onboarding,
} from '@cinnabar/core/contract';
import { after, context, guangzhou, manager, rival, start, worker } from './support.ts';
import { assertStep, labelsOf, no, ok, run, tableOf } from './machine-support.ts';

const by = (now = start, actor = manager, version?: number) => context(actor, guangzhou, now, version);
const onboarding: Onboarding = {
  id: 'ob-1',
  company: 'co-1',
  companyName: '示例公司',
  via: 'named',
  person: 'worker-1',
  state: 'APPROVED',
  version: 5,
  invitedAt: start,
  extraFields: [],
  edits: [],
  undelivered: [],
  reviewedAt: '2026-03-01T16:30:00.000Z',
};
const hired = () => ok(hire('em-1', onboarding, by())).next;
const to = { company: 'co-1', department: 'd-1' };
const after1 = (employee: Employee, ...events: EmployeeEvent[]) =>
  events.reduce((current, event) => ok(decideEmployee(current, event, by())).next, employee);
const active = () => after1(hired(), { type: 'assign', to });
const resign = { type: 'resign', reason: 'resignation', openContracts: [] } as const;
const leaving = () => after1(active(), resign);
const heir = { id: 'em-2', person: 'worker-2', company: 'co-1', state: 'ACTIVE' } as const;
const leave = { type: 'confirm-resignation', date: '2026-03-31', reason: 'resignation', handOver: heir } as const;
const left = () => after1(leaving(), leave);
const refused = (employee: Employee, event: EmployeeEvent) => no(decideEmployee(employee, event, by()));

describe('employees', () => {
  it('[A20.4] have the catalogue’s states', () => {
    assert.deepEqual(tableOf(employeeMachine), [
      'ACTIVE_UNASSIGNED assign→ACTIVE resign→LEAVING',
      'ACTIVE move→ACTIVE resign→LEAVING',
      'LEAVING cancel-resignation→ACTIVE_UNASSIGNED/ACTIVE confirm-resignation→LEFT',
      'LEFT rehire→ACTIVE_UNASSIGNED',
    ]);
    assert.deepEqual(labelsOf(employeeMachine), ['在职（待分配部门）', '在职', '待离职', '已离职']);
  });

  it('[ONB-15] come from approved forms, without department', () => {
    assert.deepInclude(hired(), { state: 'ACTIVE_UNASSIGNED', hiredOn: '2026-03-02', person: 'worker-1' });
    assert.equal(no(hire('x', { ...onboarding, state: 'SUBMITTED' }, by())), 'NOT_PERMITTED');
    assert.equal(no(hire('x', onboarding, by(start, rival))), 'NOT_PERMITTED');
    assert.equal(no(decideEmployee(hired(), { type: 'assign', to }, by(start, worker))), 'NOT_PERMITTED');
  });

  it('[EMP-02] have worked so many days in Shanghai', () => {
    const from = { hiredOn: '2026-02-27' };
    assert.equal(daysWorked(from, '2026-02-27T15:59:59.999Z'), 0);
    assert.equal(daysWorked(from, '2026-02-27T16:00:00.000Z'), 1);
    assert.equal(daysWorked(from, '2026-03-01T16:00:00.000Z'), 3);
    assert.equal(daysWorked(left(), after({ days: 900 })), 29, 'up to the last day');
    assert.equal(daysWorked({ hiredOn: '2026-12-01' }, start), 0);
  });

  it('[EMP-03] move between departments, and between companies of one administrator', () => {
    const move = (company: string, administers?: string[]): EmployeeEvent => ({
      type: 'move',
      to: { company, department: 'd-9' },
      ...(administers ? { administers } : {}),
    });
    assert.deepInclude(after1(active(), move('co-1')), { state: 'ACTIVE', department: 'd-9', hiredOn: '2026-03-02' });
    assert.equal(refused(active(), move('co-2')), 'EMP_COMPANY');
    assert.equal(refused(active(), move('co-2', ['co-1', 'co-3'])), 'EMP_COMPANY');
    const moved = ok(decideEmployee(active(), move('co-2', ['co-1', 'co-2']), by(after({ days: 9 })))).next;
    assert.deepInclude(moved, { company: 'co-2', department: 'd-9', hiredOn: '2026-03-11' });
    assert.deepEqual(moved.transfers, [{ from: 'co-1', on: '2026-03-11' }]);
    assert.equal(refused(hired(), { type: 'assign', to: { company: 'co-1', department: '' } }), 'EMP_DEPARTMENT');
    assert.equal(refused(hired(), move('co-1')), 'TRANSITION_NOT_ALLOWED');
  });

  it('[EMP-05, N-15] begin to leave, with open contracts pointed out', () => {
    const { next, notices } = ok(decideEmployee(active(), resign, by()));
    assert.deepInclude(next, { state: 'LEAVING', department: 'd-1' });
    assert.deepEqual(
      notices.map(({ id, to: whom }) => `${id} ${whom}`),
      ['N-15 worker-1'],
    );
    const open = { ...resign, openContracts: ['ct-1', 'ct-2'] };
    const warned = decideEmployee(active(), open, by());
    assert.equal(no(warned), 'EMP_OPEN_CONTRACTS');
    assert.deepEqual(warned.accepted ? {} : warned.refusal.values, { count: 2 });
    assert.equal(after1(active(), { ...open, acknowledged: true }).state, 'LEAVING');
    assert.equal(refused(leaving(), resign), 'TRANSITION_NOT_ALLOWED', 'not twice');
    assert.equal(refused(active(), { ...resign, reason: 'toString' as never }), 'EMP_REASON');
    assert.equal(refused(active(), { ...resign, remark: 'x'.repeat(501) }), 'MESSAGE_TOO_LONG');
  });

  it('[EMP-06] can stay after all', () => {
    assert.deepInclude(leaving().resignation, { reason: 'resignation', startedAt: start, before: 'ACTIVE' });
    const stays = after1(leaving(), { type: 'cancel-resignation' });
    assert.deepInclude(stays, { state: 'ACTIVE', department: 'd-1' });
    assert.isUndefined(stays.resignation);
    assert.equal(after1(hired(), resign, { type: 'cancel-resignation' }).state, 'ACTIVE_UNASSIGNED');
  });

  it('[EMP-07, N-15] leave on a day not before the first, with the work handed over to a colleague', () => {
    const { next, notices } = ok(decideEmployee(leaving(), leave, by()));
    assert.deepInclude(next.resignation, { date: '2026-03-31', handOver: 'em-2', confirmedAt: start });
    assert.deepEqual(
      notices.map(({ id, to: whom }) => `${id} ${whom}`),
      ['N-15 worker-1', 'N-15 worker-2'],
    );
    assert.equal(refused(leaving(), { ...leave, date: '2026-03-01' }), 'EMP_DATE_EARLY');
    assert.equal(after1(leaving(), { ...leave, date: '2026-03-02' }).state, 'LEFT');
    assert.equal(refused(leaving(), { ...leave, date: '2026-02-30' }), 'EMP_DATE');
    const over = (changes: object) => refused(leaving(), { ...leave, handOver: { ...heir, ...changes } });
    assert.equal(over({ id: 'em-1' }), 'EMP_HAND_OVER_SELF');
    assert.equal(over({ person: 'worker-1' }), 'EMP_HAND_OVER_SELF');
    assert.equal(over({ state: 'LEAVING' }), 'EMP_HAND_OVER');
    assert.equal(over({ state: 'LEFT' }), 'EMP_HAND_OVER');
    assert.equal(over({ company: 'co-2' }), 'EMP_HAND_OVER');
    assert.equal(refused(active(), leave), 'TRANSITION_NOT_ALLOWED', 'two steps');
  });

  it('[EMP-07, LIM-21] leave duties behind: certificate, 15 days, two years at least', () => {
    assert.deepEqual(
      leavingDuties('2026-03-31', guangzhou).map(({ id, until, article }) => `${id} ${until} ${article}`),
      ['certificate 2026-03-31 50', 'archives 2026-04-15 50', 'retention 2036-03-31 50'],
    );
    assert.equal(leavingDuties('2026-03-31', { retention: { years: 1 } })[2]?.until, '2028-03-31');
  });

  it('[EMP-07] have a certificate with what the law wants in it', () => {
    const job = { term: { kind: 'fixed', start: '2024-01-31', end: '2027-01-30' }, position: '工程师' } as const;
    assert.isUndefined(terminationCertificate(leaving(), job));
    const of = (hiredOn: string, date: string) =>
      terminationCertificate(after1({ ...leaving(), hiredOn }, { ...leave, date }), job);
    assert.deepInclude(of('2024-01-31', '2026-02-27'), {
      ...job,
      endedOn: '2026-02-27',
      articles: ['37'],
      service: { years: 2, months: 1 },
    });
    assert.deepEqual(of('2024-01-01', '2026-12-31')?.service, { years: 3, months: 0 });
    assert.deepEqual(of('2024-01-01', '2026-12-30')?.service, { years: 2, months: 11 });
  });

  it('[EMP-05] have reasons by the articles of the law', () => {
    const labels = Object.values(leavingReasons).map(({ label }) => label['zh-Hans']);
    assert.lengthOf(labels, 13);
    assert.includeMembers(labels, ['个人原因(辞职)', '非过失性解除(第40条)', '死亡或宣告失踪', '其他']);
    assert.deepEqual(leavingReasons['no-fault'].articles, ['40']);
    assert.deepEqual(leavingReasons.expiry.articles, ['44(1)']);
  });

  it('[A20.4] come back in another spell', () => {
    const back = after1(left(), { type: 'rehire', hiredOn: '2026-06-01' });
    assert.deepInclude(back, { state: 'ACTIVE_UNASSIGNED', hiredOn: '2026-06-01' });
    assert.lengthOf(back.spells, 1);
    assert.equal(back.spells[0]?.resignation.date, '2026-03-31');
    assert.equal(refused(left(), { type: 'rehire', hiredOn: '2026-03-31' }), 'EMP_DATE_EARLY');
    assert.equal(refused(left(), { type: 'rehire', hiredOn: 'soon' }), 'EMP_DATE');
  });

  it('[EMP-08, EMP-09, EMP-10, ONB-15] are counted and listed until they have left', () => {
    const all = [hired(), active(), leaving(), left(), { ...active(), hiredOn: '2025-09-01' }];
    assert.deepEqual(rosterCounts(all, start), { employed: 4, joinedInHalfYear: 3, withoutDepartment: 1 });
    assert.equal(rosterCounts([{ ...active(), hiredOn: '2025-09-02' }], start).joinedInHalfYear, 1);
    assert.deepEqual(
      leavers(all).map(({ state }) => state),
      ['LEAVING', 'LEFT'],
    );
    assert.deepEqual(all.map(isSignatory), [true, true, true, false, true]);
  });

  it('[A20.4] go by the table in any order', () => {
    const any = fc.constantFrom<EmployeeEvent>(
      { type: 'assign', to },
      { type: 'move', to: { company: 'co-1', department: 'd-2' } },
      resign,
      { ...resign, openContracts: ['ct-1'] },
      { type: 'cancel-resignation' },
      leave,
      { ...leave, date: '2020-01-01' },
      { type: 'rehire', hiredOn: '2026-06-01' },
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30, size: 'max' }), (events) => {
        let current = hired();
        for (const event of events) {
          const before = current;
          const decision = decideEmployee(before, event, by());
          current = assertStep(employeeMachine, before, event.type, decision, (version) =>
            decideEmployee(before, event, by(start, manager, version)),
          );
          reached.add(current.state);
          assert.equal(current.state === 'LEAVING' || current.state === 'LEFT', current.resignation !== undefined);
          if (current.state === 'ACTIVE') assert.isDefined(current.department);
          if (current.state === 'LEFT') assert.isTrue((current.resignation?.date ?? '') >= current.hiredOn);
        }
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(employeeMachine.states));
  });
});
