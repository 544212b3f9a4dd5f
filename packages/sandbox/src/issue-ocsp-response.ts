import {
  der,
  derBitString,
  derContext,
  derGeneralizedTime,
  derOctetString,
  derOid,
  derSequence,
} from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';

import { extension } from './issue-certificate.ts';
import type { Revocation } from './issue-crl.ts';
import type { Identity } from './state.ts';

export interface OcspAnswer {
  /** CertID as asked, in DER. */
  readonly id: Uint8Array;
  readonly status: 'good' | 'unknown' | Pick<Revocation, 'at' | 'reason'>;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Since when the status of certificates is kept although they expired (RFC 6960 §4.4.4). */
  readonly archiveCutoff?: Date;
}

export interface OcspTemplate {
  readonly responder: Pick<Identity, 'certificate' | 'key'>;
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  /** Extension value of the request's nonce, to be repeated. */
  readonly nonce?: Uint8Array;
  /** Certificates to send along: a delegate's own. */
  readonly certificates?: readonly Uint8Array[];
}

/** Status codes of an OCSPResponse without an answer (RFC 6960 §4.2.1). */
export const ocspFailure = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const;

/** DER OCSPResponse that gives no answer, and why. */
export function ocspRefusal(failure: keyof typeof ocspFailure): Uint8Array {
  return derSequence(der(0x0a, Uint8Array.of(ocspFailure[failure])));
}

/** A successful OCSPResponse (RFC 6960 §4.2.1) in DER, its responder named by its certificate's subject. */
export async function issueOcspResponse(template: OcspTemplate): Promise<Uint8Array> {
  const { responder, producedAt, answers, nonce, certificates = [] } = template;
  const tbs = derSequence(
    derContext(1, responder.certificate.subject),
    derGeneralizedTime(producedAt),
    derSequence(...answers.map(singleResponse)),
    ...(nonce ? [derContext(1, derSequence(extension(oid.ocspNonce, false, nonce)))] : []),
  );
  const basic = derSequence(
    tbs,
    responder.key.signatureAlgorithm('SHA-256'),
    derBitString(await responder.key.sign('SHA-256', tbs)),
    ...(certificates.length > 0 ? [derContext(0, derSequence(...certificates))] : []),
  );
  return derSequence(
    der(0x0a, Uint8Array.of(0)),
    derContext(0, derSequence(derOid(oid.ocspBasic), derOctetString(basic))),
  );
}

function singleResponse({ id, status, thisUpdate, nextUpdate, archiveCutoff }: OcspAnswer): Uint8Array {
  return derSequence(
    id,
    certificateStatus(status),
    derGeneralizedTime(thisUpdate),
    ...(nextUpdate ? [derContext(0, derGeneralizedTime(nextUpdate))] : []),
    ...(archiveCutoff
      ? [derContext(1, derSequence(extension(oid.ocspArchiveCutoff, false, derGeneralizedTime(archiveCutoff))))]
      : []),
  );
}

function certificateStatus(status: OcspAnswer['status']): Uint8Array {
  if (status === 'good') return der(0x80);
  if (status === 'unknown') return der(0x82);
  const reason = status.reason === undefined ? [] : [derContext(0, der(0x0a, Uint8Array.of(status.reason)))];
  return derContext(1, derGeneralizedTime(status.at), ...reason);
}
