/** `npm run bench [-- core]`: measures by ratio and prints tables fit for docs/benchmarks.md. */
import { ensureInstalled } from './lib/install.mjs';
import { command, runNode } from './lib/run.mjs';

command(async () => {
  await ensureInstalled();
  const { code } = await runNode(['--expose-gc', '--conditions=source', 'bench/main.mjs', ...process.argv.slice(2)]);
  process.exit(code);
});
