import { assert } from 'chai';
import {
  administrationMachine,
  administrationProblem,
  codeText,
  createIntent,
  decideIntent,
  decideTransfer,
  eligibleSuccessors,
  transferTarget,
  type Actor,
  type AdminRole,
  type IntentChallenge,
  type Member,
} from '@cinnabar/core/contract';
import { after, start } from './support.ts';
import { keyedHash, no, ok, secret, secretContext, tableOf } from './machine-support.ts';

const admin: Actor = { ref: 'admin-1', role: 'admin', company: 'co-1', verified: true, companyVerified: true };
const role: AdminRole = {
  id: 'role-1',
  company: 'co-1',
  companyName: '示例公司',
  person: 'admin-1',
  since: start,
  state: 'ADMIN',
  version: 3,
};
const heir: Member = { person: 'agent-1', company: 'co-1', active: true, verified: true };

function provenIntent(to = heir.person): IntentChallenge {
  const at = secretContext(admin);
  const request = {
    id: 'in-1',
    person: 'admin-1',
    targets: [transferTarget(role, to)] as const,
    method: 'sms',
    methods: ['sms', 'face'],
    mainland: true,
  } as const;
  const made = ok(createIntent(request, at)).next;
  const sent = ok(decideIntent(made, { type: 'send', seed: secret(5), sent: [] }, at)).next;
  const code = codeText(sent.code ?? assert.fail('no code'), keyedHash);
  return ok(decideIntent(sent, { type: 'enter-code', code }, at)).next;
}

const transfer = (changes: Partial<{ id: string; to: Member; intent: IntentChallenge }> = {}) => ({
  id: 'role-2',
  to: heir,
  intent: provenIntent(),
  ...changes,
});

describe('administration of a company', () => {
  it('[A20.8] is held or was held', () => {
    assert.deepEqual(tableOf(administrationMachine), ['ADMIN transfer→REVOKED', 'REVOKED']);
  });

  it('[ADM-03, N-14] changes hands at once: the former one is out, both are told', () => {
    const { next, events, notices } = ok(decideTransfer(role, transfer(), secretContext(admin)));
    assert.deepInclude(next.former, { state: 'REVOKED', version: 4, successor: 'role-2' });
    assert.deepInclude(next.current, { state: 'ADMIN', person: 'agent-1', company: 'co-1', id: 'role-2' });
    assert.equal(next.intent.state, 'CONSUMED');
    const ended = events.find(({ type }) => type === 'admin.sessions-ended');
    assert.deepEqual(ended?.data, { company: 'co-1', person: 'admin-1', persona: 'employer' });
    assert.include(
      events.map(({ type }) => type),
      'admin.work-reassigned',
    );
    assert.deepEqual(
      notices.map(({ id, to, channels }) => [id, to, ...channels]),
      [
        ['N-14', 'admin-1', 'sms'],
        ['N-14', 'agent-1', 'sms'],
      ],
    );
  });

  it('[ADM-03, MSG-14] lets the former one in no more', () => {
    const { former, current } = ok(decideTransfer(role, transfer(), secretContext(admin))).next;
    assert.equal(administrationProblem(former)?.message['zh-Hans'], '您的管理员权限已转授，无法登录');
    assert.isUndefined(administrationProblem(current));
    assert.equal(no(decideTransfer(former, transfer(), secretContext(admin))), 'TRANSITION_NOT_ALLOWED');
  });

  it('[ADM-01] is given by its holder alone', () => {
    const others: Actor[] = [
      { ...admin, ref: 'admin-2' },
      { ...admin, role: 'agent' },
      { ...admin, company: 'co-2' },
      { ref: 'admin-1', role: 'worker' },
    ];
    for (const other of others) {
      assert.equal(no(decideTransfer(role, transfer(), secretContext(other))), 'NOT_PERMITTED');
      assert.isFalse(eligibleSuccessors(role, [heir], secretContext(other)).ok);
    }
  });

  it('[ADM-02] goes to an active, verified account of the company', () => {
    const unfit: Member[] = [
      { ...heir, active: false },
      { ...heir, verified: false },
      { ...heir, company: 'co-2' },
    ];
    for (const to of unfit) {
      assert.equal(no(decideTransfer(role, transfer({ to }), secretContext(admin))), 'ADMIN_NOT_ELIGIBLE');
    }
    const self = { ...heir, person: 'admin-1' };
    assert.equal(no(decideTransfer(role, transfer({ to: self }), secretContext(admin))), 'ADMIN_SELF');
    const list = eligibleSuccessors(role, [...unfit, self, heir], secretContext(admin));
    assert.deepEqual(list, { ok: true, value: [heir] });
    const none = eligibleSuccessors(role, unfit, secretContext(admin));
    assert.equal(none.ok ? '' : none.problems[0].code, 'ADMIN_NOBODY');
  });

  it('[ADM-03, WIL-01] needs a proof of the intent to hand over to this very person', () => {
    const other = transfer({ intent: provenIntent('agent-9') });
    assert.equal(no(decideTransfer(role, other, secretContext(admin))), 'INTENT_CHANGED');
    const late = secretContext(admin, after({ minutes: 16 }));
    assert.equal(no(decideTransfer(role, transfer(), late)), 'INTENT_EXPIRED');
    const used = ok(decideTransfer(role, transfer(), secretContext(admin))).next.intent;
    assert.equal(no(decideTransfer(role, transfer({ intent: used }), secretContext(admin))), 'TRANSITION_NOT_ALLOWED');
  });

  it('[ADM-03] has one successor when two transfers race', () => {
    const seen = secretContext(admin, start, role.version);
    const first = ok(decideTransfer(role, transfer(), seen)).next.former;
    assert.equal(no(decideTransfer(first, transfer({ id: 'role-3' }), seen)), 'VERSION_CONFLICT');
  });
});
