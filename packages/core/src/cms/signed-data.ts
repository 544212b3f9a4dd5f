import { concatBytes, derTag, expectTlv, readOid, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { oid } from './oids.ts';

export interface CmsAttribute {
  readonly oid: string;
  readonly values: readonly Tlv[];
}

/** A SignerInfo (RFC 5652 §5.3) as slices of the received bytes. */
export interface SignerInfo {
  readonly identifier:
    { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } | { readonly subjectKeyIdentifier: Uint8Array };
  readonly digestAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** The `signedAttrs` element as received, its tag still the implicit `[0]`; absent when there are none. */
  readonly signedAttributesRaw?: Uint8Array;
  readonly signedAttributes: readonly CmsAttribute[];
  readonly unsignedAttributes: readonly CmsAttribute[];
}

/** SignedData (RFC 5652 §5.1) as slices of the received bytes. */
export interface SignedData {
  /** Length in bytes of the ContentInfo element; what follows it in a PDF's /Contents is padding. */
  readonly length: number;
  readonly contentType: string;
  /** Encapsulated content; absent when the signature is detached. */
  readonly content?: Uint8Array;
  readonly certificates: readonly Certificate[];
  /** RevocationInfoChoices: CRLs, and other formats under `[1]`. */
  readonly revocationInfo: readonly Tlv[];
  readonly signers: readonly SignerInfo[];
}

/**
 * Reads one ContentInfo with SignedData from the start of `bytes`; anything after it is left alone.
 * @throws CinnabarError `ASN1_MALFORMED`, `CMS_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  const contentInfo = expectTlv(readTlv(bytes), derTag.sequence, 'the CMS content');
  const [type, wrapper] = tlvChildren(contentInfo);
  const outer = readOid(type);
  if (outer !== oid.signedData && outer !== oid.gmSignedData)
    throw new CinnabarError('CMS_MALFORMED', 'The CMS content is not SignedData.');
  const signedData = expectTlv(
    readTlv(expectTlv(wrapper, 0xa0, 'the signed data').content),
    derTag.sequence,
    'the signed data',
  );
  const fields = tlvChildren(signedData);
  const [version, digestAlgorithms, encapsulated, ...rest] = fields;
  expectTlv(version, derTag.integer, 'the CMS version');
  expectTlv(digestAlgorithms, derTag.set, 'the digest algorithms');
  const [contentType, content] = tlvChildren(expectTlv(encapsulated, derTag.sequence, 'the encapsulated content'));
  const certificates = rest.find((field) => field.tag === 0xa0);
  const revocationInfo = rest.find((field) => field.tag === 0xa1);
  return {
    length: contentInfo.bytes.length,
    contentType: readOid(contentType),
    ...(content ? { content: octets(readTlv(expectTlv(content, 0xa0, 'the content').content)) } : {}),
    // Other certificate formats ([0]..[3]) are no X.509 certificates and cannot sign here.
    certificates: certificates
      ? tlvChildren(certificates)
          .filter((item) => item.tag === derTag.sequence)
          .map(readCertificate)
      : [],
    revocationInfo: revocationInfo ? tlvChildren(revocationInfo) : [],
    signers: tlvChildren(expectTlv(rest.at(-1), derTag.set, 'the signers')).map(readSignerInfo),
  };
}

function readSignerInfo(tlv: Tlv): SignerInfo {
  const fields = tlvChildren(expectTlv(tlv, derTag.sequence, 'a signer'));
  expectTlv(fields.shift(), derTag.integer, "a signer's version");
  const identifier = fields.shift();
  const digestAlgorithm = expectTlv(fields.shift(), derTag.sequence, "a signer's digest algorithm");
  const signed = fields[0]?.tag === 0xa0 ? fields.shift() : undefined;
  const signatureAlgorithm = expectTlv(fields.shift(), derTag.sequence, "a signer's signature algorithm");
  const signature = octets(fields.shift());
  const unsigned = fields[0]?.tag === 0xa1 ? fields.shift() : undefined;
  return {
    identifier: readIdentifier(identifier),
    digestAlgorithm: readAlgorithmIdentifier(digestAlgorithm),
    signatureAlgorithm: readAlgorithmIdentifier(signatureAlgorithm),
    signature,
    ...(signed ? { signedAttributesRaw: signed.bytes } : {}),
    signedAttributes: signed ? tlvChildren(signed).map(readAttribute) : [],
    unsignedAttributes: unsigned ? tlvChildren(unsigned).map(readAttribute) : [],
  };
}

function readIdentifier(tlv: Tlv | undefined): SignerInfo['identifier'] {
  if (tlv?.tag === 0x80) return { subjectKeyIdentifier: tlv.content };
  const [issuer, serial] = tlvChildren(expectTlv(tlv, derTag.sequence, "a signer's identifier"));
  return {
    issuer: expectTlv(issuer, derTag.sequence, "a signer's issuer").bytes,
    serialNumber: expectTlv(serial, derTag.integer, "a signer's serial number").content,
  };
}

function readAttribute(tlv: Tlv): CmsAttribute {
  const [type, values] = tlvChildren(expectTlv(tlv, derTag.sequence, 'an attribute'));
  return { oid: readOid(type), values: tlvChildren(expectTlv(values, derTag.set, 'the values of an attribute')) };
}

/** Octets of an OCTET STRING, joined when an old producer cut it into chunks (BER, X.690 §8.7.3). */
function octets(tlv: Tlv | undefined): Uint8Array {
  if (tlv?.tag === 0x24) return concatBytes(...tlvChildren(tlv).map(octets));
  return expectTlv(tlv, derTag.octetString, 'an octet string').content;
}
