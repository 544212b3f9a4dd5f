import type { EvidenceEvent } from '@cinnabar/client';
import type { LocalizedText } from '@cinnabar/core/field';

const say = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

const names: Readonly<Record<string, LocalizedText>> = {
  CONTRACT_CREATED: say('发起签署', '發起簽署', 'Contract sent'),
  CONTRACT_COMPLETED: say('合同签署完成', '合同簽署完成', 'Contract completed'),
  ROOM_OPENED: say('打开合同', '開啟合同', 'Contract opened'),
  REVISION_PREPARED: say('提交填写与签署内容', '提交填寫與簽署內容', 'Entries and mark submitted'),
  PREPARATION_CREATED: say('提交填写与签署内容', '提交填寫與簽署內容', 'Entries and mark submitted'),
  INTENT_REQUESTED: say('发送意愿认证短信', '發送意願認證短訊', 'Intent code sent'),
  INTENT_PASSED: say('通过意愿认证', '通過意願認證', 'Intent verified'),
  INTENT_CONFIRMED: say('通过意愿认证', '通過意願認證', 'Intent verified'),
  INTENT_FAILED: say('意愿认证未通过', '意願認證未通過', 'Intent not verified'),
  SIGNER_SIGNED: say('完成签名', '完成簽名', 'Signature made'),
  FILE_DOWNLOADED: say('下载文件', '下載檔案', 'File downloaded'),
};

/** What happened, in words; an event without words shows its own name. */
export function eventName({ type }: EvidenceEvent): LocalizedText {
  const code = type.replace(/[^A-Za-z]+/g, '_').toUpperCase();
  return names[code] ?? say(type, type, type);
}

/** Who did it, when the event says. */
export function eventActor({ data }: EvidenceEvent): string {
  const name = data['name'] ?? data['signer'] ?? data['role'];
  return typeof name === 'string' ? name : '';
}
