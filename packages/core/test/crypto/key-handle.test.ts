import { p256 } from '@noble/curves/nist.js';
import { assert } from 'chai';

import { utf8ToBytes } from '@cinnabar/core/bytes';
import { digestSignerKey, generateKey, type DigestAlgorithm, type KeyAlgorithm } from '@cinnabar/core/crypto';

import { privateNumber } from '../support/csc.ts';
import { thrownBy } from '../support/throws.ts';

const data = utf8ToBytes('to be signed');

describe('keys that sign digests elsewhere', () => {
  it('hand out nothing that their public key does not verify', async () => {
    const [{ spki }, other] = [
      await generateKey('P-256'),
      privateNumber(await (await generateKey('P-256')).exportPkcs8()),
    ];
    const answers: Record<string, Uint8Array> = {
      'another key': p256.sign(new Uint8Array(32), other, { prehash: false, format: 'der' }),
      nothing: new Uint8Array(),
      zeros: new Uint8Array(64),
      noise: new Uint8Array(71).fill(0x30),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const handle = digestSignerKey({ algorithm: 'P-256', spki, signDigest: async () => answer });
      assert.equal((await thrownBy(() => handle.sign('SHA-256', data))).code, 'CRYPTO_SIGNATURE_INVALID', name);
    }
  });

  it('are asked for digests that they sign, and for nothing else', async () => {
    const { spki, exportPkcs8 } = await generateKey('P-256');
    const secret = privateNumber(await exportPkcs8());
    const asked: [DigestAlgorithm, number][] = [];
    const handle = digestSignerKey({
      algorithm: 'P-256',
      spki,
      async signDigest(algorithm, value) {
        asked.push([algorithm, value.length]);
        return p256.sign(value, secret, { prehash: false, lowS: false, format: 'compact' });
      },
    });
    await handle.sign('SHA-256', data);
    await handle.sign('SHA-512', data);
    assert.equal((await thrownBy(() => handle.sign('SM3', data))).code, 'CRYPTO_DIGEST_UNFIT');
    assert.deepEqual(asked, [
      ['SHA-256', 32],
      ['SHA-512', 64],
    ]);
  });

  it('are refused when they cannot, or say something else than their key', async () => {
    const signDigest = async (): Promise<Uint8Array> => new Uint8Array();
    const code = async (kind: 'Ed25519' | 'P-256' | 'RSA-PSS-2048', algorithm: KeyAlgorithm): Promise<string> => {
      const { spki } = await generateKey(kind);
      return (await thrownBy(async () => digestSignerKey({ algorithm, spki, signDigest }))).code;
    };
    assert.equal(await code('Ed25519', 'Ed25519'), 'CRYPTO_KEY_UNSUPPORTED');
    assert.equal(await code('P-256', 'P-384'), 'CRYPTO_KEY_UNSUPPORTED');
    assert.equal(await code('P-256', 'RSA'), 'CRYPTO_KEY_UNSUPPORTED');
  });
});
