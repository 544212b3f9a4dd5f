import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { joinParts, utf8ToBytes } from '@cinnabar/core/bytes';
import { generateKey, importPkcs8, type PrivateKey } from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { platformScheme } from '../../src/crypto/platform-scheme.ts';
import type { CryptoPort, PlatformKeyAlgorithm, PlatformKeyKind } from '../../src/crypto/port.ts';
import { port as nodePort } from '../../src/crypto/port.node.ts';
import { judge } from '../support/judges.ts';

const data = utf8ToBytes('劳动合同');

/** What Node makes a browser must take, and the other way round; Node has WebCrypto to show it. */
describe('the two platforms', () => {
  const kinds: readonly (readonly [PlatformKeyKind, PlatformKeyAlgorithm])[] = [
    ['RSA-2048', 'RSA'],
    ['RSA-PSS-2048', 'RSA-PSS'],
    ['P-256', 'P-256'],
    ['P-384', 'P-384'],
    ['P-521', 'P-521'],
    ['Ed25519', 'Ed25519'],
  ];
  let browserPort: CryptoPort;
  before(async () => {
    // Not by a literal: the module is written for a platform without DOM types.
    const module = new URL('../../src/crypto/port.browser.ts', import.meta.url).href;
    browserPort = ((await import(module)) as { port: CryptoPort }).port;
  });

  for (const [kind, algorithm] of kinds) {
    it(`read each other's ${kind} keys and signatures, and give them one public key`, async () => {
      for (const [one, other] of [
        [nodePort, browserPort],
        [browserPort, nodePort],
      ] as const) {
        const made = await one.generateKey(kind);
        const read = await other.importPkcs8(algorithm, await made.exportPkcs8());
        assert.deepEqual(read.spki, made.spki);
        for (const digest of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
          const scheme = platformScheme(algorithm, digest);
          const signature = await read.sign(digest, data);
          assert.isTrue(await one.verify(scheme, made.spki, signature, [data.subarray(0, 2), data.subarray(2)]));
          assert.isFalse(await other.verify(scheme, made.spki, await made.sign(digest, data), [data, data]));
        }
      }
    });
  }

  it('digest alike', async () => {
    const parts = [data, new Uint8Array(1000), data];
    for (const algorithm of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const) {
      assert.deepEqual(
        await browserPort.digest(algorithm, parts),
        await nodePort.digest(algorithm, [joinParts(parts)]),
      );
    }
  });
});

describe('keys and signatures, with OpenSSL on the other side', () => {
  let folder: string;
  const path = (file: string): string => join(folder, file);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-keys-'));
    writeFileSync(path('data'), data);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const sm2 = ['-pkeyopt', 'distid:1234567812345678'];
  const cases: readonly {
    name: string;
    generate: readonly string[];
    algorithm: string;
    verify: readonly string[];
  }[] = [
    {
      name: 'RSA-3072',
      generate: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
      algorithm: 'RSA',
      verify: ['-rawin', '-digest', 'sha256'],
    },
    {
      name: 'RSA-PSS with SHA-384 only',
      generate: [
        ...['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_pss_keygen_md:sha384'],
        ...['-pkeyopt', 'rsa_pss_keygen_mgf1_md:sha384', '-pkeyopt', 'rsa_pss_keygen_saltlen:48'],
      ],
      algorithm: 'RSA-PSS',
      verify: ['-rawin', '-digest', 'sha384', '-pkeyopt', 'rsa_padding_mode:pss', '-pkeyopt', 'rsa_pss_saltlen:48'],
    },
    ...(['P-256', 'P-384', 'P-521'] as const).map((curve, index) => ({
      name: curve,
      generate: ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`],
      algorithm: curve,
      verify: ['-rawin', '-digest', ['sha256', 'sha384', 'sha512'][index] as string],
    })),
    { name: 'Ed25519', generate: ['-algorithm', 'ED25519'], algorithm: 'Ed25519', verify: ['-rawin'] },
    {
      name: 'SM2',
      generate: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
      algorithm: 'SM2',
      verify: ['-rawin', '-digest', 'sm3', ...sm2],
    },
  ];

  const accepts = (
    test: Mocha.Context,
    key: PrivateKey,
    signature: Uint8Array,
    options: readonly string[],
  ): boolean => {
    writeFileSync(path('public.der'), key.spki);
    writeFileSync(path('signature'), signature);
    const { output } = judge(test, 'openssl', [
      ...['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', path('public.der')],
      ...['-in', path('data'), '-sigfile', path('signature'), ...options],
    ]);
    return output.includes('Signature Verified Successfully');
  };

  for (const { name, generate, algorithm, verify } of cases) {
    it(`reads an ${name} key of OpenSSL and signs with it what OpenSSL verifies`, async function () {
      const made = judge(this, 'openssl', ['genpkey', ...generate, '-out', path('key.pem')]);
      assert.equal(made.exitCode, 0, made.output);
      const convert = [
        'pkcs8',
        '-topk8',
        '-nocrypt',
        '-in',
        path('key.pem'),
        '-outform',
        'DER',
        '-out',
        path('key.der'),
      ];
      assert.equal(judge(this, 'openssl', convert).exitCode, 0);
      const key = await importPkcs8(new Uint8Array(readFileSync(path('key.der'))));
      assert.equal(key.algorithm, algorithm);
      const signature = await key.sign(key.digestAlgorithm, data);
      assert.isTrue(accepts(this, key, signature, verify));
      assert.isFalse(accepts(this, key, await key.sign(key.digestAlgorithm, utf8ToBytes('other')), verify));
      const exported = await key.exportPkcs8();
      writeFileSync(path('exported.der'), exported);
      const printed = judge(this, 'openssl', [
        'pkey',
        '-inform',
        'DER',
        '-in',
        path('exported.der'),
        '-noout',
        '-check',
      ]);
      assert.match(printed.output, /Key is valid/);
    });
  }

  it('signs with a fresh SM2 key what OpenSSL verifies under the default identity, and under no other', async function () {
    const key = await generateKey('SM2');
    const signature = await key.sign('SM3', data);
    assert.isTrue(accepts(this, key, signature, ['-rawin', '-digest', 'sm3', ...sm2]));
    assert.isFalse(accepts(this, key, signature, ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:8765432187654321']));
  });
});
