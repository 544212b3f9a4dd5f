import { dateTimeOf } from '@cinnabar/core/contract';
import { maskMobile } from '@cinnabar/core/identity';
import type { Context } from '../context.ts';
import { appendEvent } from '../contracts/evidence.ts';
import { smsText } from '../notices.ts';

/** Tells one party that a contract waits for them or is completed (catalogue N-05, N-12). */
export async function runNotifyJob(
  context: Context,
  { purpose, signerId }: { purpose: 'invitation' | 'completed'; signerId: string },
): Promise<void> {
  const { db, notifications, publicUrl } = context;
  const signer = await db.selectFrom('signers').selectAll().where('id', '=', signerId).executeTakeFirstOrThrow();
  const contract = await db
    .selectFrom('contracts')
    .select(['id', 'name', 'deadline', 'state'])
    .where('id', '=', signer.contract_id)
    .executeTakeFirstOrThrow();
  // A job that a crash cut off runs again; who was told already is not told twice.
  const told = await db
    .selectFrom('events')
    .select('sequence')
    .where('contract_id', '=', contract.id)
    .where('type', '=', 'NOTIFIED')
    .where('data', 'like', `{"signerId":"${signerId}","purpose":"${purpose}",%`)
    .executeTakeFirst();
  if (told !== undefined) return;
  if (purpose === 'invitation' && (contract.state !== 'SIGNING' || signer.state === 'SIGNED')) return;
  const link = `${publicUrl}/${signer.role}/#/contracts/${contract.id}`;
  const text =
    purpose === 'invitation'
      ? smsText('contract-to-sign', { contract: contract.name, deadline: dateTimeOf(contract.deadline), link })
      : smsText('contract-concluded', { contract: contract.name, link });
  const { messageId } = await notifications.send({ channel: 'sms', to: signer.phone, purpose, text });
  await db.transaction().execute((tx) =>
    appendEvent(tx, contract.id, 'NOTIFIED', context.now(), {
      signerId,
      purpose,
      messageId,
      maskedPhone: maskMobile(signer.phone),
      provider: notifications.provider,
    }),
  );
}
