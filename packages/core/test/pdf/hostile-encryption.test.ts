import { assert } from 'chai';

import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { IncrementalWriter, openPdf, PdfRef, PdfString, unlockPdf } from '@cinnabar/core/pdf';

import { thrownBy } from '../support/throws.ts';
import { encryptedFile } from './encrypted-files.ts';
import { minimalObjects, PdfBuilder } from './pdf-builder.ts';

const hex = (length: number, digit = '0'): string => `<${digit.repeat(2 * length)}>`;
const old = `/O ${hex(32)} /U ${hex(32)} /P -4`;
const strong = `/O ${hex(48)} /U ${hex(48)} /OE ${hex(32)} /UE ${hex(32)} /Perms ${hex(16)} /P -4`;
const filter = '/CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF';

function fileWith(encrypt: string, objects: Record<number, string> = {}): Uint8Array {
  const builder = minimalObjects(new PdfBuilder());
  for (const [num, body] of Object.entries(objects)) builder.object(Number(num), body);
  return builder.table(`/Root 1 0 R /Size 30 /Encrypt ${encrypt} /ID [<00> <01>]`).build();
}

async function codeOf(bytes: Uint8Array, password = 'secret'): Promise<string> {
  return (await thrownBy(() => unlockPdf(openPdf(bytes), { password }))).code;
}

