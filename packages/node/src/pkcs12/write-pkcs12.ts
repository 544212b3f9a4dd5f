import { createCipheriv, createHmac, randomBytes } from 'node:crypto';

import { derContext, derInteger, derNull, derOctetString, derOid, derSequence, derSetOf } from '@cinnabar/core/bytes';

import { passphraseOf, pbkdf2Key, pkcs12Key, purpose, type Passphrase } from './kdf.ts';
import { bagOid, contentOid, x509Certificate, type KeyWithCertificates } from './read-pkcs12.ts';

const rounds = 100_000;
const localKeyId = derSequence(derOid('1.2.840.113549.1.9.21'), derSetOf([derOctetString(Uint8Array.of(1))]));

/**
 * A PKCS #12 file (RFC 7292) that other programs read: key and certificates encrypted by PBES2 with AES-256, integrity
 * by HMAC with SHA-256.
 */
export async function writePkcs12({ key, certificates }: KeyWithCertificates, passphrase: string): Promise<Uint8Array> {
  const secret = passphraseOf(passphrase);
  const certificateBags = certificates.map((certificate, i) =>
    bag(
      bagOid.certificate,
      derSequence(derOid(x509Certificate), derContext(0, derOctetString(certificate))),
      i === 0 ? [localKeyId] : [],
    ),
  );
  const shrouded = derSequence(...(await encrypt(await key.exportPkcs8(), secret)));
  const keyBag = bag(bagOid.shroudedKey, shrouded, [localKeyId]);
  const [algorithm, data] = await encrypt(derSequence(...certificateBags), secret);
  const encryptedContent = derSequence(derOid(contentOid.data), algorithm, withTag(0x80, data));
  const safes = derSequence(
    contentInfo(contentOid.encryptedData, derSequence(derInteger(0), encryptedContent)),
    contentInfo(contentOid.data, derOctetString(derSequence(keyBag))),
  );
  return derSequence(derInteger(3), contentInfo(contentOid.data, derOctetString(safes)), integrity(safes, secret));
}

/** AlgorithmIdentifier and OCTET STRING. */
async function encrypt(plain: Uint8Array, { utf8 }: Passphrase): Promise<[Uint8Array, Uint8Array]> {
  const [salt, iv] = [randomBytes(16), randomBytes(16)];
  const cipher = createCipheriv('aes-256-cbc', await pbkdf2Key('sha256', utf8, salt, rounds, 32), iv);
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const prf = derSequence(derOid('1.2.840.113549.2.9'), derNull());
  const derivation = derSequence(
    derOid('1.2.840.113549.1.5.12'),
    derSequence(derOctetString(salt), derInteger(rounds), derInteger(32), prf),
  );
  const scheme = derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(iv));
  return [derSequence(derOid('1.2.840.113549.1.5.13'), derSequence(derivation, scheme)), derOctetString(data)];
}

function integrity(content: Uint8Array, passphrase: Passphrase): Uint8Array {
  const salt = randomBytes(16);
  const key = pkcs12Key('sha256', passphrase, salt, rounds, purpose.mac, 32);
  const mac = createHmac('sha256', key).update(content).digest();
  const algorithm = derSequence(derOid('2.16.840.1.101.3.4.2.1'), derNull());
  return derSequence(derSequence(algorithm, derOctetString(mac)), derOctetString(salt), derInteger(rounds));
}

function contentInfo(type: string, content: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derContext(0, content));
}

function bag(type: string, value: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
  return derSequence(derOid(type), derContext(0, value), ...(attributes.length > 0 ? [derSetOf(attributes)] : []));
}

/** IMPLICIT tagging: the same element under another tag. */
function withTag(tag: number, element: Uint8Array): Uint8Array {
  const tagged = new Uint8Array(element);
  tagged[0] = tag;
  return tagged;
}
