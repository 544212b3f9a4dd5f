import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  decideOrganisation,
  drawCents,
  legalRepLabels,
  nameHashOf,
  organisationMachine,
  organisationMethods,
  organisationSteps,
  overseasHint,
  unverifiedOrganisation,
  type OrganisationEvent,
  type OrganisationVerification,
} from '@cinnabar/core/contract';
import { after, guangzhou, manager, rival, rulesOf, system, worker } from './support.ts';
import { assertStep, keyedHash, labelsOf, no, ok, run, secretContext } from './machine-support.ts';

const info = { name: '示例科技（广州）有限公司', number: '91350100M000100Y43' };
const source = { provider: 'local', assurance: 'simulated', trace: 't-1' } as const;
const agent = { documentHash: 'd1', nameHash: nameHashOf('张三', keyedHash) };
const registry = { name: '示例科技(广州)有限公司', legalRepNameHash: agent.nameHash };
const organisationType = 'enterprise';
const government = { ref: 'gov-1', role: 'supervision' } as const;

const systemEvents = [
  'agent-verified',
  'submit-legal-rep',
  'send-transfer',
  'transfer-received',
  'open-letter',
  'letter-signed',
  'letter-refused',
  'alipay-passed',
  'alipay-failed',
  'expire',
];
const actorOf = ({ type }: OrganisationEvent) =>
  systemEvents.includes(type) ? system : type.startsWith('review-') ? government : manager;

const tried = (verification: OrganisationVerification, event: OrganisationEvent, now?: string) =>
  decideOrganisation(verification, event, secretContext(actorOf(event), now));
const after1 = (verification: OrganisationVerification, event: OrganisationEvent, now?: string) =>
  ok(tried(verification, event, now)).next;
const fresh = () => unverifiedOrganisation('vo-1', 'co-1', 'agent-1');
const confirmed = () => after1(fresh(), { type: 'confirm-info', info });
const ready = () => after1(confirmed(), { type: 'agent-verified', agent });
const received = () => after1(ready(), { type: 'send-transfer', organisationType, cents: 35 });
const amount = (text: string) => ({ type: 'enter-amount', amount: text, source }) as const;

