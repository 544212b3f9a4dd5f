import { sourceOfParts } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import type { TimestampProvider } from '@cinnabar/core/provider';
import { roundSeal, squareNameSeal } from '@cinnabar/core/seal';
import { extendSignatures, signDocument, type BaselineLevel } from '@cinnabar/core/sign';
import type { Mark } from '@cinnabar/core/stamp';

import { withFile } from '../files/input.ts';
import { requireFree, writeNew } from '../files/output.ts';
import { readCertificates } from './certificates.ts';
import { exitCodes, parseCommandLine, required, UsageError, words, type Command } from './command.ts';
import { withFieldAdvice } from './field-advice.ts';
import { loadFonts } from './fonts.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { publicRevocation } from './revocation.ts';
import { certificationFrom, digestFrom, levelFrom, lockFrom, newFieldFrom } from './sign-options.ts';
import { openSigner, providerOf, type Signer } from './signer.ts';
import { print, printable, progress } from './terminal.ts';
import { addressesFrom, timestampsFrom } from './timestamps.ts';

export const sign: Command = {
  help: `Usage: cinnabar sign FILE --field NAME -o FILE
         (--p12 FILE --passphrase-env VARIABLE | --pkcs11 MODULE … | --sandbox DIR --name NAME)

Adds a PAdES signature as a new revision; earlier signatures stay valid. What forbids it is found before anything is
signed, the result is checked before it is written, and nothing is written on any doubt.

Who signs:
  --p12 FILE                 key and certificates in a PKCS #12 file
  --passphrase-env VARIABLE  environment variable that holds its passphrase
  --key LABEL                which key, when there are several: its name in the PKCS #12 file; its label on the token,
                             or its identifier in hexadecimal
  --pkcs11 MODULE            key on a token, reached by this module: the shared library that came with it
  --token LABEL              with --pkcs11: label or serial number of the token, when there are several
  --pin-env VARIABLE         with --pkcs11: environment variable that holds the PIN
  --sandbox DIR              authority made by "cinnabar ca init"; issues a certificate for this signature. Tests only.
  --name NAME                with --sandbox: legal name of the signer
  --organization NAME        with --sandbox: organisation the signer acts for

What is signed:
  --field NAME               an empty signature field of the file, or with the next options a new one
  --rect X,Y,W,H             makes the field here: left, bottom, width and height in points from the lower left corner
  --page P                   of the page: 1, 2, … or last, which it is when absent
  --invisible                makes the field, and shows it nowhere
  --seal NAME                show a round company seal of 42 mm with this name
  --name-seal NAME           show a square personal seal of 20 mm with this name
  --reason TEXT              why it is signed
  --location TEXT            where it is signed
  --font FILE                TrueType font for seals instead of those that come along; may be repeated
  --password WORD            password of an encrypted file, which stays encrypted; asked for at a terminal when absent
  --password-env VARIABLE    environment variable that holds it, out of sight of other users

What may follow:
  --certify P                the author's certification, the first signature of a file. 1: nothing may change,
                             2: fields may be filled and signed, 3: annotations may be made, too
  --lock NAMES               fields nobody may change afterwards: NAME,NAME or all or all-but:NAME,NAME

Time, level and result:
  --level LEVEL              B-B: without a time-stamp; B-T: with one; B-LT: and with what proves the certificates;
                             B-LTA: and with a time-stamp over that. B-T when there is somebody to ask, else B-B.
  --tsa URL                  time-stamp authority (RFC 3161); may be repeated, they are asked in order until one answers
                             and leads to --trust, if that is given. With --sandbox its own one when absent, with
                             --p12 none.
  --trust FILE               certificates (PEM or DER) the signer must lead to; needed from B-LT on, may be repeated
  --allow-host H             see "cinnabar extend --help"; for B-LT and B-LTA, which also fetch certificates that the
                             key came without
  --digest NAME              SHA-256, SHA-384 or SHA-512; when absent the one that fits the key
  -o, --output FILE          the signed file; an existing one is never overwritten
  -h, --help                 this text

Examples:
  cinnabar sign contract.pdf --field sig-worker --rect 72,72,200,80 \\
    --sandbox ./sandbox --name 王小明 --name-seal 王小明 -o signed.pdf
  PASSPHRASE=secret cinnabar sign signed.pdf --field sig-company --p12 company.p12 --passphrase-env PASSPHRASE \\
    --tsa http://tsa.example/ -o complete.pdf
  PASSPHRASE=secret cinnabar sign report.pdf --field author --invisible --certify 1 --level B-LTA --trust root.pem \\
    --p12 author.p12 --passphrase-env PASSPHRASE --tsa http://tsa.example/ -o certified.pdf`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      field: { type: 'string' },
      page: { type: 'string' },
      rect: { type: 'string' },
      invisible: { type: 'boolean' },
      p12: { type: 'string' },
      'passphrase-env': { type: 'string' },
      pkcs11: { type: 'string' },
      token: { type: 'string' },
      key: { type: 'string' },
      'pin-env': { type: 'string' },
      sandbox: { type: 'string' },
      name: { type: 'string' },
      organization: { type: 'string' },
      tsa: { type: 'string', multiple: true },
      trust: { type: 'string', multiple: true },
      'allow-host': { type: 'string', multiple: true },
      level: { type: 'string' },
      digest: { type: 'string' },
      certify: { type: 'string' },
      lock: { type: 'string' },
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
    if (values.invisible && (values.seal ?? values['name-seal']) !== undefined) {
      throw new UsageError('--invisible shows no --seal and no --name-seal.');
    }
    const { reason, location } = values;
    const [create, certify] = [newFieldFrom(values), certificationFrom(values.certify)];
    const [lock, digestAlgorithm] = [lockFrom(values.lock), digestFrom(values.digest)];
    const wanted = values.level === undefined ? undefined : levelFrom(values.level, ['B-B', 'B-T', 'B-LT', 'B-LTA']);
    const given = givenPassword(values);
    const trusted = await Promise.all((values.trust ?? []).map((path) => readCertificates('--trust', path)));
    const addresses = addressesFrom(values.tsa);
    const signer = await openSigner(values);
    try {
      const trust = trustFor(trusted.flat(), signer, addresses.length > 0);
      const named = timestampsFrom(addresses, trust);
      const { level, timestamps } = planFor(wanted, named, signer);
      const provider = providerOf(signer, timestamps);
      if ((level === 'B-LT' || level === 'B-LTA') && trust.length === 0) throw new UsageError('--trust is missing.');
      await requireFree(output);

      progress.step(`Reading ${file}`);
      const fonts = await loadFonts(values.font);
      const mark = markFrom(values, fonts);
      const request = {
        fieldName,
        signingTime: new Date(),
        // The command promises PAdES; a field that demands something else is refused with the reason.
        subFilter: 'ETSI.CAdES.detached' as const,
        name: provider.subject.name,
        ...(mark ? { appearances: [mark] } : {}),
        ...(create ? { create } : {}),
        ...(certify ? { certify } : {}),
        ...(lock ? { lock } : {}),
        ...(digestAlgorithm ? { digestAlgorithm } : {}),
        ...(reason === undefined ? {} : { reason }),
        ...(location === undefined ? {} : { location }),
      };
      const { subject } = provider;
      const long = level === 'B-LT' || level === 'B-LTA';
      // From B-LT on the path may need certificates that are still to be fetched; extending fetches and checks them.
      const by = { provider, subject, ...(trust.length > 0 && !long ? { trust } : {}) };
      await withFile(file, async (original) => {
        const password = await passwordFor(original, given);
        progress.step('Signing and checking the result');
        const signing = signDocument(original, { ...request, password }, by, fonts);
        let signed = await signing.catch(async (cause: unknown) => {
          throw await withFieldAdvice(cause, fieldName, original, password);
        });
        if (long) {
          progress.step('Gathering what proves the signature');
          const revocation = publicRevocation(values['allow-host'] ?? []);
          const sources = { trust, revocation, ...(timestamps ? { timestamps } : {}) };
          signed = await extendSignatures(sourceOfParts(signed), { level, password, ...sources });
        }
        progress.step(`Writing ${output}`);
        await writeNew(output, signed, { finish: original.requireUnchanged });
      });
      progress.end();
      print(
        `${printable(output)} is signed in ${printable(fieldName)} by ${printable(subject.name)} (PAdES ${level}).`,
      );
      return exitCodes.done;
    } finally {
      await signer.close();
    }
  },
};

