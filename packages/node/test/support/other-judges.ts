import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

import { judge } from '../../../core/test/support/judges.ts';

const script = fileURLToPath(new URL('../../../core/test/judges/pyhanko_report.py', import.meta.url));
/** A Python that has pyHanko. */
const python = process.env['CINNABAR_PYHANKO_PYTHON'] ?? 'python3';

/** pdfsig finds the only signature of `file` valid. */
export function assertPdfsigAgrees(test: Mocha.Context, file: string): void {
  const { output } = judge(test, 'pdfsig', [file]);
  assert.include(output, 'Signature is Valid.', output);
}

/** pyHanko finds it valid and trusted, with its time-stamp. Skips the test by name where pyHanko is absent. */
export function assertPyHankoAgrees(test: Mocha.Context, root: string, file: string): void {
  if (judge(test, python, ['-c', 'import pyhanko']).exitCode !== 0) {
    if (process.env['CI'] === 'true') throw new Error('pyHanko is not installed, and CI must have it.');
    test.skip();
  }
  const { exitCode, output } = judge(test, python, [script, root, file]);
  assert.equal(exitCode, 0, output);
  const [report] = JSON.parse(output) as Record<string, unknown>[];
  assert.deepInclude(report, { intact: true, valid: true, trusted: true, timestamp: true }, output);
}
