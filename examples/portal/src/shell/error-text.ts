import { listTexts } from '@cinnabar/core/contract';
import { isCinnabarError } from '@cinnabar/core/error';
import type { LocalizedText } from '@cinnabar/core/language';

const say = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** What to do next, by stable code. */
const sentences: Readonly<Record<string, LocalizedText>> = {
  ...listTexts,
  NETWORK_UNREACHABLE: say(
    '网络连接不上，请检查网络后重试。',
    '網路連接不上，請檢查網路後重試。',
    'The server cannot be reached. Check your connection and try again.',
  ),
  NETWORK_TIMEOUT: say(
    '服务器响应超时，请重试。',
    '伺服器回應逾時，請重試。',
    'The server took too long to answer. Please try again.',
  ),
  OTP_WRONG: say(
    '验证码不正确，请核对后重新输入。',
    '驗證碼不正確，請核對後重新輸入。',
    'The code is not right. Check it and enter it again.',
  ),
  OTP_EXPIRED: say('验证码已失效，请重新获取。', '驗證碼已失效，請重新取得。', 'The code has expired. Get a new one.'),
  OTP_EXHAUSTED: say(
    '输入错误次数过多，请重新获取验证码。',
    '輸入錯誤次數過多，請重新取得驗證碼。',
    'Too many wrong tries. Get a new code.',
  ),
  OTP_RATE: say(
    '获取过于频繁，请稍后再试。',
    '取得過於頻繁，請稍後再試。',
    'Codes were requested too often. Please wait a little.',
  ),
  OTP_RATE_LIMITED: say(
    '获取过于频繁，请稍后再试。',
    '取得過於頻繁，請稍後再試。',
    'Codes were requested too often. Please wait a little.',
  ),
  SESSION_EXPIRED: say(
    '登录已过期，请重新登录。',
    '登入已過期，請重新登入。',
    'Your session has expired. Please log in again.',
  ),
  SESSION_INVALID: say(
    '登录已失效，请重新登录。',
    '登入已失效，請重新登入。',
    'You are no longer logged in. Please log in again.',
  ),
  FILE_NOT_PDF: say(
    '这不是 PDF 文件，请选择 PDF 格式的合同。',
    '這不是 PDF 文件，請選擇 PDF 格式的合約。',
    'This is not a PDF. Choose a contract in PDF format.',
  ),
  FILE_ENCRYPTED: say(
    '文件已加密，请去除密码后重新上传。',
    '文件已加密，請移除密碼後重新上傳。',
    'The file is encrypted. Remove its password and upload it again.',
  ),
  FILE_DAMAGED: say(
    '文件已损坏，无法读取，请重新导出后上传。',
    '文件已損壞，無法讀取，請重新匯出後上傳。',
    'The file is damaged and cannot be read. Export it again and upload that.',
  ),
  FILE_TOO_LARGE: say(
    '文件超过 10 MB，请压缩或拆分后上传。',
    '文件超過 10 MB，請壓縮或拆分後上傳。',
    'The file is larger than 10 MB. Compress or split it.',
  ),
  FILE_ACTIVE_CONTENT: say(
    '文件含有脚本或可执行内容，不能用于签署。',
    '文件含有指令碼或可執行內容，不能用於簽署。',
    'The file contains scripts or active content and cannot be signed.',
  ),
  FILE_ALREADY_SIGNED: say(
    '文件已有电子签名，请上传未签署的版本。',
    '文件已有電子簽名，請上傳未簽署的版本。',
    'The file is signed already. Upload the unsigned version.',
  ),
  FILE_AMBIGUOUS: say(
    '文件在不同软件中可能显示不同，请重新打印或另存为 PDF 后上传。',
    '文件在不同軟體中可能顯示不同，請重新列印或另存為 PDF 後上傳。',
    'Programs may show the file differently. Print or save it to a new PDF and upload that.',
  ),
  FILE_ATTACHMENT: say(
    '文件内附有其他文件，请打印为普通 PDF 后上传。',
    '文件內附有其他檔案，請列印為普通 PDF 後上傳。',
    'Other files are attached to the file. Print it to a plain PDF and upload that.',
  ),
  FILE_TOO_COMPLEX: say(
    '文件过于复杂，无法处理，请打印为普通 PDF 后上传。',
    '文件過於複雜，無法處理，請列印為普通 PDF 後上傳。',
    'The file is too intricate. Print it to a plain PDF and upload that.',
  ),
  FILE_TOO_MANY_PAGES: say(
    '文件超过 2000 页，请拆分后上传。',
    '文件超過 2000 頁，請拆分後上傳。',
    'The file has more than 2,000 pages. Split it.',
  ),
  FILE_EMPTY: say('文件是空的，请重新选择。', '文件是空的，請重新選擇。', 'The file is empty. Choose another one.'),
  CONTRACT_NOT_FOUND: say(
    '没有找到这份合同，请核对链接和登录账号。',
    '沒有找到這份合約，請核對連結和登入帳號。',
    'This contract was not found. Check the link and the account you logged in with.',
  ),
  CONTRACT_RECALLED: say('合同已被撤回。', '合約已被撤回。', 'The contract was recalled.'),
  CONTRACT_EXPIRED: say('合同已超过签署期限。', '合約已超過簽署期限。', 'The time to sign this contract is over.'),
  CONTRACT_DONE: say('合同已签署完成。', '合約已簽署完成。', 'The contract is completed.'),
  SIGNING_UNAVAILABLE: say(
    '签署服务暂时不可用，已填写的内容已保留，请稍后重试。',
    '簽署服務暫時不可用，已填寫的內容已保留，請稍後重試。',
    'Signing is unavailable for the moment. What you filled in is kept; try again later.',
  ),
  FIELD_REQUIRED: say('请填写。', '請填寫。', 'Please fill in.'),
  FIELD_DATE_ORDER: say('截止日期不能早于开始日期。', '截止日期不能早於開始日期。', 'The end is before the start.'),
  FIELD_PROBATION: say(
    '试用期须在合同期限之内，且不超过法定上限（不满一年：一个月；不满三年：两个月；其他：六个月）。',
    '試用期須在合約期限之內，且不超過法定上限（不滿一年：一個月；不滿三年：兩個月；其他：六個月）。',
    'Probation must lie within the term and may last one month (term under a year), two (under three years) or six.',
  ),
  FIELD_LABOUR: say(
    '所填内容不符合劳动法规定，请核对期限、试用期、工资和劳动者信息。',
    '所填內容不符合勞動法規定，請核對期限、試用期、工資和勞動者資料。',
    'This is against labour law. Please check term, probation, wages and the worker.',
  ),
  FONT_MISSING_GLYPH: say(
    '内容含有系统无法显示的字，请更换用字。',
    '內容含有系統無法顯示的字，請更換用字。',
    'A character cannot be printed. Please use another one.',
  ),
};

/** The sentence for any failure, in three languages. Unknown codes show the server's English sentence. */
export function errorText(error: unknown): LocalizedText {
  if (!isCinnabarError(error)) {
    return say(
      '出现意外错误，请刷新页面后重试。',
      '出現意外錯誤，請重新整理頁面後重試。',
      'Something went wrong. Reload the page and try again.',
    );
  }
  return (
    sentences[error.code] ??
    say(`操作未完成（${error.code}）：${error.message}`, `操作未完成（${error.code}）：${error.message}`, error.message)
  );
}

/** Whether the reader has to log in again. */
export function isSessionError(error: unknown): boolean {
  return isCinnabarError(error) && (error.code === 'SESSION_EXPIRED' || error.code === 'SESSION_INVALID');
}
