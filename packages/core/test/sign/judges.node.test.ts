import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { concatBytes, joinParts } from '@cinnabar/core/bytes';
import { buildTimestampRequest, readSignedData } from '@cinnabar/core/cms';
import { digest } from '@cinnabar/core/crypto';
import type { PdfString } from '@cinnabar/core/pdf';
import { openPdf } from '@cinnabar/core/pdf';
import { checkSigned, type SignatureRequest } from '@cinnabar/core/sign';
import { prepareDocument } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { corpusFile } from '../support/corpus.ts';
import { contractFonts } from '../support/fonts.ts';
import { judge, judgeByPyHanko, type Judgement } from '../support/judges.ts';
import { buildPdf, mark, sandbox, sign } from '../support/signing.ts';

interface Case {
  readonly name: string;
  /** The prepared document, or undefined where its input is not here. */
  prepare(): Promise<Uint8Array | undefined>;
  readonly fill: boolean;
}

const cases: readonly Case[] = [
  { name: 'a small file', prepare: async () => buildPdf(), fill: false },
  ...['labour-contract.libreoffice', 'labour-contract.chromium', 'confidentiality-agreement.chromium'].map((file) => ({
    name: file,
    fill: true,
    prepare: async () => {
      const input = await corpusFile(`inputs/${file}.pdf`);
      if (!input) return undefined;
      const rect = { x: 60, y: 40, width: 200, height: 130 };
      const fields = [
        { type: 'text', name: 'address', page: 0, rect: { x: 60, y: 20, width: 300, height: 16 } },
        { type: 'text', name: 'salary', page: 0, rect: { x: 380, y: 20, width: 100, height: 16 } },
        {
          type: 'signature',
          name: 'sig-worker',
          widgets: [
            { page: -1, rect },
            { page: 0, rect },
          ],
        },
        {
          type: 'signature',
          name: 'sig-company',
          widgets: [0, -1].map((page) => ({ page, rect: { ...rect, x: 320 } })),
        },
      ] as const;
      return joinParts(await prepareDocument(input, fields, await contractFonts()));
    },
  })),
];

