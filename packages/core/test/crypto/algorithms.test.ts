import {
  bytesToHex,
  derBitString,
  derContext,
  derInteger,
  derNull,
  derOctetString,
  derOid,
  derSequence,
  hexToBytes,
  readTlv,
  tlvChildren,
  utf8ToBytes,
  type Tlv,
} from '@cinnabar/core/bytes';
import {
  algorithmsAgree,
  generateKey,
  importPkcs8,
  keyAlgorithmOf,
  naturalDigest,
  readAlgorithmIdentifier,
  readPublicKey,
  verifySignature,
  type DigestAlgorithm,
  type KeyKind,
  type PrivateKey,
} from '@cinnabar/core/crypto';
import { assert } from 'chai';

import type { CryptoPort } from '../../src/crypto/port.ts';
import { thrownBy } from '../support/throws.ts';

const data = utf8ToBytes('劳动合同');
const digests = ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'] as const;
const sha2 = digests.slice(0, 3);

/** Every kind but the larger RSA keys, whose making takes a second. */
const kinds: readonly {
  kind: KeyKind;
  digests: readonly DigestAlgorithm[];
  label: (digest: DigestAlgorithm) => string;
}[] = [
  {
    kind: 'RSA-2048',
    digests: sha2,
    // sha256WithRSAEncryption, -384-, -512-, NULL
    label: (digest) =>
      `300d06092a864886f70d01010${{ 'SHA-256': 'b', 'SHA-384': 'c', 'SHA-512': 'd', SM3: '' }[digest]}0500`,
  },
  {
    kind: 'RSA-PSS-2048',
    digests: sha2,
    // id-RSASSA-PSS, [0] hash, [1] MGF1 with the same, [2] salt as long as the hash
    label(digest) {
      const [arc, salt] = { 'SHA-256': ['01', '20'], 'SHA-384': ['02', '30'], 'SHA-512': ['03', '40'], SM3: [] }[
        digest
      ];
      const hash = `300b0609608648016503040 2${arc}`.replace(' ', '');
      return `303d06092a864886f70d01010a3030a00d${hash}a11a301806092a864886f70d010108${hash}a2030201${salt}`;
    },
  },
  ...(['P-256', 'P-384', 'P-521'] as const).map((kind) => ({
    kind,
    digests: sha2,
    label: (digest: DigestAlgorithm) =>
      `300a06082a8648ce3d0403${{ 'SHA-256': '02', 'SHA-384': '03', 'SHA-512': '04', SM3: '' }[digest]}`,
  })),
  { kind: 'Ed25519', digests: ['SHA-512'], label: () => '300506032b6570' },
  { kind: 'SM2', digests: ['SM3'], label: () => '300a06082a811ccf55018375' },
];

