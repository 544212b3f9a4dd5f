import { buildOcspRequest, oid, readCertificate, readOcspRequest, serialText } from '@cinnabar/core/cms';
import { issueCrl, issueOcspResponse, type CrlTemplate, type OcspAnswer, type OcspTemplate } from '@cinnabar/sandbox';

import { identity, type TestIdentity } from './craft-cms.ts';

export const hour = 3_600_000;

/** A moment `hours` from now. */
export function fromNow(hours: number): Date {
  return new Date(Date.now() + hours * hour);
}

/** An authority of tests and somebody it certified, valid from an hour ago for an hour, or as `end` says. */
export async function authorityAndSubject(
  end: Parameters<typeof identity>[1] = {},
): Promise<{ authority: TestIdentity; subject: TestIdentity }> {
  const authority = await identity('Authority', {
    authority: { pathLength: 1 },
    notBefore: fromNow(-24 * 365),
    notAfter: fromNow(24 * 365),
  });
  return { authority, subject: await identity('Subject', { by: authority, ...end }) };
}

/** Certificate and key as the sandbox's issuing functions want them. */
export function issuing({ der, key }: TestIdentity): CrlTemplate['issuer'] {
  return { certificate: readCertificate(der), key };
}

/** What an OCSP responder would say of `subject`, signed by `authority` or by `responder`. */
export async function ocspFor(
  { authority, subject }: { authority: TestIdentity; subject: TestIdentity },
  more: Partial<OcspAnswer> & { responder?: TestIdentity; template?: Partial<OcspTemplate> } = {},
): Promise<Uint8Array> {
  const { responder = authority, template, ...answer } = more;
  const request = await buildOcspRequest(readCertificate(subject.der), readCertificate(authority.der));
  const [id] = readOcspRequest(request).ids;
  return issueOcspResponse({
    responder: issuing(responder),
    producedAt: answer.thisUpdate ?? fromNow(0),
    answers: [
      {
        id: (id as NonNullable<typeof id>).der,
        status: 'good',
        thisUpdate: fromNow(0),
        nextUpdate: fromNow(1),
        ...answer,
      },
    ],
    ...(responder === authority ? {} : { certificates: [responder.der] }),
    ...template,
  });
}

/** A CRL of `authority` that lists `subject` when `revokedAt` is given. */
export function crlFor(
  { authority, subject }: { authority: TestIdentity; subject: TestIdentity },
  more: Partial<CrlTemplate> & { revokedAt?: Date; reason?: number; invalidSince?: Date } = {},
): Promise<Uint8Array> {
  const { revokedAt, reason, invalidSince, ...template } = more;
  const serial = serialText(readCertificate(subject.der));
  const entry = revokedAt && {
    serial,
    at: revokedAt,
    ...(reason === undefined ? {} : { reason }),
    ...(invalidSince ? { invalidSince } : {}),
  };
  return issueCrl({
    issuer: issuing(authority),
    thisUpdate: fromNow(0),
    nextUpdate: fromNow(1),
    revocations: entry ? [entry] : [],
    ...template,
  });
}

/** A certificate for OCSP signing by `authority`. */
export function delegate(authority: TestIdentity, noCheck = true): Promise<TestIdentity> {
  return identity('Responder', {
    by: authority,
    purposes: { oids: [oid.ocspSigning], critical: false },
    extensions: noCheck ? [{ oid: oid.ocspNoCheck, critical: false, value: new Uint8Array([5, 0]) }] : [],
  });
}