for (const { name, prepare, fill } of cases) {
  describe(`two signatures on ${name}, judged by others`, () => {
    let folder: string;
    let once: Uint8Array;
    let twice: Uint8Array;
    const path = (file: string): string => join(folder, file);

    before(async function () {
      const prepared = await prepare();
      if (!prepared) return this.skip();
      const authority = await sandbox();
      const rsa = authority.signingProvider(authority.timestampProvider(), { keyKind: 'RSA-2048' });
      const fonts = await contractFonts();
      const marks = fill ? [mark, { ...mark, opacity: 0.8 }] : [mark];
      const filled = (name: string, value: string): Partial<SignatureRequest> => ({
        appearances: marks,
        ...(fill ? { fills: [{ name, value }] } : {}),
      });
      const first = await sign(prepared, 'sig-worker', {
        request: filled('address', '广州市天河区体育西路 㛃𬭎 1 号'),
        fonts,
      });
      const second = await sign(first.bytes, 'sig-company', {
        request: filled('salary', '人民币 8000 元'),
        provider: rsa,
        fonts,
      });
      [once, twice] = [first.bytes, second.bytes];
      await checkSigned(second.parts, {
        fieldName: 'sig-company',
        original: once,
        level: 'B-T',
        trust: authority.trustAnchors,
      });
      folder = mkdtempSync(join(tmpdir(), 'cinnabar-judges-'));
      writeFileSync(path('root.pem'), authority.rootPem);
      writeFileSync(path('twice.pdf'), twice);
    });

    after(() => {
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    it('pdfsig: both valid and trusted, the last over the whole document', function () {
      const database = `sql:${folder}`;
      assert.equal(judge(this, 'certutil', ['-d', database, '-N', '--empty-password']).exitCode, 0);
      assert.equal(
        judge(this, 'certutil', ['-d', database, '-A', '-n', 'root', '-t', 'C,C,C', '-i', path('root.pem')]).exitCode,
        0,
      );
      const { output } = judge(this, 'pdfsig', ['-nssdir', folder, path('twice.pdf')]);
      assert.lengthOf(output.match(/Signature Validation: Signature is Valid\./g) ?? [], 2, output);
      assert.lengthOf(output.match(/Certificate Validation: Certificate is Trusted\./g) ?? [], 2, output);
      assert.lengthOf(output.match(/Signature Type: ETSI\.CAdES\.detached/g) ?? [], 2, output);
      assert.lengthOf(output.match(/(?<!Not t)otal document signed/g) ?? [], 1, output);
    });

    it('MuPDF: the last unchanged since signing, the first valid', function () {
      const { output } = judge(this, 'mutool', ['sign', '-v', path('twice.pdf')]);
      assert.match(output, /The document is unchanged since signing/);
      assert.match(output, /The signature is valid but there have been edits since signing/);
      assert.notMatch(output, /invalid|digest|broken/i);
    });

    it('qpdf: no damage', function () {
      const { exitCode, output } = judge(this, 'qpdf', ['--check', path('twice.pdf')]);
      assert.equal(exitCode, 0, output);
    });

    it('OpenSSL: both CMS, both time-stamps', function () {
      const signatures = signaturesOf(twice);
      assert.lengthOf(signatures, 2);
      for (const { cms, content, timestamp, value } of signatures) {
        writeFileSync(path('cms.der'), cms);
        writeFileSync(path('content'), content);
        const run = (...args: string[]): Judgement => judge(this, 'openssl', args);
        const verify = ['cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null'];
        const accepted = run(
          ...verify,
          '-in',
          path('cms.der'),
          '-content',
          path('content'),
          '-CAfile',
          path('root.pem'),
        );
        assert.match(accepted.output, /CMS Verification successful/);
        assert.equal(run('asn1parse', '-inform', 'DER', '-in', path('cms.der')).exitCode, 0);
        const printed = run('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', path('cms.der')).output;
        assert.notMatch(printed, /signingTime/);
        assert.match(printed, /id-smime-aa-signingCertificateV2/);
        writeFileSync(path('token.der'), timestamp);
        writeFileSync(path('value'), value);
        const stamped = run(
          'ts',
          '-verify',
          '-token_in',
          '-in',
          path('token.der'),
          '-data',
          path('value'),
          '-CAfile',
          path('root.pem'),
        );
        assert.match(stamped.output, /Verification: OK/);
      }
    });

    it('pyHanko: both intact, valid and trusted, only form filling after the first', function () {
      const { exitCode, output } = judgeByPyHanko(this, 'pyhanko_report.py', [path('root.pem'), path('twice.pdf')]);
      assert.equal(exitCode, 0, output);
      const common = {
        subFilter: '/ETSI.CAdES.detached',
        intact: true,
        valid: true,
        trusted: true,
        timestamp: true,
        bottomLine: true,
      };
      assert.deepEqual(JSON.parse(output.split('\n').findLast((line) => line.startsWith('[')) ?? ''), [
        { field: 'sig-worker', coverage: 'ENTIRE_REVISION', modifications: 'FORM_FILLING', ...common },
        { field: 'sig-company', coverage: 'ENTIRE_FILE', modifications: 'NONE', ...common },
      ]);
    });
  });
}

describe('the sandbox TSA, judged by OpenSSL', () => {
  it('answers a request of OpenSSL, and OpenSSL reads ours', async function () {
    const authority = await sandbox();
    const folder = mkdtempSync(join(tmpdir(), 'cinnabar-judges-'));
    try {
      const path = (file: string): string => join(folder, file);
      writeFileSync(path('root.pem'), authority.rootPem);
      writeFileSync(path('data'), 'data');
      const { exitCode } = judge(this, 'openssl', [
        'ts',
        '-query',
        '-data',
        path('data'),
        '-sha512',
        '-cert',
        '-out',
        path('query'),
      ]);
      assert.equal(exitCode, 0);
      const { readFileSync } = await import('node:fs');
      writeFileSync(
        path('response'),
        await authority.handleTimestampRequest(new Uint8Array(readFileSync(path('query')))),
      );
      const verified = judge(this, 'openssl', [
        'ts',
        '-verify',
        '-in',
        path('response'),
        '-queryfile',
        path('query'),
        '-CAfile',
        path('root.pem'),
      ]);
      assert.match(verified.output, /Verification: OK/);
      const imprint = await digest('SHA-256', [new TextEncoder().encode('data')]);
      writeFileSync(path('ours'), buildTimestampRequest(imprint, 'SHA-256', Uint8Array.of(0x7f, 1)));
      assert.match(
        judge(this, 'openssl', ['ts', '-query', '-in', path('ours'), '-text']).output,
        /Certificate required: yes/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

interface Extracted {
  readonly cms: Uint8Array;
  readonly content: Uint8Array;
  readonly timestamp: Uint8Array;
  readonly value: Uint8Array;
}

/** What stands in each signature dictionary, taken apart for OpenSSL. */
function signaturesOf(bytes: Uint8Array): Extracted[] {
  const document = openPdf(bytes);
  const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
  return document.arrayAt(form.get('Fields'), 'fields').flatMap((field) => {
    const value = document.dictAt(field, 'field').get('V');
    const signature = document.resolve(value);
    if (signature === null || typeof signature !== 'object' || !('get' in signature) || !signature.has('Contents'))
      return [];
    const contents = (signature.get('Contents') as PdfString).bytes;
    const [, gapStart, gapEnd, rest] = signature.get('ByteRange') as [number, number, number, number];
    const signedData = readSignedData(contents);
    const [signer] = signedData.signers;
    const timestamp = signer?.unsignedAttributes[0]?.values[0]?.bytes;
    assert.isDefined(timestamp);
    return [
      {
        cms: contents.subarray(0, signedData.length),
        content: concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd, gapEnd + rest)),
        timestamp: timestamp as Uint8Array,
        value: signer?.signature ?? new Uint8Array(),
      },
    ];
  });
}
