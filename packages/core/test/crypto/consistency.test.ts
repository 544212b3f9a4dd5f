import {
  bytesToHex,
  concatBytes,
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
} from '@cinnabar/core/bytes';
import {
  algorithmsAgree,
  digest,
  digestAlgorithmIdentifier,
  digestOid,
  generateKey,
  readAlgorithmIdentifier,
  verifySignature,
  type AlgorithmIdentifier,
  type KeyKind,
  type PrivateKey,
  type ReadableDigestAlgorithm,
} from '@cinnabar/core/crypto';
import { assert } from 'chai';

const data = utf8ToBytes('a contract');
const identifier = (der: Uint8Array): AlgorithmIdentifier => readAlgorithmIdentifier(readTlv(der));
const oid = {
  rsa: derOid('1.2.840.113549.1.1.1'),
  pss: derOid('1.2.840.113549.1.1.10'),
  mgf1: derOid('1.2.840.113549.1.1.8'),
  ec: derOid('1.2.840.10045.2.1'),
};

describe('labels, keys and digests that contradict each other (A-46)', () => {
  const kinds = ['RSA-2048', 'RSA-PSS-2048', 'P-256', 'P-384', 'P-521', 'Ed25519', 'SM2'] satisfies KeyKind[];
  const keys = new Map<KeyKind, PrivateKey>();
  before(async () => {
    for (const kind of kinds) keys.set(kind, await generateKey(kind));
  });
  const keyOf = (kind: KeyKind): PrivateKey => keys.get(kind) as PrivateKey;

  it('are invalid for every label on every other kind of key', async () => {
    const family = (kind: KeyKind): string => (kind.startsWith('P-') ? 'ECDSA' : kind);
    for (const signer of kinds) {
      const key = keyOf(signer);
      const signature = await key.sign(key.digestAlgorithm, data);
      for (const labelled of kinds.filter((kind) => family(kind) !== family(signer))) {
        const other = keyOf(labelled);
        const subject = { algorithm: identifier(other.signatureAlgorithm(other.digestAlgorithm)), spki: key.spki };
        assert.equal(
          await verifySignature({ ...subject, signature, data: [data] }),
          'invalid',
          `${signer} as ${labelled}`,
        );
        // An RSA key says nothing of its padding, so the label alone is no contradiction.
        const mayBe = signer.startsWith('RSA') && labelled.startsWith('RSA');
        assert.equal(algorithmsAgree(subject), mayBe, `${signer} as ${labelled}`);
      }
    }
  });

  it('are invalid when the label means another digest than the container', async () => {
    for (const kind of ['RSA-2048', 'RSA-PSS-2048', 'P-256'] as const) {
      const key = keyOf(kind);
      const subject = {
        algorithm: identifier(key.signatureAlgorithm('SHA-256')),
        spki: key.spki,
        signature: await key.sign('SHA-256', data),
        data: [data],
      };
      for (const digestAlgorithm of ['SHA-1', 'SHA-384', 'SHA-512', 'SM3'] satisfies ReadableDigestAlgorithm[]) {
        assert.equal(await verifySignature({ ...subject, digestAlgorithm }), 'invalid', `${kind}, ${digestAlgorithm}`);
      }
      assert.equal(await verifySignature({ ...subject, digestAlgorithm: 'SHA-256' }), 'valid', kind);
    }
  });

  it('lets rsaEncryption take its digest from the container, and from nowhere else', async () => {
    const key = keyOf('RSA-2048');
    const subject = {
      algorithm: identifier(derSequence(oid.rsa, derNull())),
      spki: key.spki,
      signature: await key.sign('SHA-384', data),
      data: [data],
    };
    assert.equal(await verifySignature({ ...subject, digestAlgorithm: 'SHA-384' }), 'valid');
    assert.equal(await verifySignature({ ...subject, digestAlgorithm: 'SHA-256' }), 'invalid');
    assert.equal(await verifySignature({ ...subject, digestAlgorithm: 'SM3' }), 'unsupported');
    assert.equal(await verifySignature(subject), 'unsupported');
  });

  it('refuses parameters where none belong', async () => {
    const stray = derOctetString(data);
    for (const kind of ['RSA-2048', 'P-256', 'Ed25519', 'SM2'] as const) {
      const key = keyOf(kind);
      const { oid: name } = identifier(key.signatureAlgorithm(key.digestAlgorithm));
      const signature = await key.sign(key.digestAlgorithm, data);
      const check = (algorithm: AlgorithmIdentifier, spki = key.spki): Promise<string> =>
        verifySignature({ algorithm, spki, signature, data: [data] });
      assert.equal(await check({ oid: name }), 'valid', kind);
      assert.equal(await check({ oid: name, parameters: readTlv(stray) }), 'invalid', `the label of ${kind}`);
      if (kind === 'RSA-2048' || kind === 'Ed25519') {
        const [label, bits] = tlvChildren(readTlv(key.spki));
        const odd = derSequence(
          derSequence(tlvChildren(readTlv(label?.bytes ?? stray))[0]?.bytes ?? stray, stray),
          bits?.bytes ?? stray,
        );
        assert.equal(await check({ oid: name }, odd), 'invalid', `the key of ${kind}`);
      }
    }
    const ed25519 = keyOf('Ed25519');
    const withNull = { oid: '1.3.101.112', parameters: readTlv(derNull()) };
    const signature = await ed25519.sign('SHA-512', data);
    assert.equal(
      await verifySignature({ algorithm: withNull, spki: ed25519.spki, signature, data: [data] }),
      'invalid',
      'RFC 8410 §3',
    );
  });

  it('takes a curve only by its name, and the point only as one of that curve', async () => {
    const key = keyOf('P-256');
    const point = key.spki.slice(-65);
    const subject = {
      algorithm: identifier(key.signatureAlgorithm('SHA-256')),
      signature: await key.sign('SHA-256', data),
      data: [data],
    };
    const check = (parameters: Uint8Array, bits = point): Promise<string> =>
      verifySignature({ ...subject, spki: derSequence(derSequence(oid.ec, parameters), derBitString(bits)) });
    const p256 = derOid('1.2.840.10045.3.1.7');
    assert.equal(await check(p256), 'valid');
    assert.equal(await check(derSequence(derInteger(1))), 'unsupported', 'explicit parameters');
    assert.equal(await check(derOid('1.3.132.0.10')), 'unsupported', 'secp256k1');
    assert.equal(await check(derOid('1.3.132.0.34')), 'invalid', 'P-384');
    assert.equal(await check(derOid('1.2.156.10197.1.301')), 'invalid', 'the SM2 curve');
    assert.equal(await check(p256, Uint8Array.of(0)), 'invalid', 'infinity');
    const off = point.slice();
    off[64] = (off[64] as number) ^ 1;
    assert.equal(await check(p256, off), 'invalid', 'off the curve');
    assert.equal(await check(p256, concatBytes(Uint8Array.of(2), point.subarray(1, 33))), 'unsupported', 'compressed');
  });

  it('reads every parameter of RSASSA-PSS', async () => {
    const key = keyOf('RSA-PSS-2048');
    const signature = await key.sign('SHA-256', data);
    const hash = digestAlgorithmIdentifier('SHA-256');
    const mask = (inner: Uint8Array): Uint8Array => derContext(1, derSequence(oid.mgf1, inner));
    const withNull = derSequence(derOid(digestOid('SHA-256')), derNull());
    const [h, m, salt] = [derContext(0, hash), mask(hash), (length: number) => derContext(2, derInteger(length))];
    const check = (...fields: Uint8Array[]): Promise<string> =>
      verifySignature({
        algorithm: identifier(derSequence(oid.pss, derSequence(...fields))),
        digestAlgorithm: 'SHA-256',
        spki: key.spki,
        signature,
        data: [data],
      });
    assert.equal(await check(h, m, salt(32)), 'valid');
    assert.equal(
      await check(derContext(0, withNull), mask(withNull), salt(32), derContext(3, derInteger(1))),
      'valid',
      'NULL and the default trailer',
    );
    assert.equal(await check(h, m, salt(31)), 'invalid', 'another salt length');
    assert.equal(await check(h, m), 'invalid', 'the default salt of 20');
    assert.equal(await check(h, m, salt(20_000)), 'invalid', 'a salt longer than the key');
    assert.equal(
      await check(h, mask(digestAlgorithmIdentifier('SHA-512')), salt(32)),
      'unsupported',
      'another digest in the mask',
    );
    assert.equal(await check(h, salt(32)), 'unsupported', 'the default mask, SHA-1');
    assert.equal(await check(h, m, salt(32), derContext(3, derInteger(2))), 'unsupported', 'another trailer');
    assert.equal(
      await check(h, derContext(1, derSequence(oid.rsa, hash)), salt(32)),
      'unsupported',
      'another mask function',
    );
    assert.equal(await check(), 'invalid', 'all defaults: SHA-1 beside SHA-256');
    const bare = { algorithm: identifier(derSequence(oid.pss)), spki: key.spki, signature, data: [data] };
    assert.equal(await verifySignature(bare), 'invalid', 'no parameters at all');
    const nothing = { ...bare, algorithm: identifier(derSequence(oid.pss, derNull())) };
    assert.equal(await verifySignature(nothing), 'invalid', 'NULL for parameters');
  });
});

