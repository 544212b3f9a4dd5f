import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { pinnedNode, root, toolEnvironment } from '../lib/run.mjs';

/** Starts the reference server on a free port with its own data; resolves when it answers. */
export async function startServer(dataFolder, logFile) {
  await mkdir(dataFolder, { recursive: true });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(pinnedNode(), ['--conditions=source', join('examples', 'server', 'src', 'main.ts')], {
    cwd: root,
    env: toolEnvironment({ PORT: String(port), DATA_DIR: dataFolder, PUBLIC_URL: origin }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  const exited = new Promise((resolve) => server.once('exit', resolve));
  for (let waited = 0; ; waited += 250) {
    if (server.exitCode !== null) throw new Error(`The server ended at once; see ${logFile}`);
    if (await answers(origin)) break;
    if (waited > 60_000) throw new Error(`The server does not answer on ${origin}; see ${logFile}`);
    await wait(250);
  }
  return {
    origin,
    /** The newest message to a phone that was sent after `since` and matches `pattern`. */
    async message(phone, pattern, since) {
      for (let tries = 0; tries < 60; tries++) {
        const { messages } = await (await fetch(`${origin}/sandbox/inbox.json`)).json();
        const found = messages.find(
          (message) => message.to === phone && Date.parse(message.sentAt) >= since && pattern.test(message.text),
        );
        if (found) return found;
        await wait(250);
      }
      throw new Error(`No message like ${pattern} reached ${phone}`);
    },
    async stop() {
      server.kill('SIGTERM');
      await Promise.race([exited, wait(5000)]);
      if (server.exitCode === null) server.kill('SIGKILL');
    },
  };
}

async function answers(origin) {
  return fetch(`${origin}/`).then(
    (response) => response.ok,
    () => false,
  );
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
