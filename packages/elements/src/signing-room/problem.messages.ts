import type { Messages } from '../internal/localize.ts';

/** What to tell the signer, by error code: one sentence that says what to do next. */
export const problemMessages = {
  ROOM_INCOMPLETE: {
    'zh-Hans': '请完成必填项。',
    'zh-Hant': '請完成必填項。',
    en: 'Please complete what is required.',
  },
  ROOM_FILE_MISMATCH: {
    'zh-Hans': '收到的文件与合同记录不一致，为保护您的权益已停止。请重新加载，仍有问题请联系发起人。',
    'zh-Hant': '收到的文件與合約記錄不一致，為保護您的權益已停止。請重新載入，仍有問題請聯絡發起人。',
    en: 'The file received is not the one on record, so we stopped. Load again; if it happens again, tell the initiator.',
  },
  ROOM_PREPARED_MISMATCH: {
    'zh-Hans': '待签文件与您阅读、填写的内容不一致，为保护您的权益未进行签署。请重新加载，仍有问题请联系发起人。',
    'zh-Hant': '待簽文件與您閱讀、填寫的內容不一致，為保護您的權益未進行簽署。請重新載入，仍有問題請聯絡發起人。',
    en: 'What was prepared is not what you read and filled, so nothing is signed. Load again; if it happens again, tell the initiator.',
  },
  DIGEST_MISMATCH: {
    'zh-Hans': '文件指纹不一致，未进行签署。请重新加载。',
    'zh-Hant': '文件指紋不一致，未進行簽署。請重新載入。',
    en: 'The fingerprints differ, so nothing is signed. Load again.',
  },
  REVISION_SUPERSEDED: {
    'zh-Hans': '另一方刚刚签署，文件已更新。您填写的内容和签章都已保留，请再次提交签署。',
    'zh-Hant': '另一方剛剛簽署，文件已更新。您填寫的內容和簽章都已保留，請再次提交簽署。',
    en: 'Another party has just signed and the file was updated. What you filled and placed is kept; please submit again.',
  },
  PREPARATION_EXPIRED: {
    'zh-Hans': '核对时间已过，请再次提交签署，内容均已保留。',
    'zh-Hant': '核對時間已過，請再次提交簽署，內容均已保留。',
    en: 'The time to confirm has passed. Everything is kept; please submit again.',
  },
  NETWORK_UNREACHABLE: {
    'zh-Hans': '网络未连接，您的内容已保留，请检查网络后重试。',
    'zh-Hant': '網路未連線，您的內容已保留，請檢查網路後重試。',
    en: 'There is no connection. Your work is kept; check the network and try again.',
  },
  SIGNING_FAILED: {
    'zh-Hans': '签署服务暂时没有完成签名，无需重新填写和签章，请再次提交签署。',
    'zh-Hant': '簽署服務暫時沒有完成簽名，無需重新填寫和簽章，請再次提交簽署。',
    en: 'The signing service did not finish. Nothing has to be filled or placed again; please submit again.',
  },
  SIGNING_UNAVAILABLE: {
    'zh-Hans': '签署服务繁忙，内容已保留，请稍后再次提交签署。',
    'zh-Hant': '簽署服務繁忙，內容已保留，請稍後再次提交簽署。',
    en: 'The signing service is busy. Your work is kept; please submit again shortly.',
  },
  SESSION_INVALID: {
    'zh-Hans': '签署链接无效，请从合同列表重新打开。',
    'zh-Hant': '簽署連結無效，請從合約列表重新開啟。',
    en: 'This signing session is not valid; open the contract again from your list.',
  },
  CONTRACT_NOT_FOUND: {
    'zh-Hans': '没有找到这份合同，请从合同列表重新打开。',
    'zh-Hant': '沒有找到這份合約，請從合約列表重新開啟。',
    en: 'This contract was not found; open it again from your list.',
  },
  FIELD_CHARACTER: {
    'zh-Hans': '含有无法打印的字符，请修改。',
    'zh-Hant': '含有無法列印的字元，請修改。',
    en: 'There are characters that cannot be printed; please change them.',
  },
  FIELD: { 'zh-Hans': '这一项需要修改。', 'zh-Hant': '這一項需要修改。', en: 'This one needs correcting.' },
  MARK: {
    'zh-Hans': '签章未通过检查，请重新签章。',
    'zh-Hant': '簽章未通過檢查，請重新簽章。',
    en: 'The mark was not accepted; please place it again.',
  },
  OTHER: {
    'zh-Hans': '出现问题，您的内容已保留，请重试（{code}）。',
    'zh-Hant': '出現問題，您的內容已保留，請重試（{code}）。',
    en: 'Something went wrong. Your work is kept; please try again ({code}).',
  },
} satisfies Messages;

export type ProblemKey = keyof typeof problemMessages;

/** Key of the sentence for an error code. */
export function problemKey(code: string): ProblemKey {
  if (code in problemMessages) return code as ProblemKey;
  if (code.startsWith('FIELD_')) return 'FIELD';
  if (code.startsWith('MARK_')) return 'MARK';
  return 'OTHER';
}