describe('RSA keys and paddings made to be forged (A-47)', () => {
  it('refuses a signature that is only the cube root of a prefix, under an exponent of 3', async () => {
    const modulus = rsaModulus((await generateKey('RSA-2048')).spki);
    const prefix = concatBytes(
      hexToBytes(`0001${'ff'.repeat(8)}003031300d060960864801650304020105000420`),
      await digest('SHA-256', [data]),
    );
    const wanted = BigInt(`0x${bytesToHex(prefix)}`) << BigInt(2048 - 8 * prefix.length);
    const root = cubeRoot(wanted) + 1n;
    assert.equal(
      (root ** 3n) >> BigInt(2048 - 8 * prefix.length),
      wanted >> BigInt(2048 - 8 * prefix.length),
      'the forgery has its prefix',
    );
    const subject = {
      algorithm: identifier(derSequence(derOid('1.2.840.113549.1.1.11'), derNull())),
      signature: fixed(root, 256),
      data: [data],
    };
    assert.equal(await verifySignature({ ...subject, spki: rsaKey(modulus, 3n) }), 'invalid');
  });

  it('does not look at keys that anybody could sign for or that take minutes', async () => {
    const key = await generateKey('RSA-2048');
    const modulus = rsaModulus(key.spki);
    const label = identifier(key.signatureAlgorithm('SHA-256'));
    const info = concatBytes(hexToBytes('003031300d060960864801650304020105000420'), await digest('SHA-256', [data]));
    // Under the exponent 1 the padded digest is its own signature.
    const padded = concatBytes(hexToBytes(`0001${'ff'.repeat(254 - info.length)}`), info);
    const check = (spki: Uint8Array, signature = padded): Promise<string> =>
      verifySignature({ algorithm: label, spki, signature, data: [data] });
    assert.equal(await check(rsaKey(modulus, 1n)), 'invalid', 'e = 1');
    assert.equal(await check(rsaKey(modulus, 65536n)), 'invalid', 'an even exponent');
    assert.equal(await check(rsaKey(modulus + 1n, 65537n)), 'invalid', 'an even modulus');
    assert.equal(await check(rsaKey(modulus, (1n << 64n) + 1n)), 'unsupported', 'a huge exponent');
    assert.equal(await check(rsaKey((1n << 16384n) + 1n, 65537n)), 'unsupported', 'a huge modulus');
    assert.equal(await check(rsaKey((1n << 511n) + 1n, 65537n), padded.subarray(0, 64)), 'unsupported', '512 bits');
  });

  it('refuses a shortened, lengthened or re-read signature', async () => {
    for (const kind of ['RSA-2048', 'RSA-PSS-2048'] as const) {
      const key = await generateKey(kind);
      const signature = await key.sign('SHA-256', data);
      const check = (value: Uint8Array): Promise<string> =>
        verifySignature({
          algorithm: identifier(key.signatureAlgorithm('SHA-256')),
          spki: key.spki,
          signature: value,
          data: [data],
        });
      assert.equal(await check(signature), 'valid');
      const plus = BigInt(`0x${bytesToHex(signature)}`) + rsaModulus(key.spki);
      assert.equal(await check(fixed(plus, 257)), 'invalid', 's + n');
      assert.equal(await check(concatBytes(Uint8Array.of(0), signature)), 'invalid', 'a leading zero');
      assert.equal(await check(signature.subarray(1)), 'invalid', 'an octet less');
      assert.equal(await check(new Uint8Array(256)), 'invalid', 'zero');
    }
  });
});

