import type { TimestampProvider } from '@cinnabar/core/provider';
import { KeySigningProvider, type CertifiedKey } from '@cinnabar/core/signer';

import { openPkcs11 } from '../pkcs11/open-pkcs11.ts';
import { readPkcs12 } from '../pkcs12/read-pkcs12.ts';
import { required, secretFrom, UsageError } from './command.ts';
import { readInput } from '../files/input.ts';
import { openAuthority } from './sandbox-folder.ts';
import { progress } from './terminal.ts';

/** Whom the command line names as signer. */
export interface SignerValues {
  readonly p12?: string | undefined;
  readonly 'passphrase-env'?: string | undefined;
  readonly pkcs11?: string | undefined;
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly 'pin-env'?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly name?: string | undefined;
  readonly organization?: string | undefined;
}

/** A key at hand, and what comes with it. */
export interface Signer {
  readonly holder: CertifiedKey;
  /** The sandbox's time-stamps and anchors, when it signs. */
  readonly timestamps?: TimestampProvider;
  readonly anchors: readonly Uint8Array[];
  /** Lets go of the key. */
  close(): Promise<void>;
}

const nothingToClose = async (): Promise<void> => undefined;

/** @throws UsageError, CinnabarError `PKCS12_*`, `PKCS11_*`, `SANDBOX_*`, `SIGNING_*`, `FILE_*` */
export async function openSigner(values: SignerValues): Promise<Signer> {
  const { p12, pkcs11, sandbox, name, organization } = values;
  if ([p12, pkcs11, sandbox].filter((given) => given !== undefined).length !== 1) {
    throw new UsageError('Say who signs: one of --p12, --pkcs11 and --sandbox.');
  }
  if (pkcs11 === undefined && [values.token, values['pin-env']].some((given) => given !== undefined)) {
    throw new UsageError('--token and --pin-env go with --pkcs11.');
  }
  if (sandbox === undefined) {
    if (name !== undefined || organization !== undefined) {
      throw new UsageError('--name and --organization go with --sandbox; a key says itself whose it is.');
    }
    if (pkcs11 !== undefined) return openToken(pkcs11, values);
    const passphrase = secretFrom(required(values['passphrase-env'], '--passphrase-env'));
    const file = required(p12, '--p12');
    progress.step(`Opening ${file}`);
    const alias = values.key === undefined ? {} : { alias: values.key };
    const holder = await readPkcs12(await readInput(file), passphrase, alias);
    return { holder, anchors: [], close: nothingToClose };
  }
  if (values.key !== undefined) throw new UsageError('--key goes with --p12 and --pkcs11.');
  const authority = await openAuthority(required(sandbox, '--sandbox'));
  const holder = await authority.issueSigner({
    kind: 'person',
    name: required(name, '--name'),
    reference: 'cinnabar-cli',
    ...(organization === undefined ? {} : { organization }),
  });
  return { holder, timestamps: authority.timestampProvider(), anchors: authority.trustAnchors, close: nothingToClose };
}

async function openToken(module: string, { token, key, 'pin-env': pinVariable }: SignerValues): Promise<Signer> {
  progress.step('Opening the token');
  const holder = await openPkcs11({
    module,
    ...(token === undefined ? {} : { token }),
    ...(key === undefined ? {} : { key }),
    ...(pinVariable === undefined ? {} : { pin: secretFrom(pinVariable) }),
  });
  return { holder, anchors: [], close: () => holder.close() };
}

/** The key as provider. @throws CinnabarError as `requireSignerCertificate` */
export function providerOf({ holder }: Signer, timestamps: TimestampProvider | undefined): KeySigningProvider {
  const provider = { id: 'key', assurance: 'simulated' } as const;
  return new KeySigningProvider(holder, { provider, ...(timestamps ? { timestamps } : {}) });
}
