import {
  concatBytes,
  derBitString,
  derContext,
  derInteger,
  derNull,
  derOctetString,
  derOid,
  derSequence,
  hexToBytes,
} from '@cinnabar/core/bytes';
import { readPublicKey } from '@cinnabar/core/crypto';
import { assert } from 'chai';

const rsa = derSequence(derOid('1.2.840.113549.1.1.1'), derNull());
const curve = (oid: string): Uint8Array => derSequence(derOid('1.2.840.10045.2.1'), derOid(oid));
const p256 = curve('1.2.840.10045.3.1.7');
const ed25519 = derSequence(derOid('1.3.101.112'));

/** An odd number of so many bits. */
function odd(bits: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits / 8)).fill(0xff);
  bytes[0] = 0xff >> (8 * bytes.length - bits);
  return bytes;
}

const numbers = (modulus: Uint8Array, exponent: Uint8Array): Uint8Array =>
  derSequence(derInteger(modulus), derInteger(exponent));
const point = (form: number, length: number): Uint8Array =>
  concatBytes(Uint8Array.of(form), new Uint8Array(length).fill(7));
/** y of an Ed25519 key, as the big number it is written from. */
const y = (number: bigint): Uint8Array => hexToBytes(number.toString(16).padStart(64, '0')).reverse();
const prime = 2n ** 255n - 19n;
const three = Uint8Array.of(3);
const digest = (oid: string): Uint8Array => derSequence(derOid(oid));
const sha256 = digest('2.16.840.1.101.3.4.2.1');
const mgf1 = derContext(1, derSequence(derOid('1.2.840.113549.1.1.8'), sha256));
const pss = (...parameters: Uint8Array[]): Uint8Array =>
  derSequence(derOid('1.2.840.113549.1.1.10'), derSequence(...parameters));

type Outcome = 'taken' | 'invalid' | 'unsupported';

type Row = readonly [string, Uint8Array, Uint8Array, Outcome];

const keys: readonly Row[] = [
  ['RSA of 1024 bits', rsa, numbers(odd(1024), three), 'taken'],
  ['RSA of 1023 bits', rsa, numbers(odd(1023), three), 'unsupported'],
  ['RSA of 8192 bits', rsa, numbers(odd(8192), three), 'taken'],
  ['RSA of 8193 bits', rsa, numbers(odd(8193), three), 'unsupported'],
  ['RSA with an exponent of four octets', rsa, numbers(odd(2048), odd(32)), 'taken'],
  ['RSA with an exponent of five', rsa, numbers(odd(2048), odd(33)), 'unsupported'],
  [
    'RSA with the exponent 1, under which anything is a signature',
    rsa,
    numbers(odd(2048), Uint8Array.of(1)),
    'invalid',
  ],
  ['RSA with an even exponent', rsa, numbers(odd(2048), Uint8Array.of(4)), 'invalid'],
  ['RSA with no exponent', rsa, numbers(odd(2048), Uint8Array.of(0)), 'invalid'],
  ['RSA with an even modulus', rsa, numbers(odd(2048).fill(0xfe, -1), three), 'invalid'],
  [
    'RSA with other parameters',
    derSequence(derOid('1.2.840.113549.1.1.1'), derInteger(1)),
    numbers(odd(2048), three),
    'invalid',
  ],
  ['RSA for PSS alone', pss(derContext(0, sha256), mgf1), numbers(odd(2048), three), 'taken'],
  [
    'RSA for PSS, masked with another digest',
    pss(derContext(0, digest('2.16.840.1.101.3.4.2.3')), mgf1),
    numbers(odd(2048), three),
    'unsupported',
  ],
  [
    'RSA for PSS, masked in another way',
    pss(derContext(0, sha256), derContext(1, digest('1.2.3'))),
    numbers(odd(2048), three),
    'unsupported',
  ],
  [
    'RSA for PSS with a salt of two octets',
    pss(derContext(0, sha256), mgf1, derContext(2, derInteger(0x7fff))),
    numbers(odd(2048), three),
    'taken',
  ],
  [
    'RSA for PSS with a salt of three',
    pss(derContext(0, sha256), mgf1, derContext(2, derInteger(0x8000))),
    numbers(odd(2048), three),
    'unsupported',
  ],
  [
    'RSA for PSS with another trailer',
    pss(derContext(0, sha256), mgf1, derContext(3, derInteger(2))),
    numbers(odd(2048), three),
    'unsupported',
  ],
  ...(['1.2.156.10197.1.401', '1.2.3'] as const).map((other): Row => [
    `RSA for PSS over ${other}, masked with it`,
    pss(derContext(0, digest(other)), derContext(1, derSequence(derOid('1.2.840.113549.1.1.8'), digest(other)))),
    numbers(odd(2048), three),
    'unsupported',
  ]),
  ['RSA for PSS over SM3', pss(derContext(0, digest('1.2.156.10197.1.401'))), numbers(odd(2048), three), 'unsupported'],
  ['a point', p256, point(4, 64), 'taken'],
  ['a point that is too short', p256, point(4, 63), 'invalid'],
  ['a point in another form', p256, point(5, 64), 'invalid'],
  ['a compressed point', p256, point(2, 32), 'unsupported'],
  ['the other compressed point', p256, point(3, 32), 'unsupported'],
  ['a compressed point that is too long', p256, point(3, 33), 'invalid'],
  ['infinity', p256, Uint8Array.of(0), 'invalid'],
  ['a point of SM2', curve('1.2.156.10197.1.301'), point(4, 64), 'taken'],
  ['a point of another curve', curve('1.3.132.0.10'), point(4, 64), 'unsupported'],
  ['Ed25519', ed25519, y(9n), 'taken'],
  ['Ed25519 with parameters', derSequence(derOid('1.3.101.112'), derNull()), y(9n), 'invalid'],
  ['Ed25519 of 31 octets', ed25519, y(9n).subarray(1), 'invalid'],
  ['Ed25519 of small order', ed25519, y(1n), 'invalid'],
  ['Ed25519 of small order and the other sign', ed25519, y(1n + 2n ** 255n), 'invalid'],
  ['Ed25519 written with more than the prime', ed25519, y(prime + 9n), 'invalid'],
  ['Ed448', derSequence(derOid('1.3.101.113')), new Uint8Array(57), 'unsupported'],
];

describe('public keys', () => {
  for (const [name, algorithm, value, expected] of keys) {
    it(`${name}: ${expected}`, () => {
      const key = readPublicKey(derSequence(algorithm, derBitString(value)));
      assert.equal(typeof key === 'string' ? key : 'taken', expected);
    });
  }

  it('are whole octets', () => {
    const bits = derBitString(point(4, 64));
    bits[2] = 1;
    assert.equal(readPublicKey(derSequence(p256, bits)), 'invalid');
    assert.throws(() => readPublicKey(derSequence(p256, derOctetString(point(4, 64)))));
  });
});
