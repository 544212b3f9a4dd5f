import {
  der,
  derBitString,
  derCertificateTime,
  derContext,
  derGeneralizedTime,
  derInteger,
  derSequence,
  derTag,
  hexToBytes,
} from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';

import { extension, keyIdentifier } from './issue-certificate.ts';
import type { Identity } from './state.ts';

export interface Revocation {
  /** Serial number in hexadecimal, as the certificate has it. */
  readonly serial: string;
  readonly at: Date;
  /** CRLReason (RFC 5280 §5.3.1); 1 is a compromised key, 4 a certificate that was superseded. */
  readonly reason?: number;
  /** Since when the key is feared to be lost. */
  readonly invalidSince?: Date;
}

export interface CrlTemplate {
  readonly issuer: Pick<Identity, 'certificate' | 'key'>;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revocations: readonly Revocation[];
  /** Further extensions; values in DER. */
  readonly extensions?: readonly { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }[];
}

/** A complete version 2 CRL (RFC 5280 §5) in DER. */
export async function issueCrl(template: CrlTemplate): Promise<Uint8Array> {
  const { issuer, thisUpdate, nextUpdate, revocations } = template;
  const algorithm = issuer.key.signatureAlgorithm('SHA-256');
  const entries = revocations.map((revocation) => {
    const details = entryExtensions(revocation);
    return derSequence(
      der(derTag.integer, hexToBytes(revocation.serial)),
      derCertificateTime(revocation.at),
      ...(details.length > 0 ? [derSequence(...details)] : []),
    );
  });
  const extensions = [
    extension(oid.authorityKeyIdentifier, false, derSequence(der(0x80, await keyIdentifier(issuer.key.spki)))),
    extension(oid.crlNumber, false, derInteger(Math.floor(thisUpdate.getTime() / 1000))),
    ...(template.extensions ?? []).map(({ oid: id, critical, value }) => extension(id, critical, value)),
  ];
  const tbs = derSequence(
    derInteger(1),
    algorithm,
    issuer.certificate.subject,
    derCertificateTime(thisUpdate),
    ...(nextUpdate ? [derCertificateTime(nextUpdate)] : []),
    ...(entries.length > 0 ? [derSequence(...entries)] : []),
    derContext(0, derSequence(...extensions)),
  );
  return derSequence(tbs, algorithm, derBitString(await issuer.key.sign('SHA-256', tbs)));
}

function entryExtensions({ reason, invalidSince }: Revocation): Uint8Array[] {
  return [
    ...(reason === undefined ? [] : [extension(oid.crlReason, false, der(0x0a, Uint8Array.of(reason)))]),
    ...(invalidSince ? [extension(oid.invalidityDate, false, derGeneralizedTime(invalidSince))] : []),
  ];
}
