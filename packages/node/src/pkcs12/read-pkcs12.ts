import {
  concatBytes,
  derTag,
  equalBytes,
  expectTlv,
  readOid,
  readText,
  readTlv,
  tlvChildren,
  type Tlv,
} from '@cinnabar/core/bytes';
import { readCertificate } from '@cinnabar/core/cms';
import { importPkcs8, type PrivateKey } from '@cinnabar/core/crypto';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';

import { pathFrom } from '../certificate-path.ts';
import { checkMac, decrypt, type Unlocking } from './algorithms.ts';
import { passphraseOf, RoundBudget } from './kdf.ts';

/** A private key with the certificates that say whose it is. */
export interface KeyWithCertificates {
  readonly key: PrivateKey;
  /** DER, the key's own first, then its issuers as far as they are there. */
  readonly certificates: readonly Uint8Array[];
}

const maxSize = 4 << 20;
const maxDepth = 8;
export const contentOid = { data: '1.2.840.113549.1.7.1', encryptedData: '1.2.840.113549.1.7.6' };
export const bagOid = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
};
const friendlyName = '1.2.840.113549.1.9.20';
export const x509Certificate = '1.2.840.113549.1.9.22.1';

/**
 * The key and certificates of a PKCS #12 file (RFC 7292), as old and new programs write them: PBES2 with AES, or 3DES
 * and RC2; integrity by HMAC with either derivation, or PBMAC1 (RFC 9579).
 * @param options.alias which key is meant, by the name its program gave it (friendlyName); needed when there are several
 * @throws CinnabarError `PKCS12_PASSPHRASE`, `PKCS12_MALFORMED`, `PKCS12_UNSUPPORTED`, `PKCS12_LIMIT` (over 4 MiB, or ten
 *   million rounds of hashing), `PKCS12_NO_KEY`, `PKCS12_SEVERAL_KEYS`, `PKCS12_NO_CERTIFICATE`, `CRYPTO_KEY_*`
 */
export async function readPkcs12(
  bytes: Uint8Array,
  passphrase: string,
  options: { readonly alias?: string } = {},
): Promise<KeyWithCertificates> {
  if (bytes.length > maxSize) throw new CinnabarError('PKCS12_LIMIT', 'The key file is larger than 4 MiB.');
  try {
    const by = { passphrase: passphraseOf(passphrase), budget: new RoundBudget() };
    return await keyWithCertificates(await openSafes(bytes, by, passphrase === ''), options.alias);
  } catch (cause) {
    if (!isCinnabarError(cause) || !/^(ASN1|CERTIFICATE)_/.test(cause.code)) throw cause;
    throw new CinnabarError('PKCS12_MALFORMED', 'The file is not a PKCS #12 key file, or it is damaged.', { cause });
  }
}

interface Safes {
  /** PrivateKeyInfo, and the name its program gave it. */
  readonly keys: { readonly pkcs8: Uint8Array; readonly alias: string | undefined }[];
  readonly certificates: Uint8Array[];
}

async function openSafes(bytes: Uint8Array, by: Unlocking, emptyPassphrase: boolean): Promise<Safes> {
  const [, authSafe, macData] = tlvChildren(expectTlv(readTlv(bytes), derTag.sequence, 'a key file'));
  const content = dataOf(authSafe);
  let unlocking = by;
  if (macData) {
    try {
      await checkMac(macData, content, by);
    } catch (error) {
      // An empty passphrase is two zero bytes to some programs and nothing at all to others.
      if (!emptyPassphrase || !isCinnabarError(error) || error.code !== 'PKCS12_PASSPHRASE') throw error;
      unlocking = { ...by, passphrase: { ...by.passphrase, bmp: new Uint8Array() } };
      await checkMac(macData, content, unlocking);
    }
  }
  const safes: Safes = { keys: [], certificates: [] };
  for (const part of tlvChildren(expectTlv(readTlv(content), derTag.sequence, 'the safes'))) {
    await readSafe(await safeContents(part, unlocking), unlocking, safes, 0);
  }
  return safes;
}

/** The octets of a ContentInfo of type data. */
function dataOf(contentInfo: Tlv | undefined): Uint8Array {
  const [type, wrapper] = tlvChildren(expectTlv(contentInfo, derTag.sequence, 'a content'));
  if (readOid(type) !== contentOid.data) {
    throw new CinnabarError('PKCS12_UNSUPPORTED', 'The key file is not protected by a passphrase but by another key.');
  }
  return octets(readTlv(expectTlv(wrapper, 0xa0, 'a content').content));
}

