import { assert } from 'chai';
import * as contract from '@cinnabar/core/contract';
import { toMermaid, type Machine } from '@cinnabar/core/machine';

type AnyMachine = Machine<string, string>;

const isMachine = (each: unknown): each is AnyMachine =>
  typeof each === 'object' && each !== null && 'transitions' in each && 'initial' in each;
const exported: readonly unknown[] = Object.values(contract);
const machines = [...new Set(exported.filter(isMachine))];

describe('every state machine of the domain', () => {
  it('has an id of its own', () => {
    const ids = machines.map(({ id }) => id);
    assert.includeMembers(ids, ['contract', 'signer', 'guangdong-steps']);
    assert.lengthOf([...new Set(ids)], ids.length);
  });

  for (const machine of machines) {
    describe(machine.id, () => {
      const states = Object.keys(machine.states);

      it('leads only to states it has, by events it has', () => {
        assert.sameMembers(Object.keys(machine.transitions), states);
        for (const row of Object.values(machine.transitions)) {
          for (const [event, targets] of Object.entries(row)) {
            assert.property(machine.events, event);
            assert.includeMembers(states, [...(targets ?? [])]);
          }
        }
      });

      it('reaches every state from the first', () => {
        const reached = new Set([machine.initial]);
        for (const state of reached) {
          for (const targets of Object.values(machine.transitions[state] ?? {}))
            targets?.forEach((to) => reached.add(to));
        }
        assert.sameMembers([...reached], states);
      });

      it('has names in three languages that a diagram can hold', () => {
        for (const { label } of [...Object.values(machine.states), ...Object.values(machine.events)]) {
          for (const text of Object.values(label)) assert.match(text, /^[^:;#|\n]+$/);
        }
        assert.include(toMermaid(machine, 'zh-Hans'), `[*] --> ${machine.initial}`);
      });
    });
  }
});
