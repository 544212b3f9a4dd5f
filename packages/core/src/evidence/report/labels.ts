import { localized, type LocalizedText } from '../../language/index.ts';
import type { Colour, Passage } from './layout.ts';
import { colours } from './layout.ts';

export type ReportLanguage = 'zh-Hans' | 'zh-Hant' | 'en';

/** One or two languages; the second stands smaller below the first. */
export type ReportLanguages = readonly [ReportLanguage] | readonly [ReportLanguage, ReportLanguage];

/** Says things in the languages of a report. */
export class Voice {
  readonly languages: ReportLanguages;

  constructor(languages: ReportLanguages) {
    this.languages = languages;
  }

  /** In the first language. */
  first(text: LocalizedText): string {
    return localized(text, this.languages[0]);
  }

  /** In all languages, in one line. */
  line(text: LocalizedText): string {
    return this.#distinct(text).join(' · ');
  }

  /** In all languages, one below the other. */
  say(
    text: LocalizedText,
    options: { readonly size?: number; readonly bold?: boolean; readonly colour?: Colour } = {},
  ): Passage[] {
    const { size = 9.2, bold = false, colour = colours.ink } = options;
    return this.#distinct(text).map((sentence, i) =>
      i === 0
        ? { text: sentence, size, bold, colour }
        : { text: sentence, size: Math.round(size * 8.2) / 10, colour: colour === colours.ink ? colours.soft : colour },
    );
  }

  #distinct(text: LocalizedText): string[] {
    return [...new Set(this.languages.map((language) => localized(text, language)))];
  }
}

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}

