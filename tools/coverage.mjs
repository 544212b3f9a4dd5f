/**
 * `npm run coverage`: docs/coverage.md, the table of every row of the requirements catalogue: where its rule lives and
 * which tests hold it. A file says `Catalogue: URG-01, URG-02.` in a comment; a test says `[URG-01]` in its title.
 * `-- --check` only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';

import { command, root } from './lib/run.mjs';

const target = join(root, 'docs/coverage.md');
const id = /\b(?:[A-Z][A-Z0-9]*-\d+|A20\.\d[a-z]?|D\d{1,2})\b/g;

/** What a row is about decides what proves it. */
const groups = [
  ['Accounts and home', ['GEN', 'ACC']],
  ['Verification', ['ORG', 'KYC']],
  ['Onboarding and employees', ['ONB', 'EMP']],
  ['Contracts', ['INI', 'LST', 'URG', 'RCL', 'SGN', 'BAT', 'WIL', 'WPC', 'WH5', 'GD']],
  ['Templates and administration', ['TPL', 'ADM', 'GOV', 'ACT', 'CLI']],
  ['State machines', ['A20']],
  ['Limits', ['LIM']],
  ['Notifications', ['N']],
  ['Decisions', ['D']],
  ['Messages', ['MSG']],
  ['Screens', ['SCR']],
  ['Labels', ['LBL']],
];

/** The family of a row: what stands before its number. */
const familyOf = (row) => row.match(/^(?:A20|D(?=\d)|[A-Z][A-Z0-9]*(?=-))/)?.[0];

export async function coveragePage() {
  const rows = readFileSync(join(root, 'tools/catalogue/rows.tsv'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([row, kind, title]) => ({ row, kind, title }));
  const files = await sourceFiles();
  const rules = cited(files.filter(isSource), /Catalogue:([^\n]*(?:\n\s*\*[^\n/@]*)*)/g);
  const tests = cited(files.filter(isTest), /\[([^\]\n]*)\]/g);
  const known = new Set(rows.map(({ row }) => row));
  const strangers = [...rules.keys(), ...tests.keys()].filter((row) => isRow(row) && !known.has(row));
  const source = files.filter(isSource);
  const lines = rows.map((row) => ({ ...row, ...judged(row, rules, tests, source) }));
  return { text: page(lines), lines, strangers: [...new Set(strangers)].sort() };
}

async function sourceFiles() {
  const files = [];
  for await (const path of glob(
    ['packages/*/{src,test}/**/*.ts', 'examples/*/{src,test,e2e}/**/*.ts', 'stories/**/*.ts', 'tools/demo/**/*.mjs'],
    { cwd: root },
  )) {
    if (path.includes('node_modules')) continue;
    files.push({ path, text: readFileSync(join(root, path), 'utf8') });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isTest({ path }) {
  return path.endsWith('.test.ts');
}

function isSource(file) {
  return file.path.includes('/src/') && !isTest(file);
}

function isRow(row) {
  return groups.some(([, families]) => families.includes(familyOf(row)));
}

/** Row → the files whose text matches `pattern` with that row in it. */
function cited(files, pattern) {
  const found = new Map();
  for (const { path, text } of files) {
    for (const [, inside] of text.matchAll(pattern)) {
      for (const [row] of inside.matchAll(id)) {
        if (!found.has(row)) found.set(row, new Set());
        found.get(row).add(path);
      }
    }
  }
  return found;
}

function judged({ row, kind, title }, rules, tests, sources) {
  if (kind === 'label' || kind === 'message') return judgedTexts(kind, title, sources);
  const where = [...(rules.get(row) ?? [])];
  const proofs = [...(tests.get(row) ?? [])];
  const pure = where.some((path) => path.startsWith('packages/core/'));
  if (kind === 'rule') {
    const state = pure && proofs.length > 0 ? 'held' : where.length > 0 || proofs.length > 0 ? 'in part' : 'missing';
    return { where, proofs, state };
  }
  return { where, proofs, state: where.length > 0 ? 'server/UI' : 'server/UI, not built' };
}

/** A label or code is there when some source has it to the letter; a label that is not belongs to a screen to come. */
function judgedTexts(kind, title, sources) {
  const pieces = title.split(' · ');
  const holders = pieces.map((piece) => sources.filter(({ text }) => has(text, kind, piece)).map(({ path }) => path));
  const absent = pieces.filter((_, index) => holders[index].length === 0);
  const none = kind === 'label' ? 'server/UI, not built' : 'missing';
  const state = absent.length === 0 ? 'held' : absent.length < pieces.length ? 'in part' : none;
  return { where: [...new Set(holders.map(([first]) => first).filter(Boolean))], proofs: [], state, absent };
}

function has(text, kind, piece) {
  if (kind === 'message') return new RegExp(`\\b${piece}\\b`).test(text);
  return text.includes(`'${piece}`) || text.includes(`${piece}'`) || text.includes(`“${piece}”`);
}

function page(lines) {
  const count = (state) => lines.filter((line) => line.state === state).length;
  const head = [
    '# Coverage of the requirements',
    '',
    'Made by `npm run coverage` from `tools/catalogue/rows.tsv`, from the comments `Catalogue: …` of the sources and from the',
    'titles `[…]` of the tests; a test holds that it is up to date. **held**: a pure rule (or exact text) is there and',
    'tests name it. **server/UI**: no pure rule; the file that shows it. What is missing is said.',
    '',
    '| state | rows |',
    '| --- | --- |',
    ...['held', 'in part', 'missing', 'server/UI', 'server/UI, not built'].map(
      (state) => `| ${state} | ${count(state)} |`,
    ),
  ];
  const tables = groups.flatMap(([title, families]) => [
    '',
    `## ${title}`,
    '',
    '| row | what | state | where | tests |',
    '| --- | --- | --- | --- | --- |',
    ...lines
      .filter(({ row }) => families.includes(familyOf(row)))
      .map(({ row, title: what, state, where, proofs, absent = [] }) => {
        const said = absent.length > 0 && state === 'in part' ? `${state}: without ${absent.join('、')}` : state;
        return `| ${row} | ${what} | ${said} | ${paths(where)} | ${paths(proofs)} |`;
      }),
  ]);
  return `${[...head, ...tables].join('\n')}\n`;
}

/** At most three paths, each a link, the rest as a number. */
function paths(all) {
  const shown = all.slice(0, 3).map((path) => `[${path.replace(/^packages\//, '').replace('/src/', '/')}](../${path})`);
  return [...shown, ...(all.length > 3 ? [`+${all.length - 3}`] : [])].join(', ');
}

if (process.argv[1]?.endsWith('coverage.mjs')) {
  command(async () => {
    const { text, strangers } = await coveragePage();
    if (strangers.length > 0) throw new Error(`Rows the catalogue does not have: ${strangers.join(', ')}.`);
    if (process.argv.includes('--check')) {
      if (readFileSync(target, 'utf8') !== text) throw new Error('docs/coverage.md is old. Run: npm run coverage');
      return;
    }
    writeFileSync(target, text);
    console.log(text.split('\n').slice(7, 14).join('\n'));
  });
}
