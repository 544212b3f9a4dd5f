import { assert } from 'chai';
import {
  decideContract,
  decideReinitiation,
  urgeProblem,
  type Contract,
  type ContractRefusal,
  type Reinitiation,
  type SinceThen,
  type PlatformRules,
} from '@cinnabar/core/contract';
import type { Problem } from '@cinnabar/core/language';
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
  refusal,
  rival,
  rulesOf,
  signs,
  stateOf,
  system,
  worker,
  type Act,
} from './support.ts';

const sent = played(draft(guangzhou), guangzhou, initiate);
const urgeWorker = { type: 'urge', signer: 'worker' } as const;

function tryUrge(contract: Contract, now: string, rules: PlatformRules = guangzhou) {
  return decideContract(contract, urgeWorker, context(manager, rules, now));
}

function problemOf(contract: Contract, now: string, rules = guangzhou): Problem<ContractRefusal> {
  const decided = tryUrge(contract, now, rules);
  if (decided.accepted) assert.fail('accepted');
  return decided.refusal;
}

describe('urging', () => {
  it('[URG-02, MSG-01] is possible from six hours after initiation on, the boundary included', () => {
    const early = problemOf(sent, after({ hours: 6, millis: -1 }));
    assert.equal(early.code, 'URGE_TOO_EARLY');
    assert.equal(early.message['zh-Hans'], '发起签署满6小时后方可催签，还需等待 1分钟');
    assert.equal(early.values?.waitSeconds, 1);
    assert.include(problemOf(sent, after({ hours: 1, minutes: 15 })).message['zh-Hans'], '还需等待 4小时45分钟');
    assert.isTrue(tryUrge(sent, after({ hours: 6 })).accepted);
  });

  it('[URG-03, MSG-02] comes again after thirty minutes, the boundary included', () => {
    const urged = accepted(tryUrge(sent, after({ hours: 7 }))).next;
    const often = problemOf(urged, after({ hours: 7, minutes: 29 }));
    assert.equal(often.code, 'URGE_TOO_OFTEN');
    assert.equal(often.message['zh-Hans'], '两次催签间隔不得少于30分钟，请 1分钟 后再试');
    assert.equal(often.values?.waitSeconds, 60);
    assert.equal(problemOf(urged, after({ hours: 7, minutes: 30, millis: -1 })).code, 'URGE_TOO_OFTEN');
    assert.isTrue(tryUrge(urged, after({ hours: 7, minutes: 30 })).accepted);
  });

  it('[URG-03] sends one message for two clicks at once', () => {
    const now = after({ hours: 7 });
    const first = accepted(decideContract(sent, urgeWorker, context(manager, guangzhou, now, sent.version)));
    const second = decideContract(first.next, urgeWorker, context(manager, guangzhou, now, sent.version));
    assert.equal(refusal(second), 'VERSION_CONFLICT');
    assert.equal(refusal(tryUrge(first.next, now)), 'URGE_TOO_OFTEN', 'nor without a version');
  });

  it('[URG-01, MSG-03] is only for contracts in signing that wait for somebody else', () => {
    const now = after({ hours: 7 });
    const state = (contract: Contract, signer = 'worker') =>
      refusal(decideContract(contract, { type: 'urge', signer }, context(manager, guangzhou, now)));
    assert.equal(state(played(sent, guangzhou, ...signs('worker'))), 'URGE_STATE', 'signed meanwhile');
    assert.equal(state(played(sent, guangzhou, [manager, { type: 'recall' }])), 'URGE_STATE', 'recalled meanwhile');
    assert.equal(state(draft(guangzhou)), 'URGE_STATE');
    assert.equal(state(sent, 'employer'), 'URGE_STATE', 'oneself');
    assert.equal(state(sent, 'nobody'), 'URGE_STATE');
    assert.equal(problemOf(draft(guangzhou), now).message['zh-Hans'], '仅“签署中”且待他人签署的合同可催签');
    const confirming = played(draft(guangdong), guangdong, initiate);
    assert.equal(problemOf(confirming, now, guangdong).code, 'URGE_STATE');
  });

  it('[URG-04] does not count what could not be delivered', () => {
    const now = after({ hours: 7 });
    const urged = accepted(tryUrge(sent, now)).next;
    const failed = played(urged, guangzhou, [system, { type: 'urge-undelivered', urge: '1' }, now]);
    assert.isTrue(tryUrge(failed, now).accepted);
    const twice = decideContract(failed, { type: 'urge-undelivered', urge: '1' }, context(system, guangzhou, now));
    assert.equal(refusal(twice), 'URGE_UNKNOWN');
  });

  it('[URG-04] keeps quiet at night where the platform says so', () => {
    const quiet = rulesOf('guangzhou', { urge: { quietHours: { from: 22 * 60, until: 7 * 60 } } });
    // Initiated at 9 in the morning in Shanghai.
    assert.isTrue(tryUrge(sent, after({ hours: 13, millis: -1 }), quiet).accepted, '21:59');
    const night = problemOf(sent, after({ hours: 13 }), quiet);
    assert.equal(night.code, 'URGE_QUIET');
    assert.equal(night.values?.waitSeconds, 9 * 3600);
    assert.equal(problemOf(sent, after({ hours: 21, minutes: 59 }), quiet).values?.waitSeconds, 60);
    assert.isTrue(tryUrge(sent, after({ hours: 22 }), quiet).accepted, '7:00');
  });

  it('[URG-02] tells a button the wait before it is pressed', () => {
    assert.equal(
      urgeProblem(sent, 'worker', { now: after({ hours: 5 }), rules: guangzhou })?.values?.waitSeconds,
      3600,
    );
    assert.isUndefined(urgeProblem(sent, 'worker', { now: after({ hours: 6 }), rules: guangzhou }));
    const late = urgeProblem(sent, 'worker', { now: after({ days: 30 }), rules: guangzhou });
    assert.equal(late?.code, 'CONTRACT_EXPIRED', 'though the clock has not said so yet');
  });

  it('[URG-01, N-06] sends the worker a message whose link opens the signing page', () => {
    const { notices, next } = accepted(tryUrge(sent, after({ hours: 6 })));
    assert.deepEqual(
      notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [['N-06', 'worker-1', 'sms']],
    );
    assert.include(notices[0]?.text.en, '{link}');
    assert.deepEqual(next.urges, [{ id: '1', signer: 'worker', at: after({ hours: 6 }), state: 'sent' }]);
  });
});