export const labels = {
  title: text('电子劳动合同证据报告', '電子勞動合約證據報告', 'Evidence report on an electronic labour contract'),
  number: text('报告编号', '報告編號', 'Report no.'),
  issuedAt: text('出具时间', '出具時間', 'Issued at'),
  issuer: text('出具单位', '出具單位', 'Issued by'),
  signHere: text('出具单位电子签章', '出具單位電子簽章', 'Electronic seal of the issuer'),
  contractName: text('合同名称', '合約名稱', 'Contract'),
  contractId: text('合同编号', '合約編號', 'Contract no.'),
  period: text('记录起止', '紀錄起止', 'Recorded from – to'),
  events: text('事件数', '事件數', 'Events'),
  logRoot: text('日志默克尔树根', '日誌默克爾樹根', 'Merkle root of the log'),
  logHead: text('日志末端摘要', '日誌末端摘要', 'End of the hash chain'),
  timesNote: text(
    '本报告所列时间均为北京时间（UTC+08:00）。个人姓名、证件号码与手机号码已做遮蔽处理；证书所载内容照录。',
    '本報告所列時間均為北京時間（UTC+08:00）。個人姓名、證件號碼與手機號碼已做遮蔽處理；憑證所載內容照錄。',
    'All times are Beijing time (UTC+08:00). Names, document numbers and phone numbers of persons are masked; what certificates say stands as they say it.',
  ),

  conclusion: text('核验结论', '核驗結論', 'Findings'),
  question: text('核验事项', '核驗事項', 'Question'),
  result: text('结论', '結論', 'Result'),
  remark: text('说明', '說明', 'Remarks'),
  holds: text('成立', '成立', 'holds'),
  uncertain: text('未能完全确认', '未能完全確認', 'not certain'),
  fails: text('不成立', '不成立', 'does not hold'),
  askLog: text(
    '事件日志完整、连续、未被改动',
    '事件日誌完整、連續、未被改動',
    'The event log is whole, unbroken and unaltered',
  ),
  askTime: text('时间戳与事件时间相符', '時戳與事件時間相符', 'Time-stamps and the times of events agree'),
  askDocuments: text(
    '文件签名有效，签后未被改动',
    '文件簽章有效，簽後未被改動',
    'The signatures hold and nothing was altered after them',
  ),
  askIntents: text(
    '每一签名均有与之绑定的意愿认证',
    '每一簽章均有與之綁定的意願認證',
    'An intent verification is bound to each signature',
  ),
  noRemark: text('无异常。', '無異常。', 'Nothing to remark.'),
  simulatedCover: text(
    '含模拟服务方的结果：仅供测试，不是官方的认证、证书或时间戳。',
    '含模擬服務方的結果：僅供測試，不是官方的認證、憑證或時戳。',
    'Holds results of simulated providers: for testing only, no official verification, certificate or time-stamp.',
  ),
  simulatedNote: text(
    '请注意：本报告中 {count} 项结果出自模拟的服务方（{providers}），仅供测试，不是官方机构的认证、证书或时间戳，不具有相应的法律效力。',
    '請注意：本報告中 {count} 項結果出自模擬的服務方（{providers}），僅供測試，不是官方機構的認證、憑證或時戳，不具有相應的法律效力。',
    'Please note: {count} results in this report come from simulated providers ({providers}). They are for testing only: no official verification, certificate or time-stamp, and without their legal effect.',
  ),

  parties: text('当事人', '當事人', 'Parties'),
  party: text('当事人', '當事人', 'Party'),
  verification: text('身份核验', '身分核驗', 'Identity verification'),
  provider: text('服务方', '服務方', 'Provider'),
  official: text('官方', '官方', 'official'),
  simulated: text('模拟', '模擬', 'simulated'),
  none: text('无', '無', 'none'),

  documents: text('签署文件', '簽署文件', 'Documents'),
  file: text('文件', '檔案', 'File'),
  size: text('大小', '大小', 'Size'),
  bytes: text('{count} 字节', '{count} 位元組', '{count} bytes'),
  revisions: text('版本', '版本', 'Revisions'),
  signer: text('签署人', '簽署人', 'Signer'),
  signedAt: text('签名时间', '簽章時間', 'Signed at'),
  stampedBy: text('时间戳：{authority}', '時戳：{authority}', 'time-stamp: {authority}'),
  notProven: text('无时间戳', '無時戳', 'not time-stamped'),
  certificate: text('证书', '憑證', 'Certificate'),
  passed: text('有效', '有效', 'valid'),
  indeterminate: text('未能完全确认', '未能完全確認', 'not certain'),
  failed: text('无效', '無效', 'not valid'),
  timestampKind: text('文件时间戳', '文件時戳', 'Document time-stamp'),
  unsigned: text('该文件没有签名。', '該檔案沒有簽章。', 'The file has no signature.'),

  intents: text('签署意愿', '簽署意願', 'Intent'),
  time: text('时间', '時間', 'Time'),
  method: text('方式', '方式', 'Method'),
  boundTo: text('绑定的文件摘要', '綁定的文件摘要', 'Digests it is bound to'),

  consents: text('同意记录', '同意紀錄', 'Consents'),
  agreement: text('协议', '協議', 'Agreement'),
  person: text('同意人', '同意人', 'Person'),
  reading: text('阅读', '閱讀', 'Read for'),
  seconds: text('{count} 秒', '{count} 秒', '{count} s'),
  how: text('方式', '方式', 'How'),
  tick: text('勾选', '勾選', 'tick'),
  click: text('点击', '點選', 'click'),
  signature: text('签名', '簽章', 'signature'),
  digest: text('文本摘要', '文本摘要', 'Digest of the text'),

  deliveries: text('通知', '通知', 'Notices'),
  notice: text('通知', '通知', 'Notice'),
  channel: text('渠道与对象', '渠道與對象', 'Channel and recipient'),
  state: text('状态', '狀態', 'State'),
  sent: text('已发送', '已發送', 'sent'),
  delivered: text('已送达', '已送達', 'delivered'),
  undelivered: text('未送达', '未送達', 'not delivered'),

  timeline: text('过程时间线', '過程時間線', 'Timeline'),
  event: text('事件', '事件', 'Event'),
  actor: text('操作人', '操作人', 'By'),
  details: text('内容', '內容', 'Details'),
  system: text('系统', '系統', 'system'),
  place: text('序号', '序號', 'No.'),

  certificates: text('证书清单', '憑證清單', 'Certificates'),
  subject: text('持有人', '持有人', 'Subject'),
  authority: text('颁发者', '頒發者', 'Issuer'),
  serial: text('序列号与指纹', '序號與指紋', 'Serial number, fingerprint'),
  validity: text('有效期', '有效期', 'Validity'),

  howTo: text('如何核验', '如何核驗', 'How to verify this'),
  page: text('第 {page} 页，共 {pages} 页', '第 {page} 頁，共 {pages} 頁', 'Page {page} of {pages}'),
} as const satisfies Record<string, LocalizedText>;

