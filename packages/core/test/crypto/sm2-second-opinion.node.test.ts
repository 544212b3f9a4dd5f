import { bytesToHex, derBitString, derOid, derSequence, hexToBytes } from '@cinnabar/core/bytes';
import { digest, generateKey, randomBytes, verifySignature } from '@cinnabar/core/crypto';
import { assert } from 'chai';
import { sm2 as other, sm3 as otherDigest } from 'sm-crypto-v2';

/** SM2 and SM3 against sm-crypto-v2, another implementation (its module does not load without a bundler in a browser). */
describe('a second SM2 implementation', () => {
  it('agrees with another implementation at every length around its blocks', async () => {
    const bytes = randomBytes(200);
    for (let length = 0; length <= bytes.length; length++) {
      const part = bytes.subarray(0, length);
      const cut = length >> 1;
      const ours = await digest('SM3', [part.subarray(0, cut), part.subarray(cut)]);
      assert.equal(bytesToHex(ours), otherDigest(part), `${length} bytes`);
    }
  });
  it('signs what another implementation verifies, and the other way round', async () => {
    const key = await generateKey('SM2');
    const point = bytesToHex(key.spki.slice(-65));
    for (const length of [0, 1, 63, 64, 65, 1000]) {
      const data = randomBytes(length);
      const ours = await key.sign('SM3', data);
      const options = { hash: true, der: true };
      assert.isTrue(other.doVerifySignature(data, bytesToHex(ours), point, options), `${length} bytes`);
      const pair = other.generateKeyPairHex();
      const theirs = hexToBytes(other.doSignature(data, pair.privateKey, options));
      assert.equal(await check(theirs, pair.publicKey, data), 'valid');
    }
  });

  it('is not believed when it signs under another identity (A-60)', async () => {
    const pair = other.generateKeyPairHex();
    const data = randomBytes(20);
    for (const [userId, verdict] of [
      ['1234567812345678', 'valid'],
      ['', 'invalid'],
      ['12345678', 'invalid'],
    ] as const) {
      const signature = other.doSignature(data, pair.privateKey, { hash: true, der: true, userId });
      assert.equal(await check(hexToBytes(signature), pair.publicKey, data), verdict, `identity "${userId}"`);
    }
  });
});

function check(signature: Uint8Array, point: string, data: Uint8Array): Promise<string> {
  const label = derSequence(derOid('1.2.840.10045.2.1'), derOid('1.2.156.10197.1.301'));
  const spki = derSequence(label, derBitString(hexToBytes(point)));
  return verifySignature({ algorithm: { oid: '1.2.156.10197.1.501' }, spki, signature, data: [data] });
}
