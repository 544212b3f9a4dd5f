import {
  bytesToHex,
  concatBytes,
  derBitString,
  derInteger,
  derOid,
  derSequence,
  hexToBytes,
  readTlv,
  utf8ToBytes,
} from '@cinnabar/core/bytes';
import { digest, importPkcs8, readAlgorithmIdentifier, verifySignature, type PrivateKey } from '@cinnabar/core/crypto';
import { assert } from 'chai';

import { deterministicNonces, sm2Digest, sm2Identity, sm2PublicKey, sm2Sign, sm2Verify } from '../../src/crypto/sm2.ts';

/** GB/T 32918.5-2017 Annex A. */
const vector = {
  d: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  x: '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020',
  y: 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: utf8ToBytes('message digest'),
  z: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  e: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
  k: '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21',
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const label = derSequence(derOid('1.2.840.10045.2.1'), derOid('1.2.156.10197.1.301'));

function spki(point: string, algorithm: Uint8Array = label): Uint8Array {
  return derSequence(algorithm, derBitString(hexToBytes(point)));
}

function signature(r: string | bigint, s: string | bigint): Uint8Array {
  const number = (value: string | bigint): Uint8Array =>
    derInteger(hexToBytes(typeof value === 'string' ? value : value.toString(16).padStart(66, '0')));
  return derSequence(number(r), number(s));
}

function pkcs8(d: string): Uint8Array {
  const key = derSequence(derInteger(1), concatBytes(Uint8Array.of(4, 32), hexToBytes(d)));
  return derSequence(derInteger(0), label, concatBytes(Uint8Array.of(4, key.length), key));
}

const check = (
  value: Uint8Array,
  { key = spki(`04${vector.x}${vector.y}`), data = vector.message as Uint8Array, oid = '1.2.156.10197.1.501' } = {},
): Promise<string> =>
  verifySignature({ algorithm: { oid }, digestAlgorithm: 'SM3', spki: key, signature: value, data: [data] });

describe('SM3', () => {
  it('gives the digests of GB/T 32905 Annex A, whatever the parts', async () => {
    const hex = async (...parts: Uint8Array[]): Promise<string> => bytesToHex(await digest('SM3', parts));
    assert.equal(
      await hex(utf8ToBytes('a'), utf8ToBytes(''), utf8ToBytes('bc')),
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    const blocks = utf8ToBytes('abcd'.repeat(16));
    const expected = 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732';
    assert.equal(await hex(blocks), expected);
    assert.equal(await hex(blocks.subarray(0, 63), blocks.subarray(63)), expected);
    assert.equal(await hex(), '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b');
  });
});

describe('SM2', () => {
  it('computes every number of GB/T 32918.5 Annex A', () => {
    const d = hexToBytes(vector.d);
    const point = sm2PublicKey(d);
    assert.equal(bytesToHex(point), `04${vector.x}${vector.y}`);
    assert.equal(bytesToHex(sm2Identity(point)), vector.z);
    const e = sm2Digest(point, [vector.message]);
    assert.equal(bytesToHex(e), vector.e);
    assert.equal(bytesToHex(sm2Sign(d, e, () => [hexToBytes(vector.k)])), vector.r + vector.s);
  });

  it('never signs with a nonce out of range', () => {
    const d = hexToBytes(vector.d);
    const e = hexToBytes(vector.e);
    const bad = [0n, order, order + 5n].map((value) => hexToBytes(value.toString(16).padStart(64, '0')));
    assert.throws(() => sm2Sign(d, e, () => bad), RangeError);
    assert.equal(bytesToHex(sm2Sign(d, e, () => [...bad, hexToBytes(vector.k)])), vector.r + vector.s);
  });

  it('verifies the signature of Annex A under every label in use, for the default identity only', async () => {
    const good = signature(vector.r, vector.s);
    for (const oid of ['1.2.156.10197.1.501', '1.2.156.10197.1.301.1', '1.2.156.10197.1.301']) {
      assert.equal(await check(good, { oid }), 'valid', oid);
    }
    const bare = spki(`04${vector.x}${vector.y}`, derSequence(derOid('1.2.156.10197.1.301')));
    assert.equal(await check(good, { key: bare }), 'valid', 'the curve as the algorithm of the key');
    assert.equal(await check(good, { data: utf8ToBytes('message digesT') }), 'invalid');
  });

  it('refuses what is out of range, off the curve or not DER (A-48)', async () => {
    const { r, s } = vector;
    const numbers = { r: BigInt(`0x${r}`), s: BigInt(`0x${s}`) };
    const wrong: Record<string, Uint8Array> = {
      'r = 0': signature(0n, s),
      's = 0': signature(r, 0n),
      'r + n': signature(numbers.r + order, s),
      's + n': signature(r, numbers.s + order),
      's = n': signature(r, order),
      'r + s = n': signature(numbers.r, order - numbers.r),
      'n − s': signature(r, order - numbers.s),
      'r and s swapped': signature(s, r),
      'trailing byte': concatBytes(signature(r, s), Uint8Array.of(0)),
      'length in two octets': concatBytes(hexToBytes('308146'), signature(r, s).subarray(2)),
      'r‖s': hexToBytes(r + s),
      'negative r': derSequence(concatBytes(hexToBytes('0220'), hexToBytes(r)), derInteger(hexToBytes(s))),
      nothing: new Uint8Array(),
    };
    for (const [name, value] of Object.entries(wrong)) assert.equal(await check(value), 'invalid', name);
    const good = signature(r, s);
    const { x, y } = vector;
    const offCurve = `04${x}${y.slice(0, -2)}14`;
    for (const point of [offCurve, '00', `04${'00'.repeat(64)}`, `04${x}`, `04${'ff'.repeat(32)}${y}`]) {
      assert.equal(await check(good, { key: spki(point) }), 'invalid', point.slice(0, 20));
    }
    assert.equal(await check(good, { key: spki(`03${x}`) }), 'unsupported', 'a compressed point');
  });

  it('refuses r + s = n, which would fit a digest under every key at once (A-48)', () => {
    const s = hexToBytes(vector.s);
    const number = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes)}`);
    const r = order - number(s);
    // x of s·G; with t = 0 the key drops out of the equation, and this digest completes it.
    const x = number(sm2PublicKey(s).subarray(1, 33));
    const e = (((r - x) % order) + order) % order;
    const [digestBytes, rBytes] = [e, r].map((value) => hexToBytes(value.toString(16).padStart(64, '0')));
    const forged = concatBytes(rBytes as Uint8Array, s);
    assert.isFalse(sm2Verify(hexToBytes(`04${vector.x}${vector.y}`), digestBytes as Uint8Array, forged));
  });

  it('signs the same twice where files are compared, and never otherwise', async () => {
    const random = await importPkcs8(pkcs8(vector.d));
    const fixed = await importPkcs8(pkcs8(vector.d), { deterministic: true });
    const sign = async (key: PrivateKey, data = vector.message): Promise<string> =>
      bytesToHex(await key.sign('SM3', data));
    assert.equal(await sign(fixed), await sign(fixed));
    assert.notEqual(await sign(fixed), await sign(fixed, utf8ToBytes('another')));
    assert.notEqual(await sign(random), await sign(random));
    assert.equal(await check(hexToBytes(await sign(fixed))), 'valid');
  });

  it('draws nonces by RFC 6979 §3.2 with HMAC-SM3', () => {
    const nonces = deterministicNonces(hexToBytes(vector.d), hexToBytes(vector.e));
    const drawn = [nonces.next().value, nonces.next().value].map((value) => bytesToHex(value as Uint8Array));
    // By an independent implementation (Python's hmac over OpenSSL's SM3).
    assert.deepEqual(drawn, [
      'f7d1eea09846e85224fe81ca11453a10827c315a97b924765c3a1e96d9611628',
      '08ed9ac7d6dc8c2f20dd0bb763305c6f32e60d88df557e11f733c99b95af17b7',
    ]);
  });

  it('comes back from PKCS #8, and believes no public key beside the private one', async () => {
    const key = await importPkcs8(pkcs8(vector.d));
    assert.equal(key.algorithm, 'SM2');
    assert.equal(key.digestAlgorithm, 'SM3');
    assert.deepEqual(key.spki, spki(`04${vector.x}${vector.y}`));
    const stored = await key.exportPkcs8();
    assert.deepEqual((await importPkcs8(stored)).spki, key.spki);
    const lying = stored.slice();
    lying[lying.length - 1] = (lying.at(-1) as number) ^ 1;
    assert.deepEqual((await importPkcs8(lying)).spki, key.spki);
    assert.equal(readAlgorithmIdentifier(readTlv(key.signatureAlgorithm('SM3'))).oid, '1.2.156.10197.1.501');
  });
});
