import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences, sharedTexts, type CommonRefusal } from '../refusal/index.ts';

/** What is wrong with a file for a template. */
export type TemplateFileProblem =
  | 'TPL_FILE_TYPE'
  | 'TPL_FILE_SIZE'
  | 'TPL_FILE_COUNT'
  | 'TPL_FILE_EMPTY'
  | 'TPL_FILE_DUPLICATE'
  | 'TPL_FILE_ENCRYPTED'
  | 'TPL_FILE_DAMAGED'
  | 'TPL_FILE_PAGES';

type Own =
  | TemplateFileProblem
  | 'TPL_NAME_REQUIRED'
  | 'TPL_NAME_TOO_LONG'
  | 'TPL_NAME_CHARACTER'
  | 'TPL_KIND'
  | 'TPL_PARTIES'
  | 'TPL_FILES_MISSING'
  | 'TPL_CONTROLS'
  | 'TPL_ROLE'
  | 'TPL_AREA_MISSING'
  | 'TPL_CLOSED'
  | 'TPL_OPEN';

/** Why nothing happens to a template, or why it is not used. */
export type TemplateRefusal = TransitionRefusal | CommonRefusal | Own;

/** Catalogue: MSG-08, MSG-09. */
const texts: ProblemTexts<CommonRefusal | Own> = {
  ...commonTexts,
  TPL_FILE_TYPE: { 'zh-Hans': '仅支持PDF格式', 'zh-Hant': '僅支援PDF格式', en: 'PDF only.' },
  TPL_FILE_SIZE: {
    'zh-Hans': '单个文件不超过{max}M',
    'zh-Hant': '單個檔案不超過{max}M',
    en: 'At most {max} MB a file.',
  },
  TPL_FILE_COUNT: {
    'zh-Hans': '最多上传{max}份文件',
    'zh-Hant': '最多上傳{max}份檔案',
    en: 'At most {max} files.',
  },
  TPL_FILE_EMPTY: { 'zh-Hans': '文件为空', 'zh-Hant': '檔案為空', en: 'The file is empty.' },
  TPL_FILE_DUPLICATE: {
    'zh-Hans': '已有同名文件',
    'zh-Hant': '已有同名檔案',
    en: 'There is a file of this name already.',
  },
  TPL_FILE_ENCRYPTED: {
    'zh-Hans': '文件已加密，请先解除密码',
    'zh-Hant': '檔案已加密，請先解除密碼',
    en: 'The file is encrypted; remove the password first.',
  },
  TPL_FILE_DAMAGED: {
    'zh-Hans': '文件已损坏，无法读取',
    'zh-Hant': '檔案已損壞，無法讀取',
    en: 'The file is damaged and cannot be read.',
  },
  TPL_FILE_PAGES: {
    'zh-Hans': '单个文件不超过{max}页',
    'zh-Hant': '單個檔案不超過{max}頁',
    en: 'At most {max} pages a file.',
  },
  TPL_NAME_REQUIRED: { 'zh-Hans': '请输入模板名称', 'zh-Hant': '請輸入範本名稱', en: 'Enter a name.' },
  TPL_NAME_TOO_LONG: {
    'zh-Hans': '模板名称最长{max}个字符',
    'zh-Hant': '範本名稱最長{max}個字元',
    en: 'The name has at most {max} characters.',
  },
  TPL_NAME_CHARACTER: {
    'zh-Hans': '模板名称含有不可见字符',
    'zh-Hant': '範本名稱含有不可見字元',
    en: 'The name holds an invisible character.',
  },
  TPL_KIND: { 'zh-Hans': '请选择模板类型', 'zh-Hant': '請選擇範本類型', en: 'Choose a type.' },
  TPL_PARTIES: { 'zh-Hans': '请设置签约方信息', 'zh-Hant': '請設定簽約方資訊', en: 'Say who the parties are.' },
  TPL_FILES_MISSING: { 'zh-Hans': '请添加模板文件', 'zh-Hant': '請新增範本檔案', en: 'Add a file.' },
  TPL_CONTROLS: {
    'zh-Hans': '控件设置有误，请检查',
    'zh-Hant': '控件設定有誤，請檢查',
    en: 'Something is wrong with a control; check it.',
  },
  TPL_ROLE: {
    'zh-Hans': '控件的填写方不是签约方',
    'zh-Hant': '控件的填寫方不是簽約方',
    en: 'A control belongs to somebody who is no party.',
  },
  TPL_AREA_MISSING: {
    'zh-Hans': '请为每个签约方至少设置一个签署区域',
    'zh-Hant': '請為每個簽約方至少設定一個簽署區域',
    en: 'Every party needs at least one signing area.',
  },
  TPL_CLOSED: sharedTexts.TPL_CLOSED,
  TPL_OPEN: { 'zh-Hans': '请先关闭模板再删除', 'zh-Hant': '請先關閉範本再刪除', en: 'Close the template first.' },
};

export const { because } = sentences(texts);
