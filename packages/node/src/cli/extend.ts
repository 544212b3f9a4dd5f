import { extendSignatures, type AddedTimestamp } from '@cinnabar/core/sign';

import { withFile } from '../files/input.ts';
import { requireFree, writeNew } from '../files/output.ts';
import { readCertificates } from './certificates.ts';
import { exitCodes, parseCommandLine, required, UsageError, words, type Command } from './command.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { publicRevocation } from './revocation.ts';
import { openAuthority } from './sandbox-folder.ts';
import { levelFrom } from './sign-options.ts';
import { print, printable, progress } from './terminal.ts';
import { addressesFrom, timestampsFrom } from './timestamps.ts';

const whys: Readonly<Record<NonNullable<AddedTimestamp['reason']>, string>> = {
  COVERED: 'what came later covers the signature',
  NO_ROOM: 'the signature has no room for it',
  SEVERAL: 'one for several signatures',
};

export const extend: Command = {
  help: `Usage: cinnabar extend FILE --level LEVEL --trust FILE [--tsa URL | --sandbox DIR] -o FILE

Puts into the file what proves its signatures, whoever made them, when nobody answers any more: as revisions after the
last one, and a first time-stamp into the last signature where its maker left room. What is there stays. Called again with
B-LTA it renews the archive. The result is verified by what is in it alone, and nothing is written on any doubt.

  --level LEVEL      B-T: a time-stamp; B-LT: and certificates with their revocation status; B-LTA: and a time-stamp
                     over all of it
  --trust FILE       certificates (PEM or DER) that signers and time-stamp authorities must lead to; may be repeated;
                     needed from B-LT on
  --tsa URL          time-stamp authority; needed for B-LTA, and where a signature has no time-stamp yet; may be
                     repeated, they are asked in order until one answers and leads to --trust, if that is given
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
      tsa: { type: 'string', multiple: true },
      sandbox: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      ...passwordOptions,
      output: { type: 'string', short: 'o' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const level = levelFrom(required(values.level, '--level'), ['B-T', 'B-LT', 'B-LTA']);
    const output = required(values.output, '--output');
    const { trust: trusted = [], tsa, sandbox } = values;
    if (tsa !== undefined && sandbox !== undefined) throw new UsageError('--tsa and --sandbox exclude each other.');
    const trustless = trusted.length === 0 && sandbox === undefined;
    if (trustless && level !== 'B-T') throw new UsageError('--trust is missing.');
    const given = givenPassword(values);
    const anchors = await Promise.all(trusted.map((path) => readCertificates('--trust', path)));
    const authority = sandbox === undefined ? undefined : await openAuthority(sandbox);
    const timestamps = timestampsFrom(addressesFrom(tsa), anchors.flat()) ?? authority?.timestampProvider();
    await requireFree(output);
    progress.step(`Reading ${file}`);
    const added: AddedTimestamp[] = [];
    await withFile(file, async (original) => {
      const password = await passwordFor(original, given);
      progress.step('Gathering what proves the signatures');
      const extended = await extendSignatures(original, {
        onTimestamp: (one) => void added.push(one),
        password,
        level,
        ...(trustless ? {} : { trust: [...anchors.flat(), ...(authority?.trustAnchors ?? [])] }),
        revocation: publicRevocation(values['allow-host'] ?? []),
        ...(timestamps ? { timestamps } : {}),
      });
      progress.step(`Writing ${output}`);
      await writeNew(output, extended, { finish: original.requireUnchanged });
    });
    progress.end();
    for (const { place, fieldNames, reason } of added) {
      const where = place === 'signature' ? 'in the signature' : `over the document (${whys[reason ?? 'SEVERAL']})`;
      print(`Time-stamped ${where}: ${printable(fieldNames.join(', '))}.`);
    }
    // Signatures that are not PAdES have its proofs and no level.
    print(`${printable(output)} has what ${level} adds to its signatures.`);
    return exitCodes.done;
  },
};
