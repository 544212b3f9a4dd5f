import { assert } from 'chai';
import {
  decideContract,
  type Actor,
  type Contract,
  type ContractEvent,
  type GivenAgreement,
} from '@cinnabar/core/contract';
import { thrownBy } from '../support/throws.ts';
import {
  accepted,
  after,
  context,
  digest,
  draft,
  electronicForm,
  guangdong,
  guangzhou,
  initiate,
  manager,
  otherDigest,
  played,
  proof,
  refusal,
  rival,
  rulesOf,
  signs,
  start,
  stateOf,
  stranger,
  system,
  worker,
} from './support.ts';

const sent = played(draft(guangzhou), guangzhou, initiate);

function refused(contract: Contract, actor: Actor, event: ContractEvent, now?: string): string {
  return refusal(decideContract(contract, event, context(actor, guangzhou, now)));
}

describe('initiating a contract', () => {
  it('[INI-12] freezes the files and starts signing', () => {
    assert.equal(sent.state, 'SIGNING');
    assert.deepEqual(sent.files, [{ id: 'f1', digest }]);
    assert.equal(played(draft(guangdong), guangdong, initiate).state, 'PENDING_CONFIRM');
  });

  it('[D2, LIM-19] sets the deadline, up to the longest there is', () => {
    assert.equal(sent.deadlineAt, after({ days: 30 }));
    assert.equal(played(draft(guangzhou, { deadlineDays: 90 }), guangzhou, initiate).deadlineAt, after({ days: 90 }));
    for (const deadlineDays of [91, 0, 1.5]) {
      assert.equal(refused(draft(guangzhou, { deadlineDays }), manager, initiate[1]), 'DEADLINE_INVALID');
    }
  });

  it('[INI-12] validates once more what the wizard should have asked', () => {
    const whole = draft(guangzhou);
    assert.equal(refused({ ...whole, name: ' ' }, manager, initiate[1]), 'INIT_INCOMPLETE');
    assert.equal(refused({ ...whole, signers: whole.signers.slice(0, 1) }, manager, initiate[1]), 'INIT_INCOMPLETE');
    assert.equal(refused(whole, manager, { type: 'initiate', files: [] }), 'INIT_INCOMPLETE');
    assert.equal(refused(whole, manager, { type: 'initiate', files: [{ id: 'f', digest: 'x' }] }), 'INIT_INCOMPLETE');
  });

  it('[INI-12, D4, D5] wants parties and files that can be told apart', () => {
    const whole = draft(guangzhou);
    const twins = whole.signers.map((signer) => ({ ...signer, id: 'party' }));
    assert.equal(refused({ ...whole, signers: twins }, manager, initiate[1]), 'INIT_INCOMPLETE');
    const nowhere = whole.signers.map((signer) => ({ ...signer, position: NaN }));
    assert.equal(refused({ ...whole, signers: nowhere }, manager, initiate[1]), 'INIT_INCOMPLETE');
    const files = [
      { id: 'f1', digest },
      { id: 'f1', digest: otherDigest },
    ];
    assert.equal(refused(whole, manager, { type: 'initiate', files }), 'INIT_INCOMPLETE');
  });

  it('[KYC-03, GD-08] is never sent with face as the only way, or with none', () => {
    const whole = draft(guangzhou);
    for (const methods of [['face'], []] as const) {
      for (const key of ['gateMethods', 'intentMethods']) {
        const profile = { ...whole.profile, [key]: methods };
        assert.equal(refused({ ...whole, profile }, manager, initiate[1]), 'INIT_INCOMPLETE', key);
      }
    }
  });

  it('stores no time that is none', async () => {
    for (const now of ['yesterday', '2026-02-30T00:00:00Z', '']) {
      const bad = context(manager, guangzhou, now);
      const thrown = await thrownBy(() => decideContract(draft(guangzhou), { type: 'recall' }, bad));
      assert.equal(thrown.code, 'INSTANT_INVALID', now);
    }
  });

  it('[INI-03, MSG-09] refuses a template closed in the meantime', () => {
    const event = { type: 'initiate', files: [{ id: 'f1', digest }], closedTemplates: ['tpl-1'] } as const;
    const decided = decideContract(draft(guangzhou), event, context(manager, guangzhou));
    assert.equal(refusal(decided), 'TPL_CLOSED');
    if (!decided.accepted) assert.equal(decided.refusal.message['zh-Hans'], '模板已关闭，无法发起');
  });

  it('[INI-13] keeps what failed in the list, to be tried again', () => {
    const failed = played(draft(guangzhou), guangzhou, [system, { type: 'initiate-failed', reason: 'FILE' }]);
    assert.deepEqual([failed.state, failed.reason], ['INIT_FAILED', 'FILE']);
  });

  it('[INI-01, MSG-10] wants the company and the person verified', () => {
    for (const actor of [
      { ...manager, verified: false },
      { ...manager, companyVerified: false },
    ]) {
      assert.equal(refused(draft(guangzhou), actor, initiate[1]), 'KYC_REQUIRED');
    }
  });
});

