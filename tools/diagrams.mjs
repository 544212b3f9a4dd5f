/**
 * `npm run diagrams`: docs/state-machines.md, every state machine of the domain as a diagram and a table, in Chinese and
 * English, drawn from the data that decides. `-- --check` only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { toMermaid } from '../packages/core/src/machine/index.ts';
import * as contract from '../packages/core/src/contract/index.ts';
import { command, root } from './lib/run.mjs';

const target = join(root, 'docs/state-machines.md');

/** In the order people meet them; what is not named follows by its id. */
const order = ['contract', 'signer', 'guangdong-steps'];

const languages = [
  { tag: 'zh-Hans', name: '简体中文', head: '状态 ╲ 事件', refused: '—' },
  { tag: 'en', name: 'English', head: 'state ╲ event', refused: '—' },
];

/** What the door exports and is a machine, once each. */
function machines() {
  const found = Object.values(contract).filter(
    (each) => typeof each === 'object' && each !== null && 'transitions' in each && 'initial' in each,
  );
  const rank = ({ id }) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...new Set(found)].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

function table(machine, { tag, head, refused }) {
  const events = Object.keys(machine.events);
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const cell = (state, event) => {
    const targets = machine.transitions[state][event] ?? [];
    return targets.length === 0 ? refused : targets.map((each) => `\`${each}\``).join(' / ');
  };
  return [
    row([head, ...events.map((event) => machine.events[event].label[tag])]),
    row(['---', ...events.map(() => '---')]),
    ...Object.keys(machine.states).map((state) =>
      row([`${machine.states[state].label[tag]} \`${state}\``, ...events.map((event) => cell(state, event))]),
    ),
  ];
}

function section(machine) {
  return [
    '',
    `## ${machine.title['zh-Hans']} · ${machine.title.en}`,
    ...languages.flatMap((language) => [
      '',
      `### ${machine.title[language.tag]} (${language.name})`,
      '',
      '```mermaid',
      toMermaid(machine, language.tag),
      '```',
      '',
      ...table(machine, language),
    ]),
  ];
}

export function machinesPage() {
  const head = [
    '# State machines',
    '',
    'Made by `npm run diagrams` from the tables in `packages/core/src/contract`; a test holds that it is up to date. What a',
    'table does not list (—) is refused with a code. Where a cell names several states, the rules of that event choose.',
  ];
  return `${[...head, ...machines().flatMap(section)].join('\n')}\n`;
}

command(async () => {
  const text = machinesPage();
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== text) throw new Error('docs/state-machines.md is old. Run: npm run diagrams');
    return;
  }
  writeFileSync(target, text);
});
