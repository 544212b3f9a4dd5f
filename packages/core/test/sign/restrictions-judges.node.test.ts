import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bytesToBase64, joinParts } from '@cinnabar/core/bytes';
import { prepareDocument } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { judge, judgeByPyHanko } from '../support/judges.ts';
import { inField, LongTermSandbox } from '../support/long-term.ts';
import { buildPdf, mark, sandbox, sign } from '../support/signing.ts';

const place = (x: number): { page: number; rect: { x: number; y: number; width: number; height: number } } => ({
  page: 0,
  rect: { x, y: 100, width: 100, height: 100 },
});
const bare = (): Uint8Array =>
  buildPdf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
  });

/** A field with one or two widgets below it, and one that is its own. */
function placesBelow(kids: readonly string[]): Uint8Array {
  const widget = (y: number): string =>
    `<< /Type /Annot /Subtype /Widget /Parent 7 0 R /F 4 /Rect [300 ${y} 400 ${y + 100}] /P 3 0 R >>`;
  return buildPdf({
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [${kids.join(' ')} 8 0 R] >>`,
    7: `<< /FT /Sig /T (sig-worker) /Kids [${kids.join(' ')}] >>`,
    9: widget(500),
    10: widget(300),
  });
}

async function contract(): Promise<Uint8Array> {
  const text = (name: string, x: number) =>
    ({ type: 'text', name, page: 0, rect: { x, y: 20, width: 150, height: 16 } }) as const;
  const signature = (name: string, x: number) =>
    ({ type: 'signature', name, widgets: [place(x), place(x + 110)] }) as const;
  const fields = [text('address', 60), text('salary', 260), signature('sig-worker', 60), signature('sig-company', 300)];
  return joinParts(await prepareDocument(bare(), fields, await contractFonts()));
}

/** Each file with the level of later changes that its signatures must have, in order. */
const files: Readonly<Record<string, { levels: readonly string[]; make(): Promise<Uint8Array> }>> = {
  'two parties that lock what they filled': {
    levels: ['FORM_FILLING', 'NONE'],
    async make() {
      const fonts = await contractFonts();
      const both = { appearances: [mark, mark], lock: 'filled' } as const;
      const worker = { ...both, fills: [{ name: 'address', value: '广州' }] };
      const company = { ...both, fills: [{ name: 'salary', value: '8000' }] };
      const one = await sign(await contract(), 'sig-worker', { request: worker, fonts });
      return (await sign(one.bytes, 'sig-company', { request: company, fonts })).bytes;
    },
  },
  'a certification at P 1': {
    levels: ['NONE'],
    make: async () => (await sign(await contract(), 'sig-worker', { request: { certify: 1 } })).bytes,
  },
  'a certification at P 2, filled and signed': {
    levels: ['FORM_FILLING', 'NONE'],
    async make() {
      const fonts = await contractFonts();
      const one = await sign(await contract(), 'sig-worker', { request: { certify: 2 } });
      const request = { fills: [{ name: 'salary', value: '8000' }] };
      return (await sign(one.bytes, 'sig-company', { request, fonts })).bytes;
    },
  },
  'a certification at P 2 and a new field that is not seen': {
    levels: ['FORM_FILLING', 'NONE'],
    async make() {
      const one = await sign(await contract(), 'sig-worker', { request: { certify: 2 } });
      return (await sign(one.bytes, 'new', { request: { create: {}, appearances: [] } })).bytes;
    },
  },
  'a new field with two places': {
    levels: ['NONE'],
    async make() {
      const create = { widgets: [place(60), place(200)] };
      return (await sign(bare(), '甲方', { request: { create, appearances: [mark, mark] } })).bytes;
    },
  },
  'an existing field whose place is below it': {
    levels: ['FORM_FILLING', 'NONE'],
    async make() {
      const one = await sign(placesBelow(['9 0 R']), 'sig-worker', { request: { appearances: [mark] } });
      return (await sign(one.bytes, 'sig-company')).bytes;
    },
  },
  'a new field for each of three signers': {
    levels: ['FORM_FILLING', 'FORM_FILLING', 'NONE'],
    async make() {
      const one = await sign(bare(), 'a', { request: { create: { widgets: [place(60)] } } });
      const two = await sign(one.bytes, 'b', { request: { create: { widgets: [place(200)] } } });
      return (await sign(two.bytes, 'c', { request: { create: {}, appearances: [] } })).bytes;
    },
  },
};

describe('restrictions and new fields, judged by others', function () {
  this.timeout(60_000);
  let folder: string;
  const path = (file: string): string => join(folder, file);
  before(() => (folder = mkdtempSync(join(tmpdir(), 'cinnabar-restrictions-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, { levels, make }] of Object.entries(files)) {
    describe(name, () => {
      before(async () => {
        writeFileSync(path('root.pem'), (await sandbox()).rootPem);
        writeFileSync(path('file.pdf'), await make());
      });

      it('pdfsig: all valid, the last over the whole document', function () {
        const { output } = judge(this, 'pdfsig', [path('file.pdf')]);
        assert.lengthOf(output.match(/Signature Validation: Signature is Valid\./g) ?? [], levels.length, output);
        assert.lengthOf(output.match(/(?<!Not t)otal document signed/g) ?? [], 1, output);
      });

      it('MuPDF: the last unchanged, the others valid', function () {
        const { output } = judge(this, 'mutool', ['sign', '-v', path('file.pdf')]);
        assert.lengthOf(output.match(/The document is unchanged since signing/g) ?? [], 1, output);
        assert.lengthOf(output.match(/valid but there have been edits/g) ?? [], levels.length - 1, output);
        assert.notMatch(output, /invalid|digest error/i);
      });

      it('qpdf: no damage', function () {
        const { exitCode, output } = judge(this, 'qpdf', ['--check', path('file.pdf')]);
        assert.equal(exitCode, 0, output);
      });

      it('pyHanko: trusted, with exactly the permitted changes', function () {
        const { output } = judgeByPyHanko(this, 'pyhanko_report.py', [path('root.pem'), path('file.pdf')]);
        const line = output.split('\n').findLast((candidate) => candidate.startsWith('[{'));
        assert.isDefined(line, output);
        const report = JSON.parse(line ?? '') as { modifications: string; bottomLine: boolean }[];
        assert.deepEqual(
          report.map(({ modifications, bottomLine }) => [modifications, bottomLine]),
          levels.map((level) => [level, true]),
        );
      });
    });
  }

  it('an existing field with two places is valid in each of them', async function () {
    const { bytes } = await sign(placesBelow(['9 0 R', '10 0 R']), 'sig-worker', {
      request: { appearances: [mark, mark] },
    });
    const poppler = judge(this, 'pdfsig', ['{file}'], bytes).output;
    assert.lengthOf(poppler.match(/Signature Validation: Signature is Valid\./g) ?? [], 2, poppler);
    const mupdf = judge(this, 'mutool', ['sign', '-v', '{file}'], bytes).output;
    assert.lengthOf(mupdf.match(/The document is unchanged since signing/g) ?? [], 2, mupdf);
    assert.notMatch(mupdf, /digest error/i);
    writeFileSync(path('root.pem'), (await sandbox()).rootPem);
    const { output } = judgeByPyHanko(this, 'pyhanko_report.py', [path('root.pem'), '{file}'], bytes);
    assert.match(output, /"modifications": "NONE".*"bottomLine": true/);
  });

  it('an archive of a file certified at P 1 is within what its author allows, to pyHanko as well', async function () {
    const house = new LongTermSandbox();
    const authority = await house.authority;
    const provider = authority.signingProvider(authority.timestampProvider());
    const { bytes } = await sign(await contract(), 'sig-worker', { provider, request: { certify: 1 } });
    const archived = await house.extend(bytes, 'B-LTA');
    assert.equal((await house.verify(archived)).verdict, 'PASSED');
    writeFileSync(path('archived.pdf'), archived);
    const { output } = judgeByPyHanko(this, 'pyhanko_levels.py', [path('archived.pdf')]);
    assert.include(output, '"sig-worker": "LTA_UPDATES"');
  });

  describe('a file that pyHanko signed', () => {
    /** Signs as pyHanko does, with `room` hexadecimal digits for the CMS. */
    async function signedByPyHanko(test: Mocha.Context, house: LongTermSandbox, room: number): Promise<Uint8Array> {
      const authority = await house.authority;
      const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'py' });
      const pem = (label: string, der: Uint8Array): string =>
        `-----BEGIN ${label}-----\n${bytesToBase64(der).replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
      writeFileSync(path('key.pem'), pem('PRIVATE KEY', await key.exportPkcs8()));
      const [own = '', ...issuers] = certificates.map((der) => pem('CERTIFICATE', der));
      writeFileSync(path('own.pem'), own);
      writeFileSync(path('issuers.pem'), issuers.join(''));
      writeFileSync(path('in.pdf'), bare());
      const keys = [path('key.pem'), path('own.pem'), path('issuers.pem')];
      const what = ['Foreign', String(room), path('in.pdf'), path('out.pdf')];
      const { exitCode, output } = judgeByPyHanko(test, 'pyhanko_sign.py', [...keys, ...what]);
      assert.equal(exitCode, 0, output);
      return new Uint8Array(readFileSync(path('out.pdf')));
    }

    for (const [room, placeOfStamp] of [
      [32_768, 'signature'],
      [6400, 'document'],
    ] as const) {
      it(`gets a time-stamp into the ${placeOfStamp} and an archive, and pyHanko still finds it whole`, async function () {
        const house = new LongTermSandbox();
        const foreign = await signedByPyHanko(this, house, room);
        const places: string[] = [];
        const archived = await house.extend(foreign, 'B-LTA', {
          onTimestamp: (added) => void places.push(added.place),
        });
        assert.deepEqual(places, [placeOfStamp]);
        const report = await house.verify(archived);
        assert.equal(report.verdict, 'PASSED');
        assert.equal(inField(report, 'Foreign').subFilter, 'adbe.pkcs7.detached');
        writeFileSync(path('archived.pdf'), archived);
        const { output } = judgeByPyHanko(this, 'pyhanko_levels.py', [path('archived.pdf')]);
        const [levels] = Object.values(JSON.parse(output.slice(output.indexOf('{'))) as Record<string, object>);
        assert.equal((levels as Record<string, string>)['Foreign'], 'LTA_UPDATES', output);
        const { output: seen } = judge(this, 'pdfsig', [path('archived.pdf')]);
        assert.notMatch(seen, /Signature is Invalid|Digest Mismatch/, seen);
        assert.equal(judge(this, 'qpdf', ['--check', path('archived.pdf')]).exitCode, 0);
      });
    }
  });
});
