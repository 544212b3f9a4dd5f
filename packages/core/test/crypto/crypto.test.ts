import {
  bytesToHex,
  concatBytes,
  derNull,
  derOid,
  derSequence,
  hexToBytes,
  readTlv,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import {
  digest,
  generateKey,
  importPkcs8,
  randomBytes,
  readAlgorithmIdentifier,
  verifySignature,
  type KeyKind,
  type PrivateKey,
} from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';

const data = utf8ToBytes('劳动合同');

describe('crypto', () => {
  it('digests parts as if they were joined (FIPS 180-4 vectors for "abc")', async () => {
    const parts = [utf8ToBytes('a'), new Uint8Array(), utf8ToBytes('bc')];
    assert.equal(bytesToHex(await digest('SHA-1', parts)), 'a9993e364706816aba3e25717850c26c9cd0d89d');
    assert.equal(
      bytesToHex(await digest('SHA-256', parts)),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    assert.match(bytesToHex(await digest('SHA-384', parts)), /^cb00753f45a35e8bb5a03d699ac65007/);
    assert.match(bytesToHex(await digest('SHA-512', parts)), /^ddaf35a193617abacc417349ae204131/);
  });

  it('gives random bytes beyond the limit of one platform call', () => {
    const bytes = randomBytes(70_000);
    assert.isTrue(bytes.subarray(66_000).some((octet) => octet !== 0));
  });

  for (const kind of ['RSA-2048', 'P-256', 'P-384', 'P-521'] satisfies KeyKind[]) {
    describe(kind, () => {
      let key: PrivateKey;
      before(async () => {
        key = await generateKey(kind);
      });

      for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512'] as const) {
        it(`signs and verifies with ${algorithm}`, async () => {
          const subject = {
            algorithm: readAlgorithmIdentifier(readTlv(key.signatureAlgorithm(algorithm))),
            digestAlgorithm: algorithm,
            spki: key.spki,
            signature: await key.sign(algorithm, data),
          };
          assert.equal(await verifySignature({ ...subject, data: [data.subarray(0, 3), data.subarray(3)] }), 'valid');
          assert.equal(await verifySignature({ ...subject, data: [data.subarray(1)] }), 'invalid');
          assert.equal(
            await verifySignature({ ...subject, signature: subject.signature.slice(1), data: [data] }),
            'invalid',
          );
          const other = algorithm === 'SHA-256' ? 'SHA-512' : 'SHA-256';
          assert.equal(
            await verifySignature({ ...subject, digestAlgorithm: other, data: [data] }),
            'invalid',
            'digests must agree',
          );
        });
      }

      it('comes back from PKCS #8 as the same key', async () => {
        const again = await importPkcs8(await key.exportPkcs8());
        assert.equal(again.algorithm, key.algorithm);
        assert.deepEqual(again.spki, key.spki);
        const algorithm = readAlgorithmIdentifier(readTlv(again.signatureAlgorithm('SHA-256')));
        const signature = await again.sign('SHA-256', data);
        assert.equal(await verifySignature({ algorithm, spki: key.spki, signature, data: [data] }), 'valid');
      });
    });
  }

  it('says unsupported of what it does not know, and invalid of a key of another kind', async () => {
    const key = await generateKey('P-256');
    const signature = await key.sign('SHA-256', data);
    const half = (at: number): Uint8Array => {
      const number = readTlv(readTlv(signature).content, at);
      return concatBytes(new Uint8Array(32), number.content).slice(-32);
    };
    // r‖s as a platform makes it: what would verify if the label were not looked at.
    const raw = concatBytes(half(0), half(readTlv(readTlv(signature).content).bytes.length));
    const check = (oid: string, value = signature): Promise<string> =>
      verifySignature({
        algorithm: readAlgorithmIdentifier(readTlv(derSequence(derOid(oid), derNull()))),
        spki: key.spki,
        signature: value,
        data: [data],
      });
    assert.equal(await check('2.16.840.1.101.3.4.3.10'), 'unsupported', 'ECDSA with SHA3-256');
    assert.equal(await check('1.3.101.113'), 'unsupported', 'Ed448');
    assert.equal(await check('1.2.156.10197.1.501'), 'invalid', 'an SM2 label on a P-256 key');
    assert.equal(await check('1.2.840.113549.1.1.11'), 'invalid', 'an RSA label on an EC key');
    assert.equal(await check('1.2.840.113549.1.1.11', raw), 'invalid', 'an RSA label on an EC key, signature as r‖s');
  });

  it('takes an ECDSA signature in one encoding only', async () => {
    const key = await generateKey('P-256');
    const signature = await key.sign('SHA-256', data);
    const algorithm = readAlgorithmIdentifier(readTlv(key.signatureAlgorithm('SHA-256')));
    const check = (bytes: Uint8Array): Promise<string> =>
      verifySignature({ algorithm, spki: key.spki, signature: bytes, data: [data] });
    assert.equal(await check(signature), 'valid');
    assert.equal(await check(concatBytes(signature, Uint8Array.of(0))), 'invalid', 'trailing byte');
    const r = readTlv(readTlv(signature).content).bytes;
    const s = readTlv(readTlv(signature).content, r.length).bytes;
    const padded = concatBytes(Uint8Array.of(2, (r[1] as number) + 1, 0), r.subarray(2));
    assert.equal(await check(derSequence(padded, s)), 'invalid', 'padded integer');
    const longForm = concatBytes(Uint8Array.of(0x30, 0x81, signature.length - 2), signature.subarray(2));
    assert.equal(await check(longForm), 'invalid', 'length not minimal');
    assert.equal(await check(derSequence(hexToBytes('020100'), s)), 'invalid', 'r = 0');
  });

  it('refuses what is no key by code', async () => {
    assert.equal((await thrownBy(() => importPkcs8(utf8ToBytes('no key')))).code, 'CRYPTO_KEY_DAMAGED');
    const x25519 = hexToBytes(
      '302e020100300506032b656e04220420d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842',
    );
    assert.equal((await thrownBy(() => importPkcs8(x25519))).code, 'CRYPTO_KEY_UNSUPPORTED');
  });
});
