import type { EvidenceEvent, EvidenceLog } from '@cinnabar/client';
import type { Db, Tx } from '../database/open.ts';
import { sha256 } from '../secrets.ts';

/** What an event may say. Never a full phone number, an identity number, a code or a token. */
export type EventData = Readonly<Record<string, unknown>>;

const genesis = '0'.repeat(64);

/**
 * Appends to a contract's hash chain. Counting up the contract's row first makes concurrent appenders wait for one
 * another on PostgreSQL; SQLite has one writer anyway.
 */
export async function appendEvent(tx: Tx, contractId: string, type: string, at: Date, data: EventData): Promise<void> {
  const { event_count: sequence, event_head: previousHash } = await tx
    .updateTable('contracts')
    .set((column) => ({ event_count: column('event_count', '+', 1) }))
    .where('id', '=', contractId)
    .returning(['event_count', 'event_head'])
    .executeTakeFirstOrThrow();
  const event = { contract_id: contractId, sequence, type, at: at.toISOString(), data: JSON.stringify(data) };
  const hash = eventHash({ ...event, previous_hash: previousHash });
  await tx
    .insertInto('events')
    .values({ ...event, previous_hash: previousHash, hash })
    .execute();
  await tx.updateTable('contracts').set({ event_head: hash }).where('id', '=', contractId).execute();
}

/** The head of a chain without events. */
export function emptyChain(): { event_count: number; event_head: string } {
  return { event_count: 0, event_head: genesis };
}

/** The whole log, its chain checked from the first event to the head kept with the contract. */
export async function readEvidence(db: Db, contractId: string): Promise<EvidenceLog> {
  const { event_head: head, event_count: count } = await db
    .selectFrom('contracts')
    .select(['event_head', 'event_count'])
    .where('id', '=', contractId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('contract_id', '=', contractId)
    .where('sequence', '<=', count)
    .orderBy('sequence')
    .execute();
  let previous = genesis;
  let intact = true;
  const events = rows.map((row, position): EvidenceEvent => {
    intact &&= row.sequence === position + 1 && row.previous_hash === previous && eventHash(row) === row.hash;
    previous = row.hash;
    return {
      sequence: row.sequence,
      type: row.type,
      at: row.at,
      data: JSON.parse(row.data) as Record<string, unknown>,
      previousHash: row.previous_hash,
      hash: row.hash,
    };
  });
  return { contractId, chain: intact && previous === head ? 'INTACT' : 'BROKEN', events };
}

interface HashedEvent {
  readonly contract_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly data: string;
  readonly previous_hash: string;
}

/** SHA-256 over the event's parts, one a line; only the last, JSON on one line, is free text. */
function eventHash(event: HashedEvent): string {
  return sha256([event.previous_hash, event.contract_id, event.sequence, event.type, event.at, event.data].join('\n'));
}
