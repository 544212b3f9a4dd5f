import { assert } from 'chai';
import {
  accept,
  conflictOf,
  eventsOf,
  refusalOf,
  refuse,
  targetsOf,
  toMermaid,
  type Machine,
} from '@cinnabar/core/machine';
import { thrownBy } from '../support/throws.ts';

const label = (text: string) => ({ label: { 'zh-Hans': text, 'zh-Hant': `${text}（繁）`, en: `${text} (en)` } });

const door: Machine<'OPEN' | 'CLOSED' | 'GONE', 'push' | 'remove'> = {
  id: 'door',
  title: { 'zh-Hans': '门', 'zh-Hant': '門', en: 'Door' },
  initial: 'CLOSED',
  states: { OPEN: label('开'), CLOSED: label('关'), GONE: label('无') },
  events: { push: label('推'), remove: label('拆') },
  transitions: { CLOSED: { push: ['OPEN', 'CLOSED'], remove: ['GONE'] }, OPEN: { push: ['CLOSED'] }, GONE: {} },
};

describe('a machine', () => {
  it('names what may follow, and refuses what is not listed', () => {
    assert.deepEqual(targetsOf(door, 'CLOSED', 'push'), ['OPEN', 'CLOSED']);
    assert.deepEqual(targetsOf(door, 'GONE', 'push'), []);
    assert.deepEqual(eventsOf(door, 'CLOSED'), ['push', 'remove']);
    assert.deepEqual(eventsOf(door, 'GONE'), []);
    assert.isUndefined(refusalOf(door, { state: 'OPEN', version: 1 }, 'push'));
  });

  it('says state and event in every language', () => {
    const refusal = refusalOf(door, { state: 'OPEN', version: 1 }, 'remove');
    assert.equal(refusal?.code, 'TRANSITION_NOT_ALLOWED');
    assert.equal(refusal?.message['zh-Hans'], '当前状态为“开”，不能拆');
    assert.equal(refusal?.message['zh-Hant'], '目前狀態為「开（繁）」，不能拆（繁）');
    assert.equal(refusal?.message.en, 'This is not possible in the state “开 (en)”: 拆 (en).');
    assert.deepEqual(refusal?.values, { state: 'OPEN', event: 'remove' });
  });

  it('refuses who saw another version, before anything else', () => {
    const thing = { state: 'OPEN', version: 3 } as const;
    assert.equal(refusalOf(door, thing, 'remove', 2)?.code, 'VERSION_CONFLICT');
    assert.equal(refusalOf(door, thing, 'push', 4)?.code, 'VERSION_CONFLICT');
    assert.isUndefined(refusalOf(door, thing, 'push', 3));
    assert.isUndefined(conflictOf(thing, undefined));
  });

  it('refuses events nobody knows, whatever their names', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'explode']) {
      const event = name as 'push';
      assert.deepEqual(targetsOf(door, 'OPEN', event), [], name);
      const refusal = refusalOf(door, { state: 'OPEN', version: 1 }, event);
      assert.equal(refusal?.code, 'TRANSITION_NOT_ALLOWED', name);
      assert.equal(refusal?.message.en, `This is not possible in the state “开 (en)”: ${name}.`);
    }
  });

  it('tells that what was stored is damaged', async () => {
    for (const name of ['AJAR', '__proto__', 'constructor']) {
      const state = name as 'OPEN';
      const tries = [
        () => targetsOf(door, state, 'push'),
        () => eventsOf(door, state),
        () => refusalOf(door, { state, version: 1 }, 'push'),
      ];
      for (const each of tries) assert.equal((await thrownBy(each)).code, 'MACHINE_STATE', name);
    }
  });

  it('draws itself', () => {
    assert.equal(
      toMermaid(door, 'en'),
      [
        'stateDiagram-v2',
        '  [*] --> CLOSED',
        '  OPEN: 开 (en) (OPEN)',
        '  CLOSED: 关 (en) (CLOSED)',
        '  GONE: 无 (en) (GONE)',
        '  OPEN --> CLOSED: 推 (en)',
        '  CLOSED --> OPEN: 推 (en)',
        '  CLOSED --> CLOSED: 推 (en)',
        '  CLOSED --> GONE: 拆 (en)',
        '  GONE --> [*]',
      ].join('\n'),
    );
  });

  it('decides: yes with what it causes, or no with why', () => {
    assert.deepEqual(accept(1), { accepted: true, next: 1, events: [], notices: [] });
    const refusal = { code: 'NO', message: { 'zh-Hans': '不', 'zh-Hant': '不', en: 'No.' } };
    assert.deepEqual(refuse(refusal), { accepted: false, refusal });
  });
});
