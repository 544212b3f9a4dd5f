import { assert } from 'chai';
import { decideContract, type Contract, type PlatformRules } from '@cinnabar/core/contract';
import {
  accepted,
  after,
  context,
  draft,
  guangdong,
  guangzhou,
  initiate,
  manager,
  played,
  rulesOf,
  signs,
  system,
  throughSecondGate,
  toSecondGate,
  toSigningPage,
  worker,
  type Act,
} from './support.ts';

/** Row, addressee and channels of everything an act sends. */
function told(contract: Contract, rules: PlatformRules, [actor, event, now]: Act): string[] {
  const { notices } = accepted(decideContract(contract, event, context(actor, rules, now)));
  for (const { text } of notices) assert.include(text['zh-Hans'], '《劳动合同》');
  return notices.map(({ id, to, channels }) => [id, to, ...channels].join(' '));
}

const sent = played(draft(guangzhou), guangzhou, initiate);
const confirming = played(draft(guangdong), guangdong, initiate);

describe('messages of a contract', () => {
  it('[N-05, INI-16] ask the worker to sign, or to confirm', () => {
    assert.deepEqual(told(draft(guangzhou), guangzhou, initiate), ['N-05 worker-1 in-app sms']);
    const { notices } = accepted(decideContract(draft(guangdong), initiate[1], context(manager, guangdong)));
    assert.include(notices[0]?.text['zh-Hans'], '待确认');
    assert.include(notices[0]?.text['zh-Hans'], '2026-04-01 09:00:00');
  });

  it('[N-05] wait for the worker’s turn where the company signs first', () => {
    const rules = rulesOf('guangzhou', { profile: { order: 'sequential' } });
    const base = draft(rules);
    const signers = base.signers.map((each) => ({ ...each, position: each.party === 'employer' ? 1 : 2 }));
    assert.deepEqual(told({ ...base, signers }, rules, initiate), []);
    const started = played({ ...base, signers }, rules, initiate, ...signs('employer').slice(0, 3));
    assert.deepEqual(told(started, rules, signs('employer')[3]!), ['N-05 worker-1 in-app sms']);
  });

  it('[N-09] tell both sides of what is said in a negotiation, without its words', () => {
    const message: Act = [worker, { type: 'negotiate', message: '工资有误' }];
    const both = ['N-09 worker-1 in-app sms', 'N-09 co-1 in-app sms'];
    assert.deepEqual(told(confirming, guangdong, message), both);
    const asked = played(confirming, guangdong, message);
    assert.deepEqual(told(asked, guangdong, [manager, { type: 'reply', message: '无误' }]), both);
    const { notices, events } = accepted(decideContract(confirming, message[1], context(worker, guangdong)));
    assert.notInclude(JSON.stringify([notices, events]), '工资有误');
  });

  it('[N-10, GD-12] tell the employer that the worker terminated or refused', () => {
    const terminate: Act = [worker, { type: 'terminate', reason: '另有安排' }];
    assert.deepEqual(told(confirming, guangdong, terminate), ['N-10 co-1 in-app sms']);
    const refuse: Act = [worker, { type: 'refuse', signer: 'worker', reason: '条款不符' }];
    assert.deepEqual(told(sent, guangzhou, refuse), ['N-10 co-1 in-app sms']);
  });

  it('[N-11, RCL-01] tell the worker of a recall', () => {
    assert.deepEqual(told(sent, guangzhou, [manager, { type: 'recall' }]), ['N-11 worker-1 in-app sms']);
  });

  it('[N-12] tell both sides that the contract is concluded and how to keep it', () => {
    const almost = played(sent, guangzhou, ...signs('worker'), ...signs('employer').slice(0, 3));
    const last = signs('employer')[3]!;
    assert.deepEqual(told(almost, guangzhou, last), ['N-12 worker-1 sms email in-app', 'N-12 co-1 sms email in-app']);
    const { notices } = accepted(decideContract(almost, last[1], context(manager, guangzhou)));
    for (const word of ['查看', '下载', '打印', '免费', '{link}']) assert.include(notices[0]?.text['zh-Hans'], word);
  });

  it('[N-13] tell those who were waited for, and the initiator, that it expired', () => {
    const deadline: Act = [system, { type: 'deadline' }, after({ days: 30 })];
    const half = played(sent, guangzhou, ...signs('worker'));
    assert.deepEqual(told(half, guangzhou, deadline), ['N-13 co-1 in-app', 'N-13 agent-1 in-app']);
    assert.deepEqual(told(confirming, guangdong, deadline), ['N-13 worker-1 in-app', 'N-13 agent-1 in-app']);
  });

  it('[A22] are sent by nothing else', () => {
    const quiet: [Contract, PlatformRules, readonly Act[]][] = [
      [sent, guangzhou, [...signs('worker'), ...signs('employer').slice(0, 3)]],
      [sent, guangzhou, [...signs('employer'), ...signs('worker').slice(0, 3)]],
      [confirming, guangdong, [...toSigningPage, ...toSecondGate, ...throughSecondGate]],
      [draft(guangzhou), guangzhou, [[system, { type: 'initiate-failed', reason: 'FILE' }]]],
      [draft(guangzhou), guangzhou, [[manager, { type: 'recall' }]]],
    ];
    for (const [contract, rules, acts] of quiet) {
      let current = contract;
      for (const act of acts) {
        assert.deepEqual(told(current, rules, act), [], act[1].type);
        current = played(current, rules, act);
      }
    }
  });
});
