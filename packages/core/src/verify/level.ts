import { checkChain, checkRevocation, statesRevocation, type Certificate } from '../cms/index.ts';
import { equalBytes } from '../bytes/index.ts';
import type { SignatureFacts } from './check-signature.ts';
import type { SignatureReport } from './report.ts';
import type { EmbeddedEvidence, SecurityStore } from './security-store.ts';

/**
 * PAdES baseline level by form (ETSI EN 319 142-1 §6): what the file has, whether or not anybody is trusted. A document
 * time-stamp stands in for the signature's own; B-LT needs the certificates and revocation data of signer and
 * time-stamp authority in the store; B-LTA a document time-stamp over the store that has them.
 */
export async function levelOf(
  facts: SignatureFacts,
  all: readonly SignatureFacts[],
  store: SecurityStore,
  now: Date,
): Promise<SignatureReport['level']> {
  const { kind, level, revision } = facts;
  if (kind === 'timestamp' || level === 'NONE' || revision === undefined) return level;
  const later = all
    .filter((other) => other.kind === 'timestamp' && other.integrity === 'INTACT' && (other.revision ?? -1) > revision)
    .sort((a, b) => (a.revision as number) - (b.revision as number));
  const stamp = facts.timestamp?.integrity === 'INTACT' ? facts.timestamp : later[0]?.timestamp;
  if (!stamp?.info) return level;
  const needed = [facts.certificate, stamp.certificate].filter((certificate) => certificate !== undefined);
  const pool = [...facts.certificates, ...stamp.certificates];
  const moment = { at: stamp.info.time, now };
  if (!(await isComplete(needed, pool, store.newest, moment))) return 'B-T';
  for (const { revision: covered } of later) {
    if (await isComplete(needed, pool, store.at(covered as number), moment)) return 'B-LTA';
  }
  return 'B-LT';
}

/** Whether the store leads each certificate to a self-signed one, with the status of all that state where it is. */
async function isComplete(
  needed: readonly Certificate[],
  pool: readonly Certificate[],
  evidence: EmbeddedEvidence,
  moment: { readonly at: Date; readonly now: Date },
): Promise<boolean> {
  if (!evidence.present) return false;
  const candidates = [...pool, ...evidence.certificates];
  const roots = candidates.filter(({ subject, issuer }) => equalBytes(subject, issuer));
  for (const certificate of needed) {
    const { status, path } = await checkChain(certificate, candidates, roots, moment.at);
    if (status !== 'TRUSTED') return false;
    for (const [index, subject] of path.slice(0, -1).entries()) {
      if (!statesRevocation(subject)) continue;
      const issuer = path[index + 1] as Certificate;
      const question = { certificate: subject, issuer, anchors: path.slice(-1), ...moment };
      const answer = await checkRevocation(question, { ...evidence, certificates: candidates });
      if (!answer || answer.status === 'UNKNOWN') return false;
    }
  }
  return true;
}
