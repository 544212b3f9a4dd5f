import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assert } from 'chai';

import { openPdf, unlockPdf, type PdfDocument, type PdfStream } from '@cinnabar/core/pdf';

import { encryptedFile, encryptedFiles } from '../pdf/encrypted-files.ts';
import { contractFonts } from '../support/fonts.ts';
import { judge, judgeByPyHanko } from '../support/judges.ts';
import { LongTermSandbox } from '../support/long-term.ts';
import { sign } from '../support/signing.ts';

/** It opens neither the unsigned files of revision 5 nor those with readable metadata that names no crypt filter. */
const unknownToPyHanko = /r5|metadata/;

/** Filled, signed by the worker with the user's password, by the company with the owner's, and archived. */
async function archived(original: Uint8Array, world: LongTermSandbox, passwords: readonly [string, string]) {
  const authority = await world.authority;
  const provider = authority.signingProvider(authority.timestampProvider());
  const [user, owner] = passwords;
  const fills = [{ name: 'remark', value: '每月五日 Gehalt' }];
  const filled = { request: { password: user, fills }, provider, fonts: await contractFonts() };
  const { bytes: once } = await sign(original, 'sig-worker', filled);
  const { bytes: twice } = await sign(once, 'sig-company', { request: { password: owner }, provider });
  return { twice, archive: await world.extend(twice, 'B-LTA', { password: owner }) };
}

describe('encrypted documents, signed and archived: what others say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cinnabar-encrypted-'));
  const root = join(folder, 'root.pem');
  const world = new LongTermSandbox();
  before(async () => writeFileSync(root, (await world.authority).rootPem));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const closed = encryptedFiles.map(({ name }) => [name, 'user', 'owner'] as const);
  for (const [name, user, owner] of [...closed, ['aes-256-open', '', 'owner'] as const]) {
    describe(name, () => {
      let twice: Uint8Array;
      let archive: Uint8Array;
      before(async () => {
        ({ twice, archive } = await archived(await encryptedFile(name), world, [user, owner]));
      });

      it('qpdf: whole and sound', function () {
        for (const password of [user, owner]) {
          const { exitCode, output } = judge(this, 'qpdf', ['--check', `--password=${password}`, '{file}'], archive);
          assert.equal(exitCode, 0, output);
          assert.include(output, 'No syntax or stream encoding errors found');
        }
      });

      it('qpdf: decrypts what we wrote to what we read', async function () {
        const { bytes } = judge(this, 'qpdf', ['--decrypt', '--qdf', `--password=${user}`, '{file}', '-'], archive);
        const theirs = openPdf(bytes);
        assert.isFalse(theirs.encrypted);
        const ours = await unlockPdf(openPdf(archive), { password: user });
        assert.deepEqual(certificatesOf(theirs), certificatesOf(ours));
      });

      it('Poppler: both signatures hold, to user and owner', function () {
        for (const option of [['-upw', user] as const, ['-opw', owner] as const]) {
          const { output } = judge(this, 'pdfsig', [...option, '-nocert', '{file}'], twice);
          assert.equal(output.match(/Signature Validation: Signature is Valid\./g)?.length, 2, output);
        }
      });

      it('Poppler and MuPDF: show page and field', function () {
        const poppler = judge(this, 'pdftotext', ['-upw', user, '{file}', '-'], archive);
        const mupdf = judge(this, 'mutool', ['draw', '-q', '-p', user, '-F', 'text', '{file}'], archive);
        for (const { output } of [poppler, mupdf]) {
          assert.include(output, 'Labour contract');
          assert.match(output, /每月五日\s*Gehalt/);
          assert.notMatch(output.replace('warning: ICC support is not available', ''), /error|warning/i);
        }
      });

      if (unknownToPyHanko.test(name)) return;
      it('pyHanko: both intact, valid and trusted, changed as permitted', function () {
        const { exitCode, output } = judgeByPyHanko(this, 'pyhanko_report.py', [root, '{file}', user], twice);
        assert.equal(exitCode, 0, output);
        const rows = JSON.parse(output.split('\n').findLast((line) => line.startsWith('[')) ?? '') as object[];
        const common = { intact: true, valid: true, trusted: true, timestamp: true, bottomLine: true };
        assert.equal(rows.length, 2);
        assert.deepInclude(rows[0], { coverage: 'ENTIRE_REVISION', modifications: 'FORM_FILLING', ...common });
        assert.deepInclude(rows[1], { coverage: 'ENTIRE_FILE', modifications: 'NONE', ...common });
      });
    });
  }
});

/** The certificates of the security store, which are streams. */
function certificatesOf(document: PdfDocument): Uint8Array[] {
  const store = document.dictAt(document.catalog.get('DSS'), 'store');
  return document
    .arrayAt(store.get('Certs'), 'certificates')
    .map((ref) => document.decode(document.resolve(ref) as PdfStream));
}
