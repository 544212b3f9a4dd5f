import { createDecipheriv, timingSafeEqual, createHmac } from 'node:crypto';

import { derTag, expectTlv, readOid, readTlv, tlvChildren, type Tlv } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';

import { pbkdf2Key, pkcs12Key, purpose, type Passphrase, type RoundBudget } from './kdf.ts';
import { decryptRc2Cbc } from './rc2.ts';

const hashOfPrf: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const hashOfDigest: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Ciphers of PBES2 (RFC 8018 §6.2), by the names OpenSSL has for them. */
const pbes2Ciphers: Readonly<Record<string, { readonly name: string; readonly keyLength: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

/** Ciphers of RFC 7292 §C with SHA-1, all of them with blocks of eight bytes. */
const olderCiphers: Readonly<Record<string, { readonly name: string; readonly keyLength: number }>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', keyLength: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede-cbc', keyLength: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2-cbc', keyLength: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2-cbc', keyLength: 5 },
};

/** The older derivation hashes round by round in JavaScript, twice for a cipher's key and vector. */
const olderRoundCost = 10;

export const oids = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  pbmac1: '1.2.840.113549.1.5.14',
};

/** Everything a part of the file is unlocked with. */
export interface Unlocking {
  readonly passphrase: Passphrase;
  readonly budget: RoundBudget;
}

/**
 * Decrypts by a password-based AlgorithmIdentifier.
 * @throws CinnabarError `PKCS12_UNSUPPORTED`, `PKCS12_PASSPHRASE`, `PKCS12_LIMIT`, `ASN1_MALFORMED`
 */
export async function decrypt(algorithm: Tlv | undefined, data: Uint8Array, by: Unlocking): Promise<Uint8Array> {
  const [id, parameters] = tlvChildren(expectTlv(algorithm, derTag.sequence, 'an encryption algorithm'));
  const oid = readOid(id);
  const { name, key, iv } = await (oid === oids.pbes2 ? pbes2(parameters, by) : older(oid, parameters, by));
  const plain = name === 'rc2-cbc' ? withoutPadding(decryptRc2Cbc(key, iv, data)) : decipher(name, key, iv, data);
  // A wrong key leaves a padding by chance once in 256 times, but hardly ever one sequence and nothing else.
  if (!isSequence(plain)) throw wrongPassphrase();
  return plain;
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
  } catch (cause) {
    throw wrongPassphrase(cause);
  }
}

function isSequence(bytes: Uint8Array): boolean {
  try {
    const { tag, bytes: whole } = readTlv(bytes);
    return tag === derTag.sequence && whole.length === bytes.length;
  } catch {
    return false;
  }
}

