import { readFile } from 'node:fs/promises';

import { isCinnabarError } from '@cinnabar/core/error';

import { exitCodes, UsageError, type Command } from './command.ts';
import { print, printable, progress } from './terminal.ts';

interface CommandEntry {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** Commands are loaded when asked for: one should not wait for what another needs. */
  load(): Promise<Command>;
}

const commands: readonly CommandEntry[] = [
  {
    name: 'verify',
    summary: 'Say of every signature whether it holds',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'inspect',
    summary: 'Show the revisions of a file and its objects',
    load: async () => (await import('./inspect.ts')).inspect,
  },
  {
    name: 'stamp',
    summary: 'Make the fields of a contract and fill them, before it is signed',
    load: async () => (await import('./stamp.ts')).stamp,
  },
  {
    name: 'sign',
    summary: 'Sign a signature field of a file',
    load: async () => (await import('./sign.ts')).sign,
  },
  {
    name: 'extend',
    summary: 'Put into a file what proves its signatures in the long run',
    load: async () => (await import('./extend.ts')).extend,
  },
  {
    name: 'timestamp',
    summary: 'Prove that a file existed now',
    load: async () => (await import('./timestamp.ts')).timestamp,
  },
  {
    name: 'evidence',
    summary: 'Say of a package of evidence whether it holds',
    load: async () => (await import('./evidence.ts')).evidence,
  },
  {
    name: 'ca',
    summary: 'Keep a certificate authority for tests: init, root, issue',
    load: async () => (await import('./ca.ts')).ca,
  },
];

const usage = (): string => `Usage: cinnabar COMMAND …

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

cinnabar COMMAND --help shows options and examples. cinnabar --version shows the version.
Exit codes other than those of verify: 0 done, 1 refused or failed, 4 the file cannot be read, 64 wrong usage.`;

/** Runs one command line, says on standard error what is wrong with it, and gives the exit code. Never throws. */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const find = (word: string | undefined): CommandEntry | undefined => commands.find((entry) => entry.name === word);
  const entry = find(name);
  try {
    if (name === '--version' || name === '-V') return done(await version());
    if (name === '--help' || name === '-h' || name === 'help') {
      return done((await find(rest[0])?.load())?.help ?? usage());
    }
    if (name === undefined) throw new UsageError('A command is missing.');
    if (!entry) throw new UsageError(`There is no command ${name}.`);
    const command = await entry.load();
    const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
    if (options.includes('--help') || options.includes('-h')) return done(command.help);
    return await command.run(rest);
  } catch (error) {
    progress.end();
    return complain(entry ? `cinnabar ${entry.name}` : 'cinnabar', error);
  }
}

function done(text: string): number {
  print(text);
  return exitCodes.done;
}

function complain(prefix: string, error: unknown): number {
  const say = (text: string): boolean => process.stderr.write(`${prefix}: ${printable(text)}\n`);
  if (error instanceof UsageError) {
    say(error.message);
    process.stderr.write(`Try: ${prefix} --help\n`);
    return exitCodes.usage;
  }
  if (!isCinnabarError(error)) {
    say(`A fault of this program; please report it. (${error instanceof Error ? error.message : String(error)})`);
    return exitCodes.internal;
  }
  const { code, message, details } = error;
  const facts = Object.entries(details).map(([key, value]) => `${key} ${shown(value)}`);
  say(`${message} (${[code, ...facts].join(', ')})`);
  return /^(FILE|PDF)_/.test(code) ? exitCodes.unreadable : exitCodes.refused;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(',');
  return typeof value === 'number' ? String(Number(value.toFixed(2))) : String(value);
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
