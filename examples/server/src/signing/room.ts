import type { Artwork } from '@cinnabar/core/artwork';
import { isFillControl, type Control } from '@cinnabar/core/field';
import { CinnabarError } from '@cinnabar/core/error';
import { maskMobile } from '@cinnabar/core/identity';
import type { SealAsset, SigningRoomState } from '@cinnabar/elements/backend';
import type { SigningSession } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import { appendEvent, type EventData } from '../contracts/evidence.ts';
import type { Db, Tx } from '../database/open.ts';
import { fileOf, loadSigner, requireTurn, type SignerRecord } from './party-session.ts';

/** Everything one signer needs to see, fill and sign. The first visit is noted in the evidence. */
export async function loadRoom(context: Context, session: SigningSession): Promise<SigningRoomState> {
  const record = await loadSigner(context, session);
  const { contract, signer, signers, files } = record;
  await noteOpened(context, record);
  const drafts = await context.db.selectFrom('drafts').selectAll().where('signer_id', '=', signer.id).execute();
  const inSigning = await context.db
    .selectFrom('preparations')
    .select('id')
    .where('signer_id', '=', signer.id)
    .where('state', '=', 'CONSUMED')
    .executeTakeFirst();
  return {
    contract: {
      id: contract.id,
      name: contract.name,
      state: contract.state,
      initiator: contract.initiator,
      initiatedAt: contract.initiated_at,
      deadline: contract.deadline,
    },
    signer: {
      id: signer.id,
      role: signer.role,
      name: signer.name,
      maskedPhone: maskMobile(signer.phone),
      state: signer.state,
      ...(signer.organization === null ? {} : { organization: signer.organization }),
    },
    parties: signers.map((party) => ({
      role: party.role,
      name: party.organization ?? party.name,
      state: party.state,
      ...(party.signed_at === null ? {} : { signedAt: party.signed_at }),
    })),
    files: files.map((file) => {
      const draft = signer.state === 'SIGNED' ? undefined : drafts.find(({ file_id: id }) => id === file.id);
      return {
        id: file.id,
        name: file.name,
        size: file.size,
        revision: file.revision,
        digest: file.digest,
        controls: JSON.parse(file.controls) as Control[],
        values: {
          ...(JSON.parse(file.field_values) as Record<string, string>),
          // Only the signer's own fields are in a draft, so it never hides what another party filled.
          ...(JSON.parse(draft?.field_values ?? '{}') as Record<string, string>),
        },
      };
    }),
    seals: signer.role === 'employer' ? await sealsOf(context, contract.organization_id) : [],
    intentMethods: ['sms'],
    ...(inSigning === undefined ? {} : { signing: { preparationId: inSigning.id } }),
  };
}

/** Exact bytes of the latest revision. */
export async function loadRoomFile(
  context: Context,
  session: SigningSession,
  fileId: string,
): Promise<{ bytes: Uint8Array; digest: string; name: string }> {
  const { digest, name } = fileOf(await loadSigner(context, session), fileId);
  return { bytes: await context.store.get(digest), digest, name };
}

/** Keeps what was typed so far. Checked only for being the signer's own fields: a draft may be unfinished. */
export async function saveDraft(
  context: Context,
  session: SigningSession,
  fileId: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const record = await loadSigner(context, session);
  requireTurn(record);
  const file = fileOf(record, fileId);
  const controls = JSON.parse(file.controls) as Control[];
  for (const id of Object.keys(values)) {
    const control = controls.find((candidate) => candidate.id === id);
    if (control === undefined || !isFillControl(control) || control.role !== record.signer.role || control.readOnly) {
      throw new CinnabarError('FIELD_NOT_YOURS', 'A value belongs to no field of yours.', {
        details: { controlId: id },
      });
    }
  }
  const text = JSON.stringify(values);
  await context.db
    .insertInto('drafts')
    .values({ signer_id: record.signer.id, file_id: fileId, field_values: text })
    .onConflict((conflict) => conflict.columns(['signer_id', 'file_id']).doUpdateSet({ field_values: text }))
    .execute();
}

export async function sealsOf(context: Context, organizationId: string): Promise<SealAsset[]> {
  const rows = await context.db
    .selectFrom('seals')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: 'company-seal',
    artwork: JSON.parse(row.artwork) as Artwork,
  }));
}

/**
 * Notes that the signer's page showed a file to its end, once for each revision. What a browser says of itself: the
 * evidence names it so.
 */
export async function noteRead(context: Context, session: SigningSession, fileId: string): Promise<void> {
  const record = await loadSigner(context, session);
  const { revision, digest } = fileOf(record, fileId);
  if (record.contract.state !== 'SIGNING' || record.signer.state === 'SIGNED') return;
  await noteOnce(context, record, 'READ', { fileId, revision, digest, by: 'browser' });
}

async function noteOpened(context: Context, record: SignerRecord): Promise<void> {
  if (record.contract.state === 'SIGNING') await noteOnce(context, record, 'OPENED', {});
}

/** Appends the event unless the same is there already, also when several requests bring it at once. */
async function noteOnce(
  context: Context,
  { contract, signer }: SignerRecord,
  type: string,
  data: EventData,
): Promise<void> {
  const event = { signerId: signer.id, role: signer.role, ...data };
  const isThere = async (db: Db | Tx): Promise<boolean> =>
    (await db
      .selectFrom('events')
      .select('sequence')
      .where('contract_id', '=', contract.id)
      .where('type', '=', type)
      .where('data', '=', JSON.stringify(event))
      .executeTakeFirst()) !== undefined;
  if (await isThere(context.db)) return;
  await context.db.transaction().execute(async (tx) => {
    // Holds the contract's row, so that of two requests the second sees what the first wrote.
    await tx
      .updateTable('contracts')
      .set((column) => ({ event_count: column.ref('event_count') }))
      .where('id', '=', contract.id)
      .execute();
    if (!(await isThere(tx))) await appendEvent(tx, contract.id, type, context.now(), event);
  });
}
