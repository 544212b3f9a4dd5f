import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  accountMachine,
  agreementNames,
  checkCompany,
  codeText,
  companyProblem,
  consentProblem,
  decideAccount,
  enterLoginCode,
  giveConsent,
  loginByCode,
  outstandingAgreements,
  requestCode,
  withdrawConsent,
  wrongLogin,
  type Account,
  type AccountEvent,
  type Agreement,
  type PhoneCodes,
  type Tick,
} from '@cinnabar/core/contract';
import { after, context, guangzhou, start, stranger, worker } from './support.ts';
import {
  asSystem,
  assertStep,
  keyedHash,
  no,
  ok,
  run,
  said,
  secret,
  secretContext,
  tableOf,
} from './machine-support.ts';

const none: PhoneCodes = { phone: 'ph-1', version: 0, sent: [] };
const at = (seconds: number) => secretContext(worker, after({ millis: seconds * 1000 }));
const wish = { purpose: 'login', seed: secret(3), captchaPassed: true, fromAddress: [] } as const;
const asked = (codes = none, seconds = 0, changes: object = {}) =>
  requestCode(codes, { ...wish, ...changes }, at(seconds));
const textOf = ({ code }: PhoneCodes) => codeText(code ?? assert.fail('no code'), keyedHash);
const enter = (codes: PhoneCodes, code: string, purpose: 'login' | 'registration' = 'login', seconds = 0) =>
  enterLoginCode(codes, { purpose, code }, at(seconds));

describe('codes before login', () => {
  it('[ACC-11, N-01] go to the phone, again after a minute, the same while they are valid', () => {
    const first = ok(asked());
    assert.deepEqual(
      first.notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [['N-01', 'ph-1', 'sms']],
    );
    assert.equal(no(asked(first.next, 59)), 'OTP_RATE');
    const again = ok(asked(first.next, 60, { seed: secret(4) })).next;
    assert.equal(textOf(again), textOf(first.next));
    const later = ok(asked(first.next, 15 * 60, { seed: secret(4) })).next;
    assert.notEqual(textOf(later), textOf(first.next), 'another once it has expired');
    const other = ok(asked(first.next, 61, { purpose: 'registration', seed: secret(3) })).next;
    assert.notEqual(textOf(other), textOf(first.next), 'another for another purpose');
    assert.equal(no(asked(first.next, 30, { purpose: 'registration' })), 'OTP_RATE', 'whatever the purpose');
  });

  it('[ACC-11, LIM-17] have caps by phone and by address, and a captcha after the third', () => {
    let codes = none;
    for (let count = 0; count < 3; count += 1) codes = ok(asked(codes, count * 60, { captchaPassed: false })).next;
    assert.equal(no(asked(codes, 180, { captchaPassed: false })), 'CODE_CAPTCHA');
    for (let count = 3; count < 10; count += 1) codes = ok(asked(codes, count * 60)).next;
    assert.equal(no(asked(codes, 600)), 'CODE_CAP');
    assert.equal(no(asked(codes, 3599)), 'CODE_CAP');
    assert.isTrue(asked(codes, 3600).accepted, 'an hour after the first of the ten');
    const busy = Array.from({ length: 60 }, () => start);
    assert.equal(no(asked(none, 10, { fromAddress: busy })), 'CODE_CAP');
    assert.isTrue(asked(none, 10, { fromAddress: busy.slice(1) }).accepted);
    assert.isTrue(asked(none, 3600, { fromAddress: busy }).accepted);
  });

  it('[ACC-11] pass once, and are void after five wrong entries', () => {
    const codes = ok(asked()).next;
    const { next } = ok(enter(codes, textOf(codes)));
    assert.isTrue(next.passed);
    assert.equal(no(enter(next.codes, textOf(codes))), 'CODE_NONE', 'used');
    let wrong = codes;
    for (let count = 1; count <= 5; count += 1) {
      const entry = ok(enter(wrong, 'x')).next;
      assert.isFalse(entry.passed);
      wrong = entry.codes;
      assert.equal(wrong.problem?.code, count < 5 ? 'OTP_WRONG' : 'OTP_VOID');
    }
    assert.isFalse(ok(enter(wrong, textOf(codes))).next.passed);
    assert.isFalse(ok(enter(codes, textOf(codes), 'registration')).next.passed, 'for another purpose');
    assert.isFalse(ok(enter(codes, textOf(codes), 'login', 15 * 60)).next.passed, 'too late');
    assert.equal(
      no(enterLoginCode(codes, { purpose: 'login', code: textOf(codes) }, { ...at(0), expectedVersion: 0 })),
      'VERSION_CONFLICT',
    );
  });

  it('[ACC-11] never go out faster than the limits allow', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 30, 60, 61, 400, 1800), { maxLength: 60, size: 'max' }), (waits) => {
        let codes = none;
        let seconds = 0;
        const sent: number[] = [];
        for (const wait of waits) {
          seconds += wait;
          const decision = asked(codes, seconds);
          if (!decision.accepted) continue;
          codes = decision.next;
          assert.isTrue(sent.every((earlier) => seconds - earlier >= 60));
          sent.push(seconds);
          assert.isAtMost(sent.filter((each) => seconds - each < 3600).length, 10);
        }
      }),
      run,
    );
  });
});

