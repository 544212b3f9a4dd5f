import { base64ToBytes, joinParts, partsLength } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import type { SignerSubject } from '@cinnabar/core/provider';
import { checkSigned, embedSignature } from '@cinnabar/core/sign';
import type { VerificationReport } from '@cinnabar/core/verify';
import { loadContract } from '../contracts/access.ts';
import { appendEvent } from '../contracts/evidence.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../database/open.ts';
import type { ContractRow, PreparationFileRow, PreparationRow, SignerRow } from '../database/schema.ts';
import { enqueue } from '../jobs/runner.ts';
import { filesOf, preparedOf } from './prepare.ts';

/** Outages of others: the job waits and tries again, the signer need not do anything. */
const passing = /^(TIMESTAMP_|SIGNING_UNAVAILABLE|SIGNING_TIMEOUT)/;

/**
 * Turns a preparation whose intent was verified into signatures. Each step is stored before the next, and can be
 * done again; all files, the signer and the contract move on in one transaction at the end. So a crash anywhere
 * leaves the contract as it was, and the job goes on after the restart.
 */
export async function runSignJob(context: Context, preparationId: string): Promise<void> {
  const preparation = await context.db
    .selectFrom('preparations')
    .selectAll()
    .where('id', '=', preparationId)
    .executeTakeFirstOrThrow();
  if (preparation.state !== 'CONSUMED') return;
  const { contract, signers } = await loadContract(context.db, preparation.contract_id);
  const signer = signers.find(({ id }) => id === preparation.signer_id) as SignerRow;
  try {
    const signed: SignedFile[] = [];
    for (const file of await filesOf(context, preparationId))
      signed.push(await signFile(context, contract, signer, file));
    await commitSignatures(context, preparation, signer, signed);
  } catch (error) {
    const code = isCinnabarError(error) ? error.code : 'SERVER_ERROR';
    if (!isCinnabarError(error) || passing.test(code)) {
      await context.db.updateTable('preparations').set({ reason: code }).where('id', '=', preparationId).execute();
    } else {
      await abandon(context, preparation, code);
    }
    throw error;
  }
  context.checkpoint('signing-committed');
}

