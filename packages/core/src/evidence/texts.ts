import type { LocalizedText, ProblemTexts } from '../language/index.ts';

/** One line per thing that can be wrong with evidence. No personal data: values are places, digests, counts, times, codes. */
export const evidenceTexts = {
  // Events
  EVENT_MALFORMED: text('事件的内容不合规：{what}。', '事件的內容不合規：{what}。', 'The event is malformed: {what}.'),
  EVENT_TIME_BACKWARDS: text(
    '事件时间 {at} 早于前一事件的时间 {before}。',
    '事件時間 {at} 早於前一事件的時間 {before}。',
    'The event is dated {at}, before the event it follows ({before}).',
  ),
  EVENT_TYPE_UNKNOWN: text(
    '第 {index} 个事件的类型“{type}”不在本版本的词表中，已原样保留并参与校验。',
    '第 {index} 個事件的類型「{type}」不在本版本的詞表中，已原樣保留並參與校驗。',
    'Event {index} has the type “{type}”, which this version does not know; it was kept and checked like any other.',
  ),
  RECORD_MALFORMED: text(
    '第 {index} 个事件（{type}）的记录不完整：{what}。',
    '第 {index} 個事件（{type}）的紀錄不完整：{what}。',
    'The record of event {index} ({type}) is incomplete: {what}.',
  ),

  // The container
  ZIP_NOT_A_ZIP: text('这不是 ZIP 文件。', '這不是 ZIP 檔案。', 'This is not a ZIP file.'),
  ZIP_STRUCTURE: text(
    'ZIP 结构不合规（{what}），文件可能被截断或改动。',
    'ZIP 結構不合規（{what}），檔案可能被截斷或改動。',
    'The ZIP file is not built as it must be ({what}); it may be cut off or altered.',
  ),
  ZIP_PATH: text('ZIP 中有不安全的路径。', 'ZIP 中有不安全的路徑。', 'The ZIP file has an unsafe path.'),
  ZIP_DUPLICATE: text('ZIP 中“{path}”出现两次。', 'ZIP 中「{path}」出現兩次。', 'The ZIP file has “{path}” twice.'),
  ZIP_OVERLAP: text(
    'ZIP 中的条目相互重叠或有空隙。',
    'ZIP 中的條目相互重疊或有空隙。',
    'Entries of the ZIP file overlap or leave gaps.',
  ),
  ZIP_LIMIT: text(
    'ZIP 超出允许的规模（{what}）。',
    'ZIP 超出允許的規模（{what}）。',
    'The ZIP file is larger than is allowed ({what}).',
  ),
  ZIP_CHECKSUM: text('“{path}”的校验和不符。', '「{path}」的校驗和不符。', 'The checksum of “{path}” does not fit.'),

  // Manifest, signature, time
  MANIFEST_MISSING: text(
    '缺少清单 manifest.json。',
    '缺少清單 manifest.json。',
    'The manifest (manifest.json) is missing.',
  ),
  MANIFEST_MALFORMED: text('清单不合规：{what}。', '清單不合規：{what}。', 'The manifest is malformed: {what}.'),
  SIGNATURE_MISSING: text('清单没有签名。', '清單沒有簽章。', 'The manifest is not signed.'),
  SIGNATURE_INVALID: text(
    '清单的签名不成立（{detail}）：清单或签名被改动。',
    '清單的簽章不成立（{detail}）：清單或簽章被改動。',
    'The signature of the manifest does not hold ({detail}): one of the two was altered.',
  ),
  SIGNER_NOT_CHECKED: text(
    '未指定可信机构，签名人未获确认。',
    '未指定可信機構，簽章人未獲確認。',
    'No trusted authorities were named, so the signer is not confirmed.',
  ),
  SIGNER_UNTRUSTED: text(
    '签名人的证书不被信任（{detail}）。',
    '簽章人的憑證不被信任（{detail}）。',
    'The certificate of the signer is not trusted ({detail}).',
  ),
  SIGNER_OTHER: text(
    '签名人不是所要求的那一位。',
    '簽章人不是所要求的那一位。',
    'The package was signed by somebody else than was asked for.',
  ),
  SIGNER_REVOCATION_UNKNOWN: text(
    '无法得知签名人的证书是否已被吊销。',
    '無法得知簽章人的憑證是否已被廢止。',
    'Whether the certificate of the signer was revoked is not known.',
  ),
  TIMESTAMP_MISSING: text(
    '证据包没有时间戳，无法证明其形成时间。',
    '證據包沒有時戳，無法證明其形成時間。',
    'The package has no time-stamp, so nothing proves when it was made.',
  ),
  TIMESTAMP_INVALID: text(
    '时间戳不成立（{detail}）。',
    '時戳不成立（{detail}）。',
    'The time-stamp does not hold ({detail}).',
  ),
  TIMESTAMP_UNTRUSTED: text(
    '“{path}”的时间戳机构不被信任（{detail}）。',
    '「{path}」的時戳機構不被信任（{detail}）。',
    'The time-stamp authority of “{path}” is not trusted ({detail}).',
  ),
  TIMESTAMP_BEFORE_CREATION: text(
    '清单称制作于 {at}，晚于时间戳 {stamp}。',
    '清單稱製作於 {at}，晚於時戳 {stamp}。',
    'The manifest says it was made at {at}, after its time-stamp of {stamp}.',
  ),

  // Entries
  ENTRY_MISSING: text(
    '清单所列“{path}”不在包中。',
    '清單所列「{path}」不在包中。',
    'The manifest lists “{path}”, which is not in the package.',
  ),
  ENTRY_UNLISTED: text(
    '包中“{path}”不在清单内。',
    '包中「{path}」不在清單內。',
    'The package holds “{path}”, which the manifest does not list.',
  ),
  ENTRY_DIGEST: text(
    '“{path}”的 {algorithm} 摘要与清单不符：内容被改动或替换。',
    '「{path}」的 {algorithm} 摘要與清單不符：內容被改動或替換。',
    'The {algorithm} digest of “{path}” is not the one of the manifest: it was altered or replaced.',
  ),

  // The log
  LOG_MISSING: text(
    '缺少事件日志 events.jsonl。',
    '缺少事件日誌 events.jsonl。',
    'The event log (events.jsonl) is missing.',
  ),
  LOG_EMPTY: text('事件日志中没有任何事件。', '事件日誌中沒有任何事件。', 'The event log has no event.'),
  LOG_LINE: text(
    '事件日志第 {line} 行不合规：{what}。',
    '事件日誌第 {line} 行不合規：{what}。',
    'Line {line} of the event log is malformed: {what}.',
  ),
  LOG_LIMIT: text(
    '事件日志超过 {max} 行，不予读取。',
    '事件日誌超過 {max} 行，不予讀取。',
    'The event log has more than {max} lines and is not read.',
  ),
  LOG_CHAIN: text(
    '事件日志自第 {index} 个事件起断链：有事件被改动、删除、插入或调换。',
    '事件日誌自第 {index} 個事件起斷鏈：有事件被改動、刪除、插入或調換。',
    'The chain of the event log breaks at event {index}: an event was altered, dropped, inserted or moved.',
  ),
  LOG_OTHER: text(
    '第 {index} 个事件属于另一份日志。',
    '第 {index} 個事件屬於另一份日誌。',
    'Event {index} belongs to another log.',
  ),
  LOG_TIME_BACKWARDS: text(
    '第 {index} 个事件的时间 {at} 早于前一事件 {before}：时间倒退。',
    '第 {index} 個事件的時間 {at} 早於前一事件 {before}：時間倒退。',
    'Event {index} is dated {at}, before the one it follows ({before}): time runs backwards.',
  ),
  LOG_SIZE: text(
    '日志有 {found} 个事件，清单记载 {listed} 个。',
    '日誌有 {found} 個事件，清單記載 {listed} 個。',
    'The log has {found} events, the manifest says {listed}.',
  ),
  LOG_ROOT: text(
    '日志的默克尔树根与清单不符。',
    '日誌的默克爾樹根與清單不符。',
    'The Merkle root of the log is not the one of the manifest.',
  ),
  LOG_HEAD: text(
    '日志末端摘要与清单不符。',
    '日誌末端摘要與清單不符。',
    'The end of the chain is not the one of the manifest.',
  ),
  LOG_AFTER_STAMP: text(
    '第 {index} 个事件的时间 {at} 晚于证据包的时间戳 {stamp}。',
    '第 {index} 個事件的時間 {at} 晚於證據包的時戳 {stamp}。',
    'Event {index} is dated {at}, after the time-stamp of the package ({stamp}).',
  ),
  HEAD_INVALID: text(
    '“{path}”不是本日志的树头：日志未延续它。',
    '「{path}」不是本日誌的樹頭：日誌未延續它。',
    '“{path}” is no head of this log: the log does not extend it.',
  ),
  HEAD_STAMP: text(
    '“{path}”的时间戳不成立（{detail}）。',
    '「{path}」的時戳不成立（{detail}）。',
    'The time-stamp of “{path}” does not hold ({detail}).',
  ),
  EVENT_AFTER_HEAD: text(
    '第 {index} 个事件自称发生于 {at}，但在 {stamp} 已加盖时间戳的树头中。',
    '第 {index} 個事件自稱發生於 {at}，但在 {stamp} 已加蓋時戳的樹頭中。',
    'Event {index} is dated {at}, yet it is in a tree head that was time-stamped at {stamp}.',
  ),
  EVENT_BACKDATED: text(
    '第 {index} 个事件自称发生于 {at}，但在 {stamp} 加盖时间戳的树头中没有它：时间被提前。',
    '第 {index} 個事件自稱發生於 {at}，但在 {stamp} 加蓋時戳的樹頭中沒有它：時間被提前。',
    'Event {index} is dated {at}, yet the tree head that was time-stamped at {stamp} does not have it: it was back-dated.',
  ),

  // Documents
  FILES_NONE: text('证据包中没有任何文件。', '證據包中沒有任何檔案。', 'The package holds no document.'),
  FILE_NOT_EXTENDED: text(
    '“{path}”不是在“{before}”之后追加而成。',
    '「{path}」不是在「{before}」之後追加而成。',
    '“{path}” does not continue “{before}” byte for byte.',
  ),
  FILE_NOT_SIGNED: text('“{path}”没有任何签名。', '「{path}」沒有任何簽章。', '“{path}” has no signature.'),
  FILE_FAILED: text(
    '“{path}”中的签名不成立（{detail}）。',
    '「{path}」中的簽章不成立（{detail}）。',
    'A signature in “{path}” does not hold ({detail}).',
  ),
  FILE_INDETERMINATE: text(
    '“{path}”中的签名未能完全确认（{detail}）。',
    '「{path}」中的簽章未能完全確認（{detail}）。',
    'Not everything is certain about the signatures in “{path}” ({detail}).',
  ),

  // Intents, strokes, consents
  INTENT_MISSING: text(
    '“{path}”中的签名“{field}”没有对应的意愿认证记录。',
    '「{path}」中的簽章「{field}」沒有對應的意願認證紀錄。',
    'Nothing records that the signer of “{field}” in “{path}” meant to sign this document.',
  ),
  INTENT_UNKNOWN: text(
    '第 {index} 个事件引用的意愿认证不存在。',
    '第 {index} 個事件引用的意願認證不存在。',
    'Event {index} refers to an intent verification that is not recorded.',
  ),
  INTENT_CONTRACT: text(
    '意愿认证（第 {index} 个事件）属于另一份合同。',
    '意願認證（第 {index} 個事件）屬於另一份合約。',
    'The intent of event {index} was given for another contract.',
  ),
  INTENT_SIGNER: text(
    '意愿认证（第 {index} 个事件）属于另一签署人。',
    '意願認證（第 {index} 個事件）屬於另一簽署人。',
    'The intent used by event {index} was given by another signer.',
  ),
  INTENT_DIGEST: text(
    '意愿认证（第 {index} 个事件）针对的不是所签内容。',
    '意願認證（第 {index} 個事件）針對的不是所簽內容。',
    'The intent used by event {index} was given for other content than was signed.',
  ),
  INTENT_REUSED: text(
    '同一意愿认证被再次使用（第 {index} 个事件）。',
    '同一意願認證被再次使用（第 {index} 個事件）。',
    'Event {index} uses an intent a second time.',
  ),
  INTENT_EXPIRED: text(
    '意愿认证在使用时（第 {index} 个事件）已过期。',
    '意願認證在使用時（第 {index} 個事件）已過期。',
    'The intent had expired when event {index} used it.',
  ),
  INTENT_LATE: text(
    '意愿认证（{at}）晚于签名时间（{stamp}）。',
    '意願認證（{at}）晚於簽章時間（{stamp}）。',
    'The intent of {at} came after the signature of {stamp}.',
  ),
  INTENT_STALE: text(
    '签名时间（{stamp}）晚于意愿认证的有效期（{at}）。',
    '簽章時間（{stamp}）晚於意願認證的有效期（{at}）。',
    'The signature is proven for {stamp} only, after its intent had expired ({at}).',
  ),
  SIGNED_UNMATCHED: text(
    '第 {index} 个事件所记的签署在文件中找不到。',
    '第 {index} 個事件所記的簽署在檔案中找不到。',
    'Event {index} records a signature that none of the documents has.',
  ),
  SIGNED_BY_OTHER: text(
    '签名“{field}”所用证书不是第 {index} 个事件所记签署人的证书。',
    '簽章「{field}」所用憑證不是第 {index} 個事件所記簽署人的憑證。',
    'The signature “{field}” was made with another certificate than the one event {index} records for its signer.',
  ),
  STROKES_UNBOUND: text(
    '“{path}”的笔迹没有对应的事件，或与事件所记摘要不符。',
    '「{path}」的筆跡沒有對應的事件，或與事件所記摘要不符。',
    'The strokes in “{path}” are not those of any event.',
  ),
  STROKES_WITHOUT_CONSENT: text(
    '第 {index} 个事件采集了笔迹，但此前没有有效的单独同意。',
    '第 {index} 個事件採集了筆跡，但此前沒有有效的單獨同意。',
    'Event {index} recorded strokes without a separate consent in force.',
  ),
  SIMULATED: text(
    '{count} 项结果出自模拟的服务方（{providers}），不具官方效力。',
    '{count} 項結果出自模擬的服務方（{providers}），不具官方效力。',
    '{count} results come from simulated providers ({providers}) and are not official.',
  ),
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** Stable codes of what can be wrong with evidence. */
export type EvidenceCode = keyof typeof evidenceTexts;

export const texts: ProblemTexts<EvidenceCode> = evidenceTexts;

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
