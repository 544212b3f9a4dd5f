import type { NotificationProvider } from '@cinnabar/core/provider';
import { SandboxInbox } from '@cinnabar/sandbox';
import type { Db } from '../database/open.ts';

export interface InboxEntry {
  readonly id: string;
  readonly sentAt: string;
  readonly to: string;
  readonly purpose: string;
  readonly text: string;
}

/** An SMS carrier that delivers into the database, for the sandbox's inbox page. */
export function databaseInbox(db: Db, now: () => Date): NotificationProvider {
  return new SandboxInbox({
    now,
    limit: 1,
    onMessage: async ({ messageId, sentAt, to, purpose, text }) => {
      await db
        .insertInto('messages')
        .values({ id: messageId, sent_at: sentAt.toISOString(), recipient: to, purpose, text })
        .execute();
    },
  });
}

/** The latest messages, newest first. */
export async function readInbox(db: Db, limit = 100): Promise<readonly InboxEntry[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sentAt: row.sent_at,
    to: row.recipient,
    purpose: row.purpose,
    text: row.text,
  }));
}
