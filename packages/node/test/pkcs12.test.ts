import { createHmac, createPublicKey, pbkdf2Sync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

import {
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { signingProviderConformance } from '@cinnabar/core/conformance';
import { CinnabarError } from '@cinnabar/core/error';
import { KeySigningProvider, readPkcs12, writePkcs12, type KeyWithCertificates } from '@cinnabar/node';
import { assert } from 'chai';

import { failuresOf } from '../../core/test/support/conformance.ts';
import { judge } from '../../core/test/support/judges.ts';
import { sandbox } from '../../core/test/support/signing.ts';
import { temporaryFolder } from './support/cli.ts';

const passphrase = '密码 pässword';
const worker = { kind: 'person', name: '王小明', reference: 'worker-1' } as const;

/** The code of the error that reading must throw. */
async function refusal(bytes: Uint8Array, secret = passphrase, options: { alias?: string } = {}): Promise<string> {
  try {
    await readPkcs12(bytes, secret, options);
  } catch (error) {
    assert.instanceOf(error, CinnabarError);
    return (error as CinnabarError).code;
  }
  return 'none';
}

/** The key must sign what its certificate verifies. */
async function assertPair({ key, certificates }: KeyWithCertificates): Promise<void> {
  const data = utf8ToBytes('to be signed');
  const publicKey = createPublicKey({ key: Buffer.from(key.spki), format: 'der', type: 'spki' });
  assert.isTrue(verify('sha256', data, publicKey, await key.sign('SHA-256', data)));
  assert.isAbove(certificates.length, 0);
}

function pem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}

describe('PKCS #12 files', () => {
  const files = temporaryFolder();

  for (const keyArgs of [['rsa:2048'], ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']]) {
    describe(`made by OpenSSL with ${keyArgs[0]?.startsWith('rsa') ? 'an RSA' : 'a P-256'} key`, () => {
      const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) =>
        files.path(`${keyArgs[0]?.slice(0, 2)}-${name}`),
      ) as [string, string];

      /** What `openssl pkcs12 -export` writes with these options. */
      function exported(test: Mocha.Context, options: string[], secret = passphrase): Uint8Array {
        if (judge(test, 'openssl', ['x509', '-in', certificate, '-noout']).exitCode !== 0) {
          const request = ['req', '-x509', '-newkey', ...keyArgs, '-nodes', '-keyout', key, '-out', certificate];
          judge(test, 'openssl', [...request, '-subj', '/CN=Signer', '-days', '9']);
        }
        const output = files.path('out.p12');
        const args = [
          'pkcs12',
          '-export',
          '-inkey',
          key,
          '-in',
          certificate,
          '-passout',
          `pass:${secret}`,
          '-out',
          output,
        ];
        const { exitCode, output: words } = judge(test, 'openssl', [...args, ...options]);
        assert.equal(exitCode, 0, words);
        return new Uint8Array(readFileSync(output));
      }

      const forms: Record<string, string[]> = {
        'AES-256 and HMAC with SHA-256': [],
        'AES-128, AES-192 and HMAC with SHA-512': [
          '-certpbe',
          'aes-128-cbc',
          '-keypbe',
          'aes-192-cbc',
          '-macalg',
          'sha512',
        ],
        '3DES under PBES2': ['-certpbe', 'des-ede3-cbc', '-keypbe', 'des-ede3-cbc'],
        'RC2-40 and 3DES (legacy)': ['-legacy'],
        'RC2-128 and two-key 3DES (legacy)': ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES'],
        'no encryption': ['-certpbe', 'NONE', '-keypbe', 'NONE'],
        'no integrity code': ['-nomac'],
      };
      for (const [name, options] of Object.entries(forms)) {
        it(`are read: ${name}`, async function () {
          await assertPair(await readPkcs12(exported(this, options), passphrase));
        });
      }

      it('are read with an empty passphrase', async function () {
        await assertPair(await readPkcs12(exported(this, [], ''), ''));
      });

      it('are refused with a wrong passphrase, whatever protects them', async function () {
        for (const options of [[], ['-legacy'], ['-nomac'], ['-legacy', '-nomac']]) {
          assert.equal(await refusal(exported(this, options), 'wrong'), 'PKCS12_PASSPHRASE', options.join(' '));
        }
      });

      it('are refused with a wrong passphrase, also when what comes out has a padding by chance', async function () {
        const file = exported(this, ['-legacy', '-iter', '1', '-nomac']);
        for (let attempt = 0; attempt < 1500; attempt++) {
          assert.equal(await refusal(file, `wrong ${attempt}`), 'PKCS12_PASSPHRASE', String(attempt));
        }
      });

      it('are refused when they cost too much', async function () {
        assert.equal(await refusal(exported(this, ['-legacy', '-iter', '1000001', '-nomac'])), 'PKCS12_LIMIT');
      });

      it('are refused without a key, and without its certificate', async function () {
        assert.equal(await refusal(exported(this, ['-nokeys'])), 'PKCS12_NO_KEY');
        assert.equal(await refusal(exported(this, ['-nocerts'])), 'PKCS12_NO_CERTIFICATE');
      });
    });
  }

  it('are refused when what comes out is a sequence by chance, with more behind it', async () => {
    const { key, certificates } = await (await sandbox()).issueSigner(worker);
    const exportPkcs8 = async (): Promise<Uint8Array> => new Uint8Array([0x30, 0x02, 0x05, 0x00, 1, 2, 3]);
    const bytes = await writePkcs12({ key: { ...key, exportPkcs8 }, certificates }, passphrase);
    assert.equal(await refusal(bytes), 'PKCS12_PASSPHRASE');
  });

  describe('with a key for SM2', () => {
    const path = (name: string): string => files.path(`sm2-${name}`);

    /** A key and a file made by OpenSSL; its certificates are the sandbox's. */
    async function made(test: Mocha.Context, options: string[]): Promise<Uint8Array> {
      const run = (...args: string[]): void => {
        const { exitCode, output } = judge(test, 'openssl', args);
        assert.equal(exitCode, 0, output);
      };
      run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', path('key.pem'));
      run('pkey', '-in', path('key.pem'), '-pubout', '-out', path('public.pem'));
      run('pkey', '-in', path('key.pem'), '-pubout', '-outform', 'DER', '-out', path('public.der'));
      const spki = new Uint8Array(readFileSync(path('public.der')));
      const [own, ...issuers] = (await (await sandbox()).certifySigner(worker, spki)).map(pem);
      files.write('sm2-signer.pem', own as string);
      files.write('sm2-issuers.pem', issuers.join(''));
      const args = ['pkcs12', '-export', '-inkey', path('key.pem'), '-in', path('signer.pem')];
      const rest = ['-certfile', path('issuers.pem'), '-passout', `pass:${passphrase}`, '-out', path('out.p12')];
      run(...args, ...rest, ...options);
      return new Uint8Array(readFileSync(path('out.p12')));
    }

    for (const [name, options] of Object.entries({ modern: [], legacy: ['-legacy'] })) {
      it(`made by OpenSSL are read and sign as SM2 does: ${name}`, async function () {
        const file = await made(this, options);
        const { key, certificates } = await readPkcs12(file, passphrase);
        assert.equal(key.algorithm, 'SM2');
        assert.lengthOf(certificates, 3);
        const data = utf8ToBytes('to be signed');
        const signature = files.write('sm2.sig', await key.sign('SM3', data));
        const content = files.write('sm2.data', data);
        const verify = ['dgst', '-sm3', '-verify', path('public.pem'), '-sigopt', 'distid:1234567812345678'];
        const { output } = judge(this, 'openssl', [...verify, '-signature', signature, content]);
        assert.include(output, 'Verified OK');
      });
    }

    it('written here are read by OpenSSL and here', async function () {
      const made = await (await sandbox()).issueSigner(worker, { keyKind: 'SM2' });
      const bytes = await writePkcs12(made, passphrase);
      assert.deepEqual((await readPkcs12(bytes, passphrase)).key.spki, made.key.spki);
      const args = ['pkcs12', '-in', '{file}', '-passin', `pass:${passphrase}`, '-nodes', '-nocerts'];
      const { exitCode, output } = judge(this, 'openssl', args, bytes);
      assert.equal(exitCode, 0, output);
      assert.match(output, /BEGIN PRIVATE KEY/);
    });
  });

  describe('with several keys, made by keytool', () => {
    let store: Uint8Array;
    before(function () {
      this.timeout(60_000);
      const file = files.path('keytool.p12');
      for (const [alias, ...algorithm] of [
        ['Worker', '-keyalg', 'EC', '-groupname', 'secp256r1'],
        ['company', '-keyalg', 'RSA', '-keysize', '2048'],
      ]) {
        const place = ['-keystore', file, '-storetype', 'PKCS12', '-storepass', 'secret1'];
        const options = ['-alias', alias as string, ...algorithm, '-dname', `CN=${alias}`, '-validity', '9'];
        const { exitCode, output } = judge(this, 'keytool', ['-genkeypair', ...place, ...options]);
        assert.equal(exitCode, 0, output);
      }
      store = new Uint8Array(readFileSync(file));
    });

    it('gives the one that is named', async () => {
      const worker = await readPkcs12(store, 'secret1', { alias: 'Worker' });
      const company = await readPkcs12(store, 'secret1', { alias: 'company' });
      assert.deepEqual([worker.key.algorithm, company.key.algorithm], ['P-256', 'RSA']);
      await assertPair(worker);
      await assertPair(company);
    });

    it('refuses to choose, and knows no other names', async () => {
      assert.equal(await refusal(store, 'secret1'), 'PKCS12_SEVERAL_KEYS');
      assert.equal(await refusal(store, 'secret1', { alias: 'nobody' }), 'PKCS12_NO_KEY');
    });
  });

  it('written here are read by OpenSSL, by TLS and here, with the whole chain', async function () {
    const made = await (await sandbox()).issueSigner(worker);
    const bytes = await writePkcs12(made, passphrase);
    const again = await readPkcs12(bytes, passphrase);
    assert.deepEqual(again.certificates, made.certificates);
    assert.deepEqual(again.key.spki, made.key.spki);
    await assertPair(again);
    createSecureContext({ pfx: Buffer.from(bytes), passphrase });
    const args = ['pkcs12', '-in', '{file}', '-passin', `pass:${passphrase}`, '-nodes', '-info'];
    const { exitCode, output } = judge(this, 'openssl', args, bytes);
    assert.equal(exitCode, 0, output);
    assert.equal(output.match(/BEGIN CERTIFICATE/g)?.length, 3);
    assert.match(output, /BEGIN PRIVATE KEY/);
    assert.match(output, /PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256/);
  });

  for (const keyKind of ['RSA-2048', 'P-256', 'SM2'] as const) {
    it(`are providers that keep the conformance suite: ${keyKind}`, async () => {
      const made = await (await sandbox()).issueSigner(worker, { keyKind });
      const holder = await readPkcs12(await writePkcs12(made, passphrase), passphrase);
      const provider = { id: 'file', assurance: 'simulated' } as const;
      const cases = signingProviderConformance({
        make: () => new KeySigningProvider(holder, { provider }),
        subject: worker,
        refusedSubject: { ...worker, name: '李四' },
        expired: () => new KeySigningProvider(holder, { provider, now: () => new Date('2100-01-01') }),
      });
      assert.lengthOf(cases, 13);
      assert.deepEqual(await failuresOf(cases), []);
    });
  }

  it('with PBMAC1 are read (RFC 9579), and refused when the code does not fit', async () => {
    const made = await writePkcs12(await (await sandbox()).issueSigner(worker), passphrase);
    const pbmac1 = withPbmac1(made, passphrase);
    createSecureContext({ pfx: Buffer.from(pbmac1), passphrase });
    await assertPair(await readPkcs12(pbmac1, passphrase));
    assert.equal(await refusal(withPbmac1(made, 'another')), 'PKCS12_PASSPHRASE');
  });

  it('are refused when a byte was changed', async () => {
    const bytes = await writePkcs12(await (await sandbox()).issueSigner(worker), passphrase);
    for (let at = 60; at < bytes.length; at += 211) {
      const changed = new Uint8Array(bytes);
      changed[at] = (changed[at] as number) ^ 4;
      assert.match(await refusal(changed), /^PKCS12_/, `byte ${at}`);
    }
  });

  it('are refused when they are something else', async () => {
    assert.equal(await refusal(new Uint8Array()), 'PKCS12_MALFORMED');
    assert.equal(await refusal(utf8ToBytes('-----BEGIN PRIVATE KEY-----')), 'PKCS12_MALFORMED');
    assert.match(await refusal((await sandbox()).trustAnchors[0]!), /^PKCS12_/);
    assert.equal(await refusal(new Uint8Array(5 << 20)), 'PKCS12_LIMIT');
  });
});

/** The file with its integrity code replaced by a PBMAC1 with PBKDF2 and HMAC, both with SHA-256. */
function withPbmac1(pkcs12: Uint8Array, secret: string): Uint8Array {
  const [version, authSafe] = tlvChildren(readTlv(pkcs12));
  const content = readTlv(tlvChildren(authSafe!)[1]!.content).content;
  const salt = utf8ToBytes('salt of a test');
  const prf = derSequence(derOid('1.2.840.113549.2.9'));
  const derivation = derSequence(
    derOid('1.2.840.113549.1.5.12'),
    derSequence(derOctetString(salt), derInteger(3000), derInteger(32), prf),
  );
  const algorithm = derSequence(derOid('1.2.840.113549.1.5.14'), derSequence(derivation, prf));
  const mac = createHmac('sha256', pbkdf2Sync(secret, salt, 3000, 32, 'sha256'))
    .update(content)
    .digest();
  const macData = derSequence(
    derSequence(algorithm, derOctetString(mac)),
    derOctetString(utf8ToBytes('NOT USED')),
    derInteger(1),
  );
  return derSequence(version!.bytes, authSafe!.bytes, macData);
}
