import { joinParts, partsLength, base64ToBytes, bytesToHex } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';
import { checkGlyphs, nameControl, pagesFor } from '../contracts/controls.ts';
import type { Control } from '@cinnabar/core/field';
import { prepareSignature, type PreparedDigest } from '@cinnabar/core/sign';
import { compileFills, compileMarks, signatureFieldName } from '@cinnabar/core/stamp';
import type { PreparedRevision, SealAsset, Submission } from '@cinnabar/elements/backend';
import type { SigningSession } from '../accounts/callers.ts';
import { after, type Context } from '../context.ts';
import { appendEvent } from '../contracts/evidence.ts';
import { isUniqueViolation } from '../database/open.ts';
import type { ContractFileRow, PreparationFileRow, PreparationRow } from '../database/schema.ts';
import { newId, sha256 } from '../secrets.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fillsOf, marksOf } from './marks.ts';
import { loadSigner, requireTurn, type SignerRecord } from './party-session.ts';
import { sealsOf } from './room.ts';

/**
 * Writes the revisions that will be signed if the signer's intent is verified: values, appearance and an empty
 * signature, on the latest stored bytes. The same key gives the same answer; a later submission replaces an earlier.
 */
export async function prepareSubmission(
  context: Context,
  session: SigningSession,
  submission: Submission,
): Promise<PreparedRevision> {
  const record = await loadSigner(context, session);
  const requestHash = sha256(JSON.stringify(submission));
  const earlier = await findByKey(context, session.signerId, submission.idempotencyKey, requestHash);
  if (earlier !== undefined) return earlier;
  requireTurn(record);
  requireLatest(record, submission);

  const now = context.now();
  const seals = record.signer.role === 'employer' ? await sealsOf(context, record.contract.organization_id) : [];
  const preparationId = newId('prp');
  const files: PreparationFileRow[] = [];
  for (const file of record.files)
    files.push(await prepareFile(context, record, file, submission, seals, preparationId, now));
  context.checkpoint('prepared-stored');

  const preparation: PreparationRow = {
    id: preparationId,
    contract_id: record.contract.id,
    signer_id: record.signer.id,
    idempotency_key: submission.idempotencyKey,
    request_hash: requestHash,
    state: 'OPEN',
    reason: null,
    fingerprint: fingerprintOf(files.map((file) => ({ fileId: file.file_id, digest: digestHex(file) }))),
    created_at: now.toISOString(),
    expires_at: after(context, context.limits.preparation),
  };
  try {
    await commitPreparation(context, record, preparation, files, now);
  } catch (error) {
    const winner =
      isUniqueViolation(error) && (await findByKey(context, session.signerId, submission.idempotencyKey, requestHash));
    if (winner) return winner;
    throw error;
  }
  context.checkpoint('preparation-committed');
  return preparedRevision(preparation, files);
}

/** Exact bytes of a prepared file, for the signer it was prepared for. */
export async function loadPreparedFile(
  context: Context,
  session: SigningSession,
  preparationId: string,
  fileId: string,
): Promise<{ bytes: Uint8Array; digest: string }> {
  const { files } = await loadPreparation(context, session, preparationId);
  const file = files.find(({ file_id: id }) => id === fileId);
  if (file === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'The contract has no such file.');
  return { bytes: await context.store.get(file.document_digest), digest: file.document_digest };
}

/** @throws CinnabarError `PREPARATION_NOT_FOUND`, also for another signer's. */
export async function loadPreparation(
  context: Context,
  session: SigningSession,
  preparationId: string,
): Promise<{ preparation: PreparationRow; files: PreparationFileRow[] }> {
  const preparation = await context.db
    .selectFrom('preparations')
    .selectAll()
    .where('id', '=', preparationId)
    .where('signer_id', '=', session.signerId)
    .executeTakeFirst();
  if (preparation === undefined) {
    throw new CinnabarError('PREPARATION_NOT_FOUND', 'There is no such submission; submit again.');
  }
  return { preparation, files: await filesOf(context, preparationId) };
}

export async function filesOf(context: Context, preparationId: string): Promise<PreparationFileRow[]> {
  return context.db
    .selectFrom('preparation_files')
    .selectAll()
    .where('preparation_id', '=', preparationId)
    .orderBy('position')
    .execute();
}

/** Hex of the ByteRange digest, as browsers compare it. */
export function digestHex(file: PreparationFileRow): string {
  return bytesToHex(base64ToBytes(preparedOf(file).digest));
}

export function preparedOf(file: PreparationFileRow): PreparedDigest {
  return JSON.parse(file.prepared) as PreparedDigest;
}

export function superseded(): CinnabarError {
  return new CinnabarError('REVISION_SUPERSEDED', 'The contract has changed meanwhile; check it and submit again.');
}