describe('accounts', () => {
  const by = context(worker, guangzhou);
  const login = { persona: 'worker', companies: [], id: 'ac-1', person: 'worker-1', phone: 'ph-1' } as const;
  const made = () => ok(loginByCode(undefined, login, by)).next;
  const act = (account: Account, type: AccountEvent['type'], now = start) =>
    decideAccount(account, { type }, asSystem(now));
  const open = () => ok(act(made(), 'set-password')).next;

  it('[ACC-08, ACC-09] of workers are made by the first login with a code', () => {
    const { next, events } = ok(loginByCode(undefined, login, by));
    assert.deepInclude(next, { state: 'WITHOUT_PASSWORD', person: 'worker-1' });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['account.registered', 'account.signed-in'],
    );
    assert.strictEqual(ok(loginByCode(next, login, by)).next, next);
    assert.equal(said(act(made(), 'password-right')), '尚未设置登录密码，请使用验证码登录');
  });

  it('[ACC-01, ACC-06] of employers are not made by login; a company comes first', () => {
    const employer = { ...login, persona: 'employer' } as const;
    assert.equal(no(loginByCode(undefined, employer, by)), 'LOGIN_UNKNOWN');
    assert.equal(no(loginByCode(made(), employer, by)), 'LOGIN_UNKNOWN');
    assert.isTrue(loginByCode(made(), { ...employer, companies: ['co-1'] }, by).accepted);
    assert.equal(wrongLogin().message['zh-Hans'], '手机号或密码错误', 'the same for unknown numbers');
  });

  it('[ACC-04] enter a company they belong to', () => {
    assert.isUndefined(companyProblem('co-1', ['co-1', 'co-2']));
    assert.equal(companyProblem('co-3', ['co-1'])?.code, 'LOGIN_COMPANY');
    assert.equal(companyProblem('co-1', [])?.code, 'LOGIN_COMPANY');
  });

  it('[ACC-07] are locked for half an hour after five wrong passwords in a row', () => {
    let account = open();
    for (let count = 0; count < 4; count += 1) account = ok(act(account, 'password-wrong')).next;
    assert.equal(ok(act(account, 'password-right')).next.wrong, 0, 'in a row');
    const locked = ok(act(account, 'password-wrong')).next;
    assert.deepInclude(locked, { state: 'LOCKED', lockedUntil: after({ minutes: 30 }) });
    assert.equal(no(act(locked, 'password-right', after({ minutes: 29 }))), 'LOGIN_LOCKED', 'not even the right one');
    assert.equal(no(act(locked, 'password-wrong', after({ minutes: 30, millis: -1 }))), 'LOGIN_LOCKED');
    assert.equal(no(act(locked, 'unlock', after({ minutes: 29 }))), 'LOCK_AHEAD');
    // Nobody has to tell that half an hour is over.
    const back = ok(act(locked, 'password-right', after({ minutes: 30 }))).next;
    assert.deepInclude(back, { state: 'OPEN', wrong: 0 });
    assert.notProperty(back, 'lockedUntil');
    const again = ok(act(locked, 'password-wrong', after({ minutes: 30 }))).next;
    assert.deepInclude(again, { state: 'OPEN', wrong: 1 }, 'tries count anew');
    assert.deepInclude(ok(act(locked, 'unlock', after({ minutes: 30 }))).next, { state: 'OPEN', wrong: 0 });
    const reset = ok(act(locked, 'set-password'));
    assert.equal(reset.next.state, 'OPEN');
    assert.include(
      reset.events.map(({ type }) => type),
      'account.sessions-ended',
    );
    assert.equal(no(decideAccount(open(), { type: 'password-right' }, by)), 'NOT_PERMITTED', 'the server compares');
  });

  it('[ACC-05, ACC-07] go by the table in any order', () => {
    assert.deepEqual(tableOf(accountMachine), [
      'WITHOUT_PASSWORD set-password→OPEN',
      'OPEN set-password→OPEN password-right→OPEN password-wrong→OPEN/LOCKED',
      'LOCKED set-password→OPEN password-right→OPEN password-wrong→OPEN/LOCKED unlock→OPEN',
    ]);
    const any = fc.constantFrom<AccountEvent['type']>(
      'set-password',
      'password-right',
      'password-wrong',
      'password-wrong',
      'unlock',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.constantFrom(0, 1, 31)), { maxLength: 40, size: 'max' }), (steps) => {
        let current = made();
        let minutes = 0;
        for (const [type, wait] of steps) {
          minutes += wait;
          const now = asSystem(after({ minutes }));
          const before = current;
          current = assertStep(accountMachine, before, type, decideAccount(before, { type }, now), (expectedVersion) =>
            decideAccount(before, { type }, { ...now, expectedVersion }),
          );
          assert.isAtMost(current.wrong, 5);
          assert.equal(current.state === 'LOCKED', current.lockedUntil !== undefined);
        }
      }),
      run,
    );
  });
});

