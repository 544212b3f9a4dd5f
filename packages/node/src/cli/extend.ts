import { extendSignatures } from '@cinnabar/core/sign';

import { readCertificates } from './certificates.ts';
import { exitCodes, parseCommandLine, required, UsageError, words, type Command } from './command.ts';
import { readInput, requireFree, writeNew } from './files.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { publicRevocation } from './revocation.ts';
import { openAuthority } from './sandbox-folder.ts';
import { print, printable, progress } from './terminal.ts';
import { timestampsFrom } from './timestamps.ts';

export const extend: Command = {
  help: `Usage: cinnabar extend FILE --level LEVEL --trust FILE [--tsa URL | --sandbox DIR] -o FILE

Puts into the file what proves its signatures when nobody answers any more, as revisions after the last one; what is
there stays. Called again with B-LTA it renews the archive. The result is verified by what is in it alone, and nothing is
written on any doubt.

  --level LEVEL      B-LT: certificates and their revocation status; B-LTA: and a time-stamp over all of it
  --trust FILE       certificates (PEM or DER) that signers and time-stamp authorities must lead to; may be repeated
  --tsa URL          time-stamp authority; needed for B-LTA, and where a signature has no time-stamp yet
  --sandbox DIR      authority made by "cinnabar ca init": gives time-stamps and is trusted. Tests only.
  --allow-host H     ask this host (name or name:port) for revocation status even if it is in your own network; may be
                     repeated. Otherwise only public hosts are asked, for their addresses come with the file.
  --password WORD    password of an encrypted file, which stays encrypted; asked for at a terminal when absent
  --password-env V   environment variable that holds it, out of sight of other users
  -o, --output FILE  the new file; an existing one is never overwritten
  -h, --help         this text

Example:
  cinnabar extend signed.pdf --level B-LTA --trust root.pem --tsa http://tsa.example/ -o archived.pdf`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      level: { type: 'string' },
      trust: { type: 'string', multiple: true },
      tsa: { type: 'string' },
      sandbox: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      ...passwordOptions,
      output: { type: 'string', short: 'o' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const level = required(values.level, '--level');
    const output = required(values.output, '--output');
    const { trust: trusted = [], tsa, sandbox } = values;
    if (level !== 'B-LT' && level !== 'B-LTA') throw new UsageError('--level is B-LT or B-LTA.');
    if (tsa !== undefined && sandbox !== undefined) throw new UsageError('--tsa and --sandbox exclude each other.');
    if (trusted.length === 0 && sandbox === undefined) throw new UsageError('--trust is missing.');
    const given = givenPassword(values);
    const anchors = await Promise.all(trusted.map((path) => readCertificates('--trust', path)));
    const authority = sandbox === undefined ? undefined : await openAuthority(sandbox);
    const timestamps = tsa === undefined ? authority?.timestampProvider() : timestampsFrom(tsa);
    await requireFree(output);
    progress.step(`Reading ${file}`);
    const bytes = await readInput(file);
    const password = await passwordFor(bytes, given);
    progress.step('Gathering what proves the signatures');
    const parts = await extendSignatures(bytes, {
      password,
      level,
      trust: [...anchors.flat(), ...(authority?.trustAnchors ?? [])],
      revocation: publicRevocation(values['allow-host'] ?? []),
      ...(timestamps ? { timestamps } : {}),
    });
    await writeNew(output, parts);
    progress.end();
    print(`The signatures of ${printable(output)} are at least ${level}.`);
    return exitCodes.done;
  },
};