describe('recalling', () => {
  const recall: Act = [manager, { type: 'recall', reason: '工资有误' }];

  it('[RCL-01, D7] takes a contract in signing back and voids what was signed', () => {
    const half = played(sent, guangzhou, ...signs('worker'));
    const recalled = played(half, guangzhou, recall);
    assert.deepEqual([recalled.state, recalled.reason], ['RECALLED', '工资有误']);
    assert.deepEqual([stateOf(recalled, 'worker'), stateOf(recalled, 'employer')], ['VOID', 'VOID']);
    assert.deepEqual(
      recalled.voided.map(({ signer, proof, round }) => [signer, proof, round]),
      [['worker', 'proof-worker', 1]],
    );
  });

  it('[RCL-01, MSG-04] is not for completed or ended contracts', () => {
    const done = played(sent, guangzhou, ...signs('worker'), ...signs('employer'));
    const decided = decideContract(done, recall[1], context(manager, guangzhou));
    assert.equal(refusal(decided), 'RECALL_STATE');
    if (!decided.accepted) assert.equal(decided.refusal.message['zh-Hans'], '仅“签署中”的合同可撤回');
    const recalled = played(sent, guangzhou, recall);
    assert.equal(refusal(decideContract(recalled, recall[1], context(manager, guangzhou))), 'RECALL_STATE');
  });

  it('[RCL-01] wins or loses against the last signature, never both', () => {
    const almost = played(sent, guangzhou, ...signs('worker'), ...signs('employer').slice(0, 3));
    const [, last] = signs('employer')[3]!;
    const seen = almost.version;
    const race = (contract: Contract, event: typeof last) =>
      decideContract(contract, event, context(manager, guangzhou, after({}), seen));
    const signed = accepted(race(almost, last)).next;
    assert.equal(refusal(race(signed, recall[1])), 'VERSION_CONFLICT');
    const recalled = accepted(race(almost, recall[1])).next;
    assert.equal(refusal(race(recalled, last)), 'VERSION_CONFLICT');
    assert.deepEqual([signed.state, recalled.state], ['COMPLETED', 'RECALLED']);
  });

  it('[LIM-03] reaches states before signing unless the rules forbid', () => {
    const confirming = played(draft(guangdong), guangdong, initiate);
    const strict = rulesOf('guangdong', { recall: { beforeSigning: false } });
    assert.equal(played(confirming, guangdong, recall).state, 'RECALLED');
    assert.equal(refusal(decideContract(confirming, recall[1], context(manager, strict))), 'RECALL_STATE');
    assert.isTrue(decideContract(sent, recall[1], context(manager, strict)).accepted, 'never for signing');
  });

  it('[RCL-05, MSG-13] tells who comes later', () => {
    const recalled = played(sent, guangzhou, recall);
    const decided = decideContract(recalled, { type: 'open', signer: 'worker' }, context(worker, guangzhou));
    assert.equal(refusal(decided), 'CONTRACT_RECALLED');
    if (!decided.accepted) assert.equal(decided.refusal.message['zh-Hans'], '合同已被撤回');
  });

  it('deletes a draft without telling anybody', () => {
    const { next, notices } = accepted(decideContract(draft(guangzhou), recall[1], context(manager, guangzhou)));
    assert.equal(next.state, 'DELETED');
    assert.isEmpty(notices);
  });
});

