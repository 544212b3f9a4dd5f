import {
  der,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derSequence,
  derSetOf,
  derTag,
  expectTlv,
  readTlv,
  tlvChildren,
} from '../bytes/index.ts';
import { digestAlgorithmIdentifier, type DigestAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { readCertificate } from './certificate.ts';
import { buildSigningCertificateV2 } from './ess.ts';
import { oid } from './oids.ts';
import { readSignedData } from './signed-data.ts';

/** Whoever holds the private key: a key in memory, a card, a remote service. */
export interface CmsSigner {
  /** DER AlgorithmIdentifier that labels the signatures. */
  signatureAlgorithm(digest: DigestAlgorithm): Uint8Array;
  /** Signature over `data`, hashed with `digest`, encoded as CMS carries it. */
  sign(digest: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
}

export interface SignedDataRequest {
  readonly digestAlgorithm: DigestAlgorithm;
  /** Digest of the content: of the ByteRange bytes, or of `content.bytes`. */
  readonly messageDigest: Uint8Array;
  /** DER certificates, signer first, then its issuers. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: CmsSigner;
  /** Content to carry inside (a TSTInfo). Absent for a detached signature over id-data. */
  readonly content?: { readonly type: string; readonly bytes: Uint8Array };
  /** False leaves the certificates out (a time-stamp asked for without `certReq`). */
  readonly includeCertificates?: boolean;
}

/**
 * SignedData (RFC 5652 §5) in DER with one SignerInfo and the signed attributes of CAdES B-B: content-type,
 * message-digest and signing-certificate-v2. No signing-time: PAdES forbids it (ETSI EN 319 142-1 §6.3), the time is
 * in the signature dictionary.
 * @throws CinnabarError `CMS_NO_CERTIFICATE`, or what the signer throws
 */
export async function buildSignedData(request: SignedDataRequest): Promise<Uint8Array> {
  const { digestAlgorithm, content, signer } = request;
  const [signerDer] = request.certificates;
  if (!signerDer) throw new CinnabarError('CMS_NO_CERTIFICATE', 'A signature needs the certificate of its signer.');
  const certificate = readCertificate(signerDer);
  const contentType = derOid(content?.type ?? oid.data);
  const attributes = [
    attribute(oid.contentType, contentType),
    attribute(oid.messageDigest, derOctetString(request.messageDigest)),
    attribute(oid.signingCertificateV2, await buildSigningCertificateV2(certificate, digestAlgorithm)),
  ];
  const signature = await signer.sign(digestAlgorithm, derSetOf(attributes));
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(certificate.issuer, derInteger(certificate.serialNumber)),
    digestAlgorithmIdentifier(digestAlgorithm),
    derSetOf(attributes, 0xa0),
    signer.signatureAlgorithm(digestAlgorithm),
    derOctetString(signature),
  );
  const encapsulated = content ? [contentType, derContext(0, derOctetString(content.bytes))] : [contentType];
  const certificates = request.includeCertificates === false ? [] : [derSetOf(request.certificates, 0xa0)];
  const signedData = derSequence(
    // RFC 5652 §5.1: version 3 when the content is not id-data.
    derInteger(content ? 3 : 1),
    derSetOf([digestAlgorithmIdentifier(digestAlgorithm)]),
    derSequence(...encapsulated),
    ...certificates,
    derSetOf([signerInfo]),
  );
  return derSequence(derOid(oid.signedData), derContext(0, signedData));
}

/**
 * The same CMS with a signature time-stamp (RFC 3161 Appendix A) as unsigned attribute of its only SignerInfo.
 * Nothing the signature covers changes.
 * @throws CinnabarError `CMS_MALFORMED` or `ASN1_MALFORMED`, `CMS_SIGNER_COUNT` unless there is exactly one signer
 */
export function addSignatureTimestamp(cms: Uint8Array, token: Uint8Array): Uint8Array {
  if (readSignedData(cms).signers.length !== 1) {
    throw new CinnabarError('CMS_SIGNER_COUNT', 'A time-stamp can be added only to a CMS with exactly one signer.');
  }
  const [contentType, wrapper] = tlvChildren(readTlv(cms));
  const signedData = tlvChildren(readTlv(expectTlv(wrapper, 0xa0, 'the signed data').content));
  const signerInfos = signedData.pop();
  const fields = tlvChildren(readTlv(expectTlv(signerInfos, derTag.set, 'the signers').content));
  const unsigned = fields.at(-1)?.tag === 0xa1 ? fields.pop() : undefined;
  const attributes = unsigned ? tlvChildren(unsigned).map((item) => item.bytes) : [];
  attributes.push(attribute(oid.signatureTimestamp, token));
  const signerInfo = derSequence(...fields.map((field) => field.bytes), derSetOf(attributes, 0xa1));
  return derSequence(
    (contentType as { bytes: Uint8Array }).bytes,
    derContext(0, derSequence(...signedData.map((field) => field.bytes), der(derTag.set, signerInfo))),
  );
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSetOf([value]));
}