async function findByKey(
  context: Context,
  signerId: string,
  key: string,
  requestHash: string,
): Promise<PreparedRevision | undefined> {
  const preparation = await context.db
    .selectFrom('preparations')
    .selectAll()
    .where('signer_id', '=', signerId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (preparation === undefined) return undefined;
  if (preparation.request_hash !== requestHash) {
    throw new CinnabarError('IDEMPOTENCY_CONFLICT', 'The idempotency key was used for a different submission.');
  }
  return preparedRevision(preparation, await filesOf(context, preparation.id));
}

function requireLatest({ files }: SignerRecord, submission: Submission): void {
  const given = new Map(submission.files.map((file) => [file.fileId, file]));
  if (given.size !== submission.files.length || given.size !== files.length) {
    throw new CinnabarError('MARK_MISSING', 'Every file of the contract must be submitted, each once.');
  }
  for (const file of files) {
    const submitted = given.get(file.id);
    if (submitted === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'The contract has no such file.');
    if (submitted.revision !== file.revision || submitted.digest !== file.digest) throw superseded();
  }
}

async function prepareFile(
  context: Context,
  { signer, contract }: SignerRecord,
  file: ContractFileRow,
  submission: Submission,
  seals: readonly SealAsset[],
  preparationId: string,
  now: Date,
): Promise<PreparationFileRow> {
  const submitted = submission.files.find(({ fileId }) => fileId === file.id) as Submission['files'][number];
  const controls = JSON.parse(file.controls) as Control[];
  const inForce = JSON.parse(file.field_values) as Record<string, string>;
  const fills = fillsOf(controls, signer.role, submitted, inForce, now);
  checkGlyphs(controls, fills, context.fonts);
  const marks = marksOf(controls, signer.role, submitted.marks, { ...inForce, ...fills }, seals);
  const bytes = await context.store.get(file.digest);
  const { parts, prepared } = await prepareSignature(
    bytes,
    {
      fieldName: signatureFieldName(signer.role),
      signingTime: now,
      name: signer.organization ?? signer.name,
      reason: contract.name,
      fills: compileFills(controls, fills, { inForce }),
      appearances: compileMarks(controls, signer.role, marks, pagesFor(controls, bytes)),
      // What a party filled stays as that party signed it, whoever comes after.
      lock: 'filled',
      reserve: context.signing.maxCmsSize,
    },
    context.fonts,
  ).catch(nameControl);
  return {
    preparation_id: preparationId,
    file_id: file.id,
    position: file.position,
    base_revision: file.revision,
    document_digest: await context.store.put([joinParts(parts)]),
    size: partsLength(parts),
    prepared: JSON.stringify(prepared),
    field_values: JSON.stringify(fills),
    cms_digest: null,
    signed_digest: null,
  };
}

async function commitPreparation(
  context: Context,
  { contract, signer }: SignerRecord,
  preparation: PreparationRow,
  files: readonly PreparationFileRow[],
  now: Date,
): Promise<void> {
  await context.db.transaction().execute(async (tx) => {
    // A submission whose intent has passed is being signed; nothing may take its place.
    const { numUpdatedRows } = await tx
      .updateTable('signers')
      .set({ state: 'INTENT' })
      .where('id', '=', signer.id)
      .where('state', 'in', ['PENDING', 'INTENT'])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('preparations').select('id').where('signer_id', '=', signer.id).where('state', '=', 'CONSUMED'),
          ),
        ),
      )
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new CinnabarError('SIGNING_IN_PROGRESS', 'Your signature is being made; wait for it to finish.');
    }
    for (const file of files) {
      const current = await tx
        .selectFrom('contract_files')
        .select('revision')
        .where('id', '=', file.file_id)
        .executeTakeFirstOrThrow();
      if (current.revision !== file.base_revision) throw superseded();
    }
    await tx
      .updateTable('preparations')
      .set({ state: 'REPLACED' })
      .where('signer_id', '=', signer.id)
      .where('state', '=', 'OPEN')
      .execute();
    await tx.insertInto('preparations').values(preparation).execute();
    await tx
      .insertInto('preparation_files')
      .values([...files])
      .execute();
    await appendEvent(tx, contract.id, 'SUBMITTED', now, {
      signerId: signer.id,
      role: signer.role,
      preparationId: preparation.id,
      fingerprint: preparation.fingerprint,
      files: files.map((file) => ({ fileId: file.file_id, revision: file.base_revision, digest: digestHex(file) })),
    });
  });
}

function preparedRevision(preparation: PreparationRow, files: readonly PreparationFileRow[]): PreparedRevision {
  return {
    preparationId: preparation.id,
    expiresAt: preparation.expires_at,
    files: files.map((file) => ({
      fileId: file.file_id,
      size: file.size,
      byteRange: preparedOf(file).byteRange,
      digestAlgorithm: 'SHA-256',
      digest: digestHex(file),
    })),
  };
}
