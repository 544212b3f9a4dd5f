import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  createHandOff,
  decideHandOff,
  drawingWays,
  handOffMachine,
  type HandOff,
  type HandOffEvent,
} from '@cinnabar/core/contract';
import { thrownBy } from '../support/throws.ts';
import { after, digest, guangzhou, otherDigest, stranger, worker } from './support.ts';
import { asSystem, assertStep, labelsOf, no, ok, run, secret, secretContext, tableOf } from './machine-support.ts';

const request = { id: 'ho-1', person: 'worker-1', contract: 'ct-1', signer: 'worker', session: 'pc-1' };
const token = secret(1);
const device = secret(2);
/** The phone has no login of its own. */
const phone = (now?: string) => secretContext({ ref: 'nobody', role: 'worker' }, now);
const pc = (now?: string) => secretContext(worker, now);

const waiting = () => ok(createHandOff(request, token, pc())).next;
const opened = () => ok(decideHandOff(waiting(), { type: 'open', token, device }, phone())).next;
const drawn = () => ok(decideHandOff(opened(), { type: 'draw', device, asset: 'ink-1', digest }, phone())).next;

describe('handwriting on a phone', () => {
  it('[A20.8, WPC-03] has the catalogue’s states', () => {
    assert.deepEqual(tableOf(handOffMachine), [
      'WAITING open→SCANNED expire→EXPIRED',
      'SCANNED open→SCANNED draw→DRAWN expire→EXPIRED',
      'DRAWN open→DRAWN draw→DRAWN redraw→SCANNED confirm→CONFIRMED expire→EXPIRED',
      'CONFIRMED',
      'EXPIRED',
    ]);
    assert.deepEqual(labelsOf(handOffMachine), ['待扫码', '已扫码', '已手写', '已确认', '已过期']);
  });

  it('[WPC-03, D8] is the way at a PC, unless the flow lets people draw there', () => {
    assert.deepEqual(drawingWays(guangzhou.profile, 'pc'), ['by-phone']);
    assert.deepEqual(drawingWays(guangzhou.profile, 'phone'), ['here']);
    assert.deepEqual(drawingWays({ allowLocalDraw: true }, 'pc'), ['by-phone', 'here']);
  });

  it('[WPC-03] goes from QR code to phone to PC', () => {
    const confirmed = ok(decideHandOff(drawn(), { type: 'confirm', session: 'pc-1', digest }, pc())).next;
    assert.deepInclude(confirmed, { state: 'CONFIRMED', drawing: { asset: 'ink-1', digest } });
    assert.equal(no(decideHandOff(confirmed, { type: 'open', token, device }, phone())), 'TRANSITION_NOT_ALLOWED');
  });

  it('[WPC-03] keeps neither token nor the phone’s secret', async () => {
    const kept = JSON.stringify(drawn());
    assert.notInclude(kept, token);
    assert.notInclude(kept, device);
    assert.equal((await thrownBy(() => createHandOff(request, '1', pc()))).code, 'SECRET_WEAK');
    assert.equal(
      (await thrownBy(() => decideHandOff(waiting(), { type: 'open', token, device: '' }, phone()))).code,
      'SECRET_WEAK',
    );
  });

  it('[WPC-03] refuses other tokens, a second phone, and other people’s PCs', () => {
    assert.equal(no(createHandOff(request, token, secretContext(stranger))), 'NOT_PERMITTED');
    assert.equal(no(decideHandOff(waiting(), { type: 'open', token: secret(9), device }, phone())), 'HANDOFF_TOKEN');
    assert.equal(no(decideHandOff(opened(), { type: 'open', token, device: secret(3) }, phone())), 'HANDOFF_TAKEN');
    const same = opened();
    assert.strictEqual(ok(decideHandOff(same, { type: 'open', token, device }, phone())).next, same);
    const foreign = { type: 'draw', device: secret(3), asset: 'x', digest } as const;
    assert.equal(no(decideHandOff(opened(), foreign, phone())), 'NOT_PERMITTED');
    assert.equal(no(decideHandOff(drawn(), { type: 'confirm', session: 'pc-2', digest }, pc())), 'NOT_PERMITTED');
    assert.equal(
      no(decideHandOff(drawn(), { type: 'confirm', session: 'pc-1', digest }, secretContext(stranger))),
      'NOT_PERMITTED',
    );
  });

  it('[WPC-03] can be drawn again until the PC accepts the drawing it shows', () => {
    const second = ok(
      decideHandOff(drawn(), { type: 'draw', device, asset: 'ink-2', digest: otherDigest }, phone()),
    ).next;
    assert.deepInclude(second, { state: 'DRAWN', drawings: 2, drawing: { asset: 'ink-2', digest: otherDigest } });
    assert.equal(no(decideHandOff(second, { type: 'confirm', session: 'pc-1', digest }, pc())), 'HANDOFF_DRAWING');
    for (const wish of [{ device }, { session: 'pc-1' }]) {
      const again = ok(decideHandOff(second, { type: 'redraw', ...wish }, pc())).next;
      assert.equal(again.state, 'SCANNED');
      assert.isUndefined(again.drawing);
    }
    assert.equal(no(decideHandOff(second, { type: 'redraw' }, pc())), 'NOT_PERMITTED');
  });

  it('[LIM-18, WPC-03] is good for five minutes', () => {
    const late = after({ minutes: 5 });
    assert.equal(no(decideHandOff(waiting(), { type: 'open', token, device }, phone(late))), 'HANDOFF_EXPIRED');
    assert.equal(no(decideHandOff(drawn(), { type: 'confirm', session: 'pc-1', digest }, pc(late))), 'HANDOFF_EXPIRED');
    assert.equal(
      ok(decideHandOff(waiting(), { type: 'open', token, device }, phone(after({ minutes: 5, millis: -1 })))).next
        .state,
      'SCANNED',
    );
    assert.equal(no(decideHandOff(drawn(), { type: 'expire' }, asSystem())), 'HANDOFF_NOT_EXPIRED');
    assert.equal(no(decideHandOff(drawn(), { type: 'expire' }, phone(late))), 'NOT_PERMITTED');
    const expired = ok(decideHandOff(drawn(), { type: 'expire' }, asSystem(late))).next;
    assert.equal(expired.state, 'EXPIRED');
    assert.isUndefined(expired.drawing);
  });

  it('[A20.8, WPC-03] holds all this in any order, for one phone only', () => {
    const any: fc.Arbitrary<HandOffEvent> = fc.oneof(
      fc.record({
        type: fc.constant('open' as const),
        token: fc.constantFrom(token, secret(9)),
        device: fc.constantFrom(device, secret(3)),
      }),
      fc.record({ type: fc.constant('open' as const), token: fc.constant(token), device: fc.constant(device) }),
      fc.record({
        type: fc.constant('draw' as const),
        device: fc.constantFrom(device, secret(3)),
        asset: fc.constant('ink'),
        digest: fc.constantFrom(digest, otherDigest),
      }),
      fc.record({ type: fc.constant('redraw' as const), device: fc.constantFrom(device, secret(3)) }),
      fc.record({
        type: fc.constant('confirm' as const),
        session: fc.constantFrom('pc-1', 'pc-2'),
        digest: fc.constantFrom(digest, otherDigest),
      }),
      fc.constant({ type: 'expire' as const }),
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.constantFrom(0, 0, 10, 90)), { maxLength: 20 }), (steps) => {
        let current: HandOff = waiting();
        let millis = 0;
        const phones = new Set<string>();
        for (const [event, wait] of steps) {
          millis += wait * 1000;
          const now = after({ millis });
          const at = event.type === 'expire' ? asSystem(now) : event.type === 'confirm' ? pc(now) : phone(now);
          const before = current;
          const decision = decideHandOff(before, event, at);
          current = assertStep(handOffMachine, before, event.type, decision, (expectedVersion) =>
            decideHandOff(before, event, { ...at, expectedVersion }),
          );
          if (decision.accepted && 'device' in event) phones.add(event.device ?? '');
          if (decision.accepted && event.type !== 'expire') assert.isBelow(millis, 5 * 60_000);
          reached.add(current.state);
        }
        assert.isAtMost(phones.size, 1);
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(handOffMachine.states));
  });
});
