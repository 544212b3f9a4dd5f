import { assert } from 'chai';
import { decideContract, type Actor, type Contract, type ContractEvent } from '@cinnabar/core/contract';
import {
  accepted,
  context,
  digest,
  draft,
  guangdong,
  guangzhou,
  initiate,
  manager,
  otherDigest,
  played,
  refusal,
  residence,
  rulesOf,
  signs,
  stateOf,
  stranger,
  throughSecondGate,
  toSecondGate,
  toSigningPage,
  worker,
  type Act,
} from './support.ts';

const confirming = played(draft(guangdong), guangdong, initiate);
const onPage = played(confirming, guangdong, ...toSigningPage);
const atGate = played(onPage, guangdong, ...toSecondGate);
const negotiate: Act = [worker, { type: 'negotiate', message: '工资有误' }];
const terminate: Act = [worker, { type: 'terminate', reason: '另有安排' }];

function refused(contract: Contract, event: ContractEvent, actor: Actor = worker, rules = guangdong): string {
  return refusal(decideContract(contract, event, context(actor, rules)));
}

function step(contract: Contract): string | undefined {
  return contract.steps?.state;
}

describe('confirming', () => {
  it('[GD-03] asks the worker to read to the end and confirm, then goes on to the addresses', () => {
    assert.deepEqual([confirming.state, step(confirming)], ['PENDING_CONFIRM', 'TO_CONFIRM']);
    assert.equal(refused(confirming, { type: 'confirm', readToEnd: false }), 'READING_REQUIRED');
    const confirmed = played(confirming, guangdong, [worker, { type: 'confirm', readToEnd: true }]);
    assert.deepEqual([confirmed.state, step(confirmed)], ['SIGNING', 'ADDR']);
    assert.equal(refused(confirming, { type: 'confirm', readToEnd: true }, stranger), 'NOT_PERMITTED');
    assert.equal(refused(confirming, { type: 'confirm', readToEnd: true }, manager), 'NOT_PERMITTED');
  });

  it('[GD-03] demands the reading only where the flow does', () => {
    const rules = rulesOf('guangdong', { profile: { forcedReading: false } });
    const contract = played(draft(rules), rules, initiate, [worker, { type: 'confirm', readToEnd: false }]);
    assert.equal(contract.state, 'SIGNING');
  });

  it('[GD-03] has nothing to confirm in Guangzhou', () => {
    const sent = played(draft(guangzhou), guangzhou, initiate);
    assert.equal(refused(sent, { type: 'confirm', readToEnd: true }, worker, guangzhou), 'NOT_IN_FLOW');
    assert.equal(refused(sent, negotiate[1], worker, guangzhou), 'NOT_IN_FLOW');
    assert.equal(refused(sent, { type: 'enter' }, worker, guangzhou), 'NOT_IN_FLOW');
  });
});

