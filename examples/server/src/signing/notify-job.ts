import { maskMobile } from '@cinnabar/core/identity';
import type { Context } from '../context.ts';
import { appendEvent } from '../contracts/evidence.ts';

/** Tells one party that a contract waits for them or is completed (catalogue N-05, N-12). */
export async function runNotifyJob(
  context: Context,
  { purpose, signerId }: { purpose: 'invitation' | 'completed'; signerId: string },
): Promise<void> {
  const { db, notifications, publicUrl } = context;
  const signer = await db.selectFrom('signers').selectAll().where('id', '=', signerId).executeTakeFirstOrThrow();
  const contract = await db
    .selectFrom('contracts')
    .select(['id', 'name', 'initiator', 'state'])
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
      ? `【朱砂签】${contract.initiator}邀请您签署《${contract.name}》，请打开 ${link} 查看并签署。`
      : `【朱砂签】《${contract.name}》已由各方签署完成，请打开 ${link} 查看、下载完整合同文本。`;
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
