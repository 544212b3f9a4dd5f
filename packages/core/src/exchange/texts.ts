import type { LocalizedText, ProblemTexts } from '../language/index.ts';

export const exchangeTexts = {
  EXCHANGE_NOT_JSON: text('内容不是 JSON 对象。', '內容不是 JSON 物件。', 'The content is not a JSON object.'),
  EXCHANGE_VERSION: text('仅支持 elc-exchange/1。', '僅支援 elc-exchange/1。', 'Only elc-exchange/1 is read.'),
  EXCHANGE_BATCH: text(
    '批次信息不合规：{field}。',
    '批次資訊不合規：{field}。',
    'The particulars of the batch are malformed: {field}.',
  ),
  EXCHANGE_RECORDS: text('每批 1 至 {max} 条记录。', '每批 1 至 {max} 條紀錄。', 'A batch has 1 to {max} records.'),
  EXCHANGE_RECORD_TWICE: text(
    '同一批次中记录编号重复。',
    '同一批次中紀錄編號重複。',
    'A record id occurs twice in the batch.',
  ),
  EXCHANGE_RECORD_CONFLICT: text(
    '该记录编号已用于内容不同的记录。',
    '該紀錄編號已用於內容不同的紀錄。',
    'The record id was used before for other content.',
  ),
  EXCHANGE_PURPOSE: text('未知的用途。', '未知的用途。', 'The purpose is not known.'),
  EXCHANGE_NOT_FOR_PURPOSE: text(
    '该用途不需要此项，不得提供。',
    '該用途不需要此項，不得提供。',
    'This field is not needed for the purpose and may not be given.',
  ),
  EXCHANGE_UNKNOWN: text('没有这一项。', '沒有這一項。', 'There is no such field.'),
  EXCHANGE_MISSING: text('缺少此项。', '缺少此項。', 'This field is missing.'),
  EXCHANGE_VALUE: text('此项的值不合规。', '此項的值不合規。', 'The value of this field is malformed.'),
  EXCHANGE_CODE: text('代码不在代码集中。', '代碼不在代碼集中。', 'The code is not in its code set.'),
  EXCHANGE_EMPLOYER_NUMBER: text(
    '须提供有效的统一社会信用代码或工商注册号。',
    '須提供有效的統一社會信用代碼或工商註冊號。',
    'A valid unified social credit code or registration number is needed.',
  ),
  EXCHANGE_ID_NUMBER: text('证件号无效。', '證件號無效。', 'The document number is not valid.'),
  EXCHANGE_ID_DISAGREES: text(
    '与身份证号所载不一致。',
    '與身份證號所載不一致。',
    'It disagrees with the resident ID number.',
  ),
  EXCHANGE_PHONE: text('手机号无效。', '手機號無效。', 'The mobile number is not valid.'),
  EXCHANGE_TERM: text(
    '合同期限与合同类型不符。',
    '合約期限與合約類型不符。',
    'The term does not fit the kind of contract.',
  ),
  EXCHANGE_PROBATION: text(
    '试用期须在合同期限内。',
    '試用期須在合約期限內。',
    'The probation must lie within the term.',
  ),
  EXCHANGE_USER_UNIT: text(
    '劳务派遣须填用工单位。',
    '勞務派遣須填用工單位。',
    'Dispatch needs the unit that uses the worker.',
  ),
  EXCHANGE_END: text(
    '解除或终止须填日期和原因，其他操作不得填。',
    '解除或終止須填日期和原因，其他操作不得填。',
    'An ended contract needs date and reason; others have none.',
  ),
  EXCHANGE_LINK: text(
    '续订或变更须填原合同编号。',
    '續訂或變更須填原合約編號。',
    'A renewal or change needs the id of the contract it follows.',
  ),
  EXCHANGE_PLACE: text('代码与文字须同时填写。', '代碼與文字須同時填寫。', 'Code and text go together.'),
  EXCHANGE_CSV: text(
    '第 {line} 行不合规（{what}）。',
    '第 {line} 行不合規（{what}）。',
    'Line {line} of the table is malformed ({what}).',
  ),
  EXCHANGE_SIGNATURE: text('批次的签名不成立。', '批次的簽章不成立。', 'The signature of the batch does not hold.'),
  EXCHANGE_CIPHER: text(
    '批次已加密，但没有相应的密钥。',
    '批次已加密，但沒有相應的密鑰。',
    'The batch is encrypted and there is no key for it.',
  ),
} as const satisfies Readonly<Record<string, LocalizedText>>;

export type ExchangeCode = keyof typeof exchangeTexts;

export const texts: ProblemTexts<ExchangeCode> = exchangeTexts;

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
