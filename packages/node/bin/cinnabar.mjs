#!/usr/bin/env node
/**
 * Starts the command line under whatever Node runs this: the built modules of an installed package, or the sources of a
 * checkout, which take the Node the checkout pins.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The built modules of a checkout may be older than its sources, so they are not asked.
const installed = import.meta.url.includes('/node_modules/');

if (installed) {
  await import('../dist/main.js');
} else {
  const sources = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning'];
  const program = spawn(pinnedNode(), [...flags, sources, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Who ends this program means the one that works, which otherwise would go on alone.
  const pass = (signal) => void program.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  program.on('error', ({ code }) => {
    process.stderr.write(`cinnabar: the Node of this checkout does not start (${code}); run npm install.\n`);
    process.exitCode = 70;
  });
  program.on('exit', (status, signal) => {
    for (const each of signals) process.off(each, pass);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = status;
  });
}

/** Node of the `node` package; this one when it is not there. */
function pinnedNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  } catch {
    return process.execPath;
  }
}
