import { localized } from '../language/index.ts';
import { targetsOf, type Machine } from './machine.ts';

/** The machine as a Mermaid `stateDiagram-v2`, labels in the language given (BCP 47). States nothing leads out of are final. */
export function toMermaid<S extends string, E extends string>(machine: Machine<S, E>, language: string): string {
  const states = Object.keys(machine.states) as S[];
  const events = Object.keys(machine.events) as E[];
  const lines = ['stateDiagram-v2', `  [*] --> ${machine.initial}`];
  for (const state of states) lines.push(`  ${state}: ${localized(machine.states[state].label, language)} (${state})`);
  for (const state of states) {
    let leaves = false;
    for (const event of events) {
      for (const target of targetsOf(machine, state, event)) {
        leaves ||= target !== state;
        lines.push(`  ${state} --> ${target}: ${localized(machine.events[event].label, language)}`);
      }
    }
    if (!leaves) lines.push(`  ${state} --> [*]`);
  }
  return lines.join('\n');
}
