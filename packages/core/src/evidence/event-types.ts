import type { LocalizedText } from '../language/index.ts';

/**
 * Types of events this version knows, with their names for reports: what the rules of the domain cause (A20; the state
 * machines of `@cinnabar/core/contract`), what a server adds, and the records of this folder, which begin with `record.`
 * and say in full what a verifier checks. The list is open: a log keeps and proves types it does not know.
 *
 * Catalogue: GOV-01, GOV-10, WIL-07, N-12.
 */
export const eventTypes: Readonly<Record<string, LocalizedText>> = {
  'contract.created': text('创建合同', '建立合同', 'Contract created'),
  'contract.initiated': text('发起签署', '發起簽署', 'Signing started'),
  'contract.initiation-failed': text('发起失败', '發起失敗', 'Starting failed'),
  'contract.deleted': text('删除草稿', '刪除草稿', 'Draft deleted'),
  'contract.confirmed': text('劳动者确认', '勞動者確認', 'Confirmed by the worker'),
  'contract.negotiated': text('协商', '協商', 'Negotiation'),
  'contract.replied': text('用人单位答复', '用人單位答覆', 'Answered by the employer'),
  'contract.addresses-given': text('提交经常居住地与户籍地址', '提交經常居住地與戶籍地址', 'Addresses given'),
  'contract.terminated': text('合同终止', '合同終止', 'Ended by the worker before signing'),
  'contract.recalled': text('撤回', '撤回', 'Recalled'),
  'contract.reinitiated': text('重新发起', '重新發起', 'Started again'),
  'contract.rejected': text('拒签', '拒簽', 'Refused'),
  'contract.expired': text('已过期', '已過期', 'Expired'),
  'contract.urged': text('催签', '催簽', 'Urged'),
  'contract.urge-undelivered': text('催签未送达', '催簽未送達', 'Urge not delivered'),
  'contract.reminded': text('到期提醒', '到期提醒', 'Reminded of the deadline'),
  'contract.completed': text('已完成', '已完成', 'Completed'),
  'contract.rescinded': text('已解约', '已解約', 'Rescinded'),
  'document.informed': text('订立前告知', '訂立前告知', 'Informed before conclusion'),
  'document.prepared': text('文件定稿', '文件定稿', 'Document prepared'),
  'document.viewed': text('查看文件', '檢視文件', 'Document opened'),
  'document.read': text('阅读完毕', '閱讀完畢', 'Document read to the end'),
  'document.downloaded': text('下载文件', '下載文件', 'Document downloaded'),
  'document.timestamped': text('加盖时间戳', '加蓋時戳', 'Time-stamped'),
  'signer.opened': text('打开签署页', '開啟簽署頁', 'Signing page opened'),
  'signer.filled': text('填写', '填寫', 'Filled in'),
  'signer.placed': text('落章', '落章', 'Mark placed'),
  'signer.reopened': text('返回修改', '返回修改', 'Mark taken back'),
  'signer.submitted': text('提交签署', '提交簽署', 'Submitted for signing'),
  'signer.intent-failed': text('意愿认证未完成', '意願認證未完成', 'Intent not verified'),
  'signer.signed': text('已签署', '已簽署', 'Signed'),
  'signer.voided': text('签名失效', '簽章失效', 'Signature void'),
  'intent.requested': text('发起意愿认证', '發起意願認證', 'Intent verification started'),
  'intent.code-sent': text('发送验证码', '發送驗證碼', 'Code sent'),
  'intent.face-shown': text('出示人脸认证二维码', '出示人臉認證二維碼', 'QR code for the face check shown'),
  'intent.face-failed': text('人脸认证未通过', '人臉認證未通過', 'Face check failed'),
  'intent.passed': text('意愿认证通过', '意願認證通過', 'Intent verified'),
  'intent.consumed': text('意愿认证已使用', '意願認證已使用', 'Intent used'),
  'intent.failed': text('意愿认证未通过', '意願認證未通過', 'Intent verification failed'),
  'intent.expired': text('意愿认证已过期', '意願認證已過期', 'Intent verification expired'),
  'intent.voided': text('意愿认证已作废', '意願認證已作廢', 'Intent verification void'),
  'handoff.started': text('扫码转到手机', '掃碼轉到手機', 'Handed over to a phone'),
  'handoff.scanned': text('手机已扫码', '手機已掃碼', 'Scanned by a phone'),
  'handoff.drawn': text('手机已手写', '手機已手寫', 'Drawn on the phone'),
  'handoff.redrawn': text('手机重新手写', '手機重新手寫', 'Drawn again on the phone'),
  'handoff.completed': text('手机操作完成', '手機操作完成', 'Done on the phone'),
  'handoff.expired': text('扫码已过期', '掃碼已過期', 'Hand-over expired'),
  'verification.started': text('发起实名认证', '發起實名認證', 'Identity verification started'),
  'verification.passed': text('实名认证通过', '實名認證通過', 'Identity verified'),
  'verification.failed': text('实名认证未通过', '實名認證未通過', 'Identity verification failed'),
  'account.registered': text('注册', '註冊', 'Registered'),
  'account.signed-in': text('登录', '登入', 'Signed in'),
  'admin.transferred': text('管理员权限转授', '管理員權限轉授', 'Administration transferred'),
  'admin.revoked': text('权限关闭', '權限關閉', 'Rights revoked'),
  'certificate.issued': text('签发证书', '簽發憑證', 'Certificate issued'),
  'evidence.exported': text('导出证据', '匯出證據', 'Evidence exported'),
  'record.intent': text('意愿认证记录', '意願認證紀錄', 'Record of intent'),
  'record.signature': text('签名记录', '簽章紀錄', 'Record of a signature'),
  'record.consent': text('同意记录', '同意紀錄', 'Record of consent'),
  'record.consent-withdrawn': text('撤回同意记录', '撤回同意紀錄', 'Record of a consent withdrawn'),
  'record.strokes': text('笔迹记录', '筆跡紀錄', 'Record of handwriting'),
  'record.notice-sent': text('通知发送记录', '通知發送紀錄', 'Record of a notice sent'),
  'record.notice-delivered': text('通知送达记录', '通知送達紀錄', 'Record of a notice delivered'),
  'record.notice-failed': text('通知未送达记录', '通知未送達紀錄', 'Record of a notice not delivered'),
};

/** The name of a type for people; of a type this version does not know, the type itself. */
export function eventTypeText(type: string): LocalizedText {
  return (Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined) ?? text(type, type, type);
}

/** Types after which signatures made before are void and need not be in the final documents. */
export const voidingTypes: readonly string[] = [
  'contract.recalled',
  'contract.terminated',
  'contract.rejected',
  'contract.negotiated',
  'contract.expired',
  'signer.voided',
];

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
