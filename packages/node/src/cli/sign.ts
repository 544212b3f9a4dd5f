import { base64ToBytes, joinParts } from '@cinnabar/core/bytes';
import type { Rect } from '@cinnabar/core/field';
import type { FontSet } from '@cinnabar/core/font';
import type { SignerSubject, SigningProvider, TimestampProvider } from '@cinnabar/core/provider';
import { roundSeal, squareNameSeal } from '@cinnabar/core/seal';
import { checkSigned, embedSignature, prepareSignature } from '@cinnabar/core/sign';
import { prepareDocument, type Mark } from '@cinnabar/core/stamp';

import { KeySigningProvider } from '../key-signing-provider.ts';
import { readPkcs12 } from '../pkcs12/read-pkcs12.ts';
import { exitCodes, parseCommandLine, required, secretFrom, UsageError, words, type Command } from './command.ts';
import { readInput, requireFree, writeNew } from './files.ts';
import { loadFonts } from './fonts.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { openAuthority } from './sandbox-folder.ts';
import { print, printable, progress } from './terminal.ts';
import { timestampsFrom } from './timestamps.ts';

export const sign: Command = {
  help: `Usage: cinnabar sign FILE --field NAME (--p12 FILE --passphrase-env VARIABLE | --sandbox DIR --name NAME) -o FILE

Adds a PAdES signature (B-B, or B-T with a time-stamp) as a new revision; earlier signatures stay valid. The result is
checked before it is written, and nothing is written on any doubt.

Who signs:
  --p12 FILE                 key and certificates in a PKCS #12 file
  --passphrase-env VARIABLE  environment variable that holds its passphrase
  --sandbox DIR              authority made by "cinnabar ca init"; issues a certificate for this signature. Tests only.
  --name NAME                with --sandbox: legal name of the signer
  --organization NAME        with --sandbox: organisation the signer acts for

What is signed:
  --field NAME               an empty signature field of the file
  --create-field P,X,Y,W,H   make that field first, before any signature: page (1, 2, … or last), left, bottom,
                             width and height in points from the page's lower left corner
  --seal NAME                show a round company seal of 42 mm with this name
  --name-seal NAME           show a square personal seal of 20 mm with this name
  --password WORD            password of an encrypted file, which stays encrypted; asked for at a terminal when absent
  --password-env VARIABLE    environment variable that holds it, out of sight of other users
  --reason TEXT              why it is signed
  --location TEXT            where it is signed
  --font FILE                TrueType font for seals instead of those that come along; may be repeated

Time and result:
  --tsa URL                  time-stamp authority (RFC 3161). With --sandbox its own one when absent, with --p12 none.
  -o, --output FILE          the signed file; an existing one is never overwritten
  -h, --help                 this text

Examples:
  cinnabar sign contract.pdf --field sig-worker --create-field last,72,72,200,80 \\
    --sandbox ./sandbox --name 王小明 --name-seal 王小明 -o signed.pdf
  PASSPHRASE=secret cinnabar sign signed.pdf --field sig-company --p12 company.p12 --passphrase-env PASSPHRASE \\
    --tsa http://tsa.example/ -o complete.pdf`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      field: { type: 'string' },
      'create-field': { type: 'string' },
      p12: { type: 'string' },
      'passphrase-env': { type: 'string' },
      sandbox: { type: 'string' },
      name: { type: 'string' },
      organization: { type: 'string' },
      tsa: { type: 'string' },
      seal: { type: 'string' },
      'name-seal': { type: 'string' },
      reason: { type: 'string' },
      location: { type: 'string' },
      font: { type: 'string', multiple: true },
      ...passwordOptions,
      output: { type: 'string', short: 'o' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const fieldName = required(values.field, '--field');
    const output = required(values.output, '--output');
    if (values.seal !== undefined && values['name-seal'] !== undefined) {
      throw new UsageError('--seal and --name-seal exclude each other.');
    }
    const place = values['create-field'] === undefined ? undefined : placeOf(values['create-field']);
    const { reason, location } = values;
    const given = givenPassword(values);
    const timestamps = values.tsa === undefined ? undefined : timestampsFrom(values.tsa);
    const signer = await signerFrom(values, timestamps);
    await requireFree(output);

    progress.step(`Reading ${file}`);
    let original = await readInput(file);
    const password = await passwordFor(original, given);
    const fonts = await loadFonts(values.font);
    if (place) {
      const field = { type: 'signature', name: fieldName, widgets: [place] } as const;
      original = joinParts(await prepareDocument(original, [field], fonts, { password: password ?? '' }));
    }
    progress.step('Preparing the signature');
    const { keyAlgorithm } = signer.provider;
    const request = {
      fieldName,
      password,
      signingTime: new Date(),
      name: signer.subject.name,
      ...(reason === undefined ? {} : { reason }),
      ...(location === undefined ? {} : { location }),
      appearances: [markFrom(values, fonts)],
      reserve: signer.provider.maxCmsSize,
      ...(keyAlgorithm === undefined ? {} : { keyAlgorithm }),
    };
    const { parts, prepared } = await prepareSignature(original, request, fonts);
    progress.step('Signing');
    const { cms } = await signer.provider.sign({
      subject: signer.subject,
      digestAlgorithm: prepared.digestAlgorithm,
      digest: base64ToBytes(prepared.digest),
      idempotencyKey: prepared.digest,
    });
    const signed = await embedSignature(parts, prepared, cms);
    progress.step('Checking the result');
    const { level, trust } = signer;
    await checkSigned(signed, { fieldName, original, level, password, ...(trust ? { trust } : {}) });
    await writeNew(output, signed);
    progress.end();
    print(
      `${printable(output)} is signed in ${printable(fieldName)} by ${printable(signer.subject.name)} (PAdES ${level}).`,
    );
    return exitCodes.done;
  },
};

