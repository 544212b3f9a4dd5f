import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Other people's programs as judges of our files (Node only). A judge that is not installed skips the test by name,
 * and is an error in CI.
 */
export interface Judgement {
  readonly exitCode: number;
  /** Standard output and error together, as text. */
  readonly output: string;
  /** Standard output as it came. */
  readonly bytes: Uint8Array;
}

/** Says that a judge is not installed. */
export function absent(test: Mocha.Context, name: string): never {
  if (process.env['CI'] === 'true') throw new Error(`${name} is not installed, and CI must have it.`);
  return test.skip();
}

/** Path of a program of ours in `test/judges` by which a judge is asked. */
export function judgeScript(name: string): string {
  return fileURLToPath(new URL(`../judges/${name}`, import.meta.url));
}

/** A Python that may have pyHanko. */
const python = process.env['CINNABAR_PYHANKO_PYTHON'] ?? 'python3';

/** Runs one of the scripts in `test/judges` by a Python that has pyHanko; the rest as in `judge`. */
export function judgeByPyHanko(
  test: Mocha.Context,
  script: `pyhanko_${string}.py`,
  args: readonly string[],
  file?: Uint8Array,
): Judgement {
  if (judge(test, python, ['-c', 'import pyhanko']).exitCode !== 0) return absent(test, 'pyHanko');
  return judge(test, python, [judgeScript(script), ...args], file);
}

/**
 * Runs `program`, with the text `{file}` in `args` replaced by the path of a temporary file that holds `file`.
 * @example judge(this, 'qpdf', ['--check', '{file}'], bytes)
 */
export function judge(test: Mocha.Context, program: string, args: readonly string[], file?: Uint8Array): Judgement {
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-judge-'));
  try {
    const path = join(folder, 'file.pdf');
    if (file) writeFileSync(path, file);
    const run = spawnSync(
      program,
      args.map((arg) => arg.replaceAll('{file}', path)),
      { timeout: 60_000, maxBuffer: 32 << 20 },
    );
    if (run.error && 'code' in run.error && run.error.code === 'ENOENT') return absent(test, program);
    if (run.error) throw run.error;
    return {
      exitCode: run.status ?? -1,
      output: run.stdout.toString('utf8') + run.stderr.toString('utf8'),
      bytes: new Uint8Array(run.stdout),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
