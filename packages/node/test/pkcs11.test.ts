import { joinParts } from '@cinnabar/core/bytes';
import { readSignedData } from '@cinnabar/core/cms';
import { signingProviderConformance } from '@cinnabar/core/conformance';
import { CinnabarError } from '@cinnabar/core/error';
import { KeySigningProvider } from '@cinnabar/core/signer';
import { signDocument } from '@cinnabar/core/sign';
import { verifyDocument } from '@cinnabar/core/verify';
import { openPkcs11, pkcs11Certificates, type Pkcs11Key, type Pkcs11Options } from '@cinnabar/node';
import type { SandboxAuthority } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { failuresOf } from '../../core/test/support/conformance.ts';
import { buildPdf, sandbox } from '../../core/test/support/signing.ts';
import { cinnabar, temporaryFolder } from './support/cli.ts';
import { assertPdfsigAgrees, assertPyHankoAgrees } from './support/other-judges.ts';
import { pin, SoftToken, tokenLabel } from './support/softhsm.ts';

const subject = { kind: 'person', name: '王小明', reference: 'token-1' } as const;
const identity = { id: 'token', assurance: 'simulated' } as const;

async function refusal(work: () => unknown): Promise<CinnabarError> {
  try {
    await work();
  } catch (error) {
    assert.instanceOf(error, CinnabarError);
    return error as CinnabarError;
  }
  return new CinnabarError('none', 'Nothing was refused.');
}

