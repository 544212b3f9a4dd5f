import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  codeText,
  createIntent,
  decideIntent,
  intentMachine,
  intentMethodsFor,
  proofOf,
  switchIntent,
  type IntentChallenge,
  type IntentEvent,
  type IntentRequest,
} from '@cinnabar/core/contract';
import { after, digest, otherDigest, start, stranger, system, worker } from './support.ts';
import {
  asSystem,
  assertStep,
  keyedHash,
  labelsOf,
  no,
  ok,
  run,
  secret,
  secretContext,
  tableOf,
} from './machine-support.ts';

const target = { id: 'ct-1', digest };
const request: IntentRequest = {
  id: 'in-1',
  person: 'worker-1',
  targets: [target],
  method: 'sms',
  methods: ['sms', 'face'],
  mainland: true,
};

const by = (now?: string, version?: number) => secretContext(worker, now, version);
const made = (changes: Partial<IntentRequest> = {}) => ok(createIntent({ ...request, ...changes }, by())).next;
const sent = () => ok(decideIntent(made(), { type: 'send', seed: secret(7), sent: [] }, by())).next;
const codeOf = ({ code }: IntentChallenge) => codeText(code ?? assert.fail('no code'), keyedHash);
const passed = () => {
  const challenge = sent();
  return ok(decideIntent(challenge, { type: 'enter-code', code: codeOf(challenge) }, by())).next;
};