async function safeContents(contentInfo: Tlv, by: Unlocking): Promise<Uint8Array> {
  const [type, wrapper] = tlvChildren(contentInfo);
  if (readOid(type) !== contentOid.encryptedData) return dataOf(contentInfo);
  const [, encrypted] = tlvChildren(readTlv(expectTlv(wrapper, 0xa0, 'an encrypted content').content));
  const [, algorithm, data] = tlvChildren(expectTlv(encrypted, derTag.sequence, 'an encrypted content'));
  if (!data) throw new CinnabarError('PKCS12_MALFORMED', 'The key file lacks its encrypted content.');
  return decrypt(algorithm, octets(data), by);
}

async function readSafe(contents: Uint8Array, by: Unlocking, into: Safes, depth: number): Promise<void> {
  if (depth > maxDepth) throw new CinnabarError('PKCS12_LIMIT', 'The key file is nested too deeply.');
  for (const item of tlvChildren(expectTlv(readTlv(contents), derTag.sequence, 'a safe'))) {
    const [id, wrapper, attributes] = tlvChildren(item);
    const value = expectTlv(wrapper, 0xa0, 'the content of a bag').content;
    const oid = readOid(id);
    if (oid === bagOid.key) into.keys.push({ pkcs8: value, alias: aliasIn(attributes) });
    else if (oid === bagOid.shroudedKey) {
      const [algorithm, data] = tlvChildren(readTlv(value));
      if (!data) throw new CinnabarError('PKCS12_MALFORMED', 'The key file lacks its encrypted key.');
      into.keys.push({ pkcs8: await decrypt(algorithm, octets(data), by), alias: aliasIn(attributes) });
    } else if (oid === bagOid.certificate) {
      const [kind, wrapped] = tlvChildren(readTlv(value));
      if (readOid(kind) !== x509Certificate) continue;
      into.certificates.push(octets(readTlv(expectTlv(wrapped, 0xa0, 'a certificate').content)));
    } else if (oid === bagOid.safeContents) await readSafe(value, by, into, depth + 1);
  }
}

/** Octets of a string that old programs write in pieces (constructed, often of indefinite length). */
function octets(string: Tlv, depth = 0): Uint8Array {
  if ((string.tag & 0x20) === 0) return string.content;
  if (depth > maxDepth) throw new CinnabarError('PKCS12_LIMIT', 'The key file is nested too deeply.');
  return concatBytes(...tlvChildren(string).map((piece) => octets(piece, depth + 1)));
}

/** The friendlyName among the attributes of a bag. */
function aliasIn(attributes: Tlv | undefined): string | undefined {
  for (const entry of attributes ? tlvChildren(attributes) : []) {
    const [type, values] = tlvChildren(entry);
    const [value] = values && readOid(type) === friendlyName ? tlvChildren(values) : [];
    if (value) return readText(value);
  }
  return undefined;
}

/** Programs in Java keep names in lower case, whatever they were given. */
function sameAlias(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

async function keyWithCertificates(
  { keys, certificates }: Safes,
  alias: string | undefined,
): Promise<KeyWithCertificates> {
  const exact = keys.filter((one) => alias === undefined || one.alias === alias);
  const [found, second] = exact.length > 0 ? exact : keys.filter((one) => sameAlias(one.alias, alias ?? ''));
  if (!found) {
    const sentence = keys.length > 0 ? 'The key file holds no key of this name.' : 'The key file holds no private key.';
    throw new CinnabarError('PKCS12_NO_KEY', sentence);
  }
  if (second) {
    throw new CinnabarError('PKCS12_SEVERAL_KEYS', 'The key file holds several private keys; say which, by its name.', {
      details: { keys: keys.length },
    });
  }
  const { pkcs8 } = found;
  const key = await importPkcs8(pkcs8);
  const all = certificates.map((der) => readCertificate(der));
  const own = all.find(({ spki }) => equalBytes(spki, key.spki));
  if (!own) {
    throw new CinnabarError('PKCS12_NO_CERTIFICATE', 'The key file holds no certificate that belongs to its key.');
  }
  return { key, certificates: pathFrom(own, all).map(({ der }) => der) };
}
