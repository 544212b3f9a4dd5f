import { checkCrls, type AskStatus } from './check-crl.ts';
import { checkOcsp } from './check-ocsp.ts';
import type { Certificate } from './certificate.ts';
import { oid } from './oids.ts';
import {
  onHold,
  unknown,
  type RevocationAnswer,
  type RevocationEvidence,
  type RevocationQuestion,
} from './revocation-answer.ts';

/** OCSP responses looked at for one question: each costs a signature. */
const maxResponses = 32;
/** Signers of lists whose own status is on lists that others signed, and so on. */
const maxDepth = 3;

/**
 * The status of a certificate by the best of the evidence: a revocation always counts, however old (but for a hold that
 * a later statement no longer knows); then a good answer that is current for the moment asked for; then the reason why
 * there is none. Undefined: no evidence is about it. Never throws on hostile input.
 */
export function checkRevocation(
  question: RevocationQuestion,
  evidence: RevocationEvidence,
): Promise<RevocationAnswer | undefined> {
  return answerTo(question, evidence, []);
}

/** @param asking signers of lists whose status is being asked for */
async function answerTo(
  question: RevocationQuestion,
  evidence: RevocationEvidence,
  asking: readonly Certificate[],
): Promise<RevocationAnswer | undefined> {
  const { now, anchors } = question;
  const ask: AskStatus = async (certificate, issuer, at) => {
    if (asking.includes(certificate)) return 'ASKING';
    if (asking.length >= maxDepth) return undefined;
    const about = { certificate, issuer, at, now, ...(anchors ? { anchors } : {}) };
    return (await answerTo(about, evidence, [...asking, certificate]))?.status;
  };
  const answers = await checkCrls(question, evidence, ask);
  let responses = 0;
  for (const ocsp of evidence.ocsps) {
    if (responses >= maxResponses) break;
    const answer = await checkOcsp(ocsp, question, evidence.certificates);
    if (!answer) continue;
    responses++;
    answers.push(await confirmResponder(answer, question, evidence));
  }
  const good = answers.filter(({ status }) => status === 'GOOD');
  const revoked = answers.filter(
    (answer) => answer.status === 'REVOKED' && !good.some((other) => hasEnded(answer, other)),
  );
  if (revoked.length > 0) return revoked.reduce((first, next) => (revocation(next) < revocation(first) ? next : first));
  return good[0] ?? answers[0];
}

function revocation({ revokedAt }: RevocationAnswer): number {
  return revokedAt?.getTime() ?? 0;
}

/** A certificate on hold may be given back, and is then on no later list (RFC 5280 §5.3.1). */
function hasEnded({ reason, thisUpdate }: RevocationAnswer, later: RevocationAnswer): boolean {
  return reason === onHold && later.thisUpdate > thisUpdate;
}

/** A delegate may be revoked itself, unless its certificate says nobody need look (RFC 6960 §4.2.2.2.1). */
async function confirmResponder(
  answer: RevocationAnswer,
  { issuer, now }: RevocationQuestion,
  { crls }: RevocationEvidence,
): Promise<RevocationAnswer> {
  const { responder } = answer;
  if (!responder || answer.status === 'UNKNOWN' || responder.extensions.has(oid.ocspNoCheck)) return answer;
  const question = { certificate: responder, issuer, at: answer.thisUpdate, now };
  const status = await checkRevocation(question, { certificates: [], ocsps: [], crls });
  if (status?.status === 'GOOD') return answer;
  return unknown(answer, 'OCSP_RESPONDER_NOT_CHECKED', 'Whether the OCSP responder was revoked is not known.');
}
