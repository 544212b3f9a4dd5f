/** `npm run stories`: Storybook on port 6006; `npm run stories -- --build` writes storybook-static instead. */
import { ensureInstalled } from './lib/install.mjs';
import { command, runNode } from './lib/run.mjs';

command(async () => {
  await ensureInstalled();
  const storybook = 'node_modules/storybook/dist/bin/dispatcher.js';
  const build = process.argv.includes('--build');
  const args = build ? ['build', '--quiet'] : ['dev', '--port', process.env.PORT ?? '6006', '--no-open'];
  const { code } = await runNode([storybook, ...args, '--disable-telemetry'], {
    env: { STORYBOOK_DISABLE_TELEMETRY: '1' },
  });
  process.exit(code);
});
