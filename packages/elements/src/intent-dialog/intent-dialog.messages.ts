import type { IntentMethod } from '../backend/index.ts';
import type { LocalizedText } from '@cinnabar/core/language';

import type { Messages } from '../internal/localize.ts';
import type { IntentProblem } from './intent-session.ts';

export const intentDialogMessages = {
  title: { 'zh-Hans': '意愿认证', 'zh-Hant': '意願認證', en: 'Confirm that you want to sign' },
  method: { 'zh-Hans': '认证方式', 'zh-Hant': '認證方式', en: 'How to confirm' },
  phone: { 'zh-Hans': '手机号码', 'zh-Hant': '手機號碼', en: 'Mobile number' },
  phoneHint: { 'zh-Hans': '需持有大陆手机号', 'zh-Hant': '需持有大陸手機號', en: 'A mainland China number is needed' },
  fingerprint: { 'zh-Hans': '文件指纹', 'zh-Hant': '文件指紋', en: 'Document fingerprint' },
  fingerprintHint: {
    'zh-Hans': '短信中的文件指纹应与此一致；不一致时请勿输入验证码。',
    'zh-Hant': '簡訊中的文件指紋應與此一致；不一致時請勿輸入驗證碼。',
    en: 'The text message shows the same fingerprint. If it differs, do not enter the code.',
  },
  code: { 'zh-Hans': '验证码', 'zh-Hant': '驗證碼', en: 'Code' },
  codePlaceholder: { 'zh-Hans': '请输入验证码', 'zh-Hant': '請輸入驗證碼', en: '6 digits' },
  send: { 'zh-Hans': '获取验证码', 'zh-Hant': '取得驗證碼', en: 'Send code' },
  resend: { 'zh-Hans': '重新获取', 'zh-Hant': '重新取得', en: 'Send again' },
  resendIn: { 'zh-Hans': '重新获取（{seconds}）', 'zh-Hant': '重新取得（{seconds}）', en: 'Send again ({seconds})' },
  sending: { 'zh-Hans': '正在发送…', 'zh-Hant': '正在傳送…', en: 'Sending…' },
  sent: {
    'zh-Hans': '验证码已发送至 {phone}。',
    'zh-Hant': '驗證碼已傳送至 {phone}。',
    en: 'A code was sent to {phone}.',
  },
  confirm: { 'zh-Hans': '确认', 'zh-Hant': '確認', en: 'Confirm' },
  checking: { 'zh-Hans': '正在核验…', 'zh-Hant': '正在核驗…', en: 'Checking…' },
  cancel: { 'zh-Hans': '取消', 'zh-Hant': '取消', en: 'Cancel' },
  close: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'Close' },
  retry: { 'zh-Hans': '重试', 'zh-Hant': '重試', en: 'Try again' },
  done: { 'zh-Hans': '完成', 'zh-Hant': '完成', en: 'Done' },
  signing: { 'zh-Hans': '正在签署…', 'zh-Hant': '正在簽署…', en: 'Signing…' },
  signingText: {
    'zh-Hans': '认证已通过，正在生成您的签名。',
    'zh-Hant': '認證已通過，正在產生您的簽名。',
    en: 'You are verified. Your signature is being made.',
  },
  signingSlow: {
    'zh-Hans': '正在签发证书、加盖时间戳并核验签名。您可以关闭此窗口，签署会继续进行。',
    'zh-Hant': '正在簽發憑證、加蓋時間戳並核驗簽名。您可以關閉此視窗，簽署會繼續進行。',
    en: 'A certificate is issued, a time stamp added and the signature checked. You may close this window; signing goes on.',
  },
  signed: { 'zh-Hans': '签署成功', 'zh-Hant': '簽署成功', en: 'Signed' },
  signedText: {
    'zh-Hans': '您的签名已写入文件。',
    'zh-Hant': '您的簽名已寫入文件。',
    en: 'Your signature is in the document.',
  },
  failed: { 'zh-Hans': '未能完成', 'zh-Hant': '未能完成', en: 'Not finished' },
} satisfies Messages;

export const methodNames: Readonly<Record<IntentMethod, LocalizedText>> = {
  sms: { 'zh-Hans': '短信认证', 'zh-Hant': '簡訊認證', en: 'Text message' },
};

