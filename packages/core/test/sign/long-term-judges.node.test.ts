import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { concatBytes } from '@cinnabar/core/bytes';
import { buildOcspRequest, readCertificate, readSignedData } from '@cinnabar/core/cms';
import { openPdf, type PdfString } from '@cinnabar/core/pdf';
import { assert } from 'chai';

import { judge, judgeByPyHanko, type Judgement } from '../support/judges.ts';
import { LongTermSandbox } from '../support/long-term.ts';

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

describe('long-term levels, judged by others', () => {
  const house = new LongTermSandbox();
  const files: Record<'lt' | 'lta' | 'renewed' | 'again', Uint8Array> = {
    lt: new Uint8Array(),
    lta: new Uint8Array(),
    renewed: new Uint8Array(),
    again: new Uint8Array(),
  };
  let folder: string;
  const path = (file: string): string => join(folder, file);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-judges-'));
    const signed = await house.signed('sig-company', await house.signed());
    files.lt = await house.extend(signed, 'B-LT');
    files.lta = await house.extend(signed, 'B-LTA');
    files.renewed = await house.extend(files.lta, 'B-LTA');
    // A second signer in a file that holds the proofs of the first.
    files.again = await house.extend(
      await house.signed('sig-company', await house.extend(await house.signed(), 'B-LT')),
      'B-LT',
    );
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path(`${name}.pdf`), bytes);
    const authority = await house.authority;
    writeFileSync(path('root.pem'), authority.rootPem);
    writeFileSync(path('issuing.pem'), pem(authority.issuerCertificate('issuing')));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const name of ['lt', 'lta', 'renewed', 'again'] as const) {
    it(`qpdf: no damage (${name})`, function () {
      const { exitCode, output } = judge(this, 'qpdf', ['--check', path(`${name}.pdf`)]);
      assert.equal(exitCode, 0, output);
    });

    it(`pyHanko: every certificate's status in the file, nothing but archive updates after the last signature (${name})`, function () {
      const { exitCode, output } = judgeByPyHanko(this, 'pyhanko_long_term.py', [
        path('root.pem'),
        path(`${name}.pdf`),
      ]);
      assert.equal(exitCode, 0, output);
      const stamps = { lt: 0, lta: 1, renewed: 2, again: 0 }[name];
      const whole = (index: number): string => (index === stamps ? 'ENTIRE_FILE' : 'ENTIRE_REVISION');
      const expected = [
        { field: 'sig-worker', passed: true, coverage: 'ENTIRE_REVISION', modifications: 'FORM_FILLING' },
        { field: 'sig-company', passed: true, coverage: 'ENTIRE_REVISION', modifications: 'LTA_UPDATES' },
        ...Array.from({ length: stamps }, (_, index) => ({
          field: `timestamp-${index + 1}`,
          passed: true,
          coverage: whole(index + 1),
          modifications: index + 1 === stamps ? 'NONE' : 'LTA_UPDATES',
        })),
      ];
      const line = output.split('\n').findLast((text) => text.startsWith('[')) ?? '';
      assert.deepEqual(JSON.parse(line), expected);
    });
  }

  it('pdfsig: signatures valid and trusted, the time-stamp over the whole document', function () {
    const database = `sql:${folder}`;
    assert.equal(judge(this, 'certutil', ['-d', database, '-N', '--empty-password']).exitCode, 0);
    const trusted = ['-d', database, '-A', '-n', 'root', '-t', 'C,C,C', '-i', path('root.pem')];
    assert.equal(judge(this, 'certutil', trusted).exitCode, 0);
    const { output } = judge(this, 'pdfsig', ['-no-ocsp', '-nssdir', folder, path('renewed.pdf')]);
    assert.lengthOf(output.match(/Signature Validation: Signature is Valid\./g) ?? [], 2, output);
    assert.lengthOf(output.match(/Certificate Validation: Certificate is Trusted\./g) ?? [], 2, output);
    assert.match(output, /timestamp-2[^]*(?<!Not t)otal document signed/, output);
  });

  it('MuPDF: both signatures valid', function () {
    const { output } = judge(this, 'mutool', ['sign', '-v', path('renewed.pdf')]);
    assert.lengthOf(output.match(/The signature is valid but there have been edits since signing/g) ?? [], 2, output);
  });

  it('OpenSSL: the document time-stamps, over what they cover', function () {
    for (const { contents, covered } of documentTimestamps(files.renewed)) {
      writeFileSync(path('token.der'), contents.subarray(0, readSignedData(contents).length));
      writeFileSync(path('covered'), covered);
      const { output } = judge(this, 'openssl', [
        ...['ts', '-verify', '-token_in', '-in', path('token.der')],
        ...['-data', path('covered'), '-CAfile', path('root.pem')],
      ]);
      assert.match(output, /Verification: OK/);
    }
    assert.lengthOf(documentTimestamps(files.renewed), 2);
  });

  it("OpenSSL: the sandbox's OCSP answers and CRLs, and it reads our OCSP request", async function () {
    const authority = await house.authority;
    const run = (...args: string[]): Judgement => judge(this, 'openssl', args);
    const issuing = readCertificate(authority.issuerCertificate('issuing'));
    const { certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'openssl' });
    const signer = readCertificate(certificates[0] as Uint8Array);
    writeFileSync(path('signer.pem'), pem(signer.der));
    const request = await buildOcspRequest(signer, issuing);
    writeFileSync(path('request.der'), request);
    assert.match(run('ocsp', '-reqin', path('request.der'), '-req_text').output, /Hash Algorithm: sha1/);
    const ask = async (): Promise<string> => {
      writeFileSync(path('response.der'), await authority.handleOcspRequest(request));
      return run(
        ...['ocsp', '-respin', path('response.der'), '-issuer', path('issuing.pem'), '-cert', path('signer.pem')],
        ...['-CAfile', path('root.pem'), '-verify_other', path('issuing.pem')],
      ).output;
    };
    const good = await ask();
    assert.match(good, /Response verify OK/);
    assert.match(good, /signer\.pem: good/);
    const verify = async (): Promise<string> => {
      const lists = await Promise.all((['root', 'issuing'] as const).map((issuer) => authority.crl(issuer)));
      writeFileSync(path('crls.pem'), lists.map((crl) => pem(crl).replaceAll('CERTIFICATE', 'X509 CRL')).join(''));
      return run(
        ...['verify', '-crl_check_all', '-CAfile', path('root.pem'), '-untrusted', path('issuing.pem')],
        ...['-CRLfile', path('crls.pem'), path('signer.pem')],
      ).output;
    };
    assert.match(await verify(), /signer\.pem: OK/);
    authority.revoke(signer.der, { reason: 1 });
    assert.match(await ask(), /signer\.pem: revoked[^]*Reason: keyCompromise/);
    assert.match(await verify(), /certificate revoked/);
  });
});

interface CoveredTimestamp {
  readonly contents: Uint8Array;
  readonly covered: Uint8Array;
}

function documentTimestamps(bytes: Uint8Array): CoveredTimestamp[] {
  const document = openPdf(bytes);
  const form = document.dictAt(document.catalog.get('AcroForm'), 'form');
  return document.arrayAt(form.get('Fields'), 'fields').flatMap((entry) => {
    const field = document.dictAt(entry, 'field');
    if (!(field.get('T') as PdfString).toText().startsWith('timestamp-')) return [];
    const value = document.dictAt(field.get('V'), 'time-stamp');
    const [, gapStart, gapEnd, rest] = value.get('ByteRange') as [number, number, number, number];
    const covered = concatBytes(bytes.subarray(0, gapStart), bytes.subarray(gapEnd, gapEnd + rest));
    return [{ contents: (value.get('Contents') as PdfString).bytes, covered }];
  });
}
