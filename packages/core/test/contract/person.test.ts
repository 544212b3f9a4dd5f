import { assert } from 'chai';
import {
  bankLimit,
  checkFactors,
  codeText,
  decidePerson,
  documentHashOf,
  fallbackMethods,
  mobileHashOf,
  nameHashOf,
  numberUsableFrom,
  personMachine,
  personMethodLabels,
  personMethods,
  reservedPhoneUsableFrom,
  sourceProblem,
  unverifiedPerson,
  verificationGate,
  type PersonEvent,
  type PersonInput,
  type PersonMethod,
  type PersonSource,
  type PersonVerification,
  type SourceResult,
} from '@cinnabar/core/contract';
import { after, guangzhou, manager, rulesOf, stranger, worker } from './support.ts';
import { asSystem, keyedHash, labelsOf, no, ok, secret, secretContext, tableOf } from './machine-support.ts';

const raw = {
  documentType: 'resident-id',
  name: '张三丰',
  number: '11010519491231002X',
  mobile: '13800138000',
  card: '6200000000000005',
} as const satisfies PersonInput;
const source: PersonSource = { provider: 'local', assurance: 'simulated', trace: 't-1' };
const given = { agreement: '实名认证服务协议', version: '1', hash: 'c'.repeat(64) };
const by = (now?: string) => secretContext(worker, now);

function after1(verification: PersonVerification, event: PersonEvent, now?: string): PersonVerification {
  const told = ['factors-match', 'factors-mismatch', 'limit', 'scanned', 'face-passed', 'face-failed', 'qr-expired'];
  const at = told.includes(event.type) ? asSystem(now) : by(now);
  return ok(decidePerson(verification, event, at)).next;
}

const chosen = (method: PersonMethod, now?: string) =>
  (
    [
      { type: 'consent', consent: given },
      { type: 'consent-method', data: 'face', consent: given },
      { type: 'consent-method', data: 'bank', consent: given },
      { type: 'choose', method },
    ] as const
  ).reduce((current, event) => after1(current, event, now), unverifiedPerson('ve-1', 'worker-1'));

const submitted = (method: PersonMethod, now?: string) =>
  after1(chosen(method, now), { type: 'submit', input: raw, attempt: 'a-1', sent: [] }, now);
const match = { type: 'factors-match', attempt: 'a-1', source, seed: secret(4) } as const;
const coded = (method: PersonMethod = 'telecom') => after1(submitted(method), match);
const codeOf = ({ code }: PersonVerification) => codeText(code ?? assert.fail('no code'), keyedHash);
const verified = () => {
  const waiting = coded();
  return after1(waiting, { type: 'enter-code', code: codeOf(waiting) });
};
const qr = { type: 'show-qr', input: raw, provider: 'alipay', token: secret(1), session: 'pc-1' } as const;

