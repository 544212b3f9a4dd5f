import { notice, type NoticeKind } from '@cinnabar/core/contract';
import type { TextValues } from '@cinnabar/core/language';

/** The words of a platform's message (catalogue A22) as an SMS; carriers want the sender's name in front. */
export function smsText(kind: NoticeKind, values: TextValues): string {
  return `【朱砂签】${notice(kind, '', values).text['zh-Hans']}`;
}
