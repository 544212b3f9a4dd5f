import { bytesToLatin1, readOid, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { Certificate, CertificateExtension } from './certificate.ts';
import { oid } from './oids.ts';

/** Addresses a certificate names (RFC 5280 §4.2.1.13, §4.2.2.1), in its order, as written: nothing is vouched for. */
export interface RevocationSources {
  readonly ocsp: readonly string[];
  readonly crls: readonly string[];
  /** Where the issuer's own certificate can be had. */
  readonly issuers: readonly string[];
}

const maxAddresses = 8;
const uriTag = 0x86;

/** @throws CinnabarError `ASN1_MALFORMED` */
export function revocationSources({ extensions }: Certificate): RevocationSources {
  const access = extensions.get(oid.authorityInfoAccess);
  const descriptions = access ? tlvChildren(readTlv(access.value)).map(tlvChildren) : [];
  const under = (method: string): string[] =>
    addresses(descriptions.flatMap(([type, place]) => (place && readOid(type) === method ? [place] : [])));
  const points = extensions.get(oid.crlDistributionPoints);
  return {
    ocsp: under(oid.ocsp),
    issuers: under(oid.caIssuers),
    crls: listAddresses(points),
  };
}

/** Addresses in distribution points, of a list or of the changes to one. @throws CinnabarError `ASN1_MALFORMED` */
export function listAddresses(points: CertificateExtension | undefined): string[] {
  return points ? tlvChildren(readTlv(points.value)).flatMap(distributionPointNames).slice(0, maxAddresses) : [];
}

/** Whether the certificate names a place to ask for its status. One that cannot be read counts as one. */
export function statesRevocation(certificate: Certificate): boolean {
  if (certificate.extensions.has(oid.crlDistributionPoints)) return true;
  try {
    return revocationSources(certificate).ocsp.length > 0;
  } catch (cause) {
    if (isCinnabarError(cause)) return true;
    throw cause;
  }
}

/** Addresses in a DistributionPoint. */
function distributionPointNames(point: Tlv): string[] {
  const name = tlvChildren(point).find(({ tag }) => tag === 0xa0);
  const fullName = name && tlvChildren(name).find(({ tag }) => tag === 0xa0);
  return fullName ? addresses(tlvChildren(fullName)) : [];
}

function addresses(names: readonly Tlv[]): string[] {
  return names
    .filter(({ tag }) => tag === uriTag)
    .slice(0, maxAddresses)
    .map(({ content }) => bytesToLatin1(content));
}
