import { fillIn, type TextValues } from '../../language/index.ts';
import type { Notice } from '../../machine/index.ts';
import { noticeTable, type NoticeId, type NoticeKind, type NoticeRow } from './notice-table.ts';

/**
 * A message to `to` (an opaque reference of a person or organisation), over every channel of its row. Marks without a value
 * stay for the sender: `{link}` and `{code}` always do.
 */
export function notice(kind: NoticeKind, to: string, values: TextValues = {}): Notice<NoticeId> {
  const row: NoticeRow = noticeTable[kind];
  return { id: row.id, to, channels: row.channels, text: fillIn(row.text, values) };
}

/** {@link notice} to each of several, once each. */
export function notices(kind: NoticeKind, to: readonly string[], values: TextValues = {}): Notice<NoticeId>[] {
  return [...new Set(to)].map((each) => notice(kind, each, values));
}
