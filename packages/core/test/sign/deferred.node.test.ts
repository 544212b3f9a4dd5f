import { spawnSync } from 'node:child_process';
import { createPrivateKey, sign as platformSign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { base64ToBytes, concatBytes } from '@cinnabar/core/bytes';
import { buildSignedData } from '@cinnabar/core/cms';
import { generateKey } from '@cinnabar/core/crypto';
import { parsePreparedDigest, type PreparedDigest } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { identity } from '../support/craft-cms.ts';
import { judge } from '../support/judges.ts';
import { buildPdf, flipped } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const folderOfTests = fileURLToPath(new URL('..', import.meta.url));
const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e'];

/** First process: knows the document, writes what is to be signed, and ends. */
const prepare = `
import { readFileSync, writeFileSync } from 'node:fs';
import { joinParts } from '@cinnabar/core/bytes';
import { prepareSignature } from '@cinnabar/core/sign';
const request = JSON.parse(process.argv[1]);
const { parts, prepared } = await prepareSignature(new Uint8Array(readFileSync('contract.pdf')), { ...request, signingTime: new Date() });
writeFileSync('prepared.pdf', joinParts(parts));
writeFileSync('prepared.json', JSON.stringify(prepared));`;

/** Second process, days later: knows only the files, and a CMS from anywhere. */
const embed = `
import { readFileSync, writeFileSync } from 'node:fs';
import { joinParts } from '@cinnabar/core/bytes';
import { checkSigned, embedSignature, parsePreparedDigest } from '@cinnabar/core/sign';
const file = (name) => new Uint8Array(readFileSync(name));
try {
  const prepared = parsePreparedDigest(JSON.parse(readFileSync('prepared.json', 'utf8')));
  const signed = await embedSignature([file('prepared.pdf')], prepared, file('cms.der'));
  await checkSigned(signed, { fieldName: prepared.fieldName, original: file('contract.pdf'), level: process.argv[1] });
  writeFileSync('signed.pdf', joinParts(signed));
} catch (error) {
  console.log([error.code, ...(error.details?.codes ?? [])].join(' '));
}`;

describe('signing across processes', function () {
  this.timeout(60_000);
  let folder: string;
  const path = (name: string): string => join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-deferred-'));
    writeFileSync(path('contract.pdf'), buildPdf());
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(script: string, argument: string): string {
    const code = `process.chdir(${JSON.stringify(folder)});${script.replaceAll(/^import (.*) from ('.*');$/gm, 'const $1 = await import($2);')}`;
    const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, code, argument], {
      cwd: folderOfTests,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }

  /** What the first process left. */
  function prepared(request: Record<string, unknown> = {}): PreparedDigest {
    run(prepare, JSON.stringify({ fieldName: 'sig-worker', reserve: 6000, ...request }));
    return parsePreparedDigest(JSON.parse(readFileSync(path('prepared.json'), 'utf8')));
  }

  const keys: Readonly<Record<string, { key: readonly string[]; sign: readonly string[] }>> = {
    'RSA PKCS #1': { key: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], sign: [] },
    'RSA-PSS': { key: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], sign: ['-keyopt', 'rsa_padding_mode:pss'] },
    'ECDSA P-256': { key: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], sign: [] },
    'ECDSA P-384': { key: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], sign: [] },
  };
  for (const [name, options] of Object.entries(keys)) {
    it(`takes a CMS that OpenSSL made with ${name}`, async function () {
      const openssl = (...args: string[]): void => {
        const { exitCode, output } = judge(this, 'openssl', args);
        assert.equal(exitCode, 0, output);
      };
      openssl('genpkey', '-algorithm', ...options.key, '-out', path('key.pem'));
      const usage = ['-addext', 'keyUsage=digitalSignature', '-addext', 'basicConstraints=CA:FALSE'];
      openssl(
        'req',
        '-x509',
        '-new',
        '-key',
        path('key.pem'),
        '-out',
        path('crt.pem'),
        '-subj',
        '/CN=Anybody',
        '-days',
        '9',
        ...usage,
      );
      const { byteRange } = prepared({ subFilter: 'adbe.pkcs7.detached' });
      const [, gapStart, gapEnd] = byteRange;
      const file = readFileSync(path('prepared.pdf'));
      writeFileSync(path('content'), concatBytes(file.subarray(0, gapStart), file.subarray(gapEnd)));
      const by = ['-signer', path('crt.pem'), '-inkey', path('key.pem'), ...options.sign];
      openssl(
        'cms',
        '-sign',
        '-binary',
        '-outform',
        'DER',
        '-md',
        'sha256',
        '-cades',
        ...by,
        '-in',
        path('content'),
        '-out',
        path('cms.der'),
      );
      assert.equal(run(embed, 'NONE'), '');
      const signed = new Uint8Array(readFileSync(path('signed.pdf')));
      const pem = readFileSync(path('crt.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '');
      const report = await verifyDocument(signed, { trust: [base64ToBytes(pem)] });
      assert.equal(report.verdict, 'PASSED', JSON.stringify(report.signatures));
      assert.match(judge(this, 'pdfsig', [path('signed.pdf')]).output, /Signature is Valid/);
      assert.equal(judge(this, 'qpdf', ['--check', path('signed.pdf')]).exitCode, 0);
      // With a signing-time attribute it is no PAdES baseline signature, and is not handed out as one.
      assert.match(run(embed, 'B-B'), /^SIGN_SELF_CHECK .*ATTRIBUTE_SIGNING_TIME/);
    });
  }

  it("takes a CMS over a signature of the platform's own", async () => {
    const key = await generateKey('P-256');
    const signer = await identity('王小明', { key });
    const privateKey = createPrivateKey({ key: Buffer.from(await key.exportPkcs8()), format: 'der', type: 'pkcs8' });
    const { digest, digestAlgorithm } = prepared();
    const cms = await buildSignedData({
      digestAlgorithm,
      messageDigest: base64ToBytes(digest),
      certificates: [signer.der],
      signer: {
        signatureAlgorithm: (algorithm) => key.signatureAlgorithm(algorithm),
        sign: async (_algorithm, data) => new Uint8Array(platformSign('sha256', data, privateKey)),
      },
    });
    writeFileSync(path('cms.der'), cms);
    assert.equal(run(embed, 'B-B'), '');
    const report = await verifyDocument(new Uint8Array(readFileSync(path('signed.pdf'))), { trust: [signer.der] });
    assert.deepEqual([report.verdict, report.signatures[0]?.level], ['PASSED', 'B-B']);

    for (const change of [(bytes: Uint8Array) => flipped(bytes, 100), (bytes: Uint8Array) => bytes.subarray(0, -1)]) {
      const file = new Uint8Array(readFileSync(path('prepared.pdf')));
      writeFileSync(path('prepared.pdf'), change(file));
      assert.equal(run(embed, 'B-B'), 'SIGN_DOCUMENT_CHANGED');
      writeFileSync(path('prepared.pdf'), file);
    }
  });

  it('refuses JSON that is not a prepared digest, whatever it is', async () => {
    const good = prepared();
    assert.deepEqual(Object.keys(parsePreparedDigest({ ...good, extra: 'dropped' })).includes('extra'), false);
    const [, start, end, rest] = good.byteRange;
    const wrong: readonly unknown[] = [
      null,
      undefined,
      0,
      'text',
      [],
      {},
      [good],
      { ...good, version: 2 },
      { ...good, version: '1' },
      { ...good, fieldName: 7 },
      { ...good, fieldName: 'x'.repeat(100_000) },
      { ...good, digest: `${good.digest.slice(0, -2)}!=` },
      { ...good, digestAlgorithm: 'MD5' },
      { ...good, digestAlgorithm: '__proto__' },
      { ...good, byteRange: [0, start, end] },
      { ...good, byteRange: [1, start, end, rest] },
      { ...good, byteRange: [0, start, end, -1] },
      { ...good, byteRange: [0, start, end, 1e308] },
      { ...good, byteRange: [0, start, end, 0.5] },
      { ...good, byteRange: [0, end, start, rest] },
      { ...good, byteRange: { length: 4, 0: 0, 1: start, 2: end, 3: rest } },
      { ...good, byteRange: [0, start, end, Number.MAX_SAFE_INTEGER] },
      { ...good, reserved: good.reserved + 1 },
      { ...good, reserved: null },
      { ...good, signingTime: 'yesterday' },
      { ...good, signingTime: '2026-99-99T00:00:00.000Z' },
      { ...good, signingTime: 0 },
    ];
    for (const value of wrong) {
      const { code } = await thrownBy(() => parsePreparedDigest(value));
      assert.equal(code, 'SIGN_PREPARED_MALFORMED', JSON.stringify(value)?.slice(0, 200));
    }
  });
});