describe('negotiating', () => {
  it('[GD-04] needs words, and keeps the thread', () => {
    for (const nothing of [' \n', '\u3164', '\u200b\u2800', '\ufe0f']) {
      assert.equal(refused(confirming, { type: 'negotiate', message: nothing }), 'MESSAGE_REQUIRED', nothing);
    }
    played(confirming, guangdong, [worker, { type: 'negotiate', message: '谢谢❤\ufe0f' }]);
    assert.equal(refused(confirming, { type: 'negotiate', message: '𠮷'.repeat(501) }), 'MESSAGE_TOO_LONG');
    played(confirming, guangdong, [worker, { type: 'negotiate', message: '𠮷'.repeat(500) }]);
    assert.equal(refused(confirming, { type: 'negotiate', message: 'a\u202Eb' }), 'MESSAGE_CHARACTER');
    const thread = played(
      confirming,
      guangdong,
      negotiate,
      [worker, { type: 'negotiate', message: ' 一\n二 ' }],
      [manager, { type: 'reply', message: '已核对无误' }],
    );
    assert.deepEqual(
      thread.messages.map(({ from, text }) => [from, text]),
      [
        ['worker', '工资有误'],
        ['worker', '一\n二'],
        ['employer', '已核对无误'],
      ],
    );
    assert.equal(thread.state, 'PENDING_CONFIRM');
  });

  it('[GD-04] leaves the worker free to confirm or terminate', () => {
    const asked = played(confirming, guangdong, negotiate);
    assert.equal(asked.state, 'NEGOTIATING');
    assert.equal(played(asked, guangdong, [worker, { type: 'confirm', readToEnd: true }]).state, 'SIGNING');
    assert.equal(played(asked, guangdong, terminate).state, 'TERMINATED');
  });

  it('[D6] never edits a frozen text: the employer explains or recalls', () => {
    const asked = played(confirming, guangdong, negotiate);
    assert.equal(refused(asked, initiate[1], manager), 'TRANSITION_NOT_ALLOWED');
    assert.equal(played(asked, guangdong, [manager, { type: 'recall' }]).state, 'RECALLED');
    assert.deepEqual(played(asked, guangdong, [manager, { type: 'reply', message: '是' }]).files, confirming.files);
  });

  it('[A20.1] from within signing voids what the company signed, and everybody begins anew', () => {
    const rules = rulesOf('guangdong', { profile: { order: 'parallel' } });
    const signed = played(
      draft(rules),
      rules,
      initiate,
      [worker, { type: 'confirm', readToEnd: true }],
      ...signs('employer'),
    );
    const asked = played(signed, rules, negotiate);
    assert.deepEqual([stateOf(asked, 'employer'), asked.voided.length], ['VOID', 1]);
    const again = played(asked, rules, [worker, { type: 'confirm', readToEnd: true }]);
    assert.deepEqual([stateOf(again, 'employer'), stateOf(again, 'worker'), again.round], ['PENDING', 'PENDING', 2]);
    const resigned = signs('employer').map(([actor, event]): Act => [
      actor,
      event.type === 'intent-passed' ? { ...event, proof: { ...event.proof, id: 'again' } } : event,
    ]);
    assert.deepEqual(
      played(again, rules, ...resigned, negotiate).voided.map(({ round, proof }) => [round, proof]),
      [
        [1, 'proof-employer'],
        [2, 'again'],
      ],
      'the evidence of every round is kept',
    );
    const replay = [...signs('employer')].slice(0, 3);
    const ready = played(again, rules, ...replay);
    const [, passed] = signs('employer')[3]!;
    assert.equal(refused(ready, passed, manager, rules), 'PROOF_USED', 'the old proof does not count again');
  });

  it('[A20.2b] is over once the addresses are given', () => {
    const ready = played(confirming, guangdong, ...toSigningPage.slice(0, 2));
    assert.equal(refused(ready, negotiate[1]), 'TRANSITION_NOT_ALLOWED');
  });
});

describe('addresses', () => {
  const confirmed = played(confirming, guangdong, toSigningPage[0]!);

  it('[GD-05] are both required, and stay in the contract only', () => {
    for (const wrong of [
      { ...residence, habitual: { ...residence.habitual, division: '' } },
      { ...residence, habitual: { ...residence.habitual, divisionName: ' ' } },
      { ...residence, habitual: { ...residence.habitual, divisionName: '省'.repeat(101) } },
      { ...residence, habitual: { ...residence.habitual, divisionName: '广东\u202e省' } },
      { ...residence, habitual: { ...residence.habitual, detail: ' ' } },
      { ...residence, registered: { ...residence.registered, division: '44010' } },
    ]) {
      assert.equal(refused(confirmed, { type: 'submit-addresses', residence: wrong }), 'ADDRESS_REQUIRED');
    }
    const withDetail = (detail: string): ContractEvent => ({
      type: 'submit-addresses',
      residence: { ...residence, registered: { ...residence.registered, detail } },
    });
    assert.equal(refused(confirmed, withDetail('𠮷'.repeat(101))), 'MESSAGE_TOO_LONG');
    assert.equal(refused(confirmed, withDetail('1号\n2号')), 'MESSAGE_CHARACTER', 'one line');
    assert.equal(step(played(confirmed, guangdong, [worker, withDetail('𠮷'.repeat(100))])), 'READY');
    const decided = accepted(
      decideContract(confirmed, { type: 'submit-addresses', residence }, context(worker, guangdong)),
    );
    assert.deepEqual([decided.next.residence, step(decided.next)], [residence, 'READY']);
    assert.notInclude(JSON.stringify(decided.events), '天河路');
  });

  it('[A20.2b] can be edited until signing begins', () => {
    const ready = played(confirmed, guangdong, toSigningPage[1]!, [
      worker,
      {
        type: 'submit-addresses',
        residence: {
          ...residence,
          habitual: { division: '440305', divisionName: '广东省深圳市南山区', detail: '深南路' },
        },
      },
    ]);
    assert.equal(ready.residence?.habitual.division, '440305');
  });

  it('[GD-05] are skipped where the flow does not collect them', () => {
    const rules = rulesOf('guangdong', { profile: { collectResidence: false } });
    assert.equal(step(played(draft(rules), rules, initiate, toSigningPage[0]!)), 'READY');
  });
});

