import { CinnabarError } from '@cinnabar/core/error';
import { chainEvents, createEvidencePackage, startLog, verifyEvidencePackage } from '@cinnabar/core/evidence';
import type { SignerSubject } from '@cinnabar/core/provider';
import type { Context } from '../context.ts';
import type { ContractFileRow } from '../database/schema.ts';
import type { ContractRecord } from './access.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { readEvidence } from './evidence.ts';

/** Who signs packages of this platform; `cinnabar evidence verify --signer` asks for the name. */
export const platform: SignerSubject = { kind: 'organization', name: '朱砂签参考平台', reference: 'platform' };

/**
 * Everything that proves how a completed contract came about, as one ZIP that verifies without this server: all revisions of
 * its files, its events, certificates, signed by the platform and time-stamped. Verified before it is handed out.
 *
 * Catalogue: GOV-01.
 * @throws CinnabarError `CONTRACT_STATE` before the contract is completed, `EVIDENCE_LOG` when its record was altered,
 * `SIGNING_*`, `TIMESTAMP_*`.
 */
export async function evidencePackage(context: Context, { contract, files }: ContractRecord): Promise<Uint8Array> {
  if (contract.state !== 'COMPLETED') {
    throw new CinnabarError('CONTRACT_STATE', 'There is an evidence package once the contract is completed.');
  }
  const { chain, events } = await readEvidence(context.db, contract.id);
  const log = await chainEvents(startLog(contract.id), evidenceFacts(contract, events));
  if (chain === 'BROKEN' || !log.ok) {
    throw new CinnabarError('EVIDENCE_LOG', 'The event log does not hold, so nothing is packed.');
  }
  const createdAt = context.now();
  const bytes = await createEvidencePackage(
    {
      contract: { id: contract.id, name: contract.name },
      lines: log.value.lines,
      files: await Promise.all(files.map((file) => packageFile(context, file))),
      createdAt,
      generator: 'cinnabar example-server 0.1.0',
    },
    { signing: context.signing, subject: platform, timestamps: context.timestamps },
  );
  const { verdict, first } = await verifyEvidencePackage(bytes, { trust: context.trust, at: context.now() });
  if (verdict === 'FAILED' || verdict === 'UNREADABLE') {
    throw new CinnabarError('EVIDENCE_LOG', 'The evidence does not hold together, so nothing is handed out.', {
      details: { code: first?.code ?? verdict },
    });
  }
  return bytes;
}

async function packageFile(context: Context, { id, name }: ContractFileRow) {
  const revisions = await context.db
    .selectFrom('file_revisions')
    .select('digest')
    .where('file_id', '=', id)
    .orderBy('revision')
    .execute();
  return { id, name, revisions: await Promise.all(revisions.map(({ digest }) => context.store.get(digest))) };
}
