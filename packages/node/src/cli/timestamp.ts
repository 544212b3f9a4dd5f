import { sourceOfParts, type Part, type Parts } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { addDocumentTimestamp } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';

import { withFile } from '../files/input.ts';
import { requireFree, writeNew } from '../files/output.ts';
import { exitCodes, parseCommandLine, required, UsageError, words, type Command } from './command.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { openAuthority } from './sandbox-folder.ts';
import { print, printable, progress } from './terminal.ts';
import { addressesFrom, timestampsFrom } from './timestamps.ts';

export const timestamp: Command = {
  help: `Usage: cinnabar timestamp FILE (--tsa URL | --sandbox DIR) -o FILE

Adds a document time-stamp (RFC 3161) over everything that is in the file, as a new revision; earlier signatures stay
valid. The result is checked before it is written.

  --tsa URL          time-stamp authority; may be repeated, they are asked in order
  --sandbox DIR      authority made by "cinnabar ca init". Tests only.
  --password WORD    password of an encrypted file, which stays encrypted; asked for at a terminal when absent
  --password-env V   environment variable that holds it, out of sight of other users
  -o, --output FILE  the new file; an existing one is never overwritten
  -h, --help         this text

Example:
  cinnabar timestamp signed.pdf --tsa http://tsa.example/ -o stamped.pdf`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      tsa: { type: 'string', multiple: true },
      sandbox: { type: 'string' },
      ...passwordOptions,
      output: { type: 'string', short: 'o' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const output = required(values.output, '--output');
    const given = givenPassword(values);
    const timestamps = await chosen(values.tsa, values.sandbox);
    await requireFree(output);
    progress.step(`Reading ${file}`);
    const time = await withFile(file, async (original) => {
      const password = await passwordFor(original, given);
      progress.step('Asking for a time-stamp');
      const stamped = await addDocumentTimestamp(original, timestamps, { password });
      progress.step('Checking the result');
      const checked = await checkStamped(stamped, password);
      progress.step(`Writing ${output}`);
      await writeNew(output, stamped, { finish: original.requireUnchanged });
      return checked;
    });
    progress.end();
    print(`${printable(output)} existed at ${time}.`);
    return exitCodes.done;
  },
};

async function chosen(tsa: readonly string[] | undefined, sandbox: string | undefined): Promise<TimestampProvider> {
  const named = timestampsFrom(addressesFrom(tsa));
  if ((named === undefined) === (sandbox === undefined)) {
    throw new UsageError('Say who gives the time: either --tsa or --sandbox.');
  }
  return named ?? (await openAuthority(required(sandbox, '--sandbox'))).timestampProvider();
}

/**
 * The time of the newest time-stamp, which must cover the whole file and break no signature.
 * @throws CinnabarError `SIGN_SELF_CHECK`
 */
async function checkStamped(parts: Parts<Part>, password: string | undefined): Promise<string> {
  const { verdict, signatures } = await verifyDocument(sourceOfParts(parts), { password });
  const made = signatures.at(-1);
  const time = made?.signingTime.timestamp;
  const holds = made?.kind === 'timestamp' && made.coverage === 'WHOLE_FILE' && made.integrity === 'INTACT';
  if (!holds || typeof time !== 'string' || verdict === 'FAILED') {
    const errors = signatures.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
    throw new CinnabarError(
      'SIGN_SELF_CHECK',
      holds
        ? 'A signature of the file does not hold, so it was not time-stamped.'
        : 'The result did not pass its final check and was withheld.',
      { details: { codes: [...new Set(errors.map(({ code }) => code))] } },
    );
  }
  return time;
}
