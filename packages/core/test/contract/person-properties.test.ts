import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  codeText,
  decidePerson,
  personMachine,
  unverifiedPerson,
  type PersonEvent,
  type PersonInput,
  type PersonVerification,
} from '@cinnabar/core/contract';
import { after, stranger, system, worker } from './support.ts';
import { assertStep, keyedHash, ok, run, secret, secretContext } from './machine-support.ts';

const good: PersonInput = {
  documentType: 'resident-id',
  name: '张三',
  number: '11010519491231002X',
  mobile: '13800138000',
  card: '6200000000000005',
};
const consent = { agreement: '实名认证服务协议', version: '1', hash: 'c'.repeat(64) };
const source = { provider: 'local', assurance: 'simulated', trace: 't' } as const;
const attempt = fc.constantFrom('a-1', 'a-1', 'a-2');
const input = fc.constantFrom(good, good, { ...good, number: '1' });
const token = fc.constantFrom(secret(1), secret(1), secret(2));
const result = fc.constantFrom('mismatch' as const, 'card-status' as const);

const anyEvent: fc.Arbitrary<PersonEvent> = fc.oneof(
  fc.constantFrom<PersonEvent>(
    { type: 'consent', consent },
    { type: 'consent-method', data: 'bank', consent },
    { type: 'consent-method', data: 'face', consent },
    { type: 'choose', method: 'bank' },
    { type: 'choose', method: 'bank' },
    { type: 'choose', method: 'telecom' },
    { type: 'choose', method: 'face' },
  ),
  fc.record({ type: fc.constant('submit' as const), input, attempt, sent: fc.constant([]) }),
  fc.record({ type: fc.constant('submit' as const), input, attempt, sent: fc.constant([]) }),
  fc.record({
    type: fc.constant('factors-match' as const),
    attempt,
    source: fc.constant(source),
    seed: fc.constant(secret(9)),
  }),
  fc.record({ type: fc.constant('factors-mismatch' as const), attempt, result }),
  fc.record({
    type: fc.constant('limit' as const),
    attempt,
    period: fc.constantFrom('day' as const, 'minute' as const),
  }),
  fc.record({ type: fc.constant('enter-code' as const), code: fc.constantFrom('right', 'wrong') }),
  fc.record({
    type: fc.constant('show-qr' as const),
    input,
    token,
    provider: fc.constant('alipay'),
    session: fc.constant('s'),
  }),
  fc.record({ type: fc.constant('scanned' as const), token }),
  fc.record({ type: fc.constant('face-passed' as const), token, source: fc.constant(source) }),
  fc.record({ type: fc.constant('face-failed' as const), token, result }),
  fc.constantFrom<PersonEvent>(
    { type: 'resend', seed: secret(8), sent: [] },
    { type: 'qr-expired' },
    { type: 'unlock' },
    { type: 'change', what: 'name' },
  ),
);

/** Somebody who has agreed to everything. */
function consented(): PersonVerification {
  const events: PersonEvent[] = [
    { type: 'consent', consent },
    { type: 'consent-method', data: 'bank', consent },
    { type: 'consent-method', data: 'face', consent },
  ];
  return events.reduce(
    (current, event) => ok(decidePerson(current, event, secretContext(worker))).next,
    unverifiedPerson('ve-1', 'worker-1'),
  );
}

const systemEvents = [
  'factors-match',
  'factors-mismatch',
  'limit',
  'scanned',
  'face-passed',
  'face-failed',
  'qr-expired',
];
const step = fc.record({
  event: anyEvent,
  seconds: fc.constantFrom(0, 5, 20, 61, 400, 40_000),
  odd: fc.integer({ min: 0, max: 15 }),
});

describe('verification of people in any order', () => {
  it('[A20.6, KYC-02, KYC-16, LIM-09] goes by the table; no sequence asks more often than the limits allow', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 80, size: 'max' }), (ready, steps) => {
        let current = ready ? consented() : unverifiedPerson('ve-1', 'worker-1');
        let millis = 0;
        const asked: number[] = [];
        for (const { event: wish, seconds, odd } of steps) {
          millis += seconds * 1000;
          const event: PersonEvent =
            wish.type === 'enter-code' && wish.code === 'right' && current.code !== undefined
              ? { ...wish, code: codeText(current.code, keyedHash) }
              : wish;
          const actor = odd === 0 ? stranger : systemEvents.includes(event.type) ? system : worker;
          const at = secretContext(actor, after({ millis }));
          const before = current;
          const decision = decidePerson(before, event, at);
          if (odd === 0) assert.isFalse(decision.accepted);
          current = assertStep(personMachine, before, event.type, decision, (expectedVersion) =>
            decidePerson(before, event, { ...at, expectedVersion }),
          );
          reached.add(current.state);
          if (event.type === 'submit' && before.method === 'bank' && current !== before && current.state !== 'LOCKED') {
            asked.push(Date.parse(at.now));
          }
          if (current.state !== 'UNVERIFIED') assert.isDefined(current.consents.identity);
          if (current.method === 'bank') assert.isDefined(current.consents.bank);
          if (current.method === 'face') assert.isDefined(current.consents.face);
          if (current.state === 'VERIFIED') assert.isDefined(current.record);
          if (current.state === 'VERIFIED' && before.state !== 'VERIFIED') assert.isDefined(before.pending);
          assert.notInclude(JSON.stringify(current), good.number);
        }
        for (const instant of asked) {
          assert.isAtMost(asked.filter((other) => other <= instant && instant - other < 60_000).length, 2);
          const day = Math.floor((instant + 8 * 3_600_000) / 86_400_000);
          assert.isAtMost(asked.filter((other) => Math.floor((other + 8 * 3_600_000) / 86_400_000) === day).length, 3);
        }
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(personMachine.states));
  });
});
