import { assert } from 'chai';

import { judge, judgeByPyHanko } from '../../../core/test/support/judges.ts';

/** pdfsig finds the only signature of `file` valid. */
export function assertPdfsigAgrees(test: Mocha.Context, file: string): void {
  const { output } = judge(test, 'pdfsig', [file]);
  assert.include(output, 'Signature is Valid.', output);
}

/** pyHanko finds it valid and trusted, with its time-stamp. Skips the test by name where pyHanko is absent. */
export function assertPyHankoAgrees(test: Mocha.Context, root: string, file: string): void {
  const { exitCode, output } = judgeByPyHanko(test, 'pyhanko_report.py', [root, file]);
  assert.equal(exitCode, 0, output);
  const [report] = JSON.parse(output) as Record<string, unknown>[];
  assert.deepInclude(report, { intact: true, valid: true, trusted: true, timestamp: true }, output);
}
