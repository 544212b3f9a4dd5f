import { assert } from 'chai';
import { sm2 } from 'sm-crypto-v2';

import { bytesToHex, hexToBytes, readTlv, utf8ToBytes } from '@cinnabar/core/bytes';
import { digestSignerKey, generateKey, readAlgorithmIdentifier, verifySignature } from '@cinnabar/core/crypto';

import { privateNumber } from '../support/csc.ts';

const data = utf8ToBytes('to be signed');

// Node only: the other implementation does not load in a page.
describe('SM2 keys that sign digests elsewhere', () => {
  it('sign with the identity in the digest, as another implementation does over digests', async () => {
    const { spki, exportPkcs8 } = await generateKey('SM2');
    const secret = bytesToHex(privateNumber(await exportPkcs8()));
    for (const der of [true, false]) {
      const handle = digestSignerKey({
        algorithm: 'SM2',
        spki,
        signDigest: async (_algorithm, value) => hexToBytes(sm2.doSignature(value, secret, { hash: false, der })),
      });
      const signature = await handle.sign('SM3', data);
      const algorithm = readAlgorithmIdentifier(readTlv(handle.signatureAlgorithm('SM3')));
      const verdict = await verifySignature({ algorithm, spki, signature, data: [data] });
      assert.equal(verdict, 'valid');
    }
  });
});