describe('intent challenges', () => {
  it('[A20.8] have the catalogue’s states', () => {
    assert.deepEqual(tableOf(intentMachine), [
      'CREATED send→ISSUED show-face→ISSUED void→VOID expire→EXPIRED',
      'ISSUED send→ISSUED call→ISSUED show-face→ISSUED enter-code→ISSUED/PASSED/FAILED/EXPIRED face-passed→PASSED face-failed→ISSUED/FAILED void→VOID expire→EXPIRED',
      'PASSED consume→CONSUMED void→VOID expire→EXPIRED',
      'CONSUMED',
      'FAILED',
      'EXPIRED',
      'VOID',
    ]);
    assert.include(labelsOf(intentMachine), '已使用');
  });

  it('[WIL-01] are the person’s own, about something, and by a method the flow offers', () => {
    assert.equal(no(createIntent(request, secretContext(stranger))), 'NOT_PERMITTED');
    assert.equal(no(createIntent({ ...request, methods: ['face'] }, by())), 'INTENT_FACE_ONLY');
    assert.equal(no(createIntent({ ...request, method: 'face', methods: ['sms'] }, by())), 'INTENT_METHOD');
    assert.equal(no(createIntent({ ...request, targets: [target, target] }, by())), 'INTENT_TARGET');
    assert.equal(no(createIntent({ ...request, targets: [{ id: 'ct-1', digest: '' }] }, by())), 'INTENT_TARGET');
    assert.equal(no(createIntent({ ...request, targets: [] as never }, by())), 'INTENT_TARGET');
  });

  it('[WIL-04, D11] offer face to mainland persons only, and never alone', () => {
    assert.equal(no(createIntent({ ...request, method: 'face', mainland: false }, by())), 'INTENT_FACE_MAINLAND');
    assert.deepEqual(intentMethodsFor(['face', 'sms'], false), ['sms']);
    assert.deepEqual(intentMethodsFor(['face', 'sms'], true), ['face', 'sms']);
  });

  it('[WIL-02, N-07] send a code to the bound phone and pass with it', () => {
    const decision = ok(decideIntent(made(), { type: 'send', seed: secret(7), sent: [] }, by()));
    assert.deepEqual(
      decision.notices.map(({ id, to, channels }) => ({ id, to, channels })),
      [{ id: 'N-07', to: 'worker-1', channels: ['sms'] }],
    );
    assert.include(decision.notices[0]?.text['zh-Hans'], '{code}', 'filled by whoever sends');
    assert.equal(passed().state, 'PASSED');
    assert.equal(
      no(decideIntent(sent(), { type: 'send', seed: secret(8), sent: [] }, by(after({ millis: 59_999 })))),
      'OTP_RATE',
    );
    const again = ok(decideIntent(sent(), { type: 'send', seed: secret(8), sent: [] }, by(after({ minutes: 1 })))).next;
    assert.equal(codeOf(again), codeOf(sent()), 'the same code while it is valid');
  });

  it('[WIL-02, ACC-11, LIM-17] give no more codes, nor tries, for being begun again', () => {
    const begin = (now: string, messages: readonly string[]) => {
      const face = ok(switchIntent(sent(), { id: 'in-2', method: 'face' }, by(now))).next.challenge;
      const anew = ok(switchIntent(face, { id: 'in-3', method: 'sms' }, by(now))).next.challenge;
      return decideIntent(anew, { type: 'send', seed: secret(8), sent: messages }, by(now));
    };
    assert.equal(no(begin(after({ minutes: 1, millis: -1 }), [start])), 'OTP_RATE');
    assert.isTrue(begin(after({ minutes: 1 }), [start]).accepted);
    const ten = Array.from({ length: 10 }, (_, minutes) => after({ minutes }));
    assert.equal(no(begin(after({ minutes: 14 }), ten)), 'CODE_CAP');
    assert.isTrue(begin(after({ minutes: 60 }), ten).accepted, 'an hour after the first of the ten');
  });

  it('[WIL-02] count wrong codes and are lost after five', () => {
    let challenge = sent();
    const wrong = codeOf(challenge) === '111111' ? '222222' : '111111';
    for (let count = 1; count <= 5; count += 1) {
      challenge = ok(decideIntent(challenge, { type: 'enter-code', code: wrong }, by())).next;
      assert.equal(challenge.state, count < 5 ? 'ISSUED' : 'FAILED');
      assert.equal(challenge.problem?.code, count < 5 ? 'OTP_WRONG' : 'OTP_VOID');
    }
    assert.isUndefined(challenge.code);
    assert.equal(no(decideIntent(challenge, { type: 'enter-code', code: wrong }, by())), 'TRANSITION_NOT_ALLOWED');
  });

  it('[WIL-03, N-07] call with the same code, sharing its tries', () => {
    const once = ok(decideIntent(sent(), { type: 'enter-code', code: 'x' }, by())).next;
    const call = ok(decideIntent(once, { type: 'call' }, by(after({ minutes: 1 }))));
    assert.deepEqual(
      call.notices.map(({ channels }) => channels),
      [['voice']],
    );
    assert.equal(codeOf(call.next), codeOf(once));
    assert.equal(call.next.code?.wrong, 1);
    assert.equal(no(decideIntent(sent(), { type: 'call' }, by(after({ millis: 59_000 })))), 'OTP_RATE');
  });

  it('[WIL-04] take a face by QR code: one try a code, somebody else’s face counts', () => {
    const shown = ok(
      decideIntent(made({ method: 'face' }), { type: 'show-face', provider: 'alipay', token: secret(1) }, by()),
    ).next;
    assert.notInclude(JSON.stringify(shown), secret(1), 'only the token’s hash is kept');
    const weak = { type: 'show-face', provider: 'alipay', token: '1' } as const;
    assert.throws(() => decideIntent(made({ method: 'face' }), weak, by()), /random/);
    const word = { type: 'face-passed', token: secret(1), receipt: 'r1' } as const;
    assert.equal(ok(decideIntent(shown, word, asSystem())).next.state, 'PASSED');
    assert.equal(no(decideIntent(shown, word, by())), 'NOT_PERMITTED', 'not on the browser’s word');
    assert.equal(no(decideIntent(shown, { ...word, token: secret(2) }, asSystem())), 'INTENT_TOKEN');
    assert.equal(no(decideIntent(shown, word, asSystem(after({ minutes: 5 })))), 'INTENT_TOKEN');
    const failed = ok(decideIntent(shown, { type: 'face-failed', token: secret(1) }, asSystem())).next;
    assert.deepInclude(failed, { state: 'ISSUED', failures: 1 });
    assert.equal(no(decideIntent(failed, word, asSystem())), 'INTENT_TOKEN', 'the code was for one try');
    const last = { ...shown, failures: 4 };
    assert.equal(ok(decideIntent(last, { type: 'face-failed', token: secret(1) }, asSystem())).next.state, 'FAILED');
    assert.equal(no(decideIntent(sent(), word, asSystem())), 'INTENT_METHOD');
  });

  it('[WIL-04, A20.8] void the other method on switching', () => {
    const { former, challenge } = ok(switchIntent(sent(), { id: 'in-2', method: 'face' }, by())).next;
    assert.deepInclude(former, { id: 'in-1', state: 'VOID' });
    assert.isUndefined(former.code);
    assert.deepInclude(challenge, { id: 'in-2', state: 'CREATED', method: 'face', version: 0 });
    assert.deepEqual(challenge.targets, [target]);
    assert.isUndefined(challenge.code);
    assert.equal(
      no(decideIntent(former, { type: 'enter-code', code: codeOf(sent()) }, by())),
      'TRANSITION_NOT_ALLOWED',
    );
    assert.equal(no(switchIntent(sent(), { id: 'in-2', method: 'face' }, secretContext(stranger))), 'NOT_PERMITTED');
    assert.equal(no(switchIntent(sent(), { id: 'in-2', method: 'face' }, by(after(), 0))), 'VERSION_CONFLICT');
  });

  it('[WIL-01, WIL-05, WIL-07] are used once, soon, for exactly what was agreed to', () => {
    const use = (targets: readonly { id: string; digest: string }[]): IntentEvent => ({ type: 'consume', targets });
    const challenge = passed();
    assert.isUndefined(proofOf(challenge, 'ct-1'), 'passed is not yet used');
    assert.equal(no(decideIntent(challenge, use([{ id: 'ct-1', digest: otherDigest }]), by())), 'INTENT_CHANGED');
    assert.equal(no(decideIntent(challenge, use([target, { id: 'ct-2', digest }]), by())), 'INTENT_CHANGED');
    assert.equal(no(decideIntent(challenge, use([]), by())), 'INTENT_CHANGED');
    assert.equal(no(decideIntent(challenge, use([target]), secretContext(stranger))), 'NOT_PERMITTED');
    assert.equal(no(decideIntent(challenge, use([target]), by(after({ minutes: 15 })))), 'INTENT_EXPIRED');
    const used = ok(decideIntent(challenge, use([target]), by())).next;
    assert.deepEqual(proofOf(used, 'ct-1'), { id: 'in-1', method: 'sms', digest });
    assert.isUndefined(proofOf(used, 'ct-2'));
    assert.equal(no(decideIntent(used, use([target]), by())), 'TRANSITION_NOT_ALLOWED', 'replay');
    assert.equal(no(decideIntent(challenge, { type: 'expire' }, asSystem())), 'INTENT_NOT_EXPIRED');
  });

  it('[A20.8, WIL-07] hold all this in any order of events, and are consumed once', () => {
    const any: fc.Arbitrary<IntentEvent> = fc.oneof(
      fc.nat(3).map((n) => ({ type: 'send' as const, seed: secret(n + 1), sent: [] })),
      fc.constantFrom<IntentEvent>({ type: 'call' }, { type: 'void' }, { type: 'expire' }),
      fc.nat(2).map((n) => ({ type: 'show-face' as const, provider: 'alipay', token: secret(n + 1) })),
      fc.constantFrom('right', '000000').map((code) => ({ type: 'enter-code' as const, code })),
      fc.constantFrom('right', '000000').map((code) => ({ type: 'enter-code' as const, code })),
      fc.nat(2).map((n) => ({ type: 'face-passed' as const, token: secret(n + 1), receipt: 'r' })),
      fc.nat(2).map((n) => ({ type: 'face-failed' as const, token: secret(n + 1) })),
      fc
        .constantFrom(digest, otherDigest)
        .map((of) => ({ type: 'consume' as const, targets: [{ id: 'ct-1', digest: of }] })),
    );
    const step = fc.record({ event: any, wait: fc.constantFrom(0, 20, 61, 400), odd: fc.integer({ min: 0, max: 15 }) });
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom('sms' as const, 'face' as const),
        fc.array(step, { maxLength: 25 }),
        (method, steps) => {
          let current = made({ method });
          let millis = 0;
          let consumed = 0;
          for (const { event: wish, wait, odd } of steps) {
            millis += wait * 1000;
            const event: IntentEvent =
              wish.type === 'enter-code' && wish.code === 'right' && current.code !== undefined
                ? { ...wish, code: codeOf(current) }
                : wish;
            const actor = odd === 0 ? stranger : /face-|expire/.test(event.type) ? system : worker;
            const at = secretContext(actor, after({ millis }));
            const decision = decideIntent(current, event, at);
            if (odd === 0) assert.isFalse(decision.accepted);
            const before = current;
            current = assertStep(intentMachine, before, event.type, decision, (expectedVersion) =>
              decideIntent(before, event, { ...at, expectedVersion }),
            );
            reached.add(current.state);
            if (current.state === 'CONSUMED' && before.state !== 'CONSUMED') {
              consumed += 1;
              assert.deepEqual(event, { type: 'consume', targets: [target] });
              assert.isBelow(millis, Date.parse(before.expiresAt) - Date.parse(after()));
            }
            assert.isAtMost(current.code?.wrong ?? 0, 4, 'a code with five wrong entries is gone');
          }
          assert.isAtMost(consumed, 1);
        },
      ),
      run,
    );
    assert.includeMembers([...reached], ['ISSUED', 'PASSED', 'CONSUMED', 'EXPIRED', 'VOID']);
  });
});
