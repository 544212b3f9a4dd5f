import { assert } from 'chai';
import {
  actionsFor,
  homeLabels,
  viewerOf,
  type Actor,
  type Contract,
  type PlatformRules,
} from '@cinnabar/core/contract';
import {
  after,
  context,
  draft,
  guangdong,
  guangzhou,
  initiate,
  manager,
  played,
  rival,
  signs,
  stranger,
  system,
  throughSecondGate,
  toSecondGate,
  toSigningPage,
  worker,
} from './support.ts';

const sent = played(draft(guangzhou), guangzhou, initiate);
const confirming = played(draft(guangdong), guangdong, initiate);

function labels(contract: Contract, actor: Actor, rules: PlatformRules = guangzhou, now = after({ hours: 7 })): string {
  return actionsFor(contract, context(actor, rules, now))
    .map(({ label, problem }) => label['zh-Hans'] + (problem === undefined ? '' : '…'))
    .join(' ');
}

describe('what a person can do with a contract', () => {
  it('[LST-03, LST-05, LBL-67] is what the rules accept, for the employer', () => {
    assert.equal(labels(sent, manager), '查看 签署 撤回 催签');
    assert.equal(labels(played(sent, guangzhou, ...signs('worker')), manager), '查看 签署 撤回');
    assert.equal(labels(draft(guangzhou), manager), '查看 删除');
    assert.equal(labels(played(sent, guangzhou, [manager, { type: 'recall' }]), manager), '查看 重新发起');
    const done = played(sent, guangzhou, ...signs('worker'), ...signs('employer'));
    assert.equal(labels(done, manager), '查看');
  });

  it('[URG-02] shows urging with the time to wait', () => {
    assert.equal(labels(sent, manager, guangzhou, after({ hours: 1 })), '查看 签署 撤回 催签…');
    assert.equal(labels(sent, worker, guangzhou, after({ hours: 1 })), '查看 签署 拒签', 'not to the worker');
    const urge = actionsFor(sent, context(manager, guangzhou, after({ hours: 1 }))).find(
      ({ action }) => action === 'urge',
    );
    assert.deepEqual([urge?.signer, urge?.problem?.values?.waitSeconds], ['worker', 5 * 3600]);
  });

  it('[GD-03, GD-04, GD-12, LBL-74] is what the rules accept, for the worker', () => {
    assert.equal(labels(sent, worker), '查看 签署 拒签');
    assert.equal(labels(confirming, worker, guangdong), '查看 确认 协商 合同终止');
    const confirmed = played(confirming, guangdong, toSigningPage[0]!);
    assert.equal(labels(confirmed, worker, guangdong), '查看 签署 协商 合同终止', 'signing leads through the steps');
    const asked = played(confirming, guangdong, [worker, { type: 'negotiate', message: '工资有误' }]);
    assert.equal(labels(asked, worker, guangdong), '查看 确认 协商 合同终止');
    assert.equal(labels(asked, manager, guangdong), '查看 答复协商 撤回');
    const signed = played(confirming, guangdong, ...toSigningPage, ...toSecondGate, ...throughSecondGate);
    assert.equal(labels(signed, worker, guangdong), '查看');
  });

  it('[MSG-10] shows who is not verified what to do once they are', () => {
    const unverified: Actor = { ...worker, verified: false };
    assert.equal(labels(sent, unverified), '查看 签署… 拒签…');
    assert.equal(labels(confirming, unverified, guangdong), '查看 确认… 协商… 合同终止…');
    const problems = actionsFor(sent, context(unverified, guangzhou)).map(({ problem }) => problem?.code);
    assert.deepEqual(problems, [undefined, 'KYC_REQUIRED', 'KYC_REQUIRED']);
    assert.equal(labels(sent, { ...manager, companyVerified: false }), '查看 签署… 撤回 催签');
    assert.equal(labels(sent, { ...stranger, verified: false }), '');
  });

  it('[SGN-01] is viewing for members without the right to seal', () => {
    assert.equal(labels(sent, { ...manager, permissions: [] }), '查看 撤回 催签');
    const seals = (actor: Actor) => (viewerOf(actor) as { seals?: boolean }).seals;
    assert.isFalse(seals({ ...manager, permissions: ['template'] }));
    for (const role of ['admin', 'legal-rep'] as const)
      assert.isTrue(seals({ ...manager, role, permissions: [] }), role);
  });

  it('[LST-06] is nothing for others', () => {
    for (const actor of [rival, stranger, system]) assert.equal(labels(sent, actor), '');
    assert.isUndefined(viewerOf(system));
  });

  it('[LST-07] is viewing and sending anew once the deadline has passed', () => {
    assert.equal(labels(sent, manager, guangzhou, after({ days: 30 })), '查看');
    const expired = played(sent, guangzhou, [system, { type: 'deadline' }, after({ days: 30 })]);
    assert.equal(labels(expired, manager, guangzhou, after({ days: 30 })), '查看 重新发起');
  });
});

describe('figures of the home page', () => {
  it('[GEN-04, GEN-05, GEN-06, LBL-19, LBL-20, LBL-21] have the catalogue’s names', () => {
    assert.deepEqual(
      Object.values(homeLabels).map((label) => label['zh-Hans']),
      [
        '待办中心',
        '待我签署',
        '待他人签署',
        '入职信息审核',
        '待分配部门',
        '数据总览',
        '在职员工总数',
        '近半年入职',
        '入职资料填报',
        '劳动合同总数',
        '平均签署时间长',
        '合同统计',
        '合同发起次数统计',
      ],
    );
  });
});