/** How to check a package without us. */
export const verifySteps: readonly { readonly text: LocalizedText; readonly command?: string }[] = [
  {
    text: text(
      '一次核验整个证据包（离线，使用您自己信任的根证书）：',
      '一次核驗整個證據包（離線，使用您自己信任的根憑證）：',
      'Check the whole evidence package at once, offline, with root certificates you trust yourself:',
    ),
    command: 'npx cinnabar evidence verify evidence.zip --trust root.pem',
  },
  {
    text: text(
      '或用通用工具逐步核验。解压后，先核验清单的签名：',
      '或用通用工具逐步核驗。解壓後，先核驗清單的簽章：',
      'Or step by step with common tools. Unpack, then check the signature of the manifest:',
    ),
    command:
      'openssl cms -verify -binary -inform DER -in manifest.p7s -content manifest.json \\\n  -CAfile root.pem -purpose any -out checked.json',
  },
  {
    text: text('核验清单签名的时间戳：', '核驗清單簽章的時戳：', 'Check the time-stamp over that signature:'),
    command: 'openssl ts -verify -token_in -in manifest.tst -data manifest.p7s -CAfile root.pem',
  },
  {
    text: text(
      '逐一比对清单 manifest.json 中每个条目的 SHA-256 摘要：',
      '逐一比對清單 manifest.json 中每個條目的 SHA-256 摘要：',
      'Compare the SHA-256 digest of every entry with the manifest:',
    ),
    command: 'sha256sum files/*/*.pdf events.jsonl',
  },
  {
    text: text(
      '事件日志每行一个事件；每个事件的 previous 等于上一行（不含换行符）的摘要：',
      '事件日誌每行一個事件；每個事件的 previous 等於上一行（不含換行符）的摘要：',
      'The log holds one event a line; "previous" of each is the digest of the line before, without its line end:',
    ),
    command: "sed -n 1p events.jsonl | tr -d '\\n' | sha256sum",
  },
  {
    text: text(
      '文件本身是标准 PAdES 签名的 PDF，可用任何支持 PAdES 的阅读器核验：',
      '檔案本身是標準 PAdES 簽章的 PDF，可用任何支援 PAdES 的閱讀器核驗：',
      'The documents are PDFs with standard PAdES signatures; any reader that knows PAdES can check them:',
    ),
    command: 'pdfsig final.pdf',
  },
];

/** Ways of verifying intent or identity, for people. */
const methods: Readonly<Record<string, LocalizedText>> = {
  sms: text('短信认证', '簡訊認證', 'code by SMS'),
  voice: text('语音验证码', '語音驗證碼', 'code by phone call'),
  'face-alipay': text('人脸认证（支付宝）', '人臉認證（支付寶）', 'face, by Alipay'),
  'face-tencent': text('人脸认证（腾讯云）', '人臉認證（騰訊雲）', 'face, by Tencent Cloud'),
  passkey: text('通行密钥', '通行密鑰', 'passkey'),
  carrier: text('运营商三要素', '電信商三要素', 'carrier, three factors'),
  bank: text('银行卡四要素', '銀行卡四要素', 'bank card, four factors'),
  face: text('人脸识别', '人臉辨識', 'face'),
};

const channels: Readonly<Record<string, LocalizedText>> = {
  sms: text('短信', '簡訊', 'SMS'),
  voice: text('语音电话', '語音電話', 'phone call'),
  email: text('电子邮件', '電子郵件', 'e-mail'),
  'in-app': text('站内消息', '站內訊息', 'in-app message'),
};

/** What consents of their own are for (PIPL art. 23, 29). */
const purposes: Readonly<Record<string, LocalizedText>> = {
  strokes: text('单独同意：采集笔迹', '單獨同意：採集筆跡', 'separate consent: handwriting'),
  face: text('单独同意：人脸信息', '單獨同意：人臉資訊', 'separate consent: face'),
  'bank-card': text('单独同意：银行账户', '單獨同意：銀行帳戶', 'separate consent: bank account'),
};

/** That a consent is one of its own, and for what. */
export function separateText(purpose: string): LocalizedText {
  const known = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  return known ?? text(`单独同意：${purpose}`, `單獨同意：${purpose}`, `separate consent: ${purpose}`);
}

/** A method or channel by its name; one that is not known here is shown as it is called. */
export function methodText(name: string): LocalizedText {
  return (Object.hasOwn(methods, name) ? methods[name] : undefined) ?? text(name, name, name);
}

export function channelText(name: string): LocalizedText {
  return (Object.hasOwn(channels, name) ? channels[name] : undefined) ?? text(name, name, name);
}