describe('signing a contract', () => {
  it('[D1] lets everybody sign at once, or one after the other', () => {
    assert.deepEqual(
      sent.signers.map(({ state }) => state),
      ['PENDING', 'PENDING'],
    );
    const ordered = rulesOf('guangzhou', { profile: { order: 'sequential' } });
    const first = played(draft(ordered), ordered, initiate);
    assert.deepEqual([stateOf(first, 'worker'), stateOf(first, 'employer')], ['PENDING', 'WAITING_TURN']);
    const second = played(first, ordered, ...signs('worker'));
    assert.deepEqual([stateOf(second, 'worker'), stateOf(second, 'employer')], ['SIGNED', 'PENDING']);
    assert.equal(second.state, 'SIGNING');
    assert.equal(played(second, ordered, ...signs('employer')).state, 'COMPLETED');
  });

  it('[SGN-05, SGN-06, WH5-07, Z-05] counts a party as signed when the intent is proven, not when it submits', () => {
    const submitted = played(sent, guangzhou, ...signs('worker').slice(0, 3));
    assert.equal(stateOf(submitted, 'worker'), 'INTENT');
    const done = played(submitted, guangzhou, ...signs('worker').slice(3));
    assert.equal(stateOf(done, 'worker'), 'SIGNED');
    assert.deepEqual(done.signers[0]?.signature, { digest, proof: 'proof-worker', method: 'sms', at: after({}) });
  });

  it('[SGN-06] completes with the last signature, in whatever order they come', () => {
    for (const order of [
      ['worker', 'employer'],
      ['employer', 'worker'],
    ] as const) {
      const acts = order.flatMap((party) => [...signs(party, after({ hours: 2 }))]);
      const done = played(sent, guangzhou, ...acts);
      assert.deepEqual([done.state, done.completedAt], ['COMPLETED', after({ hours: 2 })]);
    }
  });

  it('[SGN-02, WH5-03] blocks submitting while something required is missing', () => {
    const opened = played(sent, guangzhou, ...signs('worker').slice(0, 1));
    const mark = { asset: 'm1', kind: 'hand-drawn', owner: 'worker-1' } as const;
    assert.equal(
      refused(opened, worker, { type: 'place', signer: 'worker', mark, missing: { f1: 1 } }),
      'SIGN_INCOMPLETE',
    );
    assert.equal(refused(opened, worker, { type: 'place', signer: 'worker', missing: { f1: 0 } }), 'SIGN_INCOMPLETE');
    assert.equal(
      refused(opened, worker, { type: 'submit', signer: 'worker', digest, electronicForm }),
      'SIGN_INCOMPLETE',
    );
  });

  it('[SGN-03] wants every file of the contract complete', () => {
    const files = [
      { id: 'f1', digest },
      { id: 'f2', digest: otherDigest },
    ];
    const opened = played(draft(guangzhou), guangzhou, [manager, { type: 'initiate', files }], signs('worker')[0]!);
    const mark = { asset: 'm1', kind: 'hand-drawn', owner: 'worker-1' } as const;
    const place = (missing: Readonly<Record<string, number>>) =>
      decideContract(opened, { type: 'place', signer: 'worker', mark, missing }, context(worker, guangzhou));
    assert.equal(refusal(place({ f1: 0, f2: 1 })), 'SIGN_INCOMPLETE');
    assert.equal(refusal(place({ f1: 0 })), 'SIGN_INCOMPLETE', 'not mentioned is not complete');
    assert.isTrue(place({ f1: 0, f2: 0 }).accepted);
  });

  it('[LIM-16, WH5-04, WH5-05] takes only own marks, drawn by hand in Guangzhou', () => {
    const opened = played(sent, guangzhou, ...signs('worker').slice(0, 1));
    const place = (mark: Extract<ContractEvent, { type: 'place' }>['mark']) =>
      refused(opened, worker, {
        type: 'place',
        signer: 'worker',
        missing: { f1: 0 },
        ...(mark === undefined ? {} : { mark }),
      });
    assert.equal(place({ asset: 'm', kind: 'one-tap', owner: 'worker-1' }), 'SIGN_MARK_KIND');
    assert.equal(place({ asset: 'm', kind: 'company-seal', owner: 'worker-1' }), 'SIGN_MARK_KIND');
    assert.equal(place({ asset: 'm', kind: 'hand-drawn', owner: 'worker-2' }), 'SIGN_MARK_FOREIGN');
  });

  it('[GD-09, GD-10] takes one-tap marks only where the choice is free', () => {
    const place = {
      type: 'place',
      signer: 'worker',
      mark: { asset: 'm', kind: 'one-tap', owner: 'worker-1' },
      missing: { f1: 0 },
    } as const;
    for (const [signatureMode, takes] of [
      ['free_choice', true],
      ['handwritten_required', false],
      ['hand_drawn_only', false],
    ] as const) {
      const rules = rulesOf('guangzhou', { profile: { signatureMode } });
      const opened = played(draft(rules), rules, initiate, ...signs('worker').slice(0, 1));
      assert.equal(decideContract(opened, place, context(worker, rules)).accepted, takes, signatureMode);
    }
  });

  it('[SGN-04, D13] seals with a seal of the company, by whom may, and asks for one only now', () => {
    const opened = played(sent, guangzhou, ...signs('employer').slice(0, 1));
    const place = (kind: 'company-seal' | 'legal-rep-seal' | 'hand-drawn', owner = 'co-1') =>
      ({ type: 'place', signer: 'employer', mark: { asset: 's1', kind, owner }, missing: { f1: 0 } }) as const;
    assert.equal(refused(opened, manager, { type: 'place', signer: 'employer', missing: { f1: 0 } }), 'SEAL_REQUIRED');
    assert.equal(refused(opened, manager, place('hand-drawn')), 'SIGN_MARK_KIND');
    assert.equal(refused(opened, manager, place('company-seal', 'co-2')), 'SIGN_MARK_FOREIGN');
    assert.equal(refused(opened, manager, place('legal-rep-seal')), 'SEAL_RIGHT');
    const representative: Actor = { ...manager, role: 'legal-rep' };
    assert.isTrue(decideContract(opened, place('legal-rep-seal'), context(representative, guangzhou)).accepted);
    assert.equal(refused(opened, representative, place('company-seal')), 'SEAL_RIGHT');
  });

  it('[SGN-04, SGN-05, A1.4] lets nobody sign with a seal that somebody else placed and they may not use', () => {
    const representative: Actor = { ...manager, ref: 'rep-1', role: 'legal-rep' };
    const placed = played(sent, guangzhou, ...signs('employer').slice(0, 2));
    assert.equal(refused(placed, representative, { type: 'submit', signer: 'employer', digest }), 'SEAL_RIGHT');
    const submitted = played(sent, guangzhou, ...signs('employer').slice(0, 3));
    assert.equal(refused(submitted, representative, signs('employer')[3]![1]), 'SEAL_RIGHT');
  });

  it('[SGN-04, SGN-05, A1.4] takes a company’s seal and its representative’s, each placed by whom may', () => {
    const representative: Actor = { ...manager, ref: 'rep-1', role: 'legal-rep' };
    const place = (kind: 'company-seal' | 'legal-rep-seal', asset: string): ContractEvent => ({
      type: 'place',
      signer: 'employer',
      mark: { asset, kind, owner: 'co-1' },
      areas: ['company-seal', 'legal-rep-seal'],
      missing: { f1: 0 },
    });
    const one = played(sent, guangzhou, ...signs('employer').slice(0, 1), [manager, place('company-seal', 's1')]);
    const submit: ContractEvent = { type: 'submit', signer: 'employer', digest };
    assert.equal(refused(one, manager, submit), 'SIGN_INCOMPLETE', 'one area is empty');
    const both = played(one, guangzhou, [representative, place('legal-rep-seal', 's2')]);
    const other = played(both, guangzhou, [manager, place('company-seal', 's3')]);
    const marks = ({ signers }: Contract) =>
      signers.flatMap((signer) => signer.marks ?? []).map(({ asset, by }) => `${asset} ${by}`);
    assert.sameMembers(marks(other), ['s2 rep-1', 's3 agent-1'], 'one of each kind');
    const signed = played(other, guangzhou, ...signs('employer').slice(2));
    assert.equal(stateOf(signed, 'employer'), 'SIGNED');
    assert.sameMembers(marks(signed), ['s2 rep-1', 's3 agent-1']);
    assert.isTrue(decideContract(other, submit, context(representative, guangzhou)).accepted);
    assert.equal(refused(other, { ...manager, permissions: [] }, submit), 'SEAL_RIGHT');
  });

  it('[SGN-01] lets members without the right to seal only view', () => {
    const viewer: Actor = { ...manager, permissions: [] };
    assert.equal(refused(sent, viewer, { type: 'open', signer: 'employer' }), 'SEAL_RIGHT');
  });

  it('[WH5-08, WIL-01, WIL-05] lets placements be changed before the signature, never after', () => {
    const placed = played(sent, guangzhou, ...signs('worker').slice(0, 2));
    const again = played(placed, guangzhou, [worker, { type: 'reopen', signer: 'worker' }]);
    assert.equal(stateOf(again, 'worker'), 'FILLING');
    assert.isUndefined(again.signers[0]?.marks, 'what changes now was not there when it was marked');
    const submitted = played(placed, guangzhou, [worker, { type: 'submit', signer: 'worker', digest, electronicForm }]);
    const cancelled = played(submitted, guangzhou, [worker, { type: 'intent-failed', signer: 'worker' }]);
    assert.equal(stateOf(cancelled, 'worker'), 'PLACED');
    assert.lengthOf(cancelled.signers[0]?.marks ?? [], 1, 'placements are kept');
    const done = played(sent, guangzhou, ...signs('worker'));
    assert.equal(refused(done, worker, { type: 'reopen', signer: 'worker' }), 'TRANSITION_NOT_ALLOWED');
  });

  it('[WIL-01, WIL-07] takes a proof once, by a way of the flow, about what was submitted', () => {
    const submitted = played(sent, guangzhou, ...signs('worker').slice(0, 3));
    const pass = (made: Extract<ContractEvent, { type: 'intent-passed' }>['proof']) =>
      refused(submitted, worker, { type: 'intent-passed', signer: 'worker', proof: made });
    assert.equal(pass(proof('p', otherDigest)), 'PROOF_DIGEST');
    const both = played(sent, guangzhou, ...signs('worker'), ...signs('employer').slice(0, 3));
    const replayed = { type: 'intent-passed', signer: 'employer', proof: proof('proof-worker') } as const;
    assert.equal(refused(both, manager, replayed), 'PROOF_USED');
    const noFace = rulesOf('guangzhou', { profile: { intentMethods: ['sms'] } });
    const plain = played(draft(noFace), noFace, initiate, ...signs('worker').slice(0, 3));
    const byFace = { type: 'intent-passed', signer: 'worker', proof: { id: 'p', method: 'face', digest } } as const;
    assert.equal(refusal(decideContract(plain, byFace, context(worker, noFace))), 'PROOF_METHOD');
  });

  it('[GOV-10] waits for the worker’s own agreement to the electronic form, and keeps it', () => {
    const placed = played(sent, guangzhou, ...signs('worker').slice(0, 2));
    const submit = (given?: GivenAgreement, contract = placed, rules = guangzhou) =>
      decideContract(
        contract,
        { type: 'submit', signer: 'worker', digest, ...(given && { electronicForm: given }) },
        context(worker, rules),
      );
    assert.equal(refusal(submit()), 'FORM_CONSENT');
    assert.equal(refusal(submit({ ...electronicForm, person: 'worker-2' })), 'FORM_CONSENT', 'somebody else’s');
    assert.equal(refusal(submit({ ...electronicForm, withdrawnAt: start })), 'FORM_CONSENT', 'taken back');
    const { next } = accepted(submit(electronicForm));
    const { name, version, hash, at } = electronicForm;
    assert.deepEqual(next.electronicForm, { name, version, hash, at }, 'who it is of is in the signer');
    const changed = played(next, guangzhou, [worker, { type: 'intent-failed', signer: 'worker' }]);
    assert.isTrue(submit(undefined, changed).accepted, 'asked once');
    const off = rulesOf('guangzhou', { profile: { requireElectronicConsent: false } });
    const plain = played(draft(off), off, initiate, ...signs('worker').slice(0, 2));
    assert.isTrue(submit(undefined, plain, off).accepted);
  });

  it('[SGN-06] asks for another proof of the same, not of something else', () => {
    const submitted = played(sent, guangzhou, ...signs('worker').slice(0, 3));
    const again = accepted(
      decideContract(
        submitted,
        { type: 'submit', signer: 'worker', digest, electronicForm },
        context(worker, guangzhou),
      ),
    );
    assert.strictEqual(again.next, submitted);
    assert.equal(
      refused(submitted, worker, { type: 'submit', signer: 'worker', digest: otherDigest, electronicForm }),
      'PROOF_DIGEST',
    );
  });

  it('[D3] ends with the worker’s refusal, where the flow allows it', () => {
    const refuse = { type: 'refuse', signer: 'worker', reason: '条款不符' } as const;
    const half = played(sent, guangzhou, ...signs('employer'));
    const rejected = played(half, guangzhou, [worker, refuse]);
    assert.deepEqual([rejected.state, rejected.reason], ['REJECTED', '条款不符']);
    assert.deepEqual([stateOf(rejected, 'worker'), stateOf(rejected, 'employer')], ['REFUSED', 'VOID']);
    assert.lengthOf(rejected.voided, 1);
    assert.equal(refused(sent, worker, { ...refuse, reason: ' ' }), 'MESSAGE_REQUIRED');
    assert.equal(refused(sent, manager, { ...refuse, signer: 'employer' }), 'REFUSE_OFF');
    const never = rulesOf('guangzhou', { profile: { allowRefuse: false } });
    const kept = played(draft(never), never, initiate);
    assert.equal(refusal(decideContract(kept, refuse, context(worker, never))), 'REFUSE_OFF');
  });

  it('[KYC-01, MSG-10] wants a verified worker', () => {
    const unverified = { ...worker, verified: false };
    assert.equal(refused(sent, unverified, { type: 'open', signer: 'worker' }), 'KYC_REQUIRED');
  });

  it('[A1.4, GEN-02] lets each party do its own, and the persona that is logged in', () => {
    assert.equal(refused(sent, stranger, { type: 'open', signer: 'worker' }), 'NOT_PERMITTED');
    assert.equal(refused(sent, worker, { type: 'open', signer: 'employer' }), 'NOT_PERMITTED');
    assert.equal(refused(sent, rival, { type: 'open', signer: 'employer' }), 'NOT_PERMITTED');
    assert.equal(refused(sent, manager, { type: 'open', signer: 'worker' }), 'NOT_PERMITTED');
    const samePerson: Actor = { ...manager, ref: 'worker-1' };
    assert.equal(refused(sent, samePerson, { type: 'open', signer: 'worker' }), 'NOT_PERMITTED');
    assert.equal(refused(sent, manager, { type: 'deadline' }), 'NOT_PERMITTED');
    assert.equal(refused(sent, rival, { type: 'open', signer: 'nobody' }), 'NOT_PERMITTED', 'strangers learn nothing');
    assert.equal(refused(sent, manager, { type: 'open', signer: 'nobody' }), 'SIGNER_UNKNOWN');
    for (const type of ['toString', 'explode']) {
      assert.equal(refused(sent, system, { type } as unknown as ContractEvent), 'NOT_PERMITTED', type);
    }
  });
});

