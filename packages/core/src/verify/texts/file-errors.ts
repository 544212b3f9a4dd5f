import { inLocale, type ReportLocale, type Texts } from './locale.ts';

/** Why a file cannot be read, and what its reader may do about it; in English the error says so itself. */
const fileErrorTexts: Readonly<Record<string, readonly [simplified: string, traditional: string]>> = {
  PDF_NOT_A_PDF: ['这不是 PDF 文件，请选择合同的 PDF 原件。', '這不是 PDF 檔案，請選擇合約的 PDF 原件。'],
  PDF_DAMAGED: ['PDF 文件已损坏，请向发送方索取完好的文件。', 'PDF 檔案已損壞，請向傳送方索取完好的檔案。'],
  PDF_ENCRYPTED: [
    'PDF 文件已加密，请提供密码，或索取未加密的文件。',
    'PDF 檔案已加密，請提供密碼，或索取未加密的檔案。',
  ],
  PDF_PASSWORD: ['密码不正确，请核对后重试。', '密碼不正確，請核對後重試。'],
  PDF_UNSUPPORTED: [
    'PDF 文件使用了不受支持的功能，请索取其他格式的文件。',
    'PDF 檔案使用了不受支援的功能，請索取其他格式的檔案。',
  ],
  PDF_LIMIT: [
    'PDF 文件过于庞大或复杂，无法验证，请向发送方索取较简单的文件。',
    'PDF 檔案過於龐大或複雜，無法驗證，請向傳送方索取較簡單的檔案。',
  ],
};

export function fileErrorText({ code, message }: { code: string; message: string }, locale: ReportLocale): string {
  const chinese = Object.hasOwn(fileErrorTexts, code) ? fileErrorTexts[code] : undefined;
  const texts: Texts = [message, ...(chinese ?? [message, message])];
  return inLocale(texts, locale);
}