interface Cipher {
  readonly name: string;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

async function pbes2(parameters: Tlv | undefined, by: Unlocking): Promise<Cipher> {
  const [derivation, scheme] = tlvChildren(expectTlv(parameters, derTag.sequence, 'the encryption parameters'));
  const [schemeId, iv] = tlvChildren(expectTlv(scheme, derTag.sequence, 'the cipher'));
  const cipher = pbes2Ciphers[readOid(schemeId)];
  if (!cipher) throw unsupported(readOid(schemeId));
  const key = await deriveByPbkdf2(derivation, by, cipher.keyLength);
  return { name: cipher.name, key, iv: expectTlv(iv, derTag.octetString, 'the initial vector').content };
}

async function older(oid: string, parameters: Tlv | undefined, { passphrase, budget }: Unlocking): Promise<Cipher> {
  const cipher = olderCiphers[oid];
  if (!cipher) throw unsupported(oid);
  const [salt, rounds] = tlvChildren(expectTlv(parameters, derTag.sequence, 'the encryption parameters'));
  const saltBytes = expectTlv(salt, derTag.octetString, 'the salt').content;
  const count = budget.spend(smallInteger(rounds), olderRoundCost);
  const derive = (id: 1 | 2, length: number): Uint8Array => pkcs12Key('sha1', passphrase, saltBytes, count, id, length);
  return { name: cipher.name, key: derive(purpose.key, cipher.keyLength), iv: derive(purpose.iv, 8) };
}

/** A PBKDF2 AlgorithmIdentifier's key of `length` bytes, which must be the one it names when it names one. */
async function deriveByPbkdf2(algorithm: Tlv | undefined, by: Unlocking, length: number): Promise<Uint8Array> {
  const [id, parameters] = tlvChildren(expectTlv(algorithm, derTag.sequence, 'the key derivation'));
  if (readOid(id) !== oids.pbkdf2) throw unsupported(readOid(id));
  const [salt, rounds, ...optional] = tlvChildren(expectTlv(parameters, derTag.sequence, 'the derivation parameters'));
  const stated = optional.find(({ tag }) => tag === derTag.integer);
  if (stated && smallInteger(stated) !== length) throw unsupported('a key of another length');
  const prf = optional.find(({ tag }) => tag === derTag.sequence);
  const prfOid = prf ? readOid(tlvChildren(prf)[0]) : '1.2.840.113549.2.7';
  const hash = hashOfPrf[prfOid];
  if (!hash) throw unsupported(prfOid);
  const saltBytes = expectTlv(salt, derTag.octetString, 'the salt').content;
  return pbkdf2Key(hash, by.passphrase.utf8, saltBytes, by.budget.spend(smallInteger(rounds)), length);
}

/**
 * Checks a MacData (RFC 7292 §4; PBMAC1 of RFC 9579) over `content`.
 * @throws CinnabarError `PKCS12_PASSPHRASE` when it does not fit, `PKCS12_UNSUPPORTED`, `PKCS12_LIMIT`
 */
export async function checkMac(macData: Tlv, content: Uint8Array, by: Unlocking): Promise<void> {
  const [info, salt, rounds] = tlvChildren(expectTlv(macData, derTag.sequence, 'the integrity code'));
  const [algorithm, expected] = tlvChildren(expectTlv(info, derTag.sequence, 'the integrity code'));
  const [id, parameters] = tlvChildren(expectTlv(algorithm, derTag.sequence, 'the integrity algorithm'));
  const mac = expectTlv(expected, derTag.octetString, 'the integrity code').content;
  const { hash, key } =
    readOid(id) === oids.pbmac1
      ? await pbmac1Key(parameters, mac.length, by)
      : olderMacKey(readOid(id), expectTlv(salt, derTag.octetString, 'the salt').content, rounds, mac.length, by);
  const actual = createHmac(hash, key).update(content).digest();
  if (actual.length !== mac.length || !timingSafeEqual(actual, mac)) throw wrongPassphrase();
}

async function pbmac1Key(
  parameters: Tlv | undefined,
  length: number,
  by: Unlocking,
): Promise<{ hash: string; key: Uint8Array }> {
  const [derivation, scheme] = tlvChildren(expectTlv(parameters, derTag.sequence, 'the integrity parameters'));
  const oid = readOid(tlvChildren(expectTlv(scheme, derTag.sequence, 'the integrity scheme'))[0]);
  const hash = hashOfPrf[oid];
  if (!hash) throw unsupported(oid);
  return { hash, key: await deriveByPbkdf2(derivation, by, length) };
}

function olderMacKey(
  digest: string,
  salt: Uint8Array,
  rounds: Tlv | undefined,
  length: number,
  { passphrase, budget }: Unlocking,
): { hash: string; key: Uint8Array } {
  const hash = hashOfDigest[digest];
  if (!hash) throw unsupported(digest);
  const count = budget.spend(rounds ? smallInteger(rounds) : 1, olderRoundCost);
  return { hash, key: pkcs12Key(hash, passphrase, salt, count, purpose.mac, length) };
}

/** PKCS #7 padding, which a wrong key spoils. */
function withoutPadding(padded: Uint8Array): Uint8Array {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > 8 || !padded.subarray(-count).every((octet) => octet === count)) throw wrongPassphrase();
  return padded.subarray(0, padded.length - count);
}

function smallInteger(tlv: Tlv | undefined): number {
  const { content } = expectTlv(tlv, derTag.integer, 'a number');
  return content.length > 6 ? Infinity : content.reduce((value, octet) => value * 256 + octet, 0);
}

function wrongPassphrase(cause?: unknown): CinnabarError {
  return new CinnabarError('PKCS12_PASSPHRASE', 'The passphrase does not open the key file, or the file is damaged.', {
    cause,
  });
}

function unsupported(algorithm: string): CinnabarError {
  const sentence =
    'The key file uses an algorithm that is not supported. Write it anew: openssl pkcs12 -legacy -in old.p12 -out all.pem, then openssl pkcs12 -export -in all.pem -out new.p12.';
  return new CinnabarError('PKCS12_UNSUPPORTED', sentence, { details: { algorithm } });
}