describe('initiating again', () => {
  const now = after({ days: 1 });
  const recalled = played(sent, guangzhou, ...signs('worker'), [manager, { type: 'recall', reason: '工资有误' }]);

  function again(contract: Contract, since: SinceThen = {}, actor = manager, expectedVersion?: number) {
    return decideReinitiation(contract, 'ct-2', since, context(actor, guangzhou, now, expectedVersion));
  }

  function made(contract: Contract, since: SinceThen = {}): Reinitiation {
    const decided = again(contract, since);
    if (!decided.accepted) assert.fail(decided.refusal.code);
    return decided.next;
  }

  it('[RCL-03] makes a new linked draft and leaves the old contract where it is', () => {
    const { original, draft: anew, toChoose } = made(recalled);
    assert.deepEqual([original.state, original.replacedBy], ['RECALLED', ['ct-2']]);
    assert.deepEqual([anew.id, anew.parentId, anew.state, anew.version], ['ct-2', 'ct-1', 'DRAFT', 0]);
    assert.deepEqual([anew.name, anew.source, anew.profile], [recalled.name, recalled.source, recalled.profile]);
    assert.isEmpty(toChoose);
  });

  it('[RCL-03, D7] takes nothing of the old course along', () => {
    const { draft: anew } = made(recalled);
    const { files, urges, messages, voided, proofs, initiatedAt, deadlineAt, reason } = anew;
    assert.deepEqual([files, urges, messages, voided, proofs], [[], [], [], [], []]);
    assert.deepEqual([initiatedAt, deadlineAt, reason], [undefined, undefined, undefined]);
    assert.isTrue(anew.signers.every(({ state, signature }) => state === 'WAITING_TURN' && signature === undefined));
  });

  it('[URG-05] restarts the clock of urges', () => {
    const resent = played(made(recalled).draft, guangzhou, [manager, initiate[1], now]);
    assert.equal(refusal(tryUrge(resent, after({ days: 1, hours: 6, millis: -1 }))), 'URGE_TOO_EARLY');
    assert.isTrue(tryUrge(resent, after({ days: 1, hours: 6 })).accepted);
  });

  it('[RCL-03] names what must be chosen anew: closed templates, a worker who left', () => {
    const { draft: anew, toChoose } = made(recalled, { closedTemplates: ['tpl-1'], workerLeft: true });
    assert.deepEqual(toChoose, ['templates', 'worker']);
    assert.isEmpty(anew.source.templates);
    assert.equal(refusal(decideContract(anew, initiate[1], context(manager, guangzhou, now))), 'INIT_INCOMPLETE');
  });

  it('[RCL-04] is possible after a failed initiation and after other ends, not before', () => {
    const failed = played(draft(guangzhou), guangzhou, [system, { type: 'initiate-failed', reason: 'FILE' }]);
    const expired = played(sent, guangzhou, [system, { type: 'deadline' }, after({ days: 30 })]);
    const rejected = played(sent, guangzhou, [worker, { type: 'refuse', signer: 'worker', reason: '不符' }]);
    for (const ended of [failed, expired, rejected]) assert.equal(made(ended).original.state, ended.state);
    const done = played(sent, guangzhou, ...signs('worker'), ...signs('employer'));
    for (const other of [draft(guangzhou), sent, done]) assert.isFalse(again(other).accepted, other.state);
    const at = (when: string) => decideReinitiation(sent, 'ct-2', {}, context(manager, guangzhou, when));
    const codeOf = (when: string) => {
      const decided = at(when);
      return decided.accepted ? '' : decided.refusal.code;
    };
    assert.equal(codeOf(after({ days: 30, millis: -1 })), 'TRANSITION_NOT_ALLOWED');
    assert.equal(codeOf(after({ days: 30 })), 'CONTRACT_EXPIRED', 'also before the clock has told');
  });

  it('[A1.4] is the employer’s, and happens once for two clicks at once', () => {
    for (const actor of [worker, rival]) assert.isFalse(again(recalled, {}, actor).accepted);
    const first = made(recalled).original;
    assert.isFalse(again(first, {}, manager, recalled.version).accepted);
  });

  it('[N-11, N-05] tells the worker when the new one is sent', () => {
    const { notices } = accepted(decideContract(made(recalled).draft, initiate[1], context(manager, guangzhou, now)));
    assert.deepEqual(
      notices.map(({ id, to }) => `${id} ${to}`),
      ['N-11 worker-1', 'N-05 worker-1'],
    );
  });
});
