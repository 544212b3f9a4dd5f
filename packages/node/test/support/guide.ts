import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

const program = fileURLToPath(new URL('../../bin/cinnabar.mjs', import.meta.url));

/** An example of a guide. */
export interface Example {
  readonly language: 'sh' | 'ts';
  readonly code: string;
}

/** Fenced blocks for the shell and for programs, in order. */
export function examplesOf(guide: string): Example[] {
  const text = readFileSync(new URL(`../../../../docs/${guide}`, import.meta.url), 'utf8');
  return Array.from(text.matchAll(/^```(sh|ts)\n([^]*?)^```/gm), ([, language, code = '']) => ({
    language: language as Example['language'],
    code,
  }));
}

/** Runs an example in `folder`, as a reader would, and gives its standard output. */
export function runExample({ language, code }: Example, folder: string): string {
  const { status, stdout, stderr } = language === 'sh' ? inShell(code, folder) : asProgram(code, folder);
  assert.equal(status, 0, `${code}\n${stderr}`);
  return stdout;
}

function inShell(code: string, folder: string) {
  const setup = `npx() { shift; "${process.execPath}" "${program}" "$@"; }`;
  return spawnSync('bash', ['-euc', `${setup}\n${code}`], { cwd: folder, encoding: 'utf8' });
}

function asProgram(code: string, folder: string) {
  const imports = code.replaceAll(/^import (.*) from ('.*');$/gm, 'const $1 = await import($2);');
  const script = `process.chdir(${JSON.stringify(folder)});${imports}`;
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript'];
  return spawnSync(process.execPath, [...flags, '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
}
