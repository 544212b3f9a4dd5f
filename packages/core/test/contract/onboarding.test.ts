import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  applyByLink,
  decideCompanyLink,
  decideOnboarding,
  decideUnmask,
  extraFieldProblems,
  inviteBatch,
  inviteWorker,
  mobileHashOf,
  onboardingMachine,
  onboardingPage,
  readForm,
  relations,
  type Acquainted,
  type Actor,
  type CompanyLink,
  type ExtraField,
  type Inviter,
  type InviteRow,
  type Onboarding,
  type OnboardingEvent,
} from '@cinnabar/core/contract';
import { after, guangzhou, manager, rival, start, stranger, system, worker } from './support.ts';
import {
  assertStep,
  keyedHash,
  labelsOf,
  no,
  ok,
  run,
  said,
  secret,
  secretContext,
  tableOf,
} from './machine-support.ts';

const mobile = '13800138000';
const mobileHash = mobileHashOf(mobile, keyedHash);
const extraFields: readonly ExtraField[] = [
  { id: 'size', label: '工服尺码', type: 'select', required: true, options: ['S', 'M'], reason: '发放工服' },
];
const inviter: Inviter = { company: 'co-1', companyName: '示例公司', extraFields };
const nobody: Acquainted = { employed: new Set(), invited: new Set() };
const company = { name: '示例公司', active: true };
const record = { name: '张*', number: '1101************2X', mobile: '138****8000', mobileHash, sex: 'female' } as const;
const input = {
  address: '天河路1号',
  emergency: { name: '李四', relation: 'spouse', mobile: '13900139000' },
  extra: { size: 'M' },
};

const by = (actor = worker, now = start) => secretContext(actor, now);
const invited = () => ok(inviteWorker({ id: 'ob-1', name: '张三', mobile }, inviter, nobody, by(manager))).next;
const employer = ['invite', 'edit', 'approve', 'reject', 'revoke'];
const actorOf = ({ type }: OnboardingEvent) =>
  employer.includes(type) ? manager : type === 'expire' || type === 'undelivered' ? system : worker;
const tried = (from: Onboarding, event: OnboardingEvent, now?: string) =>
  decideOnboarding(from, event, by(actorOf(event), now));
const after1 = (from: Onboarding, ...events: OnboardingEvent[]) =>
  events.reduce((current, event) => ok(tried(current, event)).next, from);
const opened = () => after1(invited(), { type: 'open', mobileHash });
const filling = () => after1(opened(), { type: 'fill', company });
const submit = { type: 'submit', input, record, company } as const;
const submitted = () => after1(filling(), submit);

