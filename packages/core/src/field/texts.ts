import { problemOf, type LocalizedText, type Problem, type ProblemTexts, type TextValues } from '../language/index.ts';

/** Told in the words of `@cinnabar/core/identity`. */
export type IdentityFieldCode =
  'FIELD_EMAIL' | 'FIELD_MOBILE' | 'FIELD_ID_NUMBER' | 'FIELD_CREDIT_CODE' | 'FIELD_PARTY_NAME';

export type FieldProblemCode =
  | 'FIELD_REQUIRED'
  | 'FIELD_TOO_LONG'
  | 'FIELD_DATE'
  | 'FIELD_NUMBER'
  | 'FIELD_MONEY'
  | 'FIELD_OPTION'
  | 'FIELD_CHARACTER'
  | 'FIELD_FORMAT'
  | IdentityFieldCode
  | 'FIELD_DISTRICT'
  | 'FIELD_ATTACHMENT'
  | 'FIELD_IMAGE'
  | 'FIELD_TABLE'
  | 'FIELD_TABLE_ROWS'
  | 'FIELD_DOES_NOT_FIT'
  | 'FIELD_GLYPH';

/** Why a value is refused, in words for the person who typed it. */
export interface FieldProblem extends Problem<FieldProblemCode> {
  readonly controlId: string;
  /** The bound that was broken, for `FIELD_TOO_LONG` and `FIELD_TABLE_ROWS`. */
  readonly limit?: number;
}

const texts: ProblemTexts<Exclude<FieldProblemCode, IdentityFieldCode>> = {
  FIELD_REQUIRED: { 'zh-Hans': '请填写此项', 'zh-Hant': '請填寫此項', en: 'Please fill this in' },
  FIELD_TOO_LONG: { 'zh-Hans': '最多 {limit} 个字', 'zh-Hant': '最多 {limit} 個字', en: 'At most {limit} characters' },
  FIELD_DATE: { 'zh-Hans': '请选择有效的日期', 'zh-Hant': '請選擇有效的日期', en: 'Please choose a valid date' },
  FIELD_NUMBER: { 'zh-Hans': '请填写数字', 'zh-Hant': '請填寫數字', en: 'Please enter a number' },
  FIELD_MONEY: {
    'zh-Hans': '请填写金额，最多两位小数',
    'zh-Hant': '請填寫金額，最多兩位小數',
    en: 'Please enter an amount with at most two decimals',
  },
  FIELD_OPTION: { 'zh-Hans': '请从列表中选择', 'zh-Hant': '請從列表中選擇', en: 'Please choose from the list' },
  FIELD_CHARACTER: {
    'zh-Hans': '含有无法使用的字符，请删除后重新填写',
    'zh-Hant': '含有無法使用的字元，請刪除後重新填寫',
    en: 'Some characters cannot be used; please delete them and type again',
  },
  FIELD_FORMAT: {
    'zh-Hans': '此项只能填写规定的字母或数字',
    'zh-Hant': '此項只能填寫規定的字母或數字',
    en: 'Only the letters or digits asked for can be used here',
  },
  FIELD_DISTRICT: {
    'zh-Hans': '请选择省市区并填写详细地址',
    'zh-Hant': '請選擇省市區並填寫詳細地址',
    en: 'Please choose the district and enter the address in it',
  },
  FIELD_ATTACHMENT: { 'zh-Hans': '请重新上传附件', 'zh-Hant': '請重新上傳附件', en: 'Please attach the file again' },
  FIELD_IMAGE: {
    'zh-Hans': '请上传 JPEG 或 PNG 图片',
    'zh-Hant': '請上傳 JPEG 或 PNG 圖片',
    en: 'Please upload a JPEG or PNG picture',
  },
  FIELD_TABLE: {
    'zh-Hans': '请检查表格的内容',
    'zh-Hant': '請檢查表格的內容',
    en: 'Please check what the table holds',
  },
  FIELD_TABLE_ROWS: {
    'zh-Hans': '表格最多 {limit} 行',
    'zh-Hant': '表格最多 {limit} 列',
    en: 'The table takes at most {limit} rows',
  },
  FIELD_DOES_NOT_FIT: {
    'zh-Hans': '内容过长，无法完整显示，请缩短',
    'zh-Hant': '內容過長，無法完整顯示，請縮短',
    en: 'This is too long for its place; please shorten it',
  },
  FIELD_GLYPH: {
    'zh-Hans': '含有无法打印的字符：{characters}',
    'zh-Hant': '含有無法列印的字元：{characters}',
    en: 'Some characters cannot be printed: {characters}',
  },
};

/** A problem of one control. */
export function fieldProblem(
  code: Exclude<FieldProblemCode, IdentityFieldCode>,
  controlId: string,
  values: TextValues = {},
): FieldProblem {
  const { limit } = values;
  return {
    ...problemOf(texts, code, { path: controlId, ...(Object.keys(values).length > 0 ? { values } : {}) }),
    controlId,
    ...(typeof limit === 'number' ? { limit } : {}),
  };
}

/** A problem of one control that somebody else has worded. */
export function relayedProblem(code: IdentityFieldCode, controlId: string, message: LocalizedText): FieldProblem {
  return { code, message, path: controlId, controlId };
}
