import { commonName, nameText, nameValues, oid, serialText, type Certificate } from '../cms/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { SignerSubject } from '../provider/index.ts';

/** Whom a certificate names. An organisation's own certificate carries the same name twice. */
export function certificateSubject(certificate: Certificate): SignerSubject {
  const name = commonName(certificate.subject) ?? nameText(certificate.subject);
  const organization = nameValues(certificate.subject, oid.organization).at(-1);
  const reference = serialText(certificate);
  if (organization === name) return { kind: 'organization', name, reference };
  return { kind: 'person', name, reference, ...(organization === undefined ? {} : { organization }) };
}

/**
 * A key signs for whom its certificate names and for nobody else. A request need not state the organisation, but not
 * another one; its reference is not in the certificate, whose serial number stands in for it.
 * @throws CinnabarError `SIGNING_SUBJECT_MISMATCH`
 */
export function requireSubject(own: SignerSubject, asked: SignerSubject): void {
  const sameOrganization = asked.organization === undefined || asked.organization === organizationOf(own);
  if (asked.name === own.name && sameOrganization) return;
  throw new CinnabarError('SIGNING_SUBJECT_MISMATCH', 'The key belongs to somebody else than is to sign.');
}

function organizationOf({ kind, name, organization }: SignerSubject): string | undefined {
  return kind === 'organization' ? name : organization;
}