describe('onboarding', () => {
  it('[A20.3] has the catalogue’s states', () => {
    assert.deepEqual(tableOf(onboardingMachine), [
      'INVITED invite→INVITED open→OPENED revoke→REVOKED expire→EXPIRED',
      'OPENED open→OPENED not-verified→KYC_REQUIRED fill→FILLING revoke→REVOKED expire→EXPIRED',
      'KYC_REQUIRED open→KYC_REQUIRED verified→FILLING revoke→REVOKED expire→EXPIRED',
      'FILLING open→FILLING fill→FILLING submit→SUBMITTED revoke→REVOKED',
      'SUBMITTED open→SUBMITTED edit→SUBMITTED approve→APPROVED reject→REJECTED',
      'APPROVED open→APPROVED',
      'REJECTED invite→INVITED open→REJECTED fill→FILLING',
      'REVOKED open→REVOKED',
      'EXPIRED open→EXPIRED',
    ]);
    assert.includeMembers(labelsOf(onboardingMachine), ['已邀请', '待实名', '填写中', '待审核', '通过', '拒绝']);
  });

  it('[ONB-04, N-02] invites one person by message, without keeping the number', () => {
    const { next, notices } = ok(inviteWorker({ id: 'ob-1', name: '张三', mobile }, inviter, nobody, by(manager)));
    assert.deepEqual(
      notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [['N-02', 'ob-1', 'sms']],
    );
    assert.deepInclude(next, { state: 'INVITED', mobileMasked: '138****8000', expiresAt: after({ days: 30 }) });
    assert.notInclude(JSON.stringify(next), mobile);
    const invite = (row: Partial<InviteRow & { again: boolean }>, known = nobody) =>
      no(inviteWorker({ id: 'x', name: '张三', mobile, ...row }, inviter, known, by(manager)));
    assert.equal(invite({ name: '' }), 'VALUE_REQUIRED');
    assert.equal(invite({ mobile: '1' }), 'MOBILE_FORMAT');
    assert.equal(invite({}, { ...nobody, employed: new Set([mobileHash]) }), 'ONB_EMPLOYED');
    const known = { ...nobody, invited: new Set([mobileHash]) };
    assert.equal(invite({}, known), 'ONB_INVITED');
    assert.isTrue(inviteWorker({ id: 'x', name: '张三', mobile, again: true }, inviter, known, by(manager)).accepted);
    assert.equal(no(inviteWorker({ id: 'x', name: '张三', mobile }, inviter, nobody, by(rival))), 'NOT_PERMITTED');
  });

  const batch = (rows: readonly InviteRow[], known = nobody) =>
    inviteBatch(
      rows,
      rows.map((_, index) => `ob-${String(index)}`),
      inviter,
      known,
      by(manager),
    );
  const faults = (rows: readonly InviteRow[], known = nobody) => {
    const result = batch(rows, known);
    return result.ok ? [] : result.problems.map(({ row, column, code }) => `${String(row)} ${column ?? '-'} ${code}`);
  };

  it('[ONB-05] invites all rows or none, and tells every fault by row and column', () => {
    const rows = [
      { name: '张三', mobile },
      { name: '', mobile: '139' },
      { name: '=HYPERLINK("x")', mobile: '13900139000' },
      { name: '王五', mobile: '+86 138-0013-8000' },
      { name: '赵六', mobile: '13700137000' },
    ];
    assert.deepEqual(
      faults(rows, { employed: new Set([mobileHashOf('13700137000', keyedHash)]), invited: new Set() }),
      [
        '2 name VALUE_REQUIRED',
        '2 mobile MOBILE_FORMAT',
        '3 name NAME_CHARACTERS',
        '4 mobile ONB_DUPLICATE',
        '5 mobile ONB_EMPLOYED',
      ],
    );
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1']) {
      assert.include(faults([{ name: formula, mobile }]).join(), 'NAME_CHARACTERS', formula);
    }
  });

  it('[ONB-05, N-02] sends as many messages as there are rows, empty ones at the end aside', () => {
    const result = batch([
      { name: '张三', mobile },
      { name: '李四', mobile: '13900139000' },
      { name: ' ', mobile: '' },
    ]);
    if (!result.ok) assert.fail(result.problems[0]?.code);
    const { next, notices } = ok(result.decision);
    assert.deepEqual(
      next.map(({ id, via }) => `${id} ${via}`),
      ['ob-0 batch', 'ob-1 batch'],
    );
    assert.lengthOf(notices, 2);
    assert.deepEqual(faults([]), ['0 - ONB_EMPTY']);
    assert.deepEqual(faults([{ name: '张三', mobile: '' }]), ['1 mobile VALUE_REQUIRED'], 'half a row is no empty one');
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: '张三', mobile: `138${String(10_000_000 + index)}` }));
    assert.deepEqual(faults(many(500)), []);
    assert.deepEqual(faults(many(501)), ['501 - ONB_ROWS']);
    const foreign = inviteBatch([{ name: '张三', mobile }], ['x'], inviter, nobody, by(rival));
    assert.equal(foreign.ok ? no(foreign.decision) : '', 'NOT_PERMITTED');
  });

  it('[ONB-03] gives a company one link, which it renews, limits or takes back', () => {
    const none: CompanyLink = { company: 'co-1', version: 0 };
    const link = ok(decideCompanyLink(none, { token: secret(1), expiresAt: after({ days: 1 }) }, by(manager))).next;
    assert.notInclude(JSON.stringify(link), secret(1));
    const apply = (to: CompanyLink, token = secret(1), now = start) =>
      applyByLink(to, { id: 'ob-2', token, mobileHash }, inviter, by(worker, now));
    assert.deepInclude(ok(apply(link)).next, { state: 'OPENED', via: 'qr', person: 'worker-1' });
    const renewed = ok(decideCompanyLink(link, { token: secret(2) }, by(manager))).next;
    const revoked = ok(decideCompanyLink(link, {}, by(manager))).next;
    assert.equal(no(apply(renewed)), 'ONB_LINK');
    assert.equal(no(apply(revoked)), 'ONB_LINK');
    assert.equal(no(apply(none)), 'ONB_LINK');
    assert.equal(no(apply(link, secret(1), after({ days: 1 }))), 'ONB_LINK');
    assert.equal(no(decideCompanyLink(link, {}, by(rival))), 'NOT_PERMITTED');
    assert.equal(no(decideCompanyLink(link, {}, { ...by(manager), expectedVersion: 0 })), 'VERSION_CONFLICT');
    const there = submitted();
    const again = applyByLink(link, { id: 'ob-3', token: secret(1), mobileHash, existing: there }, inviter, by());
    assert.strictEqual(ok(again).next, there, 'no second form');
    const claim = (actor: Actor, existing?: Onboarding) =>
      no(
        applyByLink(link, { id: 'x', token: secret(1), mobileHash, ...(existing && { existing }) }, inviter, by(actor)),
      );
    assert.equal(claim(manager), 'NOT_PERMITTED', 'only as a worker');
    assert.equal(claim(stranger, there), 'ONB_NOT_YOURS', 'nobody is shown another’s form');
    assert.equal(claim(worker, { ...there, company: 'co-2' }), 'ONB_NOT_YOURS');
  });

  it('[ONB-06, ACC-09] is for the invited number, told masked to others', () => {
    const other = tried(invited(), { type: 'open', mobileHash: mobileHashOf('13900139000', keyedHash) });
    assert.equal(no(other), 'ONB_PHONE');
    assert.include(said(other), '138****8000');
    assert.equal(opened().person, 'worker-1');
    assert.equal(no(decideOnboarding(opened(), { type: 'open', mobileHash }, by(stranger))), 'ONB_NOT_YOURS');
    assert.equal(no(decideOnboarding(invited(), { type: 'fill', company }, by())), 'ONB_NOT_YOURS');
    assert.equal(no(tried(invited(), { type: 'open', mobileHash }, after({ days: 30 }))), 'ONB_LINK');
  });

  it('[ONB-07] stops when the company was renamed or is not active', () => {
    for (const now of [
      { name: '别的公司', active: true },
      { name: '示例公司', active: false },
    ]) {
      assert.equal(no(tried(opened(), { type: 'fill', company: now })), 'ONB_COMPANY');
      assert.equal(no(tried(filling(), { ...submit, company: now })), 'ONB_COMPANY');
    }
  });

  it('[ONB-08] leads through verification and back', () => {
    const fresh = secretContext({ ...worker, verified: false });
    const refused = decideOnboarding(opened(), { type: 'fill', company }, fresh);
    assert.equal(said(refused), '您的账号未实名，请先完成实名认证');
    const sent = ok(decideOnboarding(opened(), { type: 'not-verified' }, fresh)).next;
    assert.equal(sent.state, 'KYC_REQUIRED');
    assert.equal(no(decideOnboarding(sent, { type: 'verified' }, fresh)), 'KYC_REQUIRED');
    assert.equal(after1(sent, { type: 'verified' }).state, 'FILLING');
    assert.equal(no(tried(opened(), { type: 'not-verified' })), 'ONB_VERIFIED');
  });

  it('[ONB-09, ONB-10, GOV-05] asks for everything, and for another number than one’s own', () => {
    const codes = (changes: object) => {
      const result = readForm({ ...input, ...changes }, record, extraFields, keyedHash);
      return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${String(path)}`);
    };
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ address: ' ', emergency: { name: '', relation: '', mobile: '' }, extra: {} }), [
      'MESSAGE_REQUIRED address',
      'VALUE_REQUIRED emergency.name',
      'ONB_RELATION emergency.relation',
      'VALUE_REQUIRED emergency.mobile',
      'MESSAGE_REQUIRED extra.size',
    ]);
    assert.deepEqual(codes({ emergency: { ...input.emergency, mobile: '+86 138 0013 8000' } }), [
      'ONB_OWN_PHONE emergency.mobile',
    ]);
    assert.deepEqual(codes({ emergency: { ...input.emergency, relation: 'toString' } }), [
      'ONB_RELATION emergency.relation',
    ]);
    assert.deepEqual(codes({ extra: { size: 'XL' } }), ['ONB_CHOICE extra.size']);
    const typed = (type: ExtraField['type'], value: string) => {
      const field = { id: 'x', label: 'x', type, required: false, reason: 'r' };
      const result = readForm({ ...input, extra: { x: value } }, record, [field], keyedHash);
      return result.ok ? '' : result.problems[0].code;
    };
    assert.deepEqual(
      [typed('date', '2026-02-30'), typed('number', '1e9'), typed('date', ''), typed('number', '-1.5')],
      ['ONB_DATE', 'ONB_NUMBER', '', ''],
    );
    assert.deepEqual(submitted().form?.identity, record);
    assert.equal(Object.values(relations)[0]?.['zh-Hans'], '配偶');
    assert.lengthOf(Object.keys(relations), 12);
  });

  it('[GOV-05] adds fields with a reason, beside the fixed ones', () => {
    const codes = (...fields: Partial<ExtraField>[]) =>
      extraFieldProblems(
        fields.map((field, index) => ({
          id: `f${String(index)}`,
          label: `项${String(index)}`,
          type: 'text' as const,
          required: true,
          reason: '需要',
          ...field,
        })),
        guangzhou,
      ).map(({ code }) => code);
    assert.deepEqual(codes({}, {}), []);
    assert.deepEqual(codes({ label: '姓名' }), ['FORM_FIXED_FIELD']);
    assert.deepEqual(codes({ label: '尺码' }, { label: ' 尺码 ' }), ['FORM_DUPLICATE']);
    assert.deepEqual(codes({ reason: ' ' }), ['FORM_REASON']);
    assert.deepEqual(codes({ type: 'select' }), ['FORM_OPTIONS']);
    assert.deepEqual(codes({ type: 'select', options: ['a', 'a'] }), ['FORM_OPTIONS']);
    assert.deepEqual(codes({ id: '../x' }), ['ONB_FIELD']);
    assert.deepEqual(codes(...Array.from({ length: 20 }, () => ({}))), []);
    assert.deepEqual(codes(...Array.from({ length: 21 }, () => ({}))), ['FORM_COUNT']);
  });

  it('[ONB-11, ONB-12, N-03] waits for the review once submitted', () => {
    const decision = ok(tried(filling(), submit));
    assert.deepEqual(
      decision.notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [['N-03', 'co-1', 'in-app']],
    );
    assert.equal(onboardingPage(decision.next), 'status');
    assert.strictEqual(after1(decision.next, { type: 'open', mobileHash }), decision.next, 'no blank form');
    assert.equal(no(tried(decision.next, submit)), 'TRANSITION_NOT_ALLOWED', 'submitted twice');
    assert.deepEqual(
      [onboardingPage(opened()), onboardingPage(filling()), onboardingPage({ state: 'KYC_REQUIRED' })],
      ['company', 'form', 'verification'],
    );
  });

  it('[ONB-13, ONB-17] lets the employer correct, with every correction shown, but not the identity', () => {
    const edited = after1(submitted(), { type: 'edit', changes: { address: '天河路2号', 'emergency.name': '李四' } });
    assert.deepEqual(edited.edits, [
      { field: 'address', before: '天河路1号', after: '天河路2号', by: 'agent-1', at: start },
    ]);
    assert.equal(edited.state, 'SUBMITTED');
    const code = (changes: Record<string, string>) => no(tried(submitted(), { type: 'edit', changes }));
    assert.equal(code({ 'identity.name': '李' }), 'ONB_LOCKED');
    assert.equal(code({ __proto__x: '1' }), 'ONB_FIELD');
    assert.equal(code({ address: '' }), 'MESSAGE_REQUIRED');
    assert.equal(code({ address: '天河路1号' }), 'ONB_UNCHANGED');
    assert.equal(code({ 'extra.size': 'XL' }), 'ONB_CHOICE');
    assert.equal(code({ 'emergency.mobile': mobile }), 'ONB_OWN_PHONE');
    assert.equal(after1(submitted(), { type: 'edit', changes: { 'extra.size': 'S' } }).form?.extra.size, 'S');
  });

  it('[ONB-13, ONB-14, N-04] is approved, or rejected with a reason; the worker is told by SMS', () => {
    const approved = ok(tried(submitted(), { type: 'approve' }));
    assert.deepInclude(approved.next, { state: 'APPROVED', reviewer: 'agent-1', reviewedAt: start });
    assert.deepEqual(
      approved.notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [['N-04', 'worker-1', 'sms']],
    );
    assert.equal(no(tried(submitted(), { type: 'reject', reason: ' ' })), 'MESSAGE_REQUIRED');
    const rejected = ok(tried(submitted(), { type: 'reject', reason: '地址不全' }));
    assert.deepInclude(rejected.next, { state: 'REJECTED', reason: '地址不全' });
    assert.include(approved.notices[0]?.text['zh-Hans'], '已通过审核');
    assert.include(rejected.notices[0]?.text['zh-Hans'], '未通过审核');
    assert.notInclude(JSON.stringify(rejected.notices), '地址不全', 'the reason is read after login');
    const seen = { ...by(manager), expectedVersion: submitted().version };
    const first = ok(decideOnboarding(submitted(), { type: 'approve' }, seen)).next;
    assert.equal(no(decideOnboarding(first, { type: 'reject', reason: 'x' }, seen)), 'VERSION_CONFLICT');
    assert.equal(no(decideOnboarding(submitted(), { type: 'approve' }, by(rival))), 'NOT_PERMITTED');
  });

  it('[ONB-14] stands when the message cannot be delivered', () => {
    const approved = after1(submitted(), { type: 'approve' });
    const told = after1(approved, { type: 'undelivered', notice: 'N-04' });
    assert.deepInclude(told, { state: 'APPROVED' });
    assert.deepEqual(told.undelivered, ['N-04']);
    const failed = after1(invited(), { type: 'undelivered', notice: 'N-02' });
    assert.deepEqual(after1(failed, { type: 'invite' }).undelivered, [], 'sent again');
  });

  it('[ONB-18] is shown in clear to who may, with a reason, on record', () => {
    const wish = { field: 'emergency.mobile', reason: '紧急联系' };
    const { next, events } = ok(decideUnmask(submitted(), wish, by(manager)));
    assert.deepEqual(next, submitted());
    assert.deepInclude(events[0], { type: 'onboarding.unmasked', actor: 'agent-1', data: wish });
    assert.equal(no(decideUnmask(submitted(), { ...wish, reason: '' }, by(manager))), 'MESSAGE_REQUIRED');
    assert.equal(no(decideUnmask(submitted(), wish, by(rival))), 'NOT_PERMITTED');
    assert.equal(no(decideUnmask(submitted(), { ...wish, field: 'x'.repeat(9) }, by(manager))), 'ONB_FIELD');
    for (const field of ['identity.number', 'emergency.mobile', 'extra.size'])
      assert.isTrue(decideUnmask(submitted(), { ...wish, field }, by(manager)).accepted, field);
  });

  it('[A20.3] expires at the end of its days, by the clock alone', () => {
    const end = after({ days: 30 });
    assert.equal(ok(tried(invited(), { type: 'expire' }, end)).next.state, 'EXPIRED');
    assert.equal(no(tried(invited(), { type: 'expire' }, after({ days: 30, millis: -1 }))), 'ONB_NOT_EXPIRED');
    assert.equal(no(decideOnboarding(invited(), { type: 'expire' }, by(manager, end))), 'NOT_PERMITTED');
    // From then on it leads nowhere, also before the clock has told; what was begun can be finished.
    const asked = ok(decideOnboarding(opened(), { type: 'not-verified' }, by({ ...worker, verified: false }))).next;
    assert.equal(no(tried(opened(), { type: 'fill', company }, end)), 'ONB_LINK');
    assert.equal(no(tried(asked, { type: 'verified' }, end)), 'ONB_LINK');
    assert.isTrue(tried(opened(), { type: 'fill', company }, after({ days: 30, millis: -1 })).accepted);
    assert.isTrue(tried(opened(), { type: 'open', mobileHash }, end).accepted, 'the page still shows it');
    assert.isTrue(tried(filling(), submit, end).accepted);
    assert.equal(no(decideOnboarding(invited(), { type: 'undelivered', notice: 'N-02' }, by())), 'NOT_PERMITTED');
  });

  it('[ONB-15] can be tried again after a rejection', () => {
    const rejected = after1(submitted(), { type: 'reject', reason: '地址不全' });
    assert.equal(after1(rejected, { type: 'fill', company }).state, 'FILLING');
    assert.equal(after1(rejected, { type: 'invite' }).state, 'INVITED');
    const again = after1(rejected, { type: 'fill', company }, submit);
    assert.equal(again.state, 'SUBMITTED');
    assert.isUndefined(again.reason);
  });

  it('[A20.3] goes by the table in any order; every form that is approved is whole', () => {
    const any = fc.constantFrom<OnboardingEvent>(
      { type: 'invite' },
      { type: 'open', mobileHash },
      { type: 'open', mobileHash: 'other' },
      { type: 'not-verified' },
      { type: 'verified' },
      { type: 'fill', company },
      { type: 'fill', company },
      submit,
      submit,
      { ...submit, input: { ...input, address: '' } },
      { type: 'edit', changes: { address: '新' } },
      { type: 'approve' },
      { type: 'reject', reason: '不全' },
      { type: 'revoke' },
      { type: 'expire' },
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.integer({ min: 0, max: 9 })), { maxLength: 40, size: 'max' }), (steps) => {
        let current = invited();
        let days = 0;
        for (const [event, roll] of steps) {
          if (roll === 0) days += 31;
          const actor = actorOf(event);
          const at = by(roll === 9 && actor === worker ? { ...worker, verified: false } : actor, after({ days }));
          const before = current;
          const decision = decideOnboarding(before, event, at);
          if (event.type !== 'undelivered') {
            current = assertStep(onboardingMachine, before, event.type, decision, (expectedVersion) =>
              decideOnboarding(before, event, { ...at, expectedVersion }),
            );
          }
          reached.add(current.state);
          if (current.state === 'APPROVED') assert.isNotEmpty(current.form?.address);
          if (before.person !== undefined) assert.equal(current.person, before.person);
        }
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(onboardingMachine.states));
  });
});
