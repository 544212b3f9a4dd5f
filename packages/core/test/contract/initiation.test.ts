import { assert } from 'chai';
import {
  decideContract,
  parseContractName,
  planInitiation,
  withInitiationOutcome,
  type InitiationRequest,
} from '@cinnabar/core/contract';
import { thrownBy } from '../support/throws.ts';
import { accepted, context, guangzhou, initiate, manager, rival, rulesOf, worker } from './support.ts';

const person = (ref: string, changes = {}) => ({ ref, onRoster: true, verified: true, ...changes });

const request: InitiationRequest = {
  id: 'job-1',
  via: 'portal',
  name: ' 劳动合同 ',
  company: 'co-1',
  source: {
    templates: [
      { id: 'tpl-1', version: 3 },
      { id: 'tpl-2', version: 1 },
    ],
    uploads: [],
  },
  workers: [person('w1'), person('w2', { verified: false }), person('w3')],
  contractIds: ['ct-1', 'ct-2', 'ct-3'],
};

function plan(changes: Partial<InitiationRequest> = {}, rules = guangzhou) {
  const result = planInitiation({ ...request, ...changes }, context(manager, rules));
  if (!result.ok) assert.fail(result.problems.map(({ code }) => code).join());
  return result.value;
}

function problems(changes: Partial<InitiationRequest>, rules = guangzhou, actor = manager): string[] {
  const result = planInitiation({ ...request, ...changes }, context(actor, rules));
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

function nameProblem(name: string): string | undefined {
  const result = parseContractName(name);
  return result.ok ? undefined : result.problems[0].code;
}

describe('names of contracts', () => {
  it('[INI-06, LIM-05, MSG-07] have 1 to 50 code points, trimmed', () => {
    assert.equal(nameProblem(''), 'NAME_REQUIRED');
    assert.equal(nameProblem(' \u3000\t'), 'NAME_REQUIRED');
    assert.isUndefined(nameProblem('合'.repeat(50)));
    assert.equal(nameProblem('合'.repeat(51)), 'NAME_TOO_LONG');
    assert.isUndefined(nameProblem('𠮷'.repeat(50)), 'code points, not UTF-16 units');
    assert.isUndefined(nameProblem(`  ${'合'.repeat(50)}  `), 'counted after trimming');
    const parsed = parseContractName('\u3000劳动合同 ');
    assert.isTrue(parsed.ok && parsed.value === '劳动合同');
    const long = parseContractName('合'.repeat(51));
    assert.equal(long.ok ? '' : long.problems[0].message['zh-Hans'], '合同名称最长50个字符');
    const none = parseContractName('');
    assert.equal(none.ok ? '' : none.problems[0].message['zh-Hans'], '请输入合同名称');
  });

  it('[INI-06] refuse control characters, invisible ones, emoji and what files cannot be called', () => {
    for (const bad of ['\u3164', 'a\nb', 'a\u0000', 'a\u200Bb', 'a\u202Eb', 'a\uD800b', 'a\u2028b', 'a\uE000']) {
      assert.equal(nameProblem(bad), 'NAME_CHARACTER', JSON.stringify(bad));
    }
    for (const bad of ['合同😀', '合同❤', '合同🇨🇳', '1️⃣', '👨‍👩‍👧']) assert.equal(nameProblem(bad), 'NAME_CHARACTER', bad);
    for (const bad of '/\\:*"<>|?') assert.equal(nameProblem(`a${bad}b`), 'NAME_CHARACTER', bad);
  });

  it('[INI-06] take what names of contracts hold', () => {
    for (const good of [
      '劳动合同（2026年度）',
      'Labour contract #1 – 3',
      '阿卜杜拉·买买提',
      '《协议》：一',
      'ACME® 合同',
      '㐀𠮷',
    ]) {
      assert.isUndefined(nameProblem(good), good);
    }
  });
});

describe('initiating for several workers', () => {
  it('[D4, INI-08] makes a contract of its own for each, duplicates merged', () => {
    const { contracts, job } = plan({ workers: [...request.workers, person('w1')] });
    assert.deepEqual(
      contracts.map(({ id, name, signers }) => [id, name, signers[0]?.subject]),
      [
        ['ct-1', '劳动合同', 'w1'],
        ['ct-2', '劳动合同', 'w2'],
        ['ct-3', '劳动合同', 'w3'],
      ],
    );
    assert.deepEqual(
      job.items.map(({ key }) => key),
      ['job-1:w1', 'job-1:w2', 'job-1:w3'],
    );
  });

  it('[D5] puts several templates into one contract', () => {
    for (const contract of plan().contracts) assert.lengthOf(contract.source.templates, 2);
  });

  it('[INI-04] pins the version of each template', () => {
    assert.deepEqual(plan().contracts[0]?.source.templates, [
      { id: 'tpl-1', version: 3 },
      { id: 'tpl-2', version: 1 },
    ]);
  });

  it('[INI-07] lets another verified member with the right to seal handle it, with a kind of seal that exists', () => {
    const agent = { ...manager, ref: 'agent-7' };
    assert.equal(plan().contracts[0]?.agent, 'agent-1');
    const named = plan({ agent, sealType: '合同专用章', sealTypes: ['公章', '合同专用章'] }).contracts[0];
    assert.deepEqual([named?.agent, named?.sealType], ['agent-7', '合同专用章']);
    for (const unfit of [{ ...agent, verified: false }, { ...agent, permissions: [] }, rival]) {
      assert.deepEqual(problems({ agent: unfit }), ['INIT_AGENT']);
    }
    assert.deepEqual(problems({ sealType: '公章' }), ['INIT_SEAL']);
    assert.isEmpty(problems({ sealTypes: [] }), 'no seal at all is fine (D13)');
  });

  it('[D1] lets the worker sign first where there is an order', () => {
    const [contract] = plan().contracts;
    assert.deepEqual(
      contract?.signers.map(({ party, position }) => `${party} ${String(position)}`),
      ['worker 1', 'employer 2'],
    );
  });

  it('[INI-09] takes who is not verified, and says so', () => {
    assert.deepEqual(plan().unverified, ['w2']);
  });

  it('[INI-02, INI-14, INI-15] wants templates or uploads, and workers', () => {
    assert.deepEqual(problems({ source: { templates: [], uploads: [] } }), ['INIT_SOURCE']);
    assert.isEmpty(problems({ source: { templates: [], uploads: ['up-1'] } }));
    assert.deepEqual(problems({ workers: [] }), ['INIT_WORKERS']);
    assert.deepEqual(problems({ name: '', workers: [] }), ['NAME_REQUIRED', 'INIT_WORKERS'], 'all at once');
  });

  it('[INI-09] keeps to the cap of one initiation', () => {
    const rules = rulesOf('guangzhou', { initiation: { maxWorkers: 2 } });
    assert.deepEqual(problems({}, rules), ['INIT_TOO_MANY']);
    assert.isEmpty(problems({ workers: [person('w1'), person('w2'), person('w1')] }, rules), 'distinct ones');
  });

  it('[D14] takes people off the roster from the API only', () => {
    const workers = [person('w9', { onRoster: false })];
    assert.deepEqual(problems({ workers }), ['INIT_OFF_ROSTER']);
    assert.isEmpty(problems({ workers, via: 'api' }));
    const never = rulesOf('guangzhou', { initiation: { offRoster: 'never' } });
    assert.deepEqual(problems({ workers, via: 'api' }, never), ['INIT_OFF_ROSTER']);
  });

  it('[D2, LIM-19] takes the flow’s deadline within the limit, else the default', () => {
    assert.equal(plan().contracts[0]?.deadlineDays, 30);
    assert.equal(plan({ deadlineDays: 90 }).contracts[0]?.deadlineDays, 90);
    assert.deepEqual(problems({ deadlineDays: 91 }), ['DEADLINE_INVALID']);
  });

  it('[WIL-04] takes no flow in which face is the only way', () => {
    assert.deepEqual(problems({ profile: { ...guangzhou.profile, intentMethods: ['face'] } }), ['INIT_FACE_ONLY']);
  });

  it('[A1.4] is for members of the company', () => {
    for (const actor of [worker, rival]) assert.deepEqual(problems({}, guangzhou, actor), ['NOT_PERMITTED']);
  });

  it('wants an id for each contract', async () => {
    for (const contractIds of [['ct-1'], ['ct-1', 'ct-1']]) {
      assert.equal((await thrownBy(() => plan({ contractIds }))).code, 'INITIATION_IDS');
    }
  });
});

describe('an initiation job', () => {
  it('[INI-13, D4] tells what became of each contract, failures beside successes', async () => {
    const { contracts, job } = plan();
    const decided = accepted(decideContract(contracts[0]!, initiate[1], context(manager, guangzhou)));
    assert.equal(decided.next.state, 'SIGNING');
    const problem = { code: 'PDF_DAMAGED', message: { 'zh-Hans': '文件损坏', 'zh-Hant': '檔案損壞', en: 'Damaged.' } };
    const one = withInitiationOutcome(job, 'ct-1');
    assert.deepEqual([one.state, one.initiated, one.failed], ['running', 1, 0]);
    const two = withInitiationOutcome(one, 'ct-2', problem);
    const three = withInitiationOutcome(two, 'ct-3');
    assert.deepEqual([three.state, three.initiated, three.failed], ['done', 2, 1]);
    assert.equal(three.items[1]?.problem?.code, 'PDF_DAMAGED');
    assert.strictEqual(withInitiationOutcome(three, 'ct-1', problem), three, 'the first word counts');
    assert.equal((await thrownBy(() => withInitiationOutcome(job, 'ct-9'))).code, 'INITIATION_CONTRACT');
  });
});