describe('gates', () => {
  const gate = played(confirming, guangdong, ...toSigningPage.slice(0, 3));

  it('[GD-06] the first one opens the signing page, and leads back when it fails', () => {
    assert.equal(step(gate), 'GATE1');
    assert.equal(refused(gate, { type: 'open', signer: 'worker' }), 'STEP_FIRST');
    assert.equal(step(played(gate, guangdong, [worker, { type: 'gate1-failed' }])), 'READY');
    assert.equal(step(onPage), 'SIGN_PAGE');
  });

  it('[D1] wait for the company where it signs first', () => {
    const base = draft(guangdong);
    const signers = base.signers.map((each) => ({ ...each, position: each.party === 'employer' ? 1 : 2 }));
    const ready = played({ ...base, signers }, guangdong, initiate, ...toSigningPage.slice(0, 2));
    assert.equal(refused(ready, { type: 'enter' }), 'NOT_YET_TURN');
    const turned = played(ready, guangdong, ...signs('employer'));
    assert.equal(step(played(turned, guangdong, [worker, { type: 'enter' }])), 'GATE1');
  });

  it('[GD-08] let a message stand in for the face, which is never the only way', () => {
    const bySms = { type: 'gate1-passed', proof: { id: 'g', method: 'sms' } } as const;
    assert.equal(step(played(gate, guangdong, [worker, bySms])), 'SIGN_PAGE');
    const second = { type: 'gate2-passed', proof: { id: 'h', method: 'sms', digest } } as const;
    assert.equal(step(played(atGate, guangdong, [worker, second])), 'COMMIT_READY');
  });

  it('[GD-06, GD-08] are skipped, or without face, where the flow wants that', () => {
    const open = rulesOf('guangdong', { profile: { faceGateOnEnter: false } });
    assert.equal(step(played(draft(open), open, initiate, ...toSigningPage.slice(0, 3))), 'SIGN_PAGE');
    const plain = rulesOf('guangdong', { profile: { faceGateOnCommit: false, intentMethods: ['sms'] } });
    const there = played(draft(plain), plain, initiate, ...toSigningPage, ...toSecondGate);
    const byFace = { type: 'gate2-passed', proof: { id: 'h', method: 'face', digest } } as const;
    assert.equal(refused(there, byFace, worker, plain), 'PROOF_METHOD');
  });

  it('[GOV-10] come after the agreement to the electronic form', () => {
    const asked = played(onPage, guangdong, ...toSecondGate.slice(0, 3));
    assert.equal(refused(asked, { type: 'commit', digest }), 'FORM_CONSENT');
    assert.equal(atGate.electronicForm?.version, '1');
  });

  it('[WIL-07] take no proof twice', () => {
    const replay = { type: 'gate2-passed', proof: { id: 'gate-1', method: 'face', digest } } as const;
    assert.equal(refused(atGate, replay), 'PROOF_USED');
  });

  it('[WIL-06, GD-08] the second one is about what was submitted, and leads back when it is denied', () => {
    const foreign = { type: 'gate2-passed', proof: { id: 'h', method: 'face', digest: otherDigest } } as const;
    assert.equal(refused(atGate, foreign), 'PROOF_DIGEST');
    const denied = played(atGate, guangdong, [worker, { type: 'gate2-failed' }]);
    assert.deepEqual([step(denied), stateOf(denied, 'worker')], ['POPUP', 'PLACED']);
  });
});