describe('agreements', () => {
  const agreements: readonly Agreement[] = agreementNames.account.map((name) => ({
    name,
    version: '2',
    hash: 'a'.repeat(64),
  }));
  const ticks: readonly Tick[] = agreements.map((agreement) => ({ ...agreement, how: 'tick' }));
  const face: Agreement = { name: '人脸信息处理同意', version: '1', hash: 'b'.repeat(64), separateFor: 'face' };
  const from = { person: 'worker-1', address: '203.0.113.9', device: 'browser' };
  const give = (list = agreements, with_ = ticks) => giveConsent(list, with_, from, context(worker, guangzhou));

  it('[ACC-10, Z-06] are recorded by version, digest, time, address and device', () => {
    const { next, events } = ok(give());
    assert.deepEqual(next[1], { ...agreements[1], ...from, at: start, how: 'tick' } as (typeof next)[1]);
    assert.deepEqual(
      events.map(({ data }) => data?.agreement),
      [...agreementNames.account],
    );
    assert.equal(no(giveConsent(agreements, ticks, from, context(stranger, guangzhou))), 'NOT_PERMITTED');
  });

  it('[ACC-10] need a tick for each, by the person’s own hand', () => {
    const missing = give(agreements, ticks.slice(1));
    assert.equal(no(missing), 'CONSENT_REQUIRED');
    assert.equal(said(missing), '请先阅读并同意《平台用户注册协议》');
    assert.equal(no(give(agreements, [])), 'CONSENT_REQUIRED');
    assert.equal(
      no(
        give(
          agreements,
          ticks.map((tick) => ({ ...tick, preset: true })),
        ),
      ),
      'CONSENT_PRESET',
    );
    assert.equal(consentProblem([], [])?.code, undefined);
  });

  it('[ACC-10] are asked for again in another version or text', () => {
    const given = ok(give()).next;
    const clicked = ticks.map((tick, index) => (index === 2 ? { ...tick, how: 'click' as const } : tick));
    assert.deepEqual(
      ok(give(agreements, clicked)).next.map(({ how }) => how),
      ['tick', 'tick', 'click'],
    );
    assert.deepEqual(outstandingAgreements(agreements, given), []);
    const newer = agreements.map((each, index) => (index === 1 ? { ...each, version: '3' } : each));
    const edited = agreements.map((each, index) => (index === 2 ? { ...each, hash: 'c'.repeat(64) } : each));
    assert.deepEqual(outstandingAgreements(newer, given), newer.slice(1, 2));
    assert.deepEqual(outstandingAgreements(edited, given), edited.slice(2));
    assert.equal(no(give(newer)), 'CONSENT_VERSION', 'ticked under the old one');
  });

  it('[KYC-02] are given one by one for sensitive data, and can be withdrawn', () => {
    const tick = { ...face, how: 'click' } as const;
    assert.equal(no(give([...agreements, face], [...ticks, tick])), 'CONSENT_SEPARATE');
    const given = ok(give([face], [tick])).next[0] ?? assert.fail();
    assert.equal(given.separateFor, 'face');
    const withdrawn = ok(withdrawConsent(given, context(worker, guangzhou))).next;
    assert.deepEqual(outstandingAgreements([face], [withdrawn]), [face]);
    assert.equal(no(withdrawConsent(withdrawn, context(worker, guangzhou))), 'CONSENT_UNKNOWN');
    assert.equal(no(withdrawConsent(given, context(stranger, guangzhou))), 'NOT_PERMITTED');
  });

  it('[ACC-02] come with a new company, checked before a code goes out', () => {
    const input = { name: '示例科技(广州)有限公司', creditCode: '91350100m000100y43', mobile: '138 0013 8000' };
    const check = (changes: object = {}, boxes = ticks, registered = false) => {
      const result = checkCompany({ ...input, ...changes }, { asked: agreements, ticks: boxes }, () => registered);
      return result.ok ? result.value : result.problems.map(({ code }) => code).join();
    };
    assert.deepEqual(check(), {
      name: '示例科技（广州）有限公司',
      creditCode: '91350100M000100Y43',
      mobile: '13800138000',
    });
    assert.equal(
      check({ name: '', creditCode: '1', mobile: '' }, []),
      'VALUE_REQUIRED,CREDIT_CODE_FORMAT,VALUE_REQUIRED,CONSENT_REQUIRED',
    );
    assert.equal(check({}, ticks, true), 'COMPANY_REGISTERED');
    assert.equal(
      check({ creditCode: '91350100M000100Y44' }, ticks, true),
      'CREDIT_CODE_CHECK',
      'who has it is not asked',
    );
  });
});