describe('keys on tokens (PKCS #11, SoftHSM)', function () {
  this.timeout(120_000);
  const files = temporaryFolder();
  let token: SoftToken;
  let authority: SandboxAuthority;
  const opened: Pkcs11Key[] = [];
  const keys = [
    { label: 'rsa', id: '01', type: 'rsa:2048', padding: undefined, algorithm: 'RSA' },
    { label: 'rsa', id: '01', type: 'rsa:2048', padding: 'PSS', algorithm: 'RSA-PSS' },
    { label: 'p256', id: '0a02', type: 'EC:prime256v1', padding: undefined, algorithm: 'P-256' },
    { label: 'p384', id: '03', type: 'P-384', padding: undefined, algorithm: 'P-384' },
    { label: 'p521', id: '04', type: 'P-521', padding: undefined, algorithm: 'P-521' },
  ] as const;

  before(async function () {
    token = new SoftToken(this);
    authority = await sandbox();
    for (const key of keys.filter(({ padding }) => padding === undefined)) {
      if (key.type === 'P-384' || key.type === 'P-521') {
        // OpenSC's tool does not show public keys on these curves.
        await token.importKey(authority, subject, { ...key, kind: key.type });
        continue;
      }
      const [, ...issuers] = await token.addKey(authority, subject, key);
      if (key.label !== 'rsa') continue;
      issuers.forEach((der, i) => token.addCertificate(der, ['--label', `issuer-${i}`, '--id', `f${i}`]));
    }
    files.write('root.pem', authority.rootPem);
    files.write('contract.pdf', buildPdf());
  });
  afterEach(async () => {
    for (const key of opened.splice(0)) await key.close();
  });
  after(() => token?.remove());

  async function open(key: string, more: Partial<Pkcs11Options> = {}): Promise<Pkcs11Key> {
    const one = await openPkcs11({ module: token.module, token: tokenLabel, key, pin, ...more });
    opened.push(one);
    return one;
  }

  for (const { label, padding, algorithm } of keys) {
    describe(algorithm, () => {
      const more = padding ? { padding } : {};

      it('signs files that verify here and in pdfsig', async function () {
        const key = await open(label, more);
        assert.equal(key.key.algorithm, algorithm);
        assert.lengthOf(key.certificates, 3);
        const provider = new KeySigningProvider(key, { provider: identity, timestamps: authority.timestampProvider() });
        const request = { fieldName: 'sig-worker', signingTime: new Date() };
        const trust = authority.trustAnchors;
        const signed = joinParts(
          await signDocument(buildPdf(), request, { provider, subject: provider.subject, trust }),
        );
        const { verdict, signatures } = await verifyDocument(signed, { trust });
        assert.equal(verdict, 'PASSED');
        assert.equal(signatures[0]?.level, 'B-T');
        assertPdfsigAgrees(this, files.write(`${algorithm}.pdf`, signed));
      });

      it('signs files that pyHanko finds valid', function () {
        assertPyHankoAgrees(this, files.path('root.pem'), files.path(`${algorithm}.pdf`));
      });

      it('keeps the conformance suite', async () => {
        const key = await open(label, more);
        const cases = signingProviderConformance({
          make: () => new KeySigningProvider(key, { provider: identity }),
          subject,
          refusedSubject: { kind: 'person', name: '李四', reference: 'token-2' },
          expired() {
            const late = new Date(Date.now() + 2 * 365 * 24 * 3600_000);
            return new KeySigningProvider(key, { provider: identity, now: () => late });
          },
          async unavailable() {
            const closed = await open(label, more);
            await closed.close();
            return new KeySigningProvider(closed, { provider: identity });
          },
        });
        assert.lengthOf(cases, 14);
        assert.deepEqual(await failuresOf(cases), []);
      });
    });
  }

  it('finds a key by its identifier', async () => {
    assert.equal((await open('0A02')).key.algorithm, 'P-256');
  });

  it('shows certificates without a PIN', async () => {
    assert.lengthOf(await pkcs11Certificates({ module: token.module, token: tokenLabel }), 6);
  });

  it('says what is missing, and never the PIN', async () => {
    const code = async (options: Partial<Pkcs11Options>): Promise<string> => {
      const { code: found, message, details } = await refusal(() => open('rsa', options));
      assert.notInclude(`${message}${JSON.stringify(details)}`, '975310');
      return found;
    };
    assert.equal(await code({ pin: '975310' }), 'PKCS11_PIN');
    assert.equal(await code({ token: 'another' }), 'PKCS11_TOKEN_CHOICE');
    assert.equal(await code({ key: 'another' }), 'PKCS11_KEY_CHOICE');
    assert.equal(await code({ module: '/nowhere/module.so' }), 'PKCS11_MODULE');
    assert.equal(await code({ module: files.path('root.pem') }), 'PKCS11_MODULE');
    // Private keys are not shown without a PIN.
    const without = { module: token.module, token: tokenLabel, key: 'rsa' };
    assert.equal((await refusal(() => openPkcs11(without))).code, 'PKCS11_KEY_CHOICE');
    const several = { module: token.module, token: tokenLabel, pin };
    assert.equal((await refusal(() => openPkcs11(several))).code, 'PKCS11_KEY_CHOICE');
  });

  it('finds no certificate where there is none, and takes one that is passed', async () => {
    token.tool(['--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'bare', '--id', '77', '--usage-sign']);
    assert.equal((await refusal(() => open('bare'))).code, 'PKCS11_NO_CERTIFICATE');
    token.tool(['--delete-object', '--type', 'privkey', '--id', '77']);
  });

  it('signs again after its sessions were ended from outside', async () => {
    const provider = new KeySigningProvider(await open('p256'), { provider: identity });
    const sign = (idempotencyKey: string): ReturnType<typeof provider.sign> =>
      provider.sign({ subject, digestAlgorithm: 'SHA-256', digest: new Uint8Array(32), idempotencyKey });
    await sign('a');
    await endAllSessions(token.module);
    const { cms } = await sign('b');
    assert.lengthOf(readSignedData(cms).signers, 1);
  });

  it('signs many at once, each over its own digest', async () => {
    const provider = new KeySigningProvider(await open('p256'), { provider: identity });
    const requests = Array.from({ length: 20 }, (_, i) =>
      provider.sign({
        subject,
        digestAlgorithm: 'SHA-256',
        digest: new Uint8Array(32).fill(i),
        idempotencyKey: `${i}`,
      }),
    );
    assert.lengthOf(new Set((await Promise.all(requests)).map(({ cms }) => String(cms))), 20);
  });

  it('signs with keys that want the PIN every time', async () => {
    await token.addKey(authority, subject, {
      label: 'always',
      id: '09',
      type: 'EC:prime256v1',
      more: ['--always-auth'],
    });
    const provider = new KeySigningProvider(await open('always'), { provider: identity });
    for (const idempotencyKey of ['a', 'b']) {
      await provider.sign({ subject, digestAlgorithm: 'SHA-256', digest: new Uint8Array(32), idempotencyKey });
    }
  });

  it('is what the command line signs with', () => {
    const args = ['sign', files.path('contract.pdf'), '--field', 'sig-worker', '--pkcs11', token.module];
    const environment = { PIN: pin, SOFTHSM2_CONF: token.configuration };
    const options = ['--token', tokenLabel, '--key', 'p384', '--pin-env', 'PIN', '-o', files.path('by-token.pdf')];
    const { code, stderr } = cinnabar([...args, ...options], environment);
    assert.equal(code, 0, stderr);
    assert.equal(cinnabar(['verify', files.path('by-token.pdf'), '--trust', files.path('root.pem')]).code, 0);
    const wrong = cinnabar([...args, ...options.slice(0, -1), files.path('no.pdf')], { ...environment, PIN: '975310' });
    assert.equal(wrong.code, 1);
    assert.include(wrong.stderr, 'PKCS11_PIN');
    assert.notInclude(wrong.stderr + wrong.stdout, '975310');
  });
});

/** What a removed token or another program may do: all sessions of this process are gone. */
async function endAllSessions(module: string): Promise<void> {
  const { default: koffi } = await import('koffi');
  const library = koffi.load(module);
  const slots = Buffer.alloc(64 * 8);
  const count = Buffer.alloc(8);
  count.writeBigUInt64LE(64n);
  library.func('unsigned long C_GetSlotList(uint8_t present, void *slots, void *count)')(1, slots, count);
  const closeAll = library.func('unsigned long C_CloseAllSessions(unsigned long slot)');
  for (let i = 0; i < Number(count.readBigUInt64LE()); i++) closeAll(slots.readBigUInt64LE(i * 8));
}
