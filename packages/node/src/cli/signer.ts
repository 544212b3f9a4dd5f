import type { TimestampProvider } from '@cinnabar/core/provider';
import { KeySigningProvider } from '@cinnabar/core/signer';

import { readPkcs12, type KeyWithCertificates } from '../pkcs12/read-pkcs12.ts';
import { required, secretFrom, UsageError } from './command.ts';
import { readInput } from './files.ts';
import { openAuthority } from './sandbox-folder.ts';
import { progress } from './terminal.ts';

/** Whom the command line names as signer. */
export interface SignerValues {
  readonly p12?: string | undefined;
  readonly 'passphrase-env'?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly name?: string | undefined;
  readonly organization?: string | undefined;
}

/** A key at hand, and what comes with it. */
export interface Signer {
  readonly holder: KeyWithCertificates;
  /** The sandbox's time-stamps and anchors, when it signs. */
  readonly timestamps?: TimestampProvider;
  readonly anchors: readonly Uint8Array[];
}

/** @throws UsageError, CinnabarError `PKCS12_*`, `SANDBOX_*`, `SIGNING_*`, `FILE_*` */
export async function openSigner(values: SignerValues): Promise<Signer> {
  const { p12, sandbox, name, organization } = values;
  if ((p12 === undefined) === (sandbox === undefined)) {
    throw new UsageError('Say who signs: either --p12 or --sandbox.');
  }
  if (p12 !== undefined) {
    if (name !== undefined || organization !== undefined) {
      throw new UsageError('--name and --organization go with --sandbox; a key file says itself whose it is.');
    }
    const passphrase = secretFrom(required(values['passphrase-env'], '--passphrase-env'));
    progress.step(`Opening ${p12}`);
    return { holder: await readPkcs12(await readInput(p12), passphrase), anchors: [] };
  }
  const authority = await openAuthority(required(sandbox, '--sandbox'));
  const holder = await authority.issueSigner({
    kind: 'person',
    name: required(name, '--name'),
    reference: 'cinnabar-cli',
    ...(organization === undefined ? {} : { organization }),
  });
  return { holder, timestamps: authority.timestampProvider(), anchors: authority.trustAnchors };
}

/** The key as provider. @throws CinnabarError as `requireSignerCertificate` */
export function providerOf({ holder }: Signer, timestamps: TimestampProvider | undefined): KeySigningProvider {
  const provider = { id: 'key', assurance: 'simulated' } as const;
  return new KeySigningProvider(holder, { provider, ...(timestamps ? { timestamps } : {}) });
}