const codes = (method: PersonMethod, changes: Partial<PersonInput>, now = after()) => {
  const result = checkFactors(method, { ...raw, ...changes }, { now, rules: guangzhou });
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${String(path)}`);
};

describe('verification of people', () => {
  it('[A20.6] has the catalogue’s states', () => {
    assert.deepEqual(
      tableOf(personMachine),
      [
        'UNVERIFIED consent→CONSENTED',
        'CONSENTED consent-method→CONSENTED choose→METHOD_CHOSEN',
        'METHOD_CHOSEN consent-method→METHOD_CHOSEN choose→METHOD_CHOSEN submit→METHOD_CHOSEN/LOCKED factors-match→FACTORS_OK factors-mismatch→FAILED limit→LOCKED show-qr→FACE_QR',
        'FACTORS_OK choose→METHOD_CHOSEN resend→FACTORS_OK enter-code→VERIFIED/FACTORS_OK/METHOD_CHOSEN',
        'FACE_QR choose→METHOD_CHOSEN show-qr→FACE_QR scanned→FACE_SCANNED qr-expired→METHOD_CHOSEN',
        'FACE_SCANNED face-passed→VERIFIED face-failed→FAILED qr-expired→METHOD_CHOSEN',
        'VERIFIED change→UNVERIFIED/VERIFIED',
        'FAILED consent-method→FAILED choose→METHOD_CHOSEN limit→LOCKED',
        'LOCKED consent-method→LOCKED choose→METHOD_CHOSEN unlock→METHOD_CHOSEN',
      ].sort(
        (a, b) =>
          Object.keys(personMachine.states).indexOf(a.split(' ')[0] ?? '') -
          Object.keys(personMachine.states).indexOf(b.split(' ')[0] ?? ''),
      ),
    );
    assert.includeMembers(labelsOf(personMachine), ['未认证', '已认证']);
  });

  it('[KYC-01, ORG-01, ONB-08, MSG-10] comes before any business', () => {
    const gate = (actor: typeof worker, entry: 'business' | 'help' = 'business') => verificationGate(actor, entry);
    assert.equal(gate({ ...worker, verified: false })?.message['zh-Hans'], '请先完成实名认证');
    assert.isUndefined(gate({ ...worker, verified: false }, 'help'));
    assert.isUndefined(gate(worker));
    assert.equal(gate({ ...manager, companyVerified: false })?.code, 'KYC_REQUIRED');
    assert.equal(gate({ ...manager, verified: false })?.code, 'KYC_REQUIRED');
    assert.isUndefined(gate(manager));
    assert.isUndefined(gate({ ref: 'gov-1', role: 'supervision' }));
  });

  it('[KYC-02] needs a consent, and one of its own for face and for bank card', () => {
    const fresh = unverifiedPerson('ve-1', 'worker-1');
    assert.equal(no(decidePerson(fresh, { type: 'choose', method: 'telecom' }, by())), 'TRANSITION_NOT_ALLOWED');
    assert.equal(no(decidePerson(fresh, { type: 'consent', consent: { ...given, hash: '' } }, by())), 'KYC_CONSENT');
    for (const empty of [{ agreement: '' }, { version: '' }]) {
      assert.equal(no(decidePerson(fresh, { type: 'consent', consent: { ...given, ...empty } }, by())), 'KYC_CONSENT');
    }
    const consented = after1(fresh, { type: 'consent', consent: given });
    assert.equal(no(decidePerson(consented, { type: 'choose', method: 'face' }, by())), 'KYC_CONSENT_FACE');
    assert.equal(no(decidePerson(consented, { type: 'choose', method: 'bank' }, by())), 'KYC_CONSENT_BANK');
    assert.equal(after1(consented, { type: 'choose', method: 'telecom' }).state, 'METHOD_CHOSEN');
    const more = after1(consented, { type: 'consent-method', data: 'face', consent: given });
    assert.equal(after1(more, { type: 'choose', method: 'face' }).method, 'face');
    assert.equal(no(decidePerson(more, { type: 'choose', method: 'bank' }, by())), 'KYC_CONSENT_BANK', 'not bundled');
    assert.equal(
      no(decidePerson(fresh, { type: 'consent', consent: given }, secretContext(stranger))),
      'NOT_PERMITTED',
    );
  });

  it('[KYC-03, KYC-04, KYC-05, LIM-13] offers the configured methods, on a phone the carrier’s first', () => {
    const offered = (client: 'pc' | 'phone', rules = guangzhou) =>
      personMethods(rules, client).map(({ method, recommended, initial }) =>
        [method, recommended ? '推荐' : '', initial ? '*' : ''].join(''),
      );
    assert.deepEqual(offered('pc'), ['telecom推荐*', 'bank', 'face']);
    const other = rulesOf('guangzhou', { verification: { methods: ['face', 'bank', 'telecom'], recommended: 'face' } });
    assert.deepEqual(offered('pc', other), ['face推荐*', 'bank', 'telecom']);
    assert.deepEqual(offered('phone', other), ['telecom*', 'face推荐', 'bank']);
    assert.deepEqual(
      Object.values(personMethodLabels).map(({ name, factors, who }) =>
        [name, factors, who].map((text) => text['zh-Hans']).join('·'),
      ),
      [
        '手机认证·运营商三要素·仅支持大陆人士',
        '银行卡认证·银行卡四要素·支持大陆、港澳台及外籍人士',
        '人脸识别·活体检测·仅支持大陆人士',
      ],
    );
    const without = secretContext(worker);
    const two = { ...without, rules: rulesOf('guangzhou', { verification: { methods: ['telecom', 'bank'] } }) };
    assert.equal(no(decidePerson(chosen('telecom'), { type: 'choose', method: 'face' }, two)), 'KYC_METHOD');
  });

  it('[KYC-06, KYC-08, KYC-10, KYC-13, KYC-20] checks everything it can before a source is asked', () => {
    assert.deepEqual(codes('telecom', {}), []);
    assert.deepEqual(codes('telecom', { name: '', number: '1', mobile: '2' }), [
      'VALUE_REQUIRED name',
      'ID_FORMAT number',
      'MOBILE_FORMAT mobile',
    ]);
    assert.deepEqual(codes('telecom', { mobile: '17012345678' }), ['KYC_MVNO mobile']);
    assert.deepEqual(codes('telecom', { mobile: '19212345678' }), ['KYC_CARRIER mobile']);
    assert.deepEqual(codes('telecom', { documentType: 'hk-macau-permit', number: 'H12345678' }), [
      'KYC_MAINLAND number',
    ]);
    assert.deepEqual(codes('face', { documentType: 'taiwan-permit', number: '12345678' }), ['KYC_MAINLAND number']);
    assert.deepEqual(codes('face', { mobile: '' }), [], 'a face needs no phone');
    assert.deepEqual(codes('bank', { card: '4111111111111111' }), ['CARD_NOT_UNIONPAY card']);
    assert.equal(
      no(
        decidePerson(
          chosen('telecom'),
          { type: 'submit', input: { ...raw, mobile: '16212345678' }, attempt: 'a', sent: [] },
          by(),
        ),
      ),
      'KYC_MVNO',
    );
  });

  it('[KYC-11, KYC-12] takes four kinds of document by bank card', () => {
    const passport = { documentType: 'passport', number: 'X1234567', nationality: 'DEU', name: 'Anna Muster' } as const;
    assert.deepEqual(codes('bank', passport), []);
    assert.deepEqual(codes('bank', { documentType: 'hk-macau-permit', number: 'H12345678' }), []);
    assert.deepEqual(codes('bank', { documentType: 'taiwan-permit', number: '12345678' }), []);
    assert.deepEqual(codes('bank', { documentType: 'taiwan-permit', number: '123' }), ['TAIWAN_PERMIT_FORMAT number']);
  });

  it('[KYC-09, LIM-10, MSG-11] makes new numbers wait for the month or week after, in Shanghai', () => {
    const { verification } = guangzhou;
    assert.equal(numberUsableFrom('china-mobile', '2026-12-31', verification), '2027-01-01');
    assert.equal(numberUsableFrom('china-mobile', '2026-01-31', verification), '2026-02-01');
    assert.equal(numberUsableFrom('china-telecom', '2026-11-22', verification), '2026-11-23', 'a Sunday');
    assert.equal(numberUsableFrom('china-unicom', '2026-11-23', verification), '2026-11-30', 'a Monday');
    const since = { mobileSince: '2026-11-05' };
    // 15:59:59 UTC is still the last second of November in Shanghai.
    assert.deepEqual(codes('telecom', since, '2026-11-30T15:59:59.999Z'), ['KYC_FRESH mobile']);
    assert.deepEqual(codes('telecom', since, '2026-11-30T16:00:00.000Z'), []);
    const week = { mobileSince: '2026-11-18', mobile: '18900000000' };
    assert.deepEqual(codes('telecom', week, '2026-11-22T15:59:59.999Z'), ['KYC_FRESH mobile']);
    assert.deepEqual(codes('telecom', week, '2026-11-22T16:00:00.000Z'), []);
    assert.equal(sourceProblem('number-fresh', 2).message['zh-Hans'], '该号码暂未生效，请下月（下周）再试或更换方式');
  });

  it('[KYC-14, KYC-15, LIM-11] makes a changed reserved number wait two days', () => {
    assert.equal(reservedPhoneUsableFrom('2026-11-30', guangzhou.verification), '2026-12-02');
    const since = { reservedSince: '2026-11-20' };
    assert.deepEqual(codes('bank', since, '2026-11-21T15:59:59.999Z'), ['KYC_RESERVED_PHONE mobile']);
    assert.deepEqual(codes('bank', since, '2026-11-21T16:00:00.000Z'), []);
  });

  it('[KYC-06, KYC-15, KYC-17, KYC-18, KYC-19, KYC-20] words what sources answer, and never which factor differs', () => {
    const words: Record<SourceResult, string> = {
      mismatch: 'KYC_MISMATCH',
      'number-fresh': 'KYC_FRESH',
      'number-virtual': 'KYC_MVNO',
      'reserved-phone-changed': 'KYC_RESERVED_PHONE',
      'card-not-present-off': 'KYC_CARD_NOT_PRESENT',
      'card-dormant': 'KYC_CARD_DORMANT',
      'card-withheld': 'KYC_CARD_WITHHELD',
      'card-status': 'KYC_CARD_STATUS',
      'face-different': 'KYC_FACE_DIFFERENT',
      'face-not-live': 'KYC_FACE_LIVENESS',
      'face-not-possible': 'KYC_FACE_DEVICE',
      unavailable: 'KYC_UNAVAILABLE',
    };
    for (const [result, code] of Object.entries(words)) {
      const { problem, state } = after1(submitted('bank'), {
        type: 'factors-mismatch',
        attempt: 'a-1',
        result: result as SourceResult,
      });
      assert.equal(state, 'FAILED');
      assert.equal(problem?.code, code);
      assert.notMatch(problem?.message['zh-Hans'] ?? '', /\{/);
    }
    assert.notMatch(sourceProblem('mismatch', 2).message['zh-Hans'], /姓名|证件|手机/);
    assert.include(sourceProblem('reserved-phone-changed', 2).message['zh-Hans'], '2天');
  });

  it('[KYC-07, N-08] finishes with a code to the phone', () => {
    const decision = ok(decidePerson(submitted('telecom'), match, asSystem()));
    assert.deepEqual(
      decision.notices.map(({ id, to }) => `${id} ${to}`),
      ['N-08 worker-1'],
    );
    assert.equal(verified().state, 'VERIFIED');
    let wrong = coded();
    for (let count = 1; count <= 5; count += 1) wrong = after1(wrong, { type: 'enter-code', code: 'x' });
    assert.deepInclude(wrong, { state: 'METHOD_CHOSEN' });
    assert.equal(wrong.problem?.code, 'OTP_VOID');
    assert.isUndefined(wrong.pending, 'the factors are asked anew');
    const late = after1(coded(), { type: 'enter-code', code: codeOf(coded()) }, after({ minutes: 15 }));
    assert.deepEqual([late.state, late.problem?.code], ['FACTORS_OK', 'OTP_EXPIRED']);
    const renewed = after1(late, { type: 'resend', seed: secret(6), sent: [] }, after({ minutes: 16 }));
    assert.equal(
      after1(renewed, { type: 'enter-code', code: codeOf(renewed) }, after({ minutes: 17 })).state,
      'VERIFIED',
    );
    assert.equal(no(decidePerson(coded(), { type: 'resend', seed: secret(6), sent: [] }, by())), 'OTP_RATE');
    const ten = Array.from({ length: 10 }, (_, minutes) => after({ minutes }));
    const resend = { type: 'resend', seed: secret(6), sent: ten } as const;
    assert.equal(no(decidePerson(coded(), resend, by(after({ minutes: 10 })))), 'CODE_CAP', 'ten an hour');
    const again = after1(coded(), { type: 'choose', method: 'telecom' });
    assert.isUndefined(again.code, 'another number restarts the check');
  });

  it('[KYC-07, ACC-11, LIM-17] rings a phone no oftener for being submitted again', () => {
    for (const method of ['telecom', 'bank'] as const) {
      const wish = { type: 'submit', input: raw, attempt: 'a-2', sent: [after()] } as const;
      const refused = decidePerson(chosen(method), wish, by(after({ minutes: 1, millis: -1 })));
      assert.equal(no(refused), 'OTP_RATE', 'before a source is asked, or an attempt counted');
      assert.isTrue(decidePerson(chosen(method), wish, by(after({ minutes: 1 }))).accepted);
    }
  });

  it('[KYC-06] counts only the answer to what was asked', () => {
    const other = { ...match, attempt: 'a-0' };
    assert.equal(no(decidePerson(submitted('telecom'), other, asSystem())), 'KYC_ATTEMPT');
    assert.equal(no(decidePerson(chosen('telecom'), match, asSystem())), 'KYC_ATTEMPT');
    assert.equal(no(decidePerson(submitted('telecom'), match, by())), 'NOT_PERMITTED', 'not on the browser’s word');
    assert.equal(
      no(decidePerson(chosen('face'), { type: 'submit', input: raw, attempt: 'a', sent: [] }, by())),
      'KYC_METHOD',
    );
  });

  it('[KYC-16, LIM-09, MSG-11] locks the bank card after three a day, and after two a minute', () => {
    const failing = (current: PersonVerification, now: string) => {
      const asked = after1(current, { type: 'submit', input: raw, attempt: 'a-1', sent: [] }, now);
      if (asked.state === 'LOCKED') return asked;
      const failed = after1(asked, { type: 'factors-mismatch', attempt: 'a-1', result: 'mismatch' }, now);
      return after1(failed, { type: 'choose', method: 'bank' }, now);
    };
    const at = (minutes: number, millis = 0) => after({ minutes, millis });
    const twice = failing(failing(chosen('bank'), at(0)), at(0, 20_000));
    const third = failing(twice, at(0, 59_999));
    assert.equal(third.state, 'LOCKED');
    assert.equal(third.problem?.code, 'KYC_CARD_MINUTE');
    assert.equal(third.locks.bank, at(1), 'until the first is a minute old');
    assert.equal(no(decidePerson(third, { type: 'choose', method: 'bank' }, by(at(0, 59_999)))), 'KYC_METHOD_LOCKED');
    assert.equal(after1(third, { type: 'choose', method: 'telecom' }, at(0, 59_999)).method, 'telecom', 'others stay');
    assert.equal(no(decidePerson(third, { type: 'unlock' }, asSystem(at(0, 59_999)))), 'KYC_METHOD_LOCKED');
    assert.equal(after1(third, { type: 'unlock' }, at(1)).state, 'METHOD_CHOSEN');
    const full = failing(failing(twice, at(2)), at(60));
    assert.equal(full.state, 'LOCKED');
    assert.equal(full.problem?.message['zh-Hans'], '当日认证次数过多，请明日再试');
    assert.equal(full.locks.bank, '2026-03-02T16:00:00.000Z', 'midnight in Shanghai');
    const tomorrow = after1(full, { type: 'choose', method: 'bank' }, '2026-03-02T16:00:00.000Z');
    assert.equal(failing(tomorrow, '2026-03-02T16:00:00.000Z').state, 'METHOD_CHOSEN');
  });

  it('[KYC-16] believes a source that counts for itself', () => {
    const day = after1(submitted('bank'), { type: 'limit', attempt: 'a-1', period: 'day' });
    assert.deepInclude(day, { state: 'LOCKED' });
    assert.deepEqual(day.locks, { bank: '2026-03-02T16:00:00.000Z' });
    const failed = after1(submitted('bank'), { type: 'factors-mismatch', attempt: 'a-1', result: 'mismatch' });
    assert.equal(after1(failed, { type: 'limit', attempt: 'a-1', period: 'minute' }).state, 'LOCKED');
  });

  it('[KYC-16] spends no attempt on what is wrong at first sight', () => {
    const bank = chosen('bank');
    const wrong = { type: 'submit', input: { ...raw, card: '1' }, attempt: 'a', sent: [] } as const;
    for (let count = 0; count < 5; count += 1) assert.equal(no(decidePerson(bank, wrong, by())), 'CARD_FORMAT');
    assert.lengthOf(after1(bank, { type: 'submit', input: raw, attempt: 'a', sent: [] }).bankAttempts, 1);
  });

  it('[KYC-21, KYC-22, KYC-23, LIM-18] shows a QR code for one scan within five minutes', () => {
    const shown = after1(chosen('face'), qr);
    assert.equal(shown.state, 'FACE_QR');
    assert.notInclude(JSON.stringify(shown), qr.token);
    assert.equal(no(decidePerson(shown, { type: 'scanned', token: secret(2) }, asSystem())), 'KYC_QR');
    assert.equal(
      no(decidePerson(shown, { type: 'scanned', token: qr.token }, asSystem(after({ minutes: 5 })))),
      'KYC_QR',
    );
    const refreshed = after1(shown, { ...qr, token: secret(2) });
    assert.equal(
      no(decidePerson(refreshed, { type: 'scanned', token: qr.token }, asSystem())),
      'KYC_QR',
      'the old one',
    );
    const scanned = after1(shown, { type: 'scanned', token: qr.token });
    assert.equal(no(decidePerson(scanned, { type: 'scanned', token: qr.token }, asSystem())), 'TRANSITION_NOT_ALLOWED');
    const passed = { type: 'face-passed', token: qr.token, source } as const;
    assert.equal(after1(scanned, passed, after({ minutes: 9 })).state, 'VERIFIED', 'also with the page closed');
    assert.equal(no(decidePerson(scanned, passed, by())), 'NOT_PERMITTED');
    assert.equal(no(decidePerson(shown, { type: 'qr-expired' }, asSystem())), 'KYC_QR_VALID');
    assert.equal(after1(scanned, { type: 'qr-expired' }, after({ minutes: 5 })).state, 'METHOD_CHOSEN');
    assert.equal(no(decidePerson(chosen('bank'), qr, by())), 'KYC_METHOD');
  });

  it('[KYC-20, KYC-24] falls back to the other methods', () => {
    const scanned = after1(after1(chosen('face'), qr), { type: 'scanned', token: qr.token });
    const failed = after1(scanned, { type: 'face-failed', token: qr.token, result: 'face-not-live' });
    assert.deepEqual([failed.state, failed.problem?.code], ['FAILED', 'KYC_FACE_LIVENESS']);
    assert.deepEqual(fallbackMethods(failed, guangzhou, after()), ['telecom', 'bank']);
    const locked = { ...failed, locks: { bank: after({ hours: 1 }) } };
    assert.deepEqual(fallbackMethods(locked, guangzhou, after()), ['telecom']);
    const offered = personMethods(guangzhou, 'pc', {
      verification: { locks: { telecom: after({ hours: 1 }) } },
      now: after(),
    });
    assert.deepInclude(offered[0], { method: 'telecom', initial: false, lockedUntil: after({ hours: 1 }) });
    assert.deepInclude(offered[1], { method: 'bank', initial: true });
  });

  it('[KYC-26, D11] keeps masked values and hashes, neither inputs nor pictures', () => {
    const face = after1(after1(chosen('face'), qr), { type: 'scanned', token: qr.token });
    const rich = { ...source, similarity: 0.98, liveness: 0.99, picture: 'base64…' };
    const byFace = after1(face, { type: 'face-passed', token: qr.token, source: rich });
    assert.notInclude(JSON.stringify(byFace), 'picture');
    assert.equal(byFace.record?.similarity, 0.98);
    assert.equal(byFace.record?.liveness, 0.99);
    assert.notProperty(verified().record, 'liveness');
    for (const kept of [submitted('bank'), coded('bank'), verified(), byFace].map((each) => JSON.stringify(each))) {
      for (const secretValue of [raw.name, raw.number, raw.mobile, raw.card]) assert.notInclude(kept, secretValue);
    }
    const bank = after1(coded('bank'), { type: 'enter-code', code: codeOf(coded('bank')) });
    assert.deepInclude(bank.record, {
      name: '张**',
      number: '1101************2X',
      mobile: '138****8000',
      card: '**** 0005',
      sex: 'female',
      mainland: true,
      provider: 'local',
      assurance: 'simulated',
      documentHash: documentHashOf({ type: 'resident-id', number: raw.number }, keyedHash),
      nameHash: nameHashOf(raw.name, keyedHash),
      mobileHash: mobileHashOf(raw.mobile, keyedHash),
    });
    assert.isUndefined(bank.code);
    assert.isUndefined(bank.pending);
  });

  it('[KYC-24] tells that a certificate is wanted once it passed', () => {
    const waiting = coded();
    const { events } = ok(decidePerson(waiting, { type: 'enter-code', code: codeOf(waiting) }, by()));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['verification.passed', 'certificate.wanted'],
    );
    assert.deepInclude(events[0]?.data, { provider: 'local', assurance: 'simulated' });
  });

  it('[KYC-25] holds until name or number change; then the certificate goes', () => {
    const done = verified();
    assert.equal(no(decidePerson(done, { type: 'consent', consent: given }, by())), 'TRANSITION_NOT_ALLOWED');
    assert.strictEqual(after1(done, { type: 'change', what: 'mobile' }), done);
    const { next, events } = ok(decidePerson(done, { type: 'change', what: 'name' }, by()));
    assert.equal(next.state, 'UNVERIFIED');
    assert.isUndefined(next.record);
    assert.deepEqual(next.consents, {});
    assert.deepInclude(events[1], { type: 'certificate.revocation-required' });
    assert.equal(events[1]?.data?.reason, 'identity-changed');
  });

  it('[KYC-25, ORG-04] does not take somebody else for the person who changed their name', () => {
    const start = after1(verified(), { type: 'change', what: 'name' });
    const ready = after1(after1(start, { type: 'consent', consent: given }), { type: 'choose', method: 'telecom' });
    const other = { ...raw, name: '李四', number: '110105199003078510' };
    const submit = (input: PersonInput) =>
      decidePerson(ready, { type: 'submit', input, attempt: 'a-2', sent: [] }, by());
    const checked = checkFactors('telecom', other, { now: after(), rules: guangzhou });
    if (!checked.ok) assert.fail(checked.problems[0].code);
    assert.equal(no(submit(other)), 'KYC_PERSON');
    assert.isTrue(submit({ ...raw, name: '张三' }).accepted);
  });

  it('[KYC-25] wants the same name when only the number changed', () => {
    const start = after1(verified(), { type: 'change', what: 'number' });
    const ready = after1(after1(start, { type: 'consent', consent: given }), { type: 'choose', method: 'telecom' });
    const submit = (name: string) =>
      decidePerson(
        ready,
        { type: 'submit', input: { ...raw, name, number: '110105199003078510' }, attempt: 'a', sent: [] },
        by(),
      );
    assert.equal(no(submit('李四')), 'KYC_PERSON');
    assert.isTrue(submit('张三丰').accepted);
  });

  it('[KYC-16, LIM-09] frees the bank card at the full minute and at midnight in Shanghai', () => {
    const { verification } = guangzhou;
    const at = (seconds: number) => after({ millis: seconds * 1000 });
    assert.deepEqual(bankLimit([at(0), at(20)], at(59), verification), { period: 'minute', until: at(60) });
    assert.isUndefined(bankLimit([at(0), at(20)], at(60), verification));
    const night = ['2026-03-02T15:50:00.000Z', '2026-03-02T15:52:00.000Z', '2026-03-02T15:54:00.000Z'];
    assert.equal(bankLimit(night, '2026-03-02T15:59:59.999Z', verification)?.period, 'day');
    assert.isUndefined(bankLimit(night, '2026-03-02T16:00:00.000Z', verification));
    assert.deepEqual(
      bankLimit(night.slice(1).concat(night[2] ?? ''), night[2] ?? '', verification)?.period,
      'day',
      'the day is told first',
    );
  });
});