describe('verification of organisations', () => {
  it('[A20.7] has the catalogue’s states', () => {
    assert.deepEqual(Object.keys(organisationMachine.states).slice(0, 3), [
      'UNVERIFIED',
      'INFO_CONFIRMED',
      'AGENT_VERIFIED',
    ]);
    assert.includeMembers(Object.keys(organisationMachine.states), [
      'TRANSFER_SENT',
      'AWAIT_REVERSE_TRANSFER',
      'LETTER_NOTSTART',
      'LETTER_SIGNING',
      'MANUAL_REVIEW',
      'VERIFIED',
      'FAILED',
      'EXPIRED',
    ]);
    assert.deepEqual(organisationMachine.transitions.VERIFIED, { change: ['UNVERIFIED'] });
    assert.includeMembers(labelsOf(organisationMachine), ['办理人认证', '组织信息核验', '已认证']);
  });

  it('[ORG-02] confirms sound data, and locks them when verified', () => {
    const confirm = (changes: Partial<typeof info>, taken = false) =>
      no(tried(fresh(), { type: 'confirm-info', info: { ...info, ...changes }, taken }));
    assert.equal(confirm({ name: '' }), 'VALUE_REQUIRED');
    assert.equal(confirm({ number: '91350100M000100Y44' }), 'CREDIT_CODE_CHECK');
    assert.equal(confirm({}, true), 'ORG_TAKEN');
    assert.equal(after1(ready(), { type: 'confirm-info', info: { ...info, name: '另一公司' } }).info?.name, '另一公司');
    const done = after1(ready(), { type: 'submit-legal-rep', organisationType, legalRep: agent, registry, source });
    assert.equal(no(tried(done, { type: 'confirm-info', info })), 'TRANSITION_NOT_ALLOWED');
    assert.equal(no(tried(received(), { type: 'confirm-info', info })), 'TRANSITION_NOT_ALLOWED');
  });

  it('[ORG-03] shows three steps, in the right order', () => {
    const states = (state: Parameters<typeof organisationSteps>[0]) =>
      organisationSteps(state).map(({ label, state: at }) => `${label['zh-Hans']} ${at}`);
    assert.deepEqual(states('INFO_CONFIRMED'), ['办理人认证 current', '组织信息核验 ahead', '完成 ahead']);
    assert.deepEqual(states('TRANSFER_SENT'), ['办理人认证 done', '组织信息核验 current', '完成 ahead']);
    assert.deepEqual(states('VERIFIED'), ['办理人认证 done', '组织信息核验 done', '完成 done']);
  });

  it('[ORG-04] takes the agent first', () => {
    const submit = { type: 'submit-legal-rep', organisationType, legalRep: agent, registry, source } as const;
    assert.equal(no(tried(confirmed(), submit)), 'TRANSITION_NOT_ALLOWED');
    assert.equal(
      no(decideOrganisation(confirmed(), { type: 'agent-verified', agent }, secretContext(manager))),
      'NOT_PERMITTED',
    );
    for (const [from, other] of [
      [fresh(), rival],
      [fresh(), worker],
      [confirmed(), { ...manager, ref: 'agent-2' }],
    ] as const) {
      assert.equal(no(decideOrganisation(from, { type: 'confirm-info', info }, secretContext(other))), 'NOT_PERMITTED');
    }
  });

  it('[ORG-06, ORG-08, LIM-12] offers four methods in order, to sole proprietors in theirs', () => {
    const offered = (type: 'enterprise' | 'sole-proprietor', rules = guangzhou) =>
      organisationMethods(rules, type).map(({ label, recommended, takes }) =>
        [label['zh-Hans'], recommended ? '推荐' : '', takes?.['zh-Hans'] ?? ''].join('|'),
      );
    assert.deepEqual(offered('enterprise'), [
      '法定代表人认证|推荐|即刻完成',
      '对公打款认证||预计30分钟内完成',
      '授权书认证||',
      '企业支付宝认证||',
    ]);
    const other = rulesOf('guangzhou', { organisation: { methods: ['alipay', 'letter', 'legal-rep'] } });
    assert.deepEqual(
      offered('enterprise', other).map((each) => each.split('|')[0]),
      ['企业支付宝认证', '授权书认证', '法定代表人认证'],
    );
    assert.deepEqual(
      offered('sole-proprietor', other).map((each) => each.split('|')[0]),
      ['法定代表人认证', '授权书认证', '企业支付宝认证'],
    );
    const at = { ...secretContext(system), rules: other };
    assert.equal(
      no(decideOrganisation(ready(), { type: 'send-transfer', organisationType, cents: 1 }, at)),
      'ORG_METHOD',
    );
  });

  it('[ORG-07, ORG-08] calls the representative of a sole proprietor 经营者', () => {
    const labels = (type: 'enterprise' | 'sole-proprietor') =>
      Object.values(legalRepLabels(type)).map((label) => label['zh-Hans']);
    assert.deepEqual(labels('enterprise'), ['法定代表人名称', '法定代表人证件类型', '法定代表人证件号']);
    assert.deepEqual(labels('sole-proprietor'), ['经营者名称', '经营者证件类型', '经营者证件号']);
  });

  it('[ORG-07, ORG-13] is done at once where the agent is the legal representative by the registry', () => {
    const submit = { type: 'submit-legal-rep', organisationType, legalRep: agent, registry, source } as const;
    const { next, events } = ok(tried(ready(), submit));
    assert.equal(next.state, 'VERIFIED');
    assert.deepInclude(next.record, { ...info, method: 'legal-rep' });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['organisation.verified', 'certificate.wanted', 'seals.wanted'],
    );
    const other = after1(ready(), { ...submit, legalRep: { ...agent, documentHash: 'd2' } });
    assert.equal(other.state, 'FAILED');
    assert.equal(other.problem?.message['zh-Hans'], '当前操作人非法定代表人，请更换认证方式');
    const unlike = [
      { ...registry, name: '别的公司' },
      { ...registry, legalRepNameHash: 'x' },
    ];
    for (const entry of unlike)
      assert.equal(after1(ready(), { ...submit, registry: entry }).problem?.code, 'ORG_REGISTRY');
    const unknown = { type: submit.type, organisationType, legalRep: agent, source } as const;
    assert.equal(after1(ready(), unknown).problem?.code, 'ORG_REGISTRY');
    assert.equal(after1(other, { type: 'retry' }).state, 'AGENT_VERIFIED');
  });

  it('[ORG-09] has three tries and seven days for the amount received', () => {
    assert.equal(after1(received(), amount('0.35')).state, 'VERIFIED');
    assert.equal(after1(received(), amount(' .35 ')).state, 'VERIFIED');
    assert.notInclude(JSON.stringify(received()), '35"', 'the amount is not kept');
    for (const wrong of ['35', '0.350', '-0.35', '1.35', 'abc', '']) {
      assert.equal(no(tried(received(), amount(wrong))), 'ORG_AMOUNT_FORMAT', wrong);
    }
    const once = after1(received(), amount('0.34'));
    assert.include(once.problem?.message['zh-Hans'], '还可输入2次');
    const twice = after1(once, amount('0.36'));
    assert.equal(after1(twice, amount('0.35')).state, 'VERIFIED', 'the third try may be right');
    const lost = after1(twice, amount('0.37'));
    assert.deepEqual([lost.state, lost.problem?.code], ['FAILED', 'ORG_AMOUNT_TRIES']);
    const week = after({ days: 7 });
    assert.equal(no(tried(received(), amount('0.35'), week)), 'ORG_TRANSFER_EXPIRED');
    assert.equal(after1(received(), amount('0.35'), after({ days: 7, millis: -1 })).state, 'VERIFIED');
    assert.equal(no(tried(received(), { type: 'expire' }, after({ days: 7, millis: -1 }))), 'ORG_NOT_EXPIRED');
    assert.equal(after1(received(), { type: 'expire' }, week).state, 'EXPIRED');
  });

  it('[ORG-09] begins no more than three transfers a day in Shanghai, whatever came of them', () => {
    const send = { type: 'send-transfer', organisationType, cents: 35 } as const;
    const again = (from: OrganisationVerification) => after1(after1(from, { type: 'retry' }), send);
    const third = after1(again(again(received())), { type: 'retry' });
    assert.equal(no(tried(third, send)), 'ORG_TRANSFER_LIMIT');
    const midnight = Date.parse('2026-03-02T16:00:00.000Z');
    assert.equal(no(tried(third, send, new Date(midnight - 1).toISOString())), 'ORG_TRANSFER_LIMIT');
    assert.isTrue(tried(third, send, new Date(midnight).toISOString()).accepted);
    assert.isTrue(tried(third, { type: 'await-transfer', organisationType }).accepted, 'the other way tells nothing');
  });

  it('[ORG-13, ADM-03] can be begun anew by whoever administers the company now', () => {
    const successor = { ...manager, ref: 'agent-9' };
    const by = (from: OrganisationVerification, event: OrganisationEvent) =>
      decideOrganisation(from, event, secretContext(successor));
    const done = after1(received(), amount('0.35'));
    const changed = ok(by(done, { type: 'change', what: 'name' })).next;
    assert.isUndefined(changed.agentIdentity, 'who operates now is verified first');
    assert.equal(ok(by(changed, { type: 'confirm-info', info })).next.agent, 'agent-9');
    assert.equal(no(by(ready(), { type: 'confirm-info', info })), 'NOT_PERMITTED', 'not while another is at it');
    assert.equal(no(by(received(), amount('0.35'))), 'NOT_PERMITTED');
    const stranger = { ...successor, company: 'co-2' };
    assert.equal(
      no(decideOrganisation(done, { type: 'change', what: 'name' }, secretContext(stranger))),
      'NOT_PERMITTED',
    );
  });

  it('[ORG-09] draws amounts of 0.01 to 0.99, each as likely', () => {
    const of = (...bytes: number[]) => drawCents(() => Uint8Array.of(bytes.shift() ?? assert.fail('drawn too often')));
    assert.equal(of(0), 1);
    assert.equal(of(98), 99);
    assert.equal(of(99), 1);
    assert.equal(of(255, 198, 197), 99);
  });

  it('[ORG-09] takes one cent from the organisation’s own account', () => {
    const waiting = after1(ready(), { type: 'await-transfer', organisationType });
    const paid = (payer: string, cents: number) =>
      after1(waiting, { type: 'transfer-received', payer, cents, source }).state;
    assert.equal(paid('示例科技(广州)有限公司', 1), 'VERIFIED');
    assert.equal(paid('张三', 1), 'FAILED');
    assert.equal(paid(info.name, 2), 'FAILED');
    assert.equal(after1(waiting, { type: 'expire' }, after({ days: 7 })).state, 'FAILED');
    assert.equal(
      no(
        decideOrganisation(
          waiting,
          { type: 'transfer-received', payer: info.name, cents: 1, source },
          secretContext(manager),
        ),
      ),
      'NOT_PERMITTED',
    );
  });

  it('[ORG-10] has the letter signed by the representative, refused or run out', () => {
    const sent = after1(ready(), { type: 'send-letter', organisationType });
    assert.equal(sent.state, 'LETTER_NOTSTART');
    const open = after1(sent, { type: 'open-letter' });
    const sign = {
      type: 'letter-signed',
      signer: { documentHash: 'd9', nameHash: agent.nameHash },
      registry,
      source,
    } as const;
    assert.equal(after1(open, sign).state, 'VERIFIED');
    assert.equal(no(tried(sent, sign)), 'TRANSITION_NOT_ALLOWED');
    assert.equal(after1(open, { ...sign, signer: { documentHash: 'd9', nameHash: 'x' } }).state, 'FAILED');
    assert.equal(after1(open, { type: 'letter-refused' }).problem?.code, 'ORG_LETTER_REFUSED');
    assert.equal(after1(sent, { type: 'expire' }, after({ days: 7 })).problem?.code, 'ORG_LETTER_EXPIRED');
  });

  it('[ORG-11] takes the Alipay account of this very company', () => {
    const away = after1(ready(), { type: 'start-alipay', organisationType });
    const back = (name: string, number = info.number) =>
      after1(away, { type: 'alipay-passed', info: { name, number }, source }).state;
    assert.equal(back('示例科技(广州)有限公司'), 'VERIFIED');
    assert.equal(back('别的公司'), 'FAILED');
    assert.equal(back(info.name, '91350100M000100Y44'), 'FAILED');
    assert.equal(after1(away, { type: 'alipay-failed' }).state, 'FAILED');
  });

  it('[ORG-12] has overseas organisations reviewed by people', () => {
    assert.equal(overseasHint['zh-Hans'], '境外组织请联系在线客服申请实名认证');
    const applied = after1(ready(), { type: 'apply-overseas' });
    assert.equal(applied.state, 'MANUAL_REVIEW');
    assert.equal(after1(applied, { type: 'review-passed', source }).record?.method, 'overseas');
    assert.equal(after1(applied, { type: 'review-failed', reason: '资料不全' }).state, 'FAILED');
    assert.equal(no(tried(applied, { type: 'review-failed', reason: ' ' })), 'MESSAGE_REQUIRED');
    assert.equal(
      no(decideOrganisation(applied, { type: 'review-passed', source }, secretContext(manager))),
      'NOT_PERMITTED',
    );
  });

  it('[ORG-13] begins anew when name, number or representative change', () => {
    const done = after1(ready(), { type: 'submit-legal-rep', organisationType, legalRep: agent, registry, source });
    const { next, events } = ok(tried(done, { type: 'change', what: 'legal-rep' }));
    assert.equal(next.state, 'UNVERIFIED');
    assert.isUndefined(next.record);
    assert.include(
      events.map(({ type }) => type),
      'certificate.revocation-required',
    );
  });

  it('[A20.7, ORG-09] goes by the table in any order, with at most three wrong amounts', () => {
    const any: fc.Arbitrary<OrganisationEvent> = fc.oneof(
      fc.constantFrom<OrganisationEvent>(
        { type: 'confirm-info', info },
        { type: 'agent-verified', agent },
        { type: 'retry' },
        { type: 'retry' },
        { type: 'expire' },
        { type: 'open-letter' },
        { type: 'letter-refused' },
        { type: 'alipay-failed' },
        { type: 'apply-overseas' },
        { type: 'review-passed', source },
        { type: 'change', what: 'name' },
      ),
      fc.constantFrom<OrganisationEvent>(
        { type: 'submit-legal-rep', organisationType, legalRep: agent, source },
        { type: 'send-transfer', organisationType, cents: 35 },
        { type: 'await-transfer', organisationType },
        { type: 'transfer-received', payer: info.name, cents: 1, source },
        { type: 'send-letter', organisationType },
        { type: 'letter-signed', signer: agent, registry, source },
        { type: 'start-alipay', organisationType },
        { type: 'alipay-passed', info, source },
      ),
      fc.constantFrom('0.34', '0.34', '0.35').map(amount),
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(any, fc.constantFrom(0, 0, 3, 8)), { maxLength: 50, size: 'max' }), (steps) => {
        let current = ready();
        let days = 0;
        for (const [event, wait] of steps) {
          days += wait;
          const before = current;
          const at = secretContext(actorOf(event), after({ days }));
          current = assertStep(
            organisationMachine,
            before,
            event.type,
            decideOrganisation(before, event, at),
            (expectedVersion) => decideOrganisation(before, event, { ...at, expectedVersion }),
          );
          reached.add(current.state);
          assert.isBelow(current.transfer?.wrong ?? 0, 3);
          if (current.state === 'VERIFIED') assert.isDefined(current.record);
        }
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(organisationMachine.states));
  });
});
