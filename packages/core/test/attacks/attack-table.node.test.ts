import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

const tests = fileURLToPath(new URL('../', import.meta.url));
const table = readFileSync(new URL('README.md', import.meta.url), 'utf8');

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `A-${String(from + i).padStart(2, '0')}`);
const attacks = [...range(1, 17), ...range(20, 36), ...range(40, 60)];
const disagreements = ['DS-07', 'DS-13', 'DS-14', 'DS-16', 'DS-19', 'DS-37', 'DS-43'];
const verdicts = Array.from({ length: 36 }, (_, i) => `PH-${String(i + 1).padStart(2, '0')}`);

const sources = new Map(
  readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('attack-table'))
    .map((file) => [file, readFileSync(tests + file, 'utf8')]),
);
const filesNaming = (id: string): string[] =>
  [...sources].filter(([, text]) => new RegExp(`\\b${id}\\b`).test(text)).map(([file]) => file);

describe('the table of attacks', () => {
  const rows = [...table.matchAll(/^\| ([AD]S?-\d\d)\s*\|[^|]*\|([^|]*)\|$/gm)].map(([, id = '', files = '']) => ({
    id,
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file),
  }));

  it('has every attack and every disagreement once', () => {
    assert.deepEqual(
      rows.map(({ id }) => id),
      [...attacks, ...disagreements],
    );
  });

  it('names the tests that name them', () => {
    for (const { id, files } of rows) {
      assert.isNotEmpty(files, id);
      assert.includeMembers(filesNaming(id), files, id);
    }
  });

  it("every row of pyHanko's verdicts has a test", () => {
    for (const id of verdicts) {
      const named = filesNaming(id).filter((file) => file.startsWith('verify/'));
      assert.isNotEmpty(named, id);
    }
  });
});
