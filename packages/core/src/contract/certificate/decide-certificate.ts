import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { may } from '../rights/index.ts';
import { certificateMachine } from './certificate-machine.ts';
import { because, type CertificateRefusal } from './texts.ts';
import { revocationReasons, type CertificateEvent, type CertificateRecord } from './types.ts';

/** The record of a certificate that is asked for, once a verification passed. Catalogue: KYC-24, ORG-13. */
export function requestCertificate(
  request: { readonly id: string; readonly holder: string; readonly verification: string },
  context: DecisionContext,
): Decision<CertificateRecord, CertificateRefusal> {
  if (!may(context.actor, 'system')) return refuse(because('NOT_PERMITTED'));
  const { id, holder, verification } = request;
  const record: CertificateRecord = {
    ...{ id, holder, verification },
    state: 'REQUESTED',
    version: 0,
    requestedAt: context.now,
  };
  return accept(record, { events: [domainEvent(context, 'certificate.requested', id, { holder })] });
}

/**
 * What comes of an event on a certificate; all of them are the platform's own doing. Signatures made before a revocation
 * stay what they are: their time-stamps say when they were made.
 *
 * Catalogue: A20.8, KYC-25, D10.
 */
export function decideCertificate(
  certificate: CertificateRecord,
  event: CertificateEvent,
  context: DecisionContext,
): Decision<CertificateRecord, CertificateRefusal> {
  if (!may(context.actor, 'system')) return refuse(because('NOT_PERMITTED'));
  const problem =
    refusalOf(certificateMachine, certificate, event.type, context.expectedVersion) ??
    ruleProblem(certificate, event, context);
  if (problem !== undefined) return refuse(problem);
  const told = (type: string, data: Record<string, string | number | boolean> = {}) => ({
    events: [domainEvent(context, type, certificate.id, data)],
  });
  switch (event.type) {
    case 'issue': {
      const { serial, issuer, licensed, notBefore, notAfter } = event;
      const next = changed(certificate, { state: 'ISSUED', serial, issuer, licensed, notBefore, notAfter });
      return accept(next, told('certificate.issued', { serial, licensed }));
    }
    case 'expire':
      return accept(changed(certificate, { state: 'EXPIRED' }), told('certificate.expired'));
    case 'revoke': {
      const { reason } = event;
      const next = changed(certificate, { state: 'REVOKED', revokedAt: context.now, reason });
      return accept(next, told('certificate.revoked', { reason, reasonCode: revocationReasons[reason] }));
    }
  }
}

/** Why nothing can be signed with it now; undefined when it can. */
export function certificateProblem(
  { state, notBefore, notAfter }: CertificateRecord,
  now: string,
): Problem<CertificateRefusal> | undefined {
  const valid =
    state === 'ISSUED' &&
    notBefore !== undefined &&
    notAfter !== undefined &&
    millisOf(notBefore) <= millisOf(now) &&
    millisOf(now) <= millisOf(notAfter);
  return valid ? undefined : because('CERT_NOT_USABLE');
}

function ruleProblem(
  { notAfter }: CertificateRecord,
  event: CertificateEvent,
  { now }: DecisionContext,
): Problem<CertificateRefusal> | undefined {
  if (event.type === 'issue') {
    const sound = millisOf(event.notBefore) < millisOf(event.notAfter) && millisOf(now) <= millisOf(event.notAfter);
    return sound ? undefined : because('CERT_VALIDITY');
  }
  const over = notAfter !== undefined && millisOf(now) > millisOf(notAfter);
  return event.type === 'expire' && !over ? because('CERT_NOT_EXPIRED') : undefined;
}
