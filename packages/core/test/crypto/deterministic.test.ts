import {
  base64ToBytes,
  bytesToHex,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  hexToBytes,
  readTlv,
  tlvChildren,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import {
  generateKey,
  importPkcs8,
  readAlgorithmIdentifier,
  verifySignature,
  type DigestAlgorithm,
  type PrivateKey,
} from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { goldenSigners } from '../support/golden-signers.ts';

const sample = utf8ToBytes('sample');
const ecKey = '1.2.840.10045.2.1';

/** PrivateKeyInfo with an ECPrivateKey for a private number. */
function ecPkcs8(curve: string, secret: string): Uint8Array {
  const key = derSequence(derInteger(1), derOctetString(hexToBytes(secret)));
  return derSequence(derInteger(0), derSequence(derOid(ecKey), derOid(curve)), derOctetString(key));
}

async function signed(key: PrivateKey, digest: DigestAlgorithm, data = sample): Promise<string> {
  return bytesToHex(await key.sign(digest, data));
}

async function verdict(key: PrivateKey, digest: DigestAlgorithm, signature: string): Promise<string> {
  const label = readAlgorithmIdentifier(readTlv(key.signatureAlgorithm(digest)));
  return verifySignature({ algorithm: label, spki: key.spki, signature: hexToBytes(signature), data: [sample] });
}

describe('deterministic signatures', () => {
  it('with P-256 are those of RFC 6979 A.2.5', async () => {
    const secret = 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721';
    const key = await importPkcs8(ecPkcs8('1.2.840.10045.3.1.7', secret), { deterministic: true });
    const expected = {
      'SHA-256':
        'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716' +
        'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
      'SHA-512':
        '8496a60b5e9b47c825488827e0495b0e3fa109ec4568fd3f8d1097678eb97f00' +
        '2362ab1adbe2b8adf9cb9edab740ea6049c028114f2460f96554f61fae3302fe',
    } as const;
    for (const [digest, pair] of Object.entries(expected) as [keyof typeof expected, string][]) {
      const signature = await signed(key, digest);
      const numbers = tlvChildren(readTlv(hexToBytes(signature))).map(({ content }) => bytesToHex(content).slice(-64));
      assert.equal(numbers.join(''), pair);
      assert.equal(await verdict(key, digest, signature), 'valid');
    }
  });

  for (const [kind, { pkcs8, digest, padding }] of Object.entries(goldenSigners)) {
    it(`with ${kind} are the same twice, valid, and other for other data`, async () => {
      const key = await importPkcs8(base64ToBytes(pkcs8), { deterministic: true, ...(padding ? { padding } : {}) });
      const first = await signed(key, digest);
      assert.equal(await signed(key, digest), first);
      assert.notEqual(await signed(key, digest, utf8ToBytes('other')), first);
      assert.equal(await verdict(key, digest, first), 'valid');
    });
  }

  it('are asked for: otherwise ECDSA and RSASSA-PSS never repeat', async () => {
    for (const kind of ['P-256', 'RSA-PSS-2048'] as const) {
      const key = await importPkcs8(await (await generateKey(kind)).exportPkcs8(), { padding: 'PSS' });
      assert.notEqual(await signed(key, 'SHA-256'), await signed(key, 'SHA-256'), kind);
    }
  });
});