describe('the signing page', () => {
  it('[GD-07, GD-11] asks once more, and nothing happens on cancel', () => {
    const marked = played(onPage, guangdong, ...toSecondGate.slice(0, 2));
    const asked = played(marked, guangdong, [worker, { type: 'confirm-signing' }]);
    assert.equal(step(asked), 'POPUP');
    assert.equal(asked.signers[0]?.marks?.[0]?.asset, 'm1', 'the mark to be used is there to be shown');
    const back = played(asked, guangdong, [worker, { type: 'cancel' }]);
    assert.deepEqual([step(back), back.signers], ['SIGN_PAGE', marked.signers]);
    assert.equal(refused(onPage, { type: 'confirm-signing' }), 'SIGN_INCOMPLETE', 'not without a mark');
  });

  it('[GD-08] signs with the last 确定签署, not before', () => {
    const passed = played(atGate, guangdong, throughSecondGate[0]!);
    assert.deepEqual([step(passed), stateOf(passed, 'worker')], ['COMMIT_READY', 'INTENT']);
    assert.equal(refused(passed, { type: 'commit', digest: otherDigest }), 'PROOF_DIGEST');
    const signed = played(passed, guangdong, throughSecondGate[1]!);
    assert.deepEqual([step(signed), stateOf(signed, 'worker')], ['SIGNED', 'SIGNED']);
    assert.equal(signed.signers[0]?.signature?.proof, 'gate-2');
    assert.equal(stateOf(signed, 'employer'), 'PENDING', 'then the company');
    assert.equal(played(signed, guangdong, ...signs('employer')).state, 'COMPLETED');
  });

  it('[A20.2b, WIL-07] throws the proof away when the worker cancels after the gate', () => {
    const passed = played(atGate, guangdong, throughSecondGate[0]!);
    const back = played(passed, guangdong, [worker, { type: 'cancel' }]);
    assert.deepEqual([step(back), stateOf(back, 'worker'), back.steps?.proof], ['SIGN_PAGE', 'PLACED', undefined]);
    const gateAgain = played(back, guangdong, ...toSecondGate.slice(2));
    assert.equal(refused(gateAgain, throughSecondGate[0]![1]), 'PROOF_USED');
  });

  it('[A20.2b] cannot be gone round: submitting and proving are steps', () => {
    const marked = played(onPage, guangdong, ...toSecondGate.slice(0, 2));
    assert.equal(refused(marked, { type: 'submit', signer: 'worker', digest }), 'STEP_FIRST');
    const proof = { id: 'p', method: 'sms', digest } as const;
    assert.equal(refused(atGate, { type: 'intent-passed', signer: 'worker', proof }), 'STEP_FIRST');
  });
});

describe('the worker’s way', () => {
  it('[A20.1, D3] ends with the contract, where the worker may refuse as well', () => {
    const rules = rulesOf('guangdong', { profile: { allowRefuse: true } });
    const refuse: Act = [worker, { type: 'refuse', signer: 'worker', reason: '条款不符' }];
    const begun = played(draft(rules), rules, initiate, ...toSigningPage.slice(0, 2), refuse);
    assert.deepEqual([begun.state, step(begun)], ['REJECTED', 'READY']);
    for (const event of [{ type: 'enter' }, { type: 'submit-addresses', residence }] as const) {
      assert.equal(refused(begun, event, worker, rules), 'TRANSITION_NOT_ALLOWED', event.type);
    }
    const decided = decideContract(begun, { type: 'enter' }, context(worker, rules));
    if (!decided.accepted) assert.equal(decided.refusal.message['zh-Hans'], '当前状态为“已拒签”，不能签订');
  });
});

describe('terminating', () => {
  it('[GD-12] is possible until the pop-up, with a reason, and for good', () => {
    const places = [0, 1, 2, 3, 4].map((count) => played(confirming, guangdong, ...toSigningPage.slice(0, count)));
    for (const contract of places) assert.equal(played(contract, guangdong, terminate).state, 'TERMINATED');
    assert.equal(refused(confirming, { type: 'terminate', reason: '' }), 'MESSAGE_REQUIRED');
    assert.equal(refused(atGate, terminate[1]), 'TRANSITION_NOT_ALLOWED');
    const ended = played(confirming, guangdong, terminate);
    assert.equal(ended.reason, '另有安排');
    assert.equal(refused(ended, { type: 'confirm', readToEnd: true }), 'TRANSITION_NOT_ALLOWED');
  });

  it('[GD-12, N-10] is never possible once the worker has signed', () => {
    const signed = played(atGate, guangdong, ...throughSecondGate);
    assert.equal(refused(signed, terminate[1]), 'TRANSITION_NOT_ALLOWED');
    const done = played(signed, guangdong, ...signs('employer'));
    assert.equal(refused(done, terminate[1]), 'CONTRACT_DONE');
  });
});
