import { derTag, equalBytes, expectTlv, readOid, readTlv, tlvChildren, type Tlv } from '../../bytes/index.ts';
import { isCinnabarError } from '../../error/index.ts';
import { damaged, unsupported, wrongRecipient } from '../errors.ts';
import { decryptCbc } from './aes.ts';
import { rc4 } from './rc4.ts';

/** Somebody a file was encrypted for. The private key stays with whoever computes with it. */
export interface PdfRecipient {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Undoes RSAES-PKCS1-v1_5 (RFC 8017 §7.2). Rejects when `encrypted` is not for this key. */
  decryptKey(encrypted: Uint8Array): Promise<Uint8Array>;
}

const envelopedData = '1.2.840.113549.1.7.3';
const rsaEncryption = '1.2.840.113549.1.1.1';
const rc4Oid = '1.2.840.113549.3.4';
const aesCbcOids = ['2.16.840.1.101.3.4.1.2', '2.16.840.1.101.3.4.1.22', '2.16.840.1.101.3.4.1.42'];

/**
 * Content of an EnvelopedData (RFC 5652 §6), or undefined when it is for others.
 * @throws CinnabarError `PDF_UNSUPPORTED` for other algorithms than RSA with AES-CBC or RC4, `PDF_DAMAGED`
 */
export async function openEnvelope(der: Uint8Array, recipient: PdfRecipient): Promise<Uint8Array | undefined> {
  try {
    const [type, wrapped] = sequence(readTlv(der));
    if (readOid(type) !== envelopedData) throw damaged('an envelope of its encryption is of another kind');
    const [inner] = tlvChildren(expectTlv(wrapped, 0xa0, 'the envelope'));
    const parts = sequence(inner);
    const recipients = parts.find(({ tag }) => tag === derTag.set);
    const encryptedKey = keyFor(tlvChildren(expectTlv(recipients, derTag.set, 'recipients')), recipient);
    if (!encryptedKey) return undefined;
    const [, algorithm, content] = sequence(parts.findLast(({ tag }) => tag === derTag.sequence));
    return decryptContent(
      sequence(algorithm),
      expectTlv(content, 0x80, 'encrypted content').content,
      await unwrap(encryptedKey, recipient),
    );
  } catch (cause) {
    if (!isCinnabarError(cause) || cause.code !== 'ASN1_MALFORMED') throw cause;
    throw damaged('an envelope of its encryption is malformed');
  }
}

async function unwrap(encryptedKey: Uint8Array, recipient: PdfRecipient): Promise<Uint8Array> {
  try {
    return await recipient.decryptKey(encryptedKey);
  } catch (cause) {
    throw wrongRecipient(cause);
  }
}

/** The content's key as encrypted for `recipient`; only those addressed by issuer and serial number are known. */
function keyFor(recipients: readonly Tlv[], { certificate }: PdfRecipient): Uint8Array | undefined {
  const [issuer, serial] = nameOf(certificate);
  for (const each of recipients) {
    // Anything else than key transport has a context tag (RFC 5652 §6.2).
    if (each.tag !== derTag.sequence) continue;
    const [, identifier, algorithm, key] = tlvChildren(each);
    if (identifier?.tag !== derTag.sequence) continue;
    const [itsIssuer, itsSerial] = tlvChildren(identifier);
    if (!itsIssuer || !itsSerial || !equalBytes(itsIssuer.bytes, issuer) || !equalBytes(itsSerial.bytes, serial))
      continue;
    const oid = readOid(sequence(algorithm)[0]);
    if (oid !== rsaEncryption) throw unsupported('The PDF wraps its key in a way this program does not read.', { oid });
    return expectTlv(key, derTag.octetString, 'an encrypted key').content;
  }
  return undefined;
}

/** Issuer and serial number of a certificate (RFC 5280 §4.1). */
function nameOf(certificate: Uint8Array): [issuer: Uint8Array, serial: Uint8Array] {
  const [body] = sequence(readTlv(certificate));
  const [serial, , issuer] = sequence(body).filter(({ tag }) => tag !== 0xa0);
  return [
    expectTlv(issuer, derTag.sequence, 'an issuer').bytes,
    expectTlv(serial, derTag.integer, 'a serial number').bytes,
  ];
}

function decryptContent([type, parameters]: readonly Tlv[], content: Uint8Array, key: Uint8Array): Uint8Array {
  const oid = readOid(type);
  if (oid === rc4Oid) return rc4(key, content);
  if (!aesCbcOids.includes(oid)) {
    throw unsupported('The PDF encrypts its key by a method this program does not read.', { oid });
  }
  return decryptCbc(key, expectTlv(parameters, derTag.octetString, 'an initialization vector').content, content);
}

function sequence(tlv: Tlv | undefined): Tlv[] {
  return tlvChildren(expectTlv(tlv, derTag.sequence, 'a sequence'));
}