interface SignedFile {
  readonly file: PreparationFileRow;
  readonly digest: string;
  readonly size: number;
  /** For the evidence: who signed with what, when. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

async function signFile(
  context: Context,
  contract: ContractRow,
  signer: SignerRow,
  file: PreparationFileRow,
): Promise<SignedFile> {
  const prepared = preparedOf(file);
  const cms = await cmsOf(context, contract, signer, file, base64ToBytes(prepared.digest));
  const parts = await embedSignature([await context.store.get(file.document_digest)], prepared, cms);
  context.checkpoint('document-embedded');
  const report = await checkSigned(parts, {
    fieldName: prepared.fieldName,
    original: await baseOf(context, file),
    level: 'B-T',
    trust: context.trust,
    at: context.now(),
  });
  const digest = await context.store.put([joinParts(parts)]);
  context.checkpoint('document-stored');
  await context.db
    .updateTable('preparation_files')
    .set({ signed_digest: digest })
    .where('preparation_id', '=', file.preparation_id)
    .where('file_id', '=', file.file_id)
    .execute();
  context.checkpoint('document-recorded');
  return { file, digest, size: partsLength(parts), evidence: evidenceOf(report, prepared.fieldName) };
}

/** The revision the signature was prepared on. */
async function baseOf(context: Context, file: PreparationFileRow): Promise<Uint8Array> {
  const { digest } = await context.db
    .selectFrom('file_revisions')
    .select('digest')
    .where('file_id', '=', file.file_id)
    .where('revision', '=', file.base_revision)
    .executeTakeFirstOrThrow();
  return context.store.get(digest);
}

function evidenceOf(report: VerificationReport, fieldName: string): Readonly<Record<string, unknown>> {
  const made = report.signatures.find(({ fieldNames }) => fieldNames.includes(fieldName));
  return {
    fieldName,
    certificate: { subject: made?.signer?.subject, serial: made?.signer?.serial, issuer: made?.signer?.issuer },
    timestamp: made?.signingTime.timestamp,
    timestampAuthority: made?.signingTime.timestampAuthority,
    level: made?.level,
  };
}

/** The CMS kept from before a crash, or a new one, stored before it is used. */
async function cmsOf(
  context: Context,
  contract: ContractRow,
  signer: SignerRow,
  file: PreparationFileRow,
  digest: Uint8Array,
): Promise<Uint8Array> {
  if (file.cms_digest !== null) return context.store.get(file.cms_digest);
  const { cms } = await context.signing.sign({
    subject: subjectOf(contract, signer),
    digestAlgorithm: 'SHA-256',
    digest,
    idempotencyKey: `${file.preparation_id}:${file.file_id}`,
  });
  context.checkpoint('cms-received');
  const cmsDigest = await context.store.put([cms]);
  await context.db
    .updateTable('preparation_files')
    .set({ cms_digest: cmsDigest })
    .where('preparation_id', '=', file.preparation_id)
    .where('file_id', '=', file.file_id)
    .execute();
  context.checkpoint('cms-recorded');
  return cms;
}

/** The company signs with its seal, the worker with their own name. */
function subjectOf(contract: ContractRow, signer: SignerRow): SignerSubject {
  return signer.organization === null
    ? { kind: 'person', name: signer.name, reference: reference(signer.account_id) }
    : { kind: 'organization', name: signer.organization, reference: reference(contract.organization_id) };
}

/** Identifiers use `_`, which PrintableString has not. */
function reference(id: string): string {
  return id.replaceAll('_', '.');
}

async function commitSignatures(
  context: Context,
  preparation: PreparationRow,
  signer: SignerRow,
  signed: readonly SignedFile[],
): Promise<void> {
  const now = context.now();
  const contractId = preparation.contract_id;
  await context.db.transaction().execute(async (tx) => {
    // Gives the slot back; whoever runs this job a second time finds it gone and changes nothing.
    const slot = await tx
      .updateTable('contracts')
      .set({ signing_preparation_id: null })
      .where('id', '=', contractId)
      .where('state', '=', 'SIGNING')
      .where('signing_preparation_id', '=', preparation.id)
      .executeTakeFirst();
    if (slot.numUpdatedRows === 0n) return;
    for (const result of signed) await advanceFile(tx, result, signer.id, now);
    await tx
      .updateTable('preparations')
      .set({ state: 'SIGNED', reason: null })
      .where('id', '=', preparation.id)
      .execute();
    await tx
      .updateTable('signers')
      .set({ state: 'SIGNED', signed_at: now.toISOString() })
      .where('id', '=', signer.id)
      .execute();
    await appendEvent(tx, contractId, 'SIGNED', now, {
      signerId: signer.id,
      role: signer.role,
      provider: context.signing.provider,
      fingerprint: preparation.fingerprint,
      files: signed.map(({ file, digest, evidence }) => ({
        fileId: file.file_id,
        revision: file.base_revision + 1,
        digest,
        ...evidence,
      })),
    });
    await moveOn(tx, contractId, now);
  });
  context.jobs.wake();
}

async function advanceFile(tx: Tx, { file, digest, size }: SignedFile, signerId: string, now: Date): Promise<void> {
  const current = await tx
    .selectFrom('contract_files')
    .select('field_values')
    .where('id', '=', file.file_id)
    .executeTakeFirstOrThrow();
  const values = {
    ...(JSON.parse(current.field_values) as Record<string, string>),
    ...(JSON.parse(file.field_values) as Record<string, string>),
  };
  const revision = file.base_revision + 1;
  const advanced = await tx
    .updateTable('contract_files')
    .set({ revision, digest, size, field_values: JSON.stringify(values) })
    .where('id', '=', file.file_id)
    .where('revision', '=', file.base_revision)
    .executeTakeFirst();
  if (advanced.numUpdatedRows === 0n) throw new Error(`revision of ${file.file_id} moved while its slot was held`);
  await tx
    .insertInto('file_revisions')
    .values({ file_id: file.file_id, revision, digest, size, signer_id: signerId, created_at: now.toISOString() })
    .execute();
}

/** The next party's turn, or the contract is complete. */
async function moveOn(tx: Tx, contractId: string, now: Date): Promise<void> {
  const signers = await tx
    .selectFrom('signers')
    .selectAll()
    .where('contract_id', '=', contractId)
    .orderBy('position')
    .execute();
  if (signers.every(({ state }) => state === 'SIGNED')) {
    await tx.updateTable('contracts').set({ state: 'COMPLETED' }).where('id', '=', contractId).execute();
    await appendEvent(tx, contractId, 'COMPLETED', now, {});
    for (const { id } of signers) await enqueue(tx, 'notify', { purpose: 'completed', signerId: id }, now);
    return;
  }
  const next = signers.find(({ state }) => state !== 'SIGNED');
  if (next?.state !== 'WAITING_TURN') return;
  await tx.updateTable('signers').set({ state: 'PENDING' }).where('id', '=', next.id).execute();
  if (next.role === 'worker') await enqueue(tx, 'notify', { purpose: 'invitation', signerId: next.id }, now);
}

/** A signature that can never be made: the signer starts over, nothing else has changed. */
async function abandon(context: Context, preparation: PreparationRow, reason: string): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    const slot = await tx
      .updateTable('contracts')
      .set({ signing_preparation_id: null })
      .where('id', '=', preparation.contract_id)
      .where('signing_preparation_id', '=', preparation.id)
      .executeTakeFirst();
    if (slot.numUpdatedRows === 0n) return;
    await tx.updateTable('preparations').set({ state: 'FAILED', reason }).where('id', '=', preparation.id).execute();
    await tx
      .updateTable('signers')
      .set({ state: 'PENDING' })
      .where('id', '=', preparation.signer_id)
      .where('state', '=', 'INTENT')
      .execute();
    await appendEvent(tx, preparation.contract_id, 'SIGNING_FAILED', context.now(), {
      signerId: preparation.signer_id,
      reason,
    });
  });
}
