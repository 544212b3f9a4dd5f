/** `npm start`: installs, builds and serves the reference system. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensurePortal } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { command, pinnedNode, root, toolEnvironment } from './lib/run.mjs';

command(async () => {
  await ensureInstalled();
  await ensurePortal();
  const server = spawn(pinnedNode(), ['--conditions=source', join('examples', 'server', 'src', 'main.ts')], {
    cwd: root,
    env: toolEnvironment(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code) => process.exit(code ?? 0));
});
