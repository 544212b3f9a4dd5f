import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { assert } from 'chai';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const code = "'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'";

/** Where a code is given away: to the error itself, to a helper that makes one, or by a table of codes with sentences. */
const thrown = [
  new RegExp(`CinnabarError\\(\\s*${code}`, 'g'),
  new RegExp(`\\b(?:problem|refuse|refusal|fail|error|inkError|bodyOf)\\(\\s*${code}`, 'g'),
  new RegExp(`\\[\\s*${code},\\s*'[^']* [^']*'`, 'g'),
];

/** What the verifier finds in a document is part of its report, not an error. */
const isReport = (file: string): boolean => /^packages\/core\/src\/(verify\/|cms\/(?:check-|chain|path\/))/.test(file);

async function sources(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const file of glob(['packages/*/src/**/*.ts', 'examples/server/src/**/*.ts'], { cwd: root })) {
    if (!file.endsWith('.test.ts')) files.set(file, readFileSync(root + file, 'utf8'));
  }
  return files;
}

describe('docs/errors.md', () => {
  const documented = new Set(
    [...readFileSync(`${root}docs/errors.md`, 'utf8').matchAll(/^\| `([A-Z0-9_]+)` +\|/gm)].map(
      (match) => match[1] as string,
    ),
  );

  it('lists every code that is thrown', async () => {
    const missing: string[] = [];
    let found = 0;
    for (const [file, text] of await sources()) {
      for (const [index, pattern] of thrown.entries()) {
        if (index > 0 && isReport(file)) continue;
        for (const match of text.matchAll(pattern)) {
          found++;
          if (!documented.has(match[1] as string)) missing.push(`${match[1]} (${file})`);
        }
      }
    }
    assert.isAbove(found, 200, 'the scan finds codes');
    const lines = [...new Set(missing)].sort();
    assert.lengthOf(lines, 0, `add these to the tables in docs/errors.md: ${lines.join(', ')};`);
  });

  it('lists no code that is gone', async () => {
    const all = [...(await sources()).values()].join('\n');
    const gone = [...documented].filter((entry) => !new RegExp(`\\b${entry}\\b`).test(all));
    assert.lengthOf(gone, 0, `remove these lines from docs/errors.md: ${gone.join(', ')};`);
  });
});
