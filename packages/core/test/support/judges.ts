import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
    if (run.error && 'code' in run.error && run.error.code === 'ENOENT') {
      if (process.env['CI'] === 'true') throw new Error(`${program} is not installed, and CI must have it.`);
      return test.skip();
    }
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