interface Signer {
  readonly provider: SigningProvider;
  readonly subject: SignerSubject;
  readonly level: 'B-B' | 'B-T';
  /** Whom the check of the result can demand the signer leads to. */
  readonly trust?: readonly Uint8Array[];
}

interface SignerValues {
  readonly p12?: string | undefined;
  readonly 'passphrase-env'?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly name?: string | undefined;
  readonly organization?: string | undefined;
}

async function signerFrom(values: SignerValues, timestamps: TimestampProvider | undefined): Promise<Signer> {
  const { p12, sandbox, name, organization } = values;
  if ((p12 === undefined) === (sandbox === undefined))
    throw new UsageError('Say who signs: either --p12 or --sandbox.');
  if (p12 !== undefined) {
    if (name !== undefined || organization !== undefined) {
      throw new UsageError('--name and --organization go with --sandbox; a key file says itself whose it is.');
    }
    const passphrase = secretFrom(required(values['passphrase-env'], '--passphrase-env'));
    progress.step(`Opening ${p12}`);
    const holder = await readPkcs12(await readInput(p12), passphrase);
    const identity = { id: 'pkcs12', assurance: 'simulated' } as const;
    const provider = new KeySigningProvider(holder, { provider: identity, ...(timestamps ? { timestamps } : {}) });
    return { provider, subject: provider.subject, level: timestamps ? 'B-T' : 'B-B' };
  }
  const authority = await openAuthority(required(sandbox, '--sandbox'));
  return {
    provider: authority.signingProvider(timestamps ?? authority.timestampProvider()),
    subject: {
      kind: 'person',
      name: required(name, '--name'),
      reference: 'cinnabar-cli',
      ...(organization === undefined ? {} : { organization }),
    },
    level: 'B-T',
    // A time-stamp of somebody else does not lead to the sandbox.
    ...(timestamps ? {} : { trust: authority.trustAnchors }),
  };
}

/** @throws UsageError */
function placeOf(text: string): { page: number; rect: Rect } {
  const [first = '', ...rest] = text.split(',');
  const page = first === 'last' ? 0 : Number(first);
  const [x = NaN, y = NaN, width = NaN, height = NaN] = rest.map((part) => (part.trim() === '' ? NaN : Number(part)));
  const complete = rest.length === 4 && [x, y, width, height].every(Number.isFinite);
  if (!complete || !(first === 'last' || /^[1-9]\d{0,5}$/.test(first))) {
    throw new UsageError(
      '--create-field is page,left,bottom,width,height, such as 1,72,72,200,80 or last,72,72,200,80.',
    );
  }
  // One less than the first page is the last.
  return { page: page - 1, rect: { x, y, width, height } };
}

function markFrom(
  values: { seal?: string | undefined; 'name-seal'?: string | undefined },
  fonts: FontSet,
): Mark | undefined {
  const { seal, 'name-seal': nameSeal } = values;
  if (seal !== undefined) return roundSeal({ organization: seal }, fonts);
  return nameSeal === undefined ? undefined : squareNameSeal({ name: nameSeal }, fonts);
}