/** The level, and whom to ask for time-stamps. @throws UsageError */
function planFor(
  wanted: BaselineLevel | undefined,
  named: TimestampProvider | undefined,
  signer: Signer,
): { readonly level: BaselineLevel; readonly timestamps?: TimestampProvider } {
  const timestamps = named ?? signer.timestamps;
  const level = wanted ?? (timestamps ? 'B-T' : 'B-B');
  if (level === 'B-B') {
    if (named) throw new UsageError('--level B-B is without a time-stamp; leave --tsa out.');
    return { level };
  }
  if (!timestamps) throw new UsageError(`--level ${level} needs a time-stamp authority: --tsa.`);
  return { level, timestamps };
}

/** Whom signer and time-stamp must lead to; nobody when that was not said. */
function trustFor(trusted: readonly Uint8Array[], { anchors }: Signer, named: boolean): readonly Uint8Array[] {
  // A time-stamp of somebody else does not lead to the sandbox.
  return trusted.length > 0 ? [...trusted, ...anchors] : named ? [] : anchors;
}

function markFrom(
  values: { seal?: string | undefined; 'name-seal'?: string | undefined },
  fonts: FontSet,
): Mark | undefined {
  const { seal, 'name-seal': nameSeal } = values;
  if (seal !== undefined) return roundSeal({ organization: seal }, fonts);
  return nameSeal === undefined ? undefined : squareNameSeal({ name: nameSeal }, fonts);
}