describe('algorithms', () => {
  for (const { kind, digests: own, label } of kinds) {
    describe(kind, () => {
      let key: PrivateKey;
      before(async () => {
        key = await generateKey(kind);
      });

      for (const digest of own) {
        it(`signs over ${digest}, labelled as the standards say, and verifies`, async () => {
          assert.equal(bytesToHex(key.signatureAlgorithm(digest)), label(digest));
          const subject = {
            algorithm: readAlgorithmIdentifier(readTlv(key.signatureAlgorithm(digest))),
            digestAlgorithm: digest,
            spki: key.spki,
            signature: await key.sign(digest, data),
          };
          assert.equal(await verifySignature({ ...subject, data: [data.subarray(0, 5), data.subarray(5)] }), 'valid');
          assert.equal(await verifySignature({ ...subject, data: [data.subarray(1)] }), 'invalid');
          const wrong = subject.signature.slice();
          wrong[wrong.length - 1] = (wrong.at(-1) as number) ^ 1;
          assert.equal(await verifySignature({ ...subject, signature: wrong, data: [data] }), 'invalid');
          for (const other of digests.filter((name) => name !== digest)) {
            assert.equal(await verifySignature({ ...subject, digestAlgorithm: other, data: [data] }), 'invalid', other);
          }
        });
      }

      it('signs over no other digest', async () => {
        for (const digest of digests.filter((name) => !own.includes(name))) {
          assert.equal((await thrownBy(() => key.sign(digest, data))).code, 'CRYPTO_DIGEST_UNFIT');
          assert.equal((await thrownBy(() => key.signatureAlgorithm(digest))).code, 'CRYPTO_DIGEST_UNFIT');
        }
      });

      it('comes back from PKCS #8 as the same key', async () => {
        const padding = kind.startsWith('RSA-PSS') ? 'PSS' : 'PKCS1-v1_5';
        const again = await importPkcs8(await key.exportPkcs8(), { padding });
        assert.equal(again.algorithm, keyAlgorithmOf(kind));
        assert.deepEqual(again.spki, key.spki);
        assert.equal(again.digestAlgorithm, naturalDigest[again.algorithm]);
        const signature = await again.sign(again.digestAlgorithm, data);
        const algorithm = readAlgorithmIdentifier(readTlv(again.signatureAlgorithm(again.digestAlgorithm)));
        assert.equal(await verifySignature({ algorithm, spki: key.spki, signature, data: [data] }), 'valid');
      });
    });
  }

  it('makes RSA keys of the length asked for', async () => {
    for (const [kind, bits] of [
      ['RSA-3072', 3072],
      ['RSA-PSS-4096', 4096],
    ] as const) {
      const key = readPublicKey((await generateKey(kind)).spki);
      assert.equal(typeof key === 'string' ? key : key.modulusBits, bits);
    }
  }).timeout(60_000);

  it('keeps the name and the restrictions of a key labelled id-RSASSA-PSS', async () => {
    const plain = await (await generateKey('RSA-2048')).exportPkcs8();
    const secret = tlvChildren(readTlv(plain))[2]?.bytes ?? new Uint8Array();
    const oid = derOid('1.2.840.113549.1.1.10');
    const sha384 = (await generateKey('RSA-PSS-2048')).signatureAlgorithm('SHA-384');
    for (const label of [derSequence(oid), sha384]) {
      const pkcs8 = derSequence(derInteger(0), label, secret);
      const key = await importPkcs8(pkcs8);
      assert.equal(key.algorithm, 'RSA-PSS');
      assert.deepEqual(await key.exportPkcs8(), pkcs8);
      assert.deepEqual(tlvChildren(readTlv(key.spki))[0]?.bytes, label);
      const digest = label === sha384 ? 'SHA-384' : 'SHA-256';
      assert.equal(key.digestAlgorithm, digest);
      const algorithm = readAlgorithmIdentifier(readTlv(key.signatureAlgorithm(digest)));
      const subject = { algorithm, spki: key.spki, signature: await key.sign(digest, data), data: [data] };
      assert.equal(await verifySignature(subject), 'valid');
      if (label === sha384) assert.equal((await thrownBy(() => key.sign('SHA-256', data))).code, 'CRYPTO_DIGEST_UNFIT');
      const free = await importPkcs8(plain, { padding: 'PSS' });
      const sha256 = {
        algorithm: readAlgorithmIdentifier(readTlv(free.signatureAlgorithm('SHA-256'))),
        signature: await free.sign('SHA-256', data),
      };
      const expected = label === sha384 ? 'invalid' : 'valid';
      assert.equal(await verifySignature({ ...subject, ...sha256 }), expected, 'SHA-256 under a key for SHA-384');
      const v15 = await importPkcs8(plain);
      const other = {
        algorithm: readAlgorithmIdentifier(readTlv(v15.signatureAlgorithm('SHA-256'))),
        signature: await v15.sign('SHA-256', data),
      };
      assert.equal(await verifySignature({ ...subject, ...other }), 'invalid', 'PKCS #1 v1.5 under a key for PSS');
    }
  });

  it('holds a key for RSASSA-PSS to its digest and to the shortest salt it allows (RFC 4055 §3.3)', async () => {
    const key = await generateKey('RSA-PSS-2048');
    const restricted = (digest: DigestAlgorithm, saltLength: number): Uint8Array => {
      const [oid, parameters] = tlvChildren(readTlv(key.signatureAlgorithm(digest)));
      const [hash, mask] = tlvChildren(parameters as Tlv);
      const salt = derContext(2, derInteger(saltLength));
      return derSequence((oid as Tlv).bytes, derSequence((hash as Tlv).bytes, (mask as Tlv).bytes, salt));
    };
    const bits = (tlvChildren(readTlv(key.spki))[1] as Tlv).bytes;
    const agree = (label: Uint8Array, keyLabel: Uint8Array): boolean =>
      algorithmsAgree({ algorithm: readAlgorithmIdentifier(readTlv(label)), spki: derSequence(keyLabel, bits) });
    const secret = (tlvChildren(readTlv(await key.exportPkcs8()))[2] as Tlv).bytes;
    const long = await importPkcs8(derSequence(derInteger(0), restricted('SHA-256', 40), secret));
    const { code } = await thrownBy(() => long.sign('SHA-256', data));
    assert.equal(code, 'CRYPTO_DIGEST_UNFIT', 'we sign with a salt as long as the digest');
    assert.isTrue(agree(restricted('SHA-256', 32), restricted('SHA-256', 32)));
    assert.isTrue(agree(restricted('SHA-256', 40), restricted('SHA-256', 32)));
    assert.isFalse(agree(restricted('SHA-256', 20), restricted('SHA-256', 32)), 'a shorter salt');
    assert.isFalse(agree(restricted('SHA-384', 48), restricted('SHA-256', 32)), 'another digest');
  });

  it('signs as RFC 8032 §7.1 does', async () => {
    const vectors = [
      {
        secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
        point: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
        message: '',
        signature:
          'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      },
      {
        secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
        point: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
        message: '72',
        signature:
          '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      },
    ];
    for (const { secret, point, message, signature } of vectors) {
      const label = derSequence(derOid('1.3.101.112'));
      const seed = derOctetString(derOctetString(hexToBytes(secret)));
      const key = await importPkcs8(derSequence(derInteger(0), label, seed));
      assert.deepEqual(key.spki, derSequence(label, derBitString(hexToBytes(point))));
      assert.equal(bytesToHex(await key.sign('SHA-512', hexToBytes(message))), signature);
    }
  });

  it('says unsupported where the platform has no such algorithm', async () => {
    const key = await generateKey('Ed25519');
    // Not by a literal: the module is written for a platform without DOM types.
    const module = new URL('../../src/crypto/port.browser.ts', import.meta.url).href;
    const { port: browserPort } = (await import(module)) as { port: CryptoPort };
    const { subtle } = globalThis.crypto;
    const refuse = (): never => {
      throw new DOMException('no such algorithm', 'NotSupportedError');
    };
    const poor = new Proxy(subtle, {
      get: (target, name) => {
        if (name === 'importKey' || name === 'generateKey') return async () => refuse();
        return Reflect.get(target, name) as unknown;
      },
    });
    const own = Object.getOwnPropertyDescriptor(globalThis.crypto, 'subtle');
    Object.defineProperty(globalThis.crypto, 'subtle', { value: poor, configurable: true });
    try {
      const verify = browserPort.verify({ kind: 'Ed25519' }, key.spki, new Uint8Array(64), [data]);
      assert.equal((await thrownBy(() => verify)).code, 'CRYPTO_UNSUPPORTED');
      assert.equal((await thrownBy(() => browserPort.generateKey('Ed25519'))).code, 'CRYPTO_UNSUPPORTED');
      const pkcs8 = await key.exportPkcs8();
      assert.equal((await thrownBy(() => browserPort.importPkcs8('Ed25519', pkcs8))).code, 'CRYPTO_UNSUPPORTED');
    } finally {
      if (own) Object.defineProperty(globalThis.crypto, 'subtle', own);
      else delete (globalThis.crypto as { subtle?: unknown }).subtle;
    }
    assert.equal(globalThis.crypto.subtle, subtle);
  });

  it('does not sign with RSA keys outside 2048 to 4096 bits', async () => {
    const key = await globalThis.crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const pkcs8 = new Uint8Array(await globalThis.crypto.subtle.exportKey('pkcs8', key.privateKey));
    assert.equal((await thrownBy(() => importPkcs8(pkcs8))).code, 'CRYPTO_KEY_UNSUPPORTED');
    const named = derSequence(
      derInteger(0),
      derSequence(derOid('1.2.840.113549.1.1.1'), derNull()),
      derOctetString(data),
    );
    assert.equal((await thrownBy(() => importPkcs8(named))).code, 'CRYPTO_KEY_DAMAGED');
  });
});
