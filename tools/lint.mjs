/** `npm run lint`: ESLint and the formatter's check. `--fix` mends what can be mended. */
import { ensureInstalled } from './lib/install.mjs';
import { lint } from './lib/checks.mjs';
import { command, runNode } from './lib/run.mjs';

command(async () => {
  await ensureInstalled();
  if (process.argv.includes('--fix')) {
    await runNode(['node_modules/eslint/bin/eslint.js', '.', '--fix']);
    await runNode(['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.']);
  }
  if (!(await lint())) process.exit(1);
});
