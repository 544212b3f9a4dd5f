/**
 * `npm test`: installs what is missing, then types, lint, the suites in Node and in Chromium. Ends with one line that
 * counts tests. `npm test -- node|browser|types|lint` runs a part.
 */
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ensureBouncyCastle, ensureJudges, pyHankoPython } from './lib/judges.mjs';
import { lint, checkTypes } from './lib/checks.mjs';
import { command, runNode, step } from './lib/run.mjs';

const wanted = process.argv.slice(2);
const wants = (part) => wanted.length === 0 || wanted.includes(part);

command(async () => {
  await ensureInstalled();
  const chromium = wants('browser') || wants('node') ? await ensureChromium() : undefined;
  const missing = wants('node') ? await ensureJudges() : [];
  if (wants('node') && !(await ensureBouncyCastle())) missing.push('Bouncy Castle');
  if (missing.length > 0) {
    const sentence = `Verifiers not on this machine: ${missing.join(', ')}`;
    if (process.env.CI === 'true') throw new Error(`${sentence}. CI must have them.`);
    console.log(`! ${sentence}. Their tests are skipped by name.`);
  }
  const environment = { CHROME_PATH: chromium ?? '', CINNABAR_PYHANKO_PYTHON: pyHankoPython() ?? '' };
  let failed = false;
  if (wants('types')) failed = !(await step('Types', checkTypes)) || failed;
  if (wants('lint')) failed = !(await step('Lint', lint)) || failed;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (wants('node')) {
    const { code, output } = await step('Tests in Node', () => suite(['node_modules/mocha/bin/mocha.js'], environment));
    failed = code !== 0 || failed;
    counts.passed += count(output, /(\d+) passing/);
    counts.failed += count(output, /(\d+) failing/);
    counts.skipped += count(output, /(\d+) pending/);
  }
  if (wants('browser')) {
    const { code, output } = await step('Tests in Chromium', () =>
      suite(['node_modules/@web/test-runner/dist/bin.js', '--static-logging'], environment),
    );
    failed = code !== 0 || failed;
    counts.passed += count(output, /(\d+) passed, \d+ failed/);
    counts.failed += count(output, /\d+ passed, (\d+) failed/);
    counts.skipped += count(output, /\d+ passed, \d+ failed, (\d+) skipped/);
  }
  if (wants('node') || wants('browser')) {
    console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
  if (failed || (wants('node') && counts.passed === 0)) process.exit(1);
});

function suite(args, env) {
  return runNode(args, { capture: true, env });
}

/** The last number `pattern` finds: runners print running totals. */
function count(output, pattern) {
  const matches = [...output.matchAll(new RegExp(pattern, 'g'))];
  return Number(matches.at(-1)?.[1] ?? 0);
}