describe('hostile encryption dictionaries', () => {
  for (const [what, encrypt, code] of [
    ['is no dictionary', '[]', 'PDF_DAMAGED'],
    ['names no handler', `<< /V 1 /R 2 ${old} >>`, 'PDF_DAMAGED'],
    ['names a handler nobody has', '<< /Filter /Entrust.PPKEF /V 1 /R 2 >>', 'PDF_UNSUPPORTED'],
    ['has no version', `<< /Filter /Standard /R 2 ${old} >>`, 'PDF_UNSUPPORTED'],
    ['has the version that was never published', `<< /Filter /Standard /V 3 /R 3 ${old} >>`, 'PDF_UNSUPPORTED'],
    ['has a version of the future', `<< /Filter /Standard /V 6 /R 7 ${old} >>`, 'PDF_UNSUPPORTED'],
    ['has a version that is no number', `<< /Filter /Standard /V /Five /R 6 ${old} >>`, 'PDF_DAMAGED'],
    ['has an enormous key', `<< /Filter /Standard /V 2 /R 3 /Length 2147483648 ${old} >>`, 'PDF_DAMAGED'],
    ['has a key of no length', `<< /Filter /Standard /V 2 /R 3 /Length 0 ${old} >>`, 'PDF_DAMAGED'],
    ['has a key of half a byte', `<< /Filter /Standard /V 2 /R 3 /Length 44 ${old} >>`, 'PDF_DAMAGED'],
    ['has a revision of another version', `<< /Filter /Standard /V 1 /R 6 ${strong} >>`, 'PDF_DAMAGED'],
    ['has a revision that is no number', `<< /Filter /Standard /V 1 /R (2) ${old} >>`, 'PDF_DAMAGED'],
    ['lacks a check value', `<< /Filter /Standard /V 1 /R 2 /O ${hex(32)} /P -4 >>`, 'PDF_DAMAGED'],
    ['has a short check value', `<< /Filter /Standard /V 1 /R 2 /O ${hex(31)} /U ${hex(32)} /P -4 >>`, 'PDF_DAMAGED'],
    ['has permissions that are no flags', `<< /Filter /Standard /V 1 /R 2 ${old}.5 >>`, 'PDF_DAMAGED'],
    [
      'lacks wrapped keys',
      `<< /Filter /Standard /V 5 /R 6 ${filter} /O ${hex(48)} /U ${hex(48)} /P -4 >>`,
      'PDF_DAMAGED',
    ],
    ['names a crypt filter it lacks', `<< /Filter /Standard /V 5 /R 6 /StmF /Other ${strong} >>`, 'PDF_DAMAGED'],
    ['has a crypt filter of another version', `<< /Filter /Standard /V 4 /R 4 ${filter} ${old} >>`, 'PDF_UNSUPPORTED'],
    [
      'has a crypt filter that is itself',
      `<< /Filter /Standard /V 5 /R 6 /CF 20 0 R /StmF /A ${strong} >>`,
      'PDF_UNSUPPORTED',
    ],
    ['leads in a circle', `<< /Filter /Standard /V 5 /R 6 /CF 21 0 R /StmF /A ${strong} >>`, 'PDF_LIMIT'],
    ['is a circle', '21 0 R', 'PDF_LIMIT'],
    ['fits no password', `<< /Filter /Standard /V 5 /R 6 ${filter} ${strong} >>`, 'PDF_PASSWORD'],
    ['fits no password, being old', `<< /Filter /Standard /V 2 /R 3 /Length 128 ${old} >>`, 'PDF_PASSWORD'],
  ] as const) {
    it(`${code}: ${what}`, async () => {
      const objects = { 20: '<< /A 20 0 R >>', 21: '22 0 R', 22: '21 0 R' };
      assert.equal(await codeOf(fileWith(encrypt, objects)), code);
    });
  }

  it('ends the rounds of the password hash whatever the salts', async () => {
    const started = Date.now();
    for (const digit of '123456789abcdef') {
      const values = `/O ${hex(48, digit)} /U ${hex(48, digit)} /OE ${hex(32)} /UE ${hex(32)} /Perms ${hex(16)} /P -4`;
      assert.equal(await codeOf(fileWith(`<< /Filter /Standard /V 5 /R 6 ${filter} ${values} >>`)), 'PDF_PASSWORD');
    }
    assert.isBelow(Date.now() - started, 3000);
  });

  /** The strong file with something of its dictionary replaced, at the same length. */
  async function tampered(name: string, search: RegExp, replacement: string): Promise<Uint8Array> {
    const text = bytesToLatin1(await encryptedFile(name));
    const [found] = search.exec(text) ?? assert.fail(`no ${search}`);
    return latin1ToBytes(text.replace(found, replacement.padEnd(found.length)));
  }

  it('refuses permissions that were changed in clear', async () => {
    assert.equal(await codeOf(await tampered('aes-256-view-only', /\/P -\d+ /, '/P -4'), ''), 'PDF_DAMAGED');
    const metadata = await tampered('aes-256-metadata', /\/EncryptMetadata false/, '/EncryptMetadata true');
    assert.equal(await codeOf(metadata, 'user'), 'PDF_DAMAGED');
  });

  it('refuses old permissions that were changed in clear, for the key hangs on them', async () => {
    assert.equal(await codeOf(await tampered('rc4-40-view-only', /\/P -\d+ /, '/P -4'), ''), 'PDF_PASSWORD');
  });

  it('reports content that was damaged only when it is asked for', async () => {
    const bytes = await encryptedFile('aes-256');
    const document = await unlockPdf(openPdf(bytes), { password: 'user' });
    const writer = new IncrementalWriter(document);
    const ref = writer.add(PdfString.hex(latin1ToBytes('a value')));
    const [original, increment] = writer.write().parts as [Uint8Array, Uint8Array];
    const text = bytesToLatin1(increment).replace(
      /<([0-9a-f]{64})>/,
      (_, digits: string) => `<${digits.slice(0, 62)}00>`,
    );
    const damaged = latin1ToBytes(bytesToLatin1(original) + text);
    const again = await unlockPdf(openPdf(damaged), { password: 'user' });
    const { code } = await thrownBy(() => (again.get(PdfRef.of(ref.num)) as PdfString).bytes);
    assert.equal(code, 'PDF_DAMAGED');
  });

  it('does not append to a file with an integrity code over all of its revisions (ISO/TS 32004)', async () => {
    const text = bytesToLatin1(await encryptedFile('aes-256')).replace(
      'trailer <<',
      'trailer << /AuthCode << /MACLocation /Standalone >>',
    );
    const document = await unlockPdf(openPdf(latin1ToBytes(text)), { password: 'owner' });
    assert.equal((await thrownBy(() => new IncrementalWriter(document))).code, 'PDF_UNSUPPORTED');
  });
});
