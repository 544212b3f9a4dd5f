import type { EvidenceEvent, PartyView } from '@cinnabar/client';
import { eventTypeText } from '@cinnabar/core/evidence';
import type { LocalizedText } from '@cinnabar/core/language';

const say = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** What the server calls its events, by the names the core knows them under; and those that only this server has. */
const types: Readonly<Record<string, string>> = {
  SENT: 'contract.initiated',
  OPENED: 'signer.opened',
  READ: 'document.read',
  SUBMITTED: 'signer.submitted',
  CHALLENGE_ISSUED: 'intent.code-sent',
  INTENT_PASSED: 'intent.passed',
  SIGNED: 'signer.signed',
  COMPLETED: 'contract.completed',
  EXPIRED: 'contract.expired',
};
const own: Readonly<Record<string, LocalizedText>> = {
  NOTIFIED: say('短信通知', '簡訊通知', 'Notified by SMS'),
  SIGNING_FAILED: say('签名未能生成', '簽名未能產生', 'Signature could not be made'),
};

/** What happened, in words; an event without words shows its own name. */
export function eventName({ type }: EvidenceEvent): LocalizedText {
  return own[type] ?? eventTypeText(types[type] ?? type);
}

/** Whose act it was, when the event says. */
export function eventActor({ data }: EvidenceEvent, parties: readonly PartyView[]): string {
  return parties.find(({ signerId }) => signerId === data['signerId'])?.name ?? '';
}
