import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top of the checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const bin = join(root, 'node_modules', '.bin');

/** The Node that the project pins; whatever the machine has only until it is installed. */
export function pinnedNode() {
  const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

/** Environment in which `node` and all tools are the project's own. */
export function toolEnvironment(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs a command from the top of the checkout. Resolves to `{ code, output }`; `output` is what it printed when
 * `capture` is set ("tee" prints it too).
 */
export function run(command, args, { capture = false, env = {}, cwd = root, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        if (!quiet) process.stdout.write(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** Runs a script of an installed package under the pinned Node. */
export function runNode(args, options) {
  return run(pinnedNode(), args, options);
}

/** One line that says what is being done, with the time it took when done. */
export async function step(title, work) {
  const began = Date.now();
  console.log(`▸ ${title}`);
  const result = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (Date.now() - began > 400) console.log(`  done in ${seconds} s`);
  return result;
}

/** Ends with one sentence instead of a stack trace. */
export function fail(sentence) {
  console.error(`✗ ${sentence}`);
  process.exit(1);
}

/** Runs `main` and turns what it throws into one sentence. */
export function command(main) {
  main().catch((error) => fail(process.env.DEBUG ? (error.stack ?? String(error)) : (error.message ?? String(error))));
}