const problems = {
  OTP_WRONG: {
    'zh-Hans': '验证码错误，还可以输入 {triesLeft} 次。',
    'zh-Hant': '驗證碼錯誤，還可以輸入 {triesLeft} 次。',
    en: 'That code is not right. Tries left: {triesLeft}.',
  },
  OTP_INCOMPLETE: {
    'zh-Hans': '请输入 6 位验证码。',
    'zh-Hant': '請輸入 6 位驗證碼。',
    en: 'Enter the 6 digits of the code.',
  },
  OTP_EXPIRED: {
    'zh-Hans': '验证码已过期，请重新获取。',
    'zh-Hant': '驗證碼已過期，請重新取得。',
    en: 'That code has expired. Send a new one.',
  },
  OTP_EXHAUSTED: {
    'zh-Hans': '错误次数过多，请重新获取验证码。',
    'zh-Hant': '錯誤次數過多，請重新取得驗證碼。',
    en: 'Too many wrong codes. Send a new one.',
  },
  OTP_RATE: {
    'zh-Hans': '操作过于频繁，请稍后再试。',
    'zh-Hant': '操作過於頻繁，請稍後再試。',
    en: 'Too many requests. Wait a little, then try again.',
  },
  NOTIFICATION_FAILED: {
    'zh-Hans': '短信未能发出，请稍后重新获取。',
    'zh-Hant': '簡訊未能送出，請稍後重新取得。',
    en: 'The message could not be sent. Try again shortly.',
  },
  NETWORK_UNREACHABLE: {
    'zh-Hans': '网络未连接，请检查网络后重试。',
    'zh-Hant': '網路未連線，請檢查網路後重試。',
    en: 'There is no connection. Check the network and try again.',
  },
  DIGEST_MISMATCH: {
    'zh-Hans': '文件指纹与您看到的文件不一致，已停止签署。请返回并重新提交。',
    'zh-Hant': '文件指紋與您看到的文件不一致，已停止簽署。請返回並重新提交。',
    en: 'The fingerprint is not that of the files you see, so nothing is signed. Go back and submit again.',
  },
  REVISION_SUPERSEDED: {
    'zh-Hans': '另一方刚刚签署，文件已更新。您填写的内容和签章都已保留，请返回后再次提交签署。',
    'zh-Hant': '另一方剛剛簽署，文件已更新。您填寫的內容和簽章都已保留，請返回後再次提交簽署。',
    en: 'Another party has just signed and the file was updated. Your work is kept. Go back and submit again.',
  },
  PREPARATION_EXPIRED: {
    'zh-Hans': '核对时间已过，内容均已保留，请返回后再次提交签署。',
    'zh-Hant': '核對時間已過，內容均已保留，請返回後再次提交簽署。',
    en: 'The time to confirm has passed. Your work is kept. Go back and submit again.',
  },
  SESSION_EXPIRED: {
    'zh-Hans': '登录已过期，内容均已保留，请重新登录后继续。',
    'zh-Hant': '登入已過期，內容均已保留，請重新登入後繼續。',
    en: 'Your session has expired. Your work is kept. Log in again to go on.',
  },
  SIGNING_FAILED: {
    'zh-Hans': '签名未能生成，无需重新填写和签章，请返回后再次提交签署。',
    'zh-Hant': '簽名未能產生，無需重新填寫和簽章，請返回後再次提交簽署。',
    en: 'The signature was not made. Nothing has to be filled or placed again. Go back and submit again.',
  },
  OTHER: {
    'zh-Hans': '出现问题（{code}），您的内容已保留，请返回后重试。',
    'zh-Hant': '出現問題（{code}），您的內容已保留，請返回後重試。',
    en: 'Something went wrong ({code}). Your work is kept. Go back and try again.',
  },
} satisfies Messages;

/** What to tell the signer about `problem`. */
export function problemText({ code }: IntentProblem): LocalizedText {
  const known = code.startsWith('OTP_RATE') || code.startsWith('RATE_') ? 'OTP_RATE' : code;
  return known in problems ? problems[known as keyof typeof problems] : problems.OTHER;
}