describe('the clock', () => {
  it('[D2, LIM-19] ends a contract at its deadline, the instant included', () => {
    const event = { type: 'deadline' } as const;
    assert.equal(refused(sent, system, event, after({ days: 30, millis: -1 })), 'DEADLINE_AHEAD');
    const half = played(sent, guangzhou, ...signs('worker'));
    const expired = played(half, guangzhou, [system, event, after({ days: 30 })]);
    assert.deepEqual([expired.state, stateOf(expired, 'worker')], ['EXPIRED', 'VOID']);
    assert.lengthOf(expired.voided, 1);
  });

  it('[MSG-13] lets nobody act after the deadline, though the clock has not said so yet', () => {
    const late = after({ days: 30 });
    const submitted = played(sent, guangzhou, ...signs('worker').slice(0, 3));
    const [, passed] = signs('worker')[3]!;
    const expired = decideContract(submitted, passed, context(worker, guangzhou, late));
    assert.equal(refusal(expired), 'CONTRACT_EXPIRED');
    if (!expired.accepted) assert.equal(expired.refusal.message['zh-Hans'], '合同已过期');
    assert.equal(refused(submitted, manager, { type: 'recall' }, late), 'CONTRACT_EXPIRED');
    assert.isTrue(
      decideContract(submitted, passed, context(worker, guangzhou, after({ days: 30, millis: -1 }))).accepted,
    );
  });

  it('[N-13] reminds once, in the last two days', () => {
    const event = { type: 'remind' } as const;
    assert.equal(refused(sent, system, event, after({ days: 28, millis: -1 })), 'REMINDER_EARLY');
    const reminded = accepted(decideContract(sent, event, context(system, guangzhou, after({ days: 28 }))));
    assert.deepEqual(
      reminded.notices.map(({ id, to }) => `${id} ${to}`),
      ['N-13 worker-1', 'N-13 co-1', 'N-13 agent-1'],
    );
    assert.include(reminded.notices[0]?.text['zh-Hans'], '2026-04-01 09:00:00', 'in Chinese time');
    assert.equal(refused(reminded.next, system, event, after({ days: 29 })), 'REMINDER_SENT');
    const done = played(sent, guangzhou, ...signs('worker'), ...signs('employer'));
    assert.equal(refused(done, system, event, after({ days: 29 })), 'TRANSITION_NOT_ALLOWED');
  });
});

describe('a completed contract', () => {
  const done = played(sent, guangzhou, ...signs('worker'), ...signs('employer'));

  it('[A20.1, MSG-13] is changed by nothing but the agreement that rescinds it', () => {
    const over = decideContract(done, { type: 'open', signer: 'worker' }, context(worker, guangzhou));
    assert.equal(refusal(over), 'CONTRACT_DONE');
    if (!over.accepted) assert.equal(over.refusal.message['zh-Hans'], '合同已完成');
    assert.equal(refused(done, worker, { type: 'terminate', reason: 'x' }), 'CONTRACT_DONE');
    assert.equal(refused(done, system, { type: 'deadline' }, after({ days: 40 })), 'TRANSITION_NOT_ALLOWED');
    const rescinded = played(done, guangzhou, [system, { type: 'rescind', agreement: 'ct-9' }, after({ days: 40 })]);
    assert.deepEqual([rescinded.state, rescinded.rescindedBy], ['RESCINDED', 'ct-9']);
    assert.deepEqual(rescinded.signers, done.signers, 'its signatures stand');
  });
});