describe('EdDSA and ECDSA in more than one form (A-48)', () => {
  const label = { oid: '1.3.101.112' };
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const ed25519 = (point: Uint8Array): Uint8Array => derSequence(derSequence(derOid(label.oid)), derBitString(point));

  it('takes S of Ed25519 below the group order only', async () => {
    const key = await generateKey('Ed25519');
    const signature = await key.sign('SHA-512', data);
    const s = BigInt(`0x${bytesToHex(signature.slice(32).reverse())}`);
    const plus = concatBytes(signature.subarray(0, 32), fixed(s + order, 32).reverse());
    const check = (value: Uint8Array): Promise<string> =>
      verifySignature({ algorithm: label, spki: key.spki, signature: value, data: [data] });
    assert.equal(await check(signature), 'valid');
    assert.equal(await check(plus), 'invalid', 'S + L');
    assert.equal(await check(concatBytes(signature, Uint8Array.of(0))), 'invalid', 'trailing octet');
  });

  it('refuses keys of small order, under which one signature fits every message', async () => {
    const points = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000080',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    ];
    // R = the neutral element, S = 0: right for a key of order 1 whatever was signed, and for others by chance.
    const forged = concatBytes(hexToBytes(points[0] as string), new Uint8Array(32));
    for (const point of points) {
      for (let tries = 0; tries < 16; tries++) {
        const subject = {
          algorithm: label,
          spki: ed25519(hexToBytes(point)),
          signature: forged,
          data: [data, Uint8Array.of(tries)],
        };
        assert.equal(await verifySignature(subject), 'invalid', point);
      }
    }
  });

  it('refuses r and s of ECDSA that are zero or not below the order', async () => {
    const orders = {
      'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
      'P-384': 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
      'P-521':
        0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    };
    for (const kind of ['P-256', 'P-384', 'P-521'] as const) {
      const key = await generateKey(kind);
      const signature = await key.sign(key.digestAlgorithm, data);
      const [r = 0n, s = 0n] = tlvChildren(readTlv(signature)).map(({ content }) => BigInt(`0x${bytesToHex(content)}`));
      const check = (a: bigint, b: bigint): Promise<string> =>
        verifySignature({
          algorithm: identifier(key.signatureAlgorithm(key.digestAlgorithm)),
          spki: key.spki,
          signature: derSequence(derInteger(fixed(a, 80)), derInteger(fixed(b, 80))),
          data: [data],
        });
      assert.equal(await check(r, s), 'valid', kind);
      const n = orders[kind];
      for (const [a, b] of [
        [0n, s],
        [r, 0n],
        [0n, 0n],
        [n, s],
        [r, n],
        [r + n, s],
        [r, s + n],
      ] as const) {
        assert.equal(await check(a, b), 'invalid', kind);
      }
    }
  });
});

/** Big-endian octets of exactly this length. */
function fixed(value: bigint, length: number): Uint8Array {
  return hexToBytes(value.toString(16).padStart(2 * length, '0'));
}

function rsaKey(modulus: bigint, exponent: bigint): Uint8Array {
  const integer = (value: bigint): Uint8Array => derInteger(fixed(value, (value.toString(16).length + 1) >> 1));
  return derSequence(derSequence(oid.rsa, derNull()), derBitString(derSequence(integer(modulus), integer(exponent))));
}

function rsaModulus(spki: Uint8Array): bigint {
  const bits = tlvChildren(readTlv(spki))[1]?.content.subarray(1) ?? new Uint8Array();
  return BigInt(`0x${bytesToHex(tlvChildren(readTlv(bits))[0]?.content ?? new Uint8Array())}`);
}

function cubeRoot(value: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(value.toString(2).length / 3) + 1);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** 3n <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}
