import { der, derContext, derOid, derSequence, latin1ToBytes } from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';

import type { CertificateTemplate } from './issue-certificate.ts';

/** The two authorities that issue, and so revoke. */
export type SandboxIssuer = 'root' | 'issuing';

/** Where what this authority issues says its status is published: `…/ocsp`, `…/root.crl`, `…/issuing.crl`. */
export function revocationExtensions(
  baseUrl: string,
  issuer: SandboxIssuer,
): NonNullable<CertificateTemplate['extensions']> {
  const place = (path: string): Uint8Array => der(0x86, latin1ToBytes(`${baseUrl}/${path}`));
  const access = (method: string, path: string): Uint8Array => derSequence(derOid(method), place(path));
  return [
    {
      oid: oid.authorityInfoAccess,
      critical: false,
      value: derSequence(access(oid.ocsp, 'ocsp'), access(oid.caIssuers, `${issuer}.cer`)),
    },
    {
      oid: oid.crlDistributionPoints,
      critical: false,
      value: derSequence(derSequence(derContext(0, derContext(0, place(`${issuer}.crl`))))),
    },
  ];
}
