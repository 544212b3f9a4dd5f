import { randomUUID } from 'node:crypto';

import { utf8ToBytes } from '@cinnabar/core/bytes';

import { writePkcs12 } from '../pkcs12/write-pkcs12.ts';
import { requireFree, writeNew } from '../files/output.ts';
import { exitCodes, parseCommandLine, required, secretFrom, UsageError, words, type Command } from './command.ts';
import { createAuthority, openAuthority } from './sandbox-folder.ts';
import { print, printable, progress } from './terminal.ts';

const ownerOnly = 0o600;

export const ca: Command = {
  help: `Usage: cinnabar ca init DIR
       cinnabar ca root DIR [-o FILE]
       cinnabar ca issue DIR --name NAME --passphrase-env VARIABLE -o FILE [options]

A sandbox: real keys, certificates and time-stamps of an authority that is none. Everything it issues says so. Its keys
lie in DIR in clear, readable to their owner only.

  init    makes the authority; one that is there already is never replaced
  root    writes the root certificate (PEM) to standard output or to FILE, to be trusted by verifiers
  issue   makes a key and certificate for a signer, in a new PKCS #12 file

Options of issue:
  --name NAME                legal name of the signer
  --organization NAME        organisation the signer acts for
  --reference TEXT           serial number in the name, letters and digits; random when absent
  --key KIND                 P-256 (when absent) or RSA-2048
  --passphrase-env VARIABLE  environment variable that holds the passphrase of the new file
  -o, --output FILE          the new file; an existing one is never overwritten
  -h, --help                 this text

Examples:
  cinnabar ca init ./sandbox
  cinnabar ca root ./sandbox -o root.pem
  PASSPHRASE=secret cinnabar ca issue ./sandbox --name 王小明 --passphrase-env PASSPHRASE -o worker.p12`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      name: { type: 'string' },
      organization: { type: 'string' },
      reference: { type: 'string' },
      key: { type: 'string' },
      'passphrase-env': { type: 'string' },
      output: { type: 'string', short: 'o' },
    });
    const { ACTION: action, DIR: folder } = words(positionals, 'ACTION', 'DIR');
    const { output } = values;
    if (action === 'init') await init(folder);
    else if (action === 'root') await root(folder, output);
    else if (action === 'issue') await issue(folder, { ...values, output: required(output, '--output') });
    else throw new UsageError(`ca can init, root and issue, not ${action}.`);
    return exitCodes.done;
  },
};

async function init(folder: string): Promise<void> {
  progress.step('Making keys');
  await createAuthority(folder);
  progress.end();
  print(`A sandbox authority is in ${printable(folder)}. For tests only.`);
}

async function root(folder: string, output: string | undefined): Promise<void> {
  const { rootPem } = await openAuthority(folder);
  if (output === undefined) print(rootPem.trimEnd());
  else await writeNew(output, [utf8ToBytes(rootPem)]);
}

interface IssueValues {
  readonly name?: string | undefined;
  readonly organization?: string | undefined;
  readonly reference?: string | undefined;
  readonly key?: string | undefined;
  readonly 'passphrase-env'?: string | undefined;
  readonly output: string;
}

async function issue(folder: string, values: IssueValues): Promise<void> {
  const { organization, reference = `test-${randomUUID().slice(0, 8)}`, key = 'P-256', output } = values;
  const name = required(values.name, '--name');
  const passphrase = secretFrom(required(values['passphrase-env'], '--passphrase-env'));
  if (key !== 'P-256' && key !== 'RSA-2048') throw new UsageError('--key is P-256 or RSA-2048.');
  const authority = await openAuthority(folder);
  await requireFree(output);
  progress.step('Making a key');
  const subject = { kind: 'person', name, reference, ...(organization === undefined ? {} : { organization }) } as const;
  const issued = await authority.issueSigner(subject, { keyKind: key });
  await writeNew(output, [await writePkcs12(issued, passphrase)], { mode: ownerOnly });
  progress.end();
  print(`${printable(output)} holds the key of ${printable(name)}. For tests only.`);
}
