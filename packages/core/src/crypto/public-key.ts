import {
  derBitString,
  derNull,
  derOid,
  derSequence,
  derTag,
  expectTlv,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import {
  curveOids,
  keyOid,
  namedCurveOid,
  readAlgorithmIdentifier,
  withoutParameters,
  type AlgorithmIdentifier,
} from './algorithms.ts';
import type { KeyAlgorithm, NamedCurve } from './port.ts';
import { readPssParameters, type PssParameters } from './pss-parameters.ts';

/** A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) whose label, parameters and numbers were looked at. */
export interface PublicKey {
  /** `RSA` keys may check both paddings, `RSA-PSS` keys only theirs. */
  readonly algorithm: KeyAlgorithm;
  /** As every platform takes it: RSA keys labelled rsaEncryption, whatever restricts them. */
  readonly spki: Uint8Array;
  /** The key itself: the content of the BIT STRING. */
  readonly point: Uint8Array;
  /** Length of an RSA modulus in bits. */
  readonly modulusBits?: number;
  /** Only these may be used with the key (RFC 4055 §3.3). */
  readonly pss?: PssParameters;
}

/** Beyond these nobody looks: an RSA key could be made to take minutes. */
const minModulusBits = 1024;
const maxModulusBits = 8192;
const maxExponentBytes = 4;

/**
 * The key, `invalid` when it is none of its algorithm (wrong parameters, an exponent of 1, a point of small order),
 * `unsupported` when this package knows no such key. Whether a point is on its curve is left to whoever computes.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function readPublicKey(spki: Uint8Array): PublicKey | 'invalid' | 'unsupported' {
  const [algorithm, bits] = tlvChildren(expectTlv(readTlv(spki), derTag.sequence, 'a public key'));
  const identifier = readAlgorithmIdentifier(expectTlv(algorithm, derTag.sequence, "a public key's algorithm"));
  const content = expectTlv(bits, derTag.bitString, "a public key's value").content;
  if (content[0] !== 0) return 'invalid';
  const key = { spki, point: content.subarray(1) };
  switch (identifier.oid) {
    case keyOid.rsa:
      return withoutParameters(identifier) ? rsaKey('RSA', key.point) : 'invalid';
    case keyOid.rsaPss:
      return pssKey(identifier, key.point);
    case keyOid.ec:
      return ecKey(identifier, key);
    case keyOid.sm2:
    case `${keyOid.sm2}.1`:
      return ecPoint({ ...key, algorithm: 'SM2' }, 32);
    case keyOid.ed25519:
      if (identifier.parameters || key.point.length !== 32 || !isSoundEd25519Key(key.point)) return 'invalid';
      return { ...key, algorithm: 'Ed25519' };
    default:
      return 'unsupported';
  }
}

/** The AlgorithmIdentifier under which every platform takes RSA keys. */
export const rsaLabel: Uint8Array = derSequence(derOid(keyOid.rsa), derNull());

/** The same SubjectPublicKeyInfo under another AlgorithmIdentifier. */
export function relabelled(spki: Uint8Array, label: Uint8Array): Uint8Array {
  const [, bits] = tlvChildren(readTlv(spki));
  return derSequence(label, expectTlv(bits, derTag.bitString, "a public key's value").bytes);
}

function pssKey({ parameters }: AlgorithmIdentifier, point: Uint8Array): PublicKey | 'invalid' | 'unsupported' {
  const key = rsaKey('RSA-PSS', point);
  if (typeof key === 'string' || !parameters) return key;
  const pss = readPssParameters(parameters);
  return pss ? { ...key, pss } : 'unsupported';
}

function rsaKey(algorithm: 'RSA' | 'RSA-PSS', point: Uint8Array): PublicKey | 'invalid' | 'unsupported' {
  const [modulus, exponent] = tlvChildren(expectTlv(readTlv(point), derTag.sequence, 'an RSA key'));
  const n = magnitude(modulus);
  const e = magnitude(exponent);
  if (!n || !e || isEven(n) || isEven(e) || (e.length === 1 && e[0] === 1)) return 'invalid';
  const modulusBits = n.length * 8 - Math.clz32(n[0] as number) + 24;
  if (modulusBits < minModulusBits || modulusBits > maxModulusBits || e.length > maxExponentBytes) return 'unsupported';
  return { algorithm, spki: derSequence(rsaLabel, derBitString(point)), point, modulusBits };
}

/** Bytes of a positive INTEGER without its sign octet. */
function magnitude(tlv: Tlv | undefined): Uint8Array | undefined {
  const { content } = expectTlv(tlv, derTag.integer, 'a number of an RSA key');
  const bytes = content[0] === 0 ? content.subarray(1) : content;
  const negative = bytes === content && (content[0] ?? 0x80) >= 0x80;
  return negative || !bytes[0] ? undefined : bytes;
}

function isEven(bytes: Uint8Array): boolean {
  return ((bytes.at(-1) as number) & 1) === 0;
}

/** Length in bytes of a coordinate, and of each half of a signature. */
export const coordinateLength: Readonly<Record<NamedCurve, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

function ecKey(
  identifier: AlgorithmIdentifier,
  key: Pick<PublicKey, 'spki' | 'point'>,
): PublicKey | 'invalid' | 'unsupported' {
  const named = namedCurveOid(identifier);
  if (named === keyOid.sm2) return ecPoint({ ...key, algorithm: 'SM2' }, 32);
  const curves = Object.keys(curveOids) as NamedCurve[];
  const algorithm = curves.find((curve) => curveOids[curve] === named);
  return algorithm ? ecPoint({ ...key, algorithm }, coordinateLength[algorithm]) : 'unsupported';
}

/** Uncompressed points only (RFC 5480 §2.2 demands no more); infinity is no key. */
function ecPoint(key: PublicKey, size: number): PublicKey | 'invalid' | 'unsupported' {
  const [form] = key.point;
  if (form === 2 || form === 3) return key.point.length === size + 1 ? 'unsupported' : 'invalid';
  return form === 4 && key.point.length === 2 * size + 1 ? key : 'invalid';
}

const fieldPrime = 2n ** 255n - 19n;
/** y of the eight points of small order; under such a key anybody's signature verifies. */
const smallOrderY: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  fieldPrime - 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
]);

/** Canonical and not of small order; not every platform looks (Chromium does not). */
function isSoundEd25519Key(point: Uint8Array): boolean {
  let y = 0n;
  for (const octet of [...point].reverse()) y = y * 256n + BigInt(octet);
  y &= 2n ** 255n - 1n;
  return y < fieldPrime && !smallOrderY.has(y);
}
