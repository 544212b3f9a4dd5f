import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command line's file, to be run by Node. */
export const program = fileURLToPath(new URL('../../bin/cinnabar.mjs', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user would, under the Node that runs the tests. */
export function cinnabar(args: readonly string[], environment: Record<string, string> = {}): Run {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: 60_000,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** The same without blocking this process, for when it serves what the command line asks for. */
export function cinnabarBeside(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  const options = { env: { ...process.env, ...environment }, timeout: 60_000 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** A folder that goes when the suite is over. */
export function temporaryFolder(): {
  readonly path: (name: string) => string;
  write(name: string, data: Uint8Array | string): string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-cli-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name) => join(folder, name),
    write(name, data) {
      writeFileSync(join(folder, name), data);
      return join(folder, name);
    },
  };
}
