import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

import type { Part } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import { openPdf, unlockPdf } from '@cinnabar/core/pdf';

import { secretFrom, UsageError } from './command.ts';
import { progress } from './terminal.ts';

/** Options of every command that reads a PDF. */
export const passwordOptions = { password: { type: 'string' }, 'password-env': { type: 'string' } } as const;

/** The password that was given, in whatever way. @throws UsageError */
export function givenPassword(values: {
  readonly password?: string | undefined;
  readonly 'password-env'?: string | undefined;
}): string | undefined {
  const { password, 'password-env': variable } = values;
  if (variable === undefined) return password;
  if (password !== undefined) throw new UsageError('--password and --password-env exclude each other.');
  return secretFrom(variable);
}

/**
 * The password to read `file` with: what was given or, where the file needs one and somebody sits at the terminal, what
 * they type; undefined where none is needed.
 * @throws CinnabarError `PDF_ENCRYPTED` when nobody can be asked, and what opening throws; UsageError when nothing is typed
 */
export async function passwordFor(file: Part, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return given;
  try {
    await unlockPdf(openPdf(file));
    return undefined;
  } catch (cause) {
    const asked =
      isCinnabarError(cause) && cause.code === 'PDF_ENCRYPTED' && process.stdin.isTTY && process.stderr.isTTY;
    if (!asked) throw cause;
    return typedPassword();
  }
}

/** A line from the terminal that is not shown. */
function typedPassword(): Promise<string> {
  progress.end();
  process.stderr.write('Password: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('close', () => {
      process.stderr.write('\n');
      reject(new UsageError('No password was given.'));
    });
    lines.question('', (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
