import { inLocale, type ReportLocale, type Texts } from './locale.ts';

/** Labels and turns of phrase of a described report; `{…}` are filled in. */
const phrases = {
  result: ['result', '结论', '結論'],
  signer: ['signer', '签署者', '簽署者'],
  coverage: ['coverage', '覆盖范围', '涵蓋範圍'],
  integrity: ['integrity', '完整性', '完整性'],
  changes: ['changes', '后续更改', '後續變更'],
  time: ['time', '时间', '時間'],
  trust: ['trust', '信任', '信任'],
  form: ['form', '格式', '格式'],
  problems: ['problems', '问题', '問題'],
  file: ['file', '文件', '檔案'],
  changedSince: [
    'The document was changed after this signature: {changes}',
    '本签名之后文件被更改：{changes}',
    '本簽章之後檔案被變更：{changes}',
  ],
  signedPart: [
    'what was signed is the first {length} bytes (revision {revision})',
    '签名时的文件为前 {length} 字节（第 {revision} 版）',
    '簽章時的檔案為前 {length} 位元組（第 {revision} 版）',
  ],
  changesAndPermission: ['{level}, {permitted}', '{level}，{permitted}', '{level}，{permitted}'],
  certifiedBy: ['{name}, certified by {issuer}', '{name}（证书由 {issuer} 签发）', '{name}（憑證由 {issuer} 簽發）'],
  unknownSigner: ['unknown', '未知', '不明'],
  stampedBy: [
    '{time}, by {authority} ({trusted})',
    '{time}，由 {authority} 证明（{trusted}）',
    '{time}，由 {authority} 證明（{trusted}）',
  ],
  unknownAuthority: ['an unknown authority', '未知机构', '不明機構'],
  stampTrusted: ['trusted', '可信', '可信'],
  stampUntrusted: ['not trusted here', '在此不受信任', '在此不受信任'],
  claimed: ['{time}, as the signer claims', '{time}，签署者自称', '{time}，簽署者自稱'],
  notStated: ['not stated', '未说明', '未說明'],
  asOf: ['{status} as of {time}', '{status}（截至 {time}）', '{status}（截至 {time}）'],
  andRevocation: ['{trust}; {revocation}', '{trust}；{revocation}', '{trust}；{revocation}'],
  baseline: ['PAdES {level} ({subFilter})', 'PAdES {level}（{subFilter}）', 'PAdES {level}（{subFilter}）'],
  noBaseline: [
    'no PAdES baseline level ({subFilter})',
    '不属于 PAdES 基线级别（{subFilter}）',
    '不屬於 PAdES 基線等級（{subFilter}）',
  ],
  size: [
    '{size} bytes, {revisions}, {signatures}',
    '{size} 字节，{revisions}，{signatures}',
    '{size} 位元組，{revisions}，{signatures}',
  ],
  revisions: ['{n} revisions', '{n} 个版本', '{n} 個版本'],
  oneRevision: ['1 revision', '1 个版本', '1 個版本'],
  signatures: ['{n} signatures', '{n} 个签名', '{n} 個簽章'],
  oneSignature: ['1 signature', '1 个签名', '1 個簽章'],
  timestamps: ['{n} time-stamps', '{n} 个时间戳', '{n} 個時戳'],
  oneTimestamp: ['1 time-stamp', '1 个时间戳', '1 個時戳'],
  andTimestamps: ['{signatures}, {timestamps}', '{signatures}，{timestamps}', '{signatures}，{timestamps}'],
  heedWarnings: [
    'There are warnings: read them before you rely on what the file shows.',
    '但有警告：信赖文件所显示的内容之前，请先查看警告。',
    '但有警告：信賴檔案所顯示的內容之前，請先查看警告。',
  ],
  nameTrust: [
    'Name the authorities you trust to have the signers confirmed.',
    '请指定您信任的机构，以便确认签署者的身份。',
    '請指定您信任的機構，以便確認簽署者的身分。',
  ],
} as const satisfies Readonly<Record<string, Texts>>;

export type Phrase = keyof typeof phrases;

/** Names of all phrases. */
export const phraseNames = Object.keys(phrases) as readonly Phrase[];

/** A phrase with its places filled in. */
export function phrase(name: Phrase, locale: ReportLocale, values: Readonly<Record<string, string>> = {}): string {
  return inLocale(phrases[name], locale).replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}
