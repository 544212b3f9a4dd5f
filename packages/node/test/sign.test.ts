import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { VerificationReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { judge } from '../../core/test/support/judges.ts';
import { buildPdf, sandbox } from '../../core/test/support/signing.ts';
import { cinnabar, cinnabarBeside, temporaryFolder, type Run } from './support/cli.ts';

const secret = { SECRET: '密码 1' };

describe('cinnabar ca and sign', () => {
  const files = temporaryFolder();
  const authority = files.path('authority');
  const root = files.path('root.pem');
  const key = files.path('worker.p12');
  const contract = files.path('contract.pdf');

  before(() => {
    writeFileSync(contract, buildPdf());
    assert.equal(cinnabar(['ca', 'init', authority]).code, 0);
    assert.equal(cinnabar(['ca', 'root', authority, '-o', root]).code, 0);
    const { code, stderr } = cinnabar(
      ['ca', 'issue', authority, '--name', '王小明', '--passphrase-env', 'SECRET', '-o', key],
      secret,
    );
    assert.equal(code, 0, stderr);
  });

  function report(name: string): VerificationReport {
    return JSON.parse(cinnabar(['verify', files.path(name), '--json', '--trust', root]).stdout) as VerificationReport;
  }

  function signWithKey(output: string, ...options: string[]): Run {
    const who = ['--p12', key, '--passphrase-env', 'SECRET', '-o', files.path(output)];
    return cinnabar(['sign', contract, '--field', 'sig-worker', ...who, ...options], secret);
  }

  function assertRefused({ code, stdout, stderr }: Run, expected: number, words: RegExp): void {
    assert.equal(code, expected, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.notMatch(stderr, /\n\s+at /);
  }

  describe('ca', () => {
    it('keeps its keys from other users', () => {
      assert.equal(statSync(authority).mode & 0o777, 0o700);
      for (const file of readdirSync(authority)) assert.equal(statSync(`${authority}/${file}`).mode & 0o777, 0o600);
      assert.equal(statSync(key).mode & 0o777, 0o600);
    });

    it('never replaces an authority', () => {
      const before = cinnabar(['ca', 'root', authority]).stdout;
      assertRefused(cinnabar(['ca', 'init', authority]), 1, /OUTPUT_EXISTS/);
      assert.equal(cinnabar(['ca', 'root', authority]).stdout, before);
      assert.equal(readFileSync(root, 'utf8'), before);
    });

    it('says when there is none, or when its keys are damaged', () => {
      assertRefused(cinnabar(['ca', 'root', files.path('nowhere')]), 1, /cinnabar ca init/);
      assert.equal(cinnabar(['ca', 'init', files.path('damaged')]).code, 0);
      files.write('damaged/sandbox-ca.json', '{"version":1}');
      assertRefused(cinnabar(['ca', 'root', files.path('damaged')]), 1, /SANDBOX_STATE_DAMAGED/);
    });

    it('issues keys that OpenSSL reads and that lead to the root', function () {
      const read = ['pkcs12', '-in', key, '-passin', `pass:${secret.SECRET}`, '-nokeys'];
      const certificates = judge(this, 'openssl', read).output;
      const chain = files.write('chain.pem', certificates);
      const { output } = judge(this, 'openssl', ['verify', '-CAfile', root, '-untrusted', chain, chain]);
      assert.match(output, /: OK/);
    });

    it('issues nothing without a passphrase', () => {
      const args = [
        'ca',
        'issue',
        authority,
        '--name',
        '王小明',
        '--passphrase-env',
        'ABSENT',
        '-o',
        files.path('x.p12'),
      ];
      assertRefused(cinnabar(args), 64, /ABSENT is not set/);
      assert.isFalse(existsSync(files.path('x.p12')));
    });
  });

  describe('sign', () => {
    it('with a key file gives a B-B signature that other programs accept', function () {
      const { code, stderr, stdout } = signWithKey('bb.pdf', '--reason', '签订劳动合同');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /is signed in sig-worker by 王小明 \(PAdES B-B\)/);
      const { verdict, signatures } = report('bb.pdf');
      assert.equal(verdict, 'PASSED');
      assert.equal(signatures[0]?.level, 'B-B');
      const signed = readFileSync(files.path('bb.pdf'));
      assert.isTrue(signed.subarray(0, buildPdf().length).equals(buildPdf()));
      const { output } = judge(this, 'pdfsig', ['-nocert', '{file}'], signed);
      assert.match(output, /Signature is Valid/);
      assert.match(output, /Total document signed/);
      assert.equal(judge(this, 'qpdf', ['--check', '{file}'], signed).exitCode, 0);
    });

    it('with an RSA key file does so too', () => {
      const rsa = files.path('rsa.p12');
      const issue = ['ca', 'issue', authority, '--name', '李四', '--key', 'RSA-2048', '--passphrase-env', 'SECRET'];
      assert.equal(cinnabar([...issue, '-o', rsa], secret).code, 0);
      const who = ['--p12', rsa, '--passphrase-env', 'SECRET', '-o', files.path('rsa.pdf')];
      assert.equal(cinnabar(['sign', contract, '--field', 'sig-worker', ...who], secret).code, 0);
      assert.equal(report('rsa.pdf').verdict, 'PASSED');
    });

    const otherKeys: Record<string, { readonly key: string[]; readonly certificate?: string[] }> = {
      Ed25519: { key: ['Ed25519'] },
      'P-384': { key: ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'] },
      // The certificate allows no other digest (RFC 4055 §3.3).
      'RSA-PSS with SHA-384': {
        key: [
          ...['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_pss_keygen_md:sha384'],
          ...['-pkeyopt', 'rsa_pss_keygen_mgf1_md:sha384', '-pkeyopt', 'rsa_pss_keygen_saltlen:48'],
        ],
        certificate: ['-sha384'],
      },
      SM2: {
        key: ['EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
        certificate: ['-sm3', '-sigopt', 'distid:1234567812345678'],
      },
    };
    for (const [kind, options] of Object.entries(otherKeys)) {
      it(`with a key for ${kind} made by OpenSSL does so too`, function () {
        const [pem, crt, p12] = ['pem', 'crt', 'p12'].map((name) => files.path(`${kind}.${name}`)) as [
          string,
          string,
          string,
        ];
        judge(this, 'openssl', ['genpkey', '-algorithm', ...options.key, '-out', pem]);
        const usage = ['-addext', 'keyUsage=digitalSignature', '-addext', 'basicConstraints=CA:FALSE'];
        const request = ['req', '-x509', '-new', '-key', pem, '-out', crt, '-subj', `/CN=${kind}`, '-days', '9'];
        judge(this, 'openssl', [...request, ...usage, ...(options.certificate ?? [])]);
        judge(this, 'openssl', ['pkcs12', '-export', '-inkey', pem, '-in', crt, '-out', p12, '-passout', 'pass:x']);
        const who = ['--p12', p12, '--passphrase-env', 'SECRET', '-o', files.path(`${kind}.pdf`)];
        const { code, stderr } = cinnabar(['sign', contract, '--field', 'sig-worker', ...who], { SECRET: 'x' });
        assert.equal(code, 0, stderr);
        const verified = cinnabar(['verify', files.path(`${kind}.pdf`), '--json', '--trust', crt]);
        assert.equal(verified.code, 0, verified.stdout);
        if (kind === 'Ed25519' || kind === 'SM2') return; // MuPDF knows neither.
        const { output } = judge(this, 'mutool', ['sign', '-v', files.path(`${kind}.pdf`)]);
        assert.match(output, /The document is unchanged since signing/);
      });
    }

    it('by the sandbox makes the field, shows a seal, and adds a time-stamp', function () {
      const field = ['--field', 'seal', '--rect', '300,100,150,150', '--seal', '朱砂测试有限公司'];
      const who = ['--sandbox', authority, '--name', '朱砂测试有限公司', '-o', files.path('sealed.pdf')];
      const { code, stderr } = cinnabar(['sign', contract, ...field, ...who]);
      assert.equal(code, 0, stderr);
      const { verdict, signatures } = report('sealed.pdf');
      assert.equal(verdict, 'PASSED');
      assert.equal(signatures[0]?.level, 'B-T');
      const image = ['-r', '20', '-x', '83', '-y', '164', '-W', '42', '-H', '42', '-singlefile', '{file}'];
      const { bytes } = judge(this, 'pdftoppm', image, readFileSync(files.path('sealed.pdf')));
      const pixels = bytes.subarray(bytes.length - 42 * 42 * 3);
      let red = 0;
      for (let i = 0; i < pixels.length; i += 3) if (pixels[i]! > pixels[i + 1]! + 60) red++;
      assert.isAbove(red, 100, 'the seal is not where the field is');
    });

    it('certifies, locks, and takes the digest it is told', function () {
      const options = ['--certify', '2', '--lock', 'sig-company', '--digest', 'SHA-512', '--reason', '审定'];
      const { code, stderr } = signWithKey('certified.pdf', ...options);
      assert.equal(code, 0, stderr);
      assert.equal(report('certified.pdf').verdict, 'PASSED');
      assert.match(judge(this, 'pdfsig', [files.path('certified.pdf')]).output, /Signing Hash Algorithm: SHA-512/);
      const again = (...more: string[]): Run =>
        cinnabar(
          [
            'sign',
            files.path('certified.pdf'),
            '--p12',
            key,
            '--passphrase-env',
            'SECRET',
            ...more,
            '-o',
            files.path('never.pdf'),
          ],
          secret,
        );
      assertRefused(again('--field', 'sig-company'), 1, /SIGN_FIELD_LOCKED/);
      assertRefused(again('--field', 'new', '--rect', '72,72,90,90'), 1, /SIGN_CERTIFIED_FIELD/);
      assertRefused(again('--field', 'new', '--invisible', '--certify', '1'), 1, /SIGN_CERTIFY_NOT_FIRST/);
      assert.isFalse(existsSync(files.path('never.pdf')));
    });

    it('makes a field that is not seen, without a time-stamp when told so', () => {
      const who = ['--sandbox', authority, '--name', '王小明', '-o', files.path('unseen.pdf')];
      const { code, stderr } = cinnabar(['sign', contract, '--field', '见证', '--invisible', '--level', 'B-B', ...who]);
      assert.equal(code, 0, stderr);
      const [signature] = report('unseen.pdf').signatures;
      assert.deepEqual([signature?.fieldNames, signature?.level], [['见证'], 'B-B']);
    });

    it('goes up to B-LTA, and extend raises what was signed below', () => {
      const sealed = ['--sandbox', authority, '--name', '王小明', '--field', 'sig-worker'];
      for (const level of ['B-LT', 'B-LTA']) {
        const output = files.path(`${level}.pdf`);
        const { code, stderr } = cinnabar(['sign', contract, ...sealed, '--level', level, '-o', output]);
        assert.equal(code, 0, stderr);
        assert.equal(report(`${level}.pdf`).signatures[0]?.level, level);
      }
      assert.equal(cinnabar(['sign', contract, ...sealed, '--level', 'B-B', '-o', files.path('plain.pdf')]).code, 0);
      const raise = [
        'extend',
        files.path('plain.pdf'),
        '--level',
        'B-T',
        '--sandbox',
        authority,
        '-o',
        files.path('raised.pdf'),
      ];
      const { code, stdout, stderr } = cinnabar(raise);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /Time-stamped .*: sig-worker\./);
      assert.match(stdout, /raised\.pdf has what B-T adds to its signatures\./);
      assert.equal(report('raised.pdf').signatures[0]?.level, 'B-T');
    });

    it('is followed by another signer where the file holds the proofs of both already', function () {
      const sealed = ['--sandbox', authority, '--invisible'];
      const first = ['--field', 'a', '--name', '甲', '--level', 'B-LT', '-o', files.path('proven.pdf')];
      assert.equal(cinnabar(['sign', contract, ...sealed, ...first]).code, 0);
      const second = ['--field', 'b', '--name', '乙', '-o', files.path('proven-twice.pdf')];
      const { code, stderr } = cinnabar(['sign', files.path('proven.pdf'), ...sealed, ...second]);
      assert.equal(code, 0, stderr);
      assert.equal(report('proven-twice.pdf').verdict, 'PASSED');
      const { output } = judge(this, 'pdfsig', ['-nocert', files.path('proven-twice.pdf')]);
      assert.lengthOf(output.match(/Signature is Valid/g) ?? [], 2, output);
    });

    it('a second time keeps the first signature whole', () => {
      assert.equal(signWithKey('first.pdf').code, 0);
      const who = ['--sandbox', authority, '--name', '李四', '-o', files.path('second.pdf')];
      assert.equal(cinnabar(['sign', files.path('first.pdf'), '--field', 'sig-company', ...who]).code, 0);
      assert.deepEqual(
        report('second.pdf').signatures.map(({ coverage, integrity }) => [coverage, integrity]),
        [
          ['WHOLE_REVISION', 'INTACT'],
          ['WHOLE_FILE', 'INTACT'],
        ],
      );
    });

    describe('with a time-stamp authority', () => {
      let server: Server;
      let address: string;
      let answer: (request: Uint8Array) => Promise<Uint8Array>;

      before(async () => {
        const stamping = await sandbox();
        answer = (request) => stamping.handleTimestampRequest(request);
        server = createServer(async (request, response) => {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          response.end(await answer(Buffer.concat(chunks)));
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      });
      after(() => new Promise((resolve) => server.close(resolve)));

      const signStamped = (output: string): Promise<Run> => {
        const who = ['--p12', key, '--passphrase-env', 'SECRET', '-o', files.path(output), '--tsa', address];
        return cinnabarBeside(['sign', contract, '--field', 'sig-worker', ...who], secret);
      };

      it('gives a B-T signature', async () => {
        const { code, stderr } = await signStamped('bt.pdf');
        assert.equal(code, 0, stderr);
        const [signature] = report('bt.pdf').signatures;
        assert.equal(signature?.level, 'B-T');
        assert.match(signature?.signingTime.timestampAuthority ?? '', /Cinnabar Sandbox TSA/);
      });

      it('writes nothing when the authority answers nonsense', async () => {
        answer = async () => Buffer.from('no');
        assertRefused(await signStamped('nonsense.pdf'), 1, /TIMESTAMP_|ASN1_/);
        assert.isFalse(existsSync(files.path('nonsense.pdf')));
      });
    });

    it('is not followed by a document time-stamp when it does not hold', () => {
      assert.equal(signWithKey('to-break.pdf').code, 0);
      const broken = readFileSync(files.path('to-break.pdf'));
      broken.write('9', broken.indexOf('/MediaBox [0 0 ') + 15);
      assertRefused(
        cinnabar(['timestamp', files.write('broken.pdf', broken), '--sandbox', authority, '-o', files.path('no.pdf')]),
        1,
        /signature of the file does not hold.*DIGEST_MISMATCH/,
      );
      assert.isFalse(existsSync(files.path('no.pdf')));
    });

    it('can be followed by a document time-stamp', () => {
      assert.equal(signWithKey('to-stamp.pdf').code, 0);
      const to = ['--sandbox', authority, '-o', files.path('stamped.pdf')];
      const { code, stderr, stdout } = cinnabar(['timestamp', files.path('to-stamp.pdf'), ...to]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /existed at 20\d\d-/);
      const { verdict, signatures } = report('stamped.pdf');
      assert.equal(verdict, 'PASSED');
      assert.deepEqual(
        signatures.map(({ kind, coverage }) => [kind, coverage]),
        [
          ['signature', 'WHOLE_REVISION'],
          ['timestamp', 'WHOLE_FILE'],
        ],
      );
    });

    it('never overwrites, and leaves nothing half-written', () => {
      const taken = files.write('taken.pdf', 'mine');
      assertRefused(signWithKey('taken.pdf'), 1, /OUTPUT_EXISTS/);
      assert.equal(readFileSync(taken, 'utf8'), 'mine');
      assertRefused(signWithKey('absent-folder/x.pdf'), 1, /OUTPUT_FAILED/);
      assert.notInclude(readdirSync(files.path('')).join(), '.part');
    });

    const demanding = files.path('demanding.pdf');
    before(() => {
      const field = (name: string, values: string): string =>
        `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /P 3 0 R /SV << ${values} >> >>`;
      const objects = {
        7: field('sig-worker', '/Ff 8 /Reasons [(I agree) (I approve)]'),
        8: field('sig-company', '/Ff 2 /SubFilter [/adbe.pkcs7.detached]'),
      };
      writeFileSync(demanding, buildPdf(objects));
    });

    const seal = ['--seal', '朱砂测试有限公司'];
    const refusals: [string, () => string[], number, RegExp][] = [
      ['a field that is not there', () => [contract, '--field', 'nobody'], 1, /SIGN_FIELD_MISSING/],
      ['a file that is not there', () => [files.path('none.pdf'), '--field', 'x'], 4, /There is no file/],
      [
        'a field whose author demands certain reasons',
        () => [demanding, '--field', 'sig-worker', '--reason', '看过'],
        1,
        /demands one of certain reasons for signing\. \(SIGN_SEED_VALUE, .*demanded I agree,I approve\)/,
      ],
      [
        'a field whose author demands plain PKCS #7',
        () => [demanding, '--field', 'sig-company'],
        1,
        /demands a signature in another encoding/,
      ],
      ['what is no PDF', () => [root, '--field', 'x'], 4, /PDF_NOT_A_PDF/],
      ['to make a field twice', () => [contract, '--field', 'sig-worker', '--rect', '1,1,9,9'], 1, /SIGN_FIELD_EXISTS/],
      [
        'a seal in a place too small',
        () => [contract, '--field', 'tiny', '--rect', '72,72,20,20', ...seal],
        1,
        /SEAL_DOES_NOT_FIT/,
      ],
      [
        'a page that is not there',
        () => [contract, '--field', 'off', '--page', '9', '--rect', '1,1,9,9'],
        1,
        /PREPARE_PAGE/,
      ],
    ];
    for (const [what, args, code, words] of refusals) {
      it(`refuses ${what}, and writes nothing`, () => {
        const to = ['-o', files.path('never.pdf'), '--p12', key, '--passphrase-env', 'SECRET'];
        assertRefused(cinnabar(['sign', ...args(), ...to], secret), code, words);
        assert.isFalse(existsSync(files.path('never.pdf')));
      });
    }

    it('leaves nothing behind when it is interrupted while writing', async () => {
      const folder = files.path('interrupted');
      mkdirSync(folder);
      const slow = `
        import { writeNew } from ${JSON.stringify(new URL('../src/files/output.ts', import.meta.url).href)};
        const endless = {
          length: Infinity,
          *chunks() {
            for (;;) {
              Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
              yield new Uint8Array(1000);
            }
          },
        };
        await writeNew(${JSON.stringify(`${folder}/out.pdf`)}, [endless]);`;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', slow]);
        while (readdirSync(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        child.kill(signal);
        const [, ended] = (await once(child, 'exit')) as [number | null, string | null];
        assert.equal(ended, signal);
        assert.deepEqual(readdirSync(folder), []);
      }
    });

    it('says which fields there are when it misses one, and how to make it', () => {
      const who = ['--sandbox', authority, '--name', '王', '-o', files.path('missing.pdf')];
      assertRefused(cinnabar(['sign', contract, '--field', 'sig', ...who]), 1, /SIGN_FIELD_MISSING/);
      assert.match(cinnabar(['sign', contract, '--field', 'sig', ...who]).stderr, /sig-worker, sig-company.*--rect/);
    });

    it('refuses a wrong passphrase and a file that holds no key', () => {
      const to = [
        'sign',
        contract,
        '--field',
        'sig-worker',
        '-o',
        files.path('never.pdf'),
        '--passphrase-env',
        'SECRET',
      ];
      assertRefused(cinnabar([...to, '--p12', key], { SECRET: 'wrong' }), 1, /PKCS12_PASSPHRASE/);
      assertRefused(cinnabar([...to, '--p12', root], secret), 1, /PKCS12_MALFORMED/);
    });

    const wrong: [string[], RegExp][] = [
      [['sign', 'a.pdf'], /--field is missing/],
      [['sign', 'a.pdf', '--field', 'x'], /--output is missing/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y'], /one of --p12, --pkcs11 and --sandbox/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--p12', 'z'], /--passphrase-env is missing/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--page', '0', '--rect', '1,2,3,4'], /--page is/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--rect', '1,2,3'], /left,bottom/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--rect', '-1,2,3,4'], /begins with a dash/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--tsa', 'file:///etc/passwd'], /http/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--page', '2'], /--page goes with --rect/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--invisible', '--rect', '1,2,3,4'], /--invisible has no/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--invisible', '--seal', '朱砂'], /--invisible shows no --seal/],
      [['extend', 'a.pdf', '--level', 'B-B', '-o', 'y'], /--level is one of B-T, B-LT, B-LTA\./],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--certify', '4'], /--certify is 1, 2 or 3/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--lock', 'a,,b'], /--lock is all/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--level', 'B-X'], /--level is one of/],
      [['sign', 'a.pdf', '--field', 'x', '-o', 'y', '--digest', 'MD5'], /--digest is one of/],
      [['ca', 'explode', 'a'], /init, root and issue/],
      [['ca', 'init'], /DIR is missing/],
      [['timestamp', 'a.pdf', '-o', 'b'], /either --tsa or --sandbox/],
    ];
    for (const [args, words] of wrong) {
      it(`says how it is used: ${args.join(' ')}`, () => assertRefused(cinnabar(args), 64, words));
    }
  });
});
