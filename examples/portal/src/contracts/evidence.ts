import type { EvidenceEvent, PartyView } from '@cinnabar/client';
import type { LocalizedText } from '@cinnabar/core/language';

const say = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

const names: Readonly<Record<string, LocalizedText>> = {
  SENT: say('发起签署', '發起簽署', 'Contract sent'),
  NOTIFIED: say('短信通知', '簡訊通知', 'Notified by SMS'),
  OPENED: say('打开合同', '開啟合約', 'Contract opened'),
  SUBMITTED: say('提交填写与签署内容', '提交填寫與簽署內容', 'Entries and mark submitted'),
  CHALLENGE_ISSUED: say('发送意愿认证短信', '發送意願認證簡訊', 'Intent code sent'),
  INTENT_PASSED: say('通过意愿认证', '通過意願認證', 'Intent verified'),
  SIGNED: say('完成签名', '完成簽名', 'Signature made'),
  SIGNING_FAILED: say('签名未能生成', '簽名未能產生', 'Signature could not be made'),
  COMPLETED: say('合同签署完成', '合約簽署完成', 'Contract completed'),
  EXPIRED: say('超过签署期限', '超過簽署期限', 'Time to sign ran out'),
};

/** What happened, in words; an event without words shows its own name. */
export function eventName({ type }: EvidenceEvent): LocalizedText {
  return names[type] ?? say(type, type, type);
}

/** Whose act it was, when the event says. */
export function eventActor({ data }: EvidenceEvent, parties: readonly PartyView[]): string {
  return parties.find(({ signerId }) => signerId === data['signerId'])?.name ?? '';
}
