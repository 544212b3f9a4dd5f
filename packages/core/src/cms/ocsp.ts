import {
  der,
  derNull,
  derOctetString,
  derOid,
  derSequence,
  derTag,
  equalBytes,
  expectTlv,
  readOid,
  readTime,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import {
  digest,
  digestAlgorithmOf,
  digestOid,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
  type ReadableDigestAlgorithm,
} from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { readCertificate, readExtensions, type Certificate, type CertificateExtension } from './certificate.ts';
import { oid } from './oids.ts';

/** CertID (RFC 6960 §4.1.1): a certificate by its issuer's name and key, both hashed, and its serial number. */
export interface OcspCertificateId {
  readonly algorithm: ReadableDigestAlgorithm | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content octets. */
  readonly serialNumber: Uint8Array;
  /** The CertID as received. */
  readonly der: Uint8Array;
}

export interface OcspSingleResponse {
  readonly id: OcspCertificateId;
  readonly status: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  readonly revokedAt?: Date;
  /** CRLReason, when stated. */
  readonly reason?: number;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
}

/** A successful OCSPResponse (RFC 6960 §4.2.1) as slices of the received bytes. */
export interface OcspResponse {
  readonly der: Uint8Array;
  /** The bytes the responder signed. */
  readonly tbs: Uint8Array;
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  /** Of the response as a whole. */
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
  readonly certificates: readonly Certificate[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

const maxResponses = 1000;

/**
 * DER OCSPRequest for one certificate. The CertID uses SHA-1, which every responder knows (RFC 5019 §2.1.1) and which
 * protects nothing here. There is no nonce, so answers can be cached and kept.
 */
export async function buildOcspRequest(certificate: Certificate, issuer: Certificate): Promise<Uint8Array> {
  const id = derSequence(
    derSequence(derOid(digestOid('SHA-1')), derNull()),
    derOctetString(await digest('SHA-1', [issuer.subject])),
    derOctetString(await digest('SHA-1', [publicKeyBits(issuer)])),
    der(derTag.integer, certificate.serialNumber),
  );
  return derSequence(derSequence(derSequence(derSequence(id))));
}

/** What is asked for, and the nonce to repeat. @throws CinnabarError `ASN1_MALFORMED` */
export function readOcspRequest(bytes: Uint8Array): { ids: OcspCertificateId[]; nonce?: Uint8Array } {
  const [request] = tlvChildren(expectTlv(readTlv(bytes), derTag.sequence, 'an OCSP request'));
  const fields = tlvChildren(expectTlv(request, derTag.sequence, 'the body of an OCSP request'));
  const list = fields.find(({ tag }) => tag === derTag.sequence);
  const ids = tlvChildren(expectTlv(list, derTag.sequence, 'the list of an OCSP request')).map((item) =>
    readCertificateId(tlvChildren(item)[0]),
  );
  const nonce = readExtensions(fields.find(({ tag }) => tag === 0xa2)).get(oid.ocspNonce);
  return nonce ? { ids, nonce: nonce.value } : { ids };
}

/**
 * @throws CinnabarError `OCSP_REFUSED` (details: status) when the responder gives no answer, `OCSP_UNSUPPORTED`,
 *   `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function readOcspResponse(bytes: Uint8Array): OcspResponse {
  const whole = expectTlv(readTlv(bytes), derTag.sequence, 'an OCSP response');
  const [status, wrapper] = tlvChildren(whole);
  const code = expectTlv(status, 0x0a, 'the status of an OCSP response').content[0] ?? 0xff;
  if (code !== 0) {
    throw new CinnabarError('OCSP_REFUSED', 'The OCSP responder did not answer the question.', {
      details: { status: code },
    });
  }
  const [type, body] = tlvChildren(readTlv(expectTlv(wrapper, 0xa0, 'the body of an OCSP response').content));
  if (readOid(type) !== oid.ocspBasic) {
    throw new CinnabarError('OCSP_UNSUPPORTED', 'The OCSP response is of a type that is not known.');
  }
  return { der: whole.bytes, ...readBasicResponse(expectTlv(body, derTag.octetString, 'an OCSP response').content) };
}

function readBasicResponse(bytes: Uint8Array): Omit<OcspResponse, 'der'> {
  const basic = expectTlv(readTlv(bytes), derTag.sequence, 'a basic OCSP response');
  const [tbs, algorithm, signature, certificates] = tlvChildren(basic);
  const fields = tlvChildren(expectTlv(tbs, derTag.sequence, 'the signed part of an OCSP response'));
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [responder, producedAt, list, extensions] = fields;
  const responses = tlvChildren(expectTlv(list, derTag.sequence, 'the answers of an OCSP response'));
  if (responses.length > maxResponses) {
    throw new CinnabarError('OCSP_UNSUPPORTED', 'The OCSP response has more answers than are read.');
  }
  return {
    tbs: (tbs as Tlv).bytes,
    responder: readResponderId(responder),
    producedAt: readTime(producedAt),
    responses: responses.map(readSingleResponse),
    extensions: readExtensions(extensions),
    certificates: certificates
      ? tlvChildren(readTlv(expectTlv(certificates, 0xa0, "an OCSP response's certificates").content)).map(
          readCertificate,
        )
      : [],
    signatureAlgorithm: readAlgorithmIdentifier(
      expectTlv(algorithm, derTag.sequence, "an OCSP response's signature algorithm"),
    ),
    signature: expectTlv(signature, derTag.bitString, "an OCSP response's signature").content.subarray(1),
  };
}

function readResponderId(tlv: Tlv | undefined): OcspResponse['responder'] {
  if (tlv?.tag === 0xa1) return { name: readTlv(tlv.content).bytes };
  const key = readTlv(expectTlv(tlv, 0xa2, 'the name of an OCSP responder').content);
  return { keyHash: expectTlv(key, derTag.octetString, 'the key of an OCSP responder').content };
}

function readSingleResponse(tlv: Tlv): OcspSingleResponse {
  const [id, status, thisUpdate, ...rest] = tlvChildren(expectTlv(tlv, derTag.sequence, 'an OCSP answer'));
  const nextUpdate = rest.find(({ tag }) => tag === 0xa0);
  return {
    id: readCertificateId(id),
    ...readStatus(status),
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate ? { nextUpdate: readTime(readTlv(nextUpdate.content)) } : {}),
    extensions: readExtensions(rest.find(({ tag }) => tag === 0xa1)),
  };
}

function readStatus(tlv: Tlv | undefined): Pick<OcspSingleResponse, 'status' | 'revokedAt' | 'reason'> {
  if (tlv?.tag === 0x80) return { status: 'GOOD' };
  if (tlv?.tag === 0x82) return { status: 'UNKNOWN' };
  const [revokedAt, reason] = tlvChildren(expectTlv(tlv, 0xa1, 'the status of a certificate'));
  const code = reason && readTlv(reason.content).content[0];
  return { status: 'REVOKED', revokedAt: readTime(revokedAt), ...(code === undefined ? {} : { reason: code }) };
}

function readCertificateId(tlv: Tlv | undefined): OcspCertificateId {
  const whole = expectTlv(tlv, derTag.sequence, 'a certificate identifier');
  const [algorithm, name, key, serial] = tlvChildren(whole);
  return {
    algorithm: digestAlgorithmOf(
      readAlgorithmIdentifier(expectTlv(algorithm, derTag.sequence, 'the digest of a certificate identifier')).oid,
    ),
    issuerNameHash: expectTlv(name, derTag.octetString, 'the issuer of a certificate identifier').content,
    issuerKeyHash: expectTlv(key, derTag.octetString, 'the key of a certificate identifier').content,
    serialNumber: expectTlv(serial, derTag.integer, 'the serial number of a certificate identifier').content,
    der: whole.bytes,
  };
}

/** Whether `id` means a certificate that `issuer` issued. */
export async function isIssuerOf(id: OcspCertificateId, issuer: Certificate): Promise<boolean> {
  return (
    id.algorithm !== undefined &&
    equalBytes(id.issuerNameHash, await digest(id.algorithm, [issuer.subject])) &&
    equalBytes(id.issuerKeyHash, await digest(id.algorithm, [publicKeyBits(issuer)]))
  );
}

/** Bits of the subject's public key, without tag, length and count of unused bits (RFC 6960 §4.1.1). */
export function publicKeyBits({ spki }: Certificate): Uint8Array {
  return tlvChildren(readTlv(spki))[1]?.content.subarray(1) ?? new Uint8Array();
}
