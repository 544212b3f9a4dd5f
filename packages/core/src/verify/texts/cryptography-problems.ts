import type { Texts } from './locale.ts';

/** What is wrong with the signature value, with time-stamps and with seals. */
export const cryptographyTexts: Readonly<Record<string, Texts>> = {
  SIGNATURE_EMPTY: [
    'The place for the signature was prepared but nobody signed there.',
    '签名位置已预留，但无人签名。',
    '簽章位置已預留，但無人簽章。',
  ],
  CMS_MALFORMED: ['The signature value is damaged.', '签名值已损坏。', '簽章值已損壞。'],
  SIGNER_COUNT: [
    'The signature does not have exactly one signer.',
    '签名的签署者不是恰好一个。',
    '簽章的簽署者不是恰好一個。',
  ],
  CONTENT_ENCAPSULATED: [
    'The signature carries content of its own instead of covering the file.',
    '签名自带内容，而不是覆盖文件。',
    '簽章自帶內容，而不是涵蓋檔案。',
  ],
  CONTENT_IS_ATTRIBUTES: [
    'What was signed may be the attributes of another signature instead of this document.',
    '所签署的可能是另一个签名的属性，而不是本文件。',
    '所簽署的可能是另一個簽章的屬性，而不是本檔案。',
  ],
  CONTENT_TYPE_MISMATCH: [
    'The content-type attribute is missing or does not fit the content.',
    '内容类型属性缺失或与内容不符。',
    '內容類型屬性缺失或與內容不符。',
  ],
  ATTRIBUTE_DUPLICATE: ['A signed attribute occurs twice.', '某个已签名属性重复出现。', '某個已簽章屬性重複出現。'],
  MESSAGE_DIGEST_MISSING: [
    'The message-digest attribute is missing or occurs twice.',
    '摘要属性缺失或重复。',
    '摘要屬性缺失或重複。',
  ],
  DIGEST_MISMATCH: [
    'The signed content was changed: its digest is not the signed one.',
    '已签名的内容被更改：其摘要与签名时的不一致。',
    '已簽章的內容被變更：其摘要與簽章時的不一致。',
  ],
  SIGNATURE_INVALID: [
    'The signature value does not belong to this certificate and content.',
    '签名值与该证书及内容不匹配。',
    '簽章值與該憑證及內容不相符。',
  ],
  SIGNING_CERTIFICATE_MISMATCH: [
    'The signature names another certificate than the one it was checked with.',
    '签名所指的证书与验证所用的证书不同。',
    '簽章所指的憑證與驗證所用的憑證不同。',
  ],
  ALGORITHM_MISMATCH: [
    'The algorithms of the signature, its digest and its key contradict each other.',
    '签名算法、摘要算法与密钥互相矛盾。',
    '簽章演算法、摘要演算法與金鑰互相矛盾。',
  ],
  ALGORITHM_PROTECTION_MISMATCH: [
    'The algorithms named are not those that were signed with the content.',
    '所声明的算法不是与内容一同签署的算法。',
    '所宣告的演算法不是與內容一同簽署的演算法。',
  ],
  SIGNING_CERTIFICATE_MISSING: [
    'The certificate of the signer is not in the signature.',
    '签名中没有签署者的证书。',
    '簽章中沒有簽署者的憑證。',
  ],
  DIGEST_UNSUPPORTED: [
    'The digest algorithm of the signature is not supported.',
    '不支持该签名的摘要算法。',
    '不支援該簽章的摘要演算法。',
  ],
  SIGNATURE_ALGORITHM_UNSUPPORTED: [
    'The signature algorithm or its key is not supported.',
    '不支持该签名算法或其密钥。',
    '不支援該簽章演算法或其金鑰。',
  ],
  CONTENTS_PADDING: [
    'The room after the signature value is not empty.',
    '签名值之后的预留空间不为空。',
    '簽章值之後的預留空間不為空。',
  ],
  ATTRIBUTES_NOT_DER: [
    'The signed attributes are not in DER order; the signature covers their ordered form.',
    '已签名属性未按 DER 排序；签名针对的是排序后的形式。',
    '已簽章屬性未按 DER 排序；簽章針對的是排序後的形式。',
  ],
  ALGORITHM_LABEL_UNUSUAL: [
    'The SM2 signature or its key carries an older label.',
    'SM2 签名或其密钥使用了旧的标识。',
    'SM2 簽章或其金鑰使用了舊的標識。',
  ],
  ALGORITHM_LABEL: [
    'A signature of the seal is labelled in an unusual way.',
    '印章中的签名使用了不常见的算法标识。',
    '印章中的簽章使用了不常見的演算法標識。',
  ],
  BASELINE_NOT_MET: [
    'The signature says it is a PAdES signature and does not keep to the PAdES baseline.',
    '签名声称为 PAdES 签名，但不符合 PAdES 基线要求。',
    '簽章聲稱為 PAdES 簽章，但不符合 PAdES 基線要求。',
  ],
  NO_SIGNED_ATTRIBUTES: [
    'The signature has no signed attributes, so it is no AdES signature.',
    '签名没有已签名属性，因此不是 AdES 签名。',
    '簽章沒有已簽章屬性，因此不是 AdES 簽章。',
  ],
  SIGNING_CERTIFICATE_UNBOUND: [
    'The signature does not name its certificate, so it is no AdES signature.',
    '签名未指明其证书，因此不是 AdES 签名。',
    '簽章未指明其憑證，因此不是 AdES 簽章。',
  ],
  SIGNING_CERTIFICATE_SHA1: [
    'The signature names its certificate by a SHA-1 digest.',
    '签名以 SHA-1 摘要指明其证书。',
    '簽章以 SHA-1 摘要指明其憑證。',
  ],
  SIGNING_TIME_ATTRIBUTE: [
    'The signature has a signing-time attribute, which PAdES does not allow.',
    '签名含有 signing-time 属性，这是 PAdES 不允许的。',
    '簽章含有 signing-time 屬性，這是 PAdES 不允許的。',
  ],
  SIGNING_TIME_MISSING: [
    'The signature dictionary does not say when it was signed.',
    '签名字典未说明签名时间。',
    '簽章字典未說明簽章時間。',
  ],
  CERT_ENTRY: [
    'The signature dictionary has a /Cert entry, which PAdES does not allow.',
    '签名字典含有 /Cert 条目，这是 PAdES 不允许的。',
    '簽章字典含有 /Cert 項目，這是 PAdES 不允許的。',
  ],
  DIGEST_WEAK: [
    'The digest algorithm of the signature no longer protects against forgery.',
    '签名所用的摘要算法已不足以防止伪造。',
    '簽章所用的摘要演算法已不足以防止偽造。',
  ],
  DIGEST_NO_POE: [
    'The signature is not proven to have existed while its digest algorithm was strong.',
    '不能证明签名在其摘要算法仍然可靠时已经存在。',
    '不能證明簽章在其摘要演算法仍然可靠時已經存在。',
  ],
  KEY_WEAK: [
    "The signer's key is too short to protect against forgery.",
    '签署者的密钥过短，不足以防止伪造。',
    '簽署者的金鑰過短，不足以防止偽造。',
  ],
  TIMESTAMP_MISSING: [
    'No time-stamp says when the signature was made.',
    '没有时间戳证明签名的时间。',
    '沒有時戳證明簽章的時間。',
  ],
  TIMESTAMP_IMPRINT_WEAK: [
    'The time-stamp uses SHA-1, which no longer protects against forgery.',
    '时间戳使用 SHA-1，已不足以防止伪造。',
    '時戳使用 SHA-1，已不足以防止偽造。',
  ],
  TIMESTAMP_MALFORMED: ['The time-stamp is damaged.', '时间戳已损坏。', '時戳已損壞。'],
  TIMESTAMP_IMPRINT_MISMATCH: [
    'The time-stamp was made for something else.',
    '时间戳是为其他内容签发的。',
    '時戳是為其他內容簽發的。',
  ],
  TIMESTAMP_IMPRINT_UNSUPPORTED: [
    'The digest of the time-stamp is not supported.',
    '不支持该时间戳的摘要算法。',
    '不支援該時戳的摘要演算法。',
  ],
  TIMESTAMP_KEY_USAGE: [
    'The certificate of the time-stamp is not one for time-stamping only.',
    '时间戳的证书不是时间戳专用证书。',
    '時戳的憑證不是時戳專用憑證。',
  ],
  CONTENT_TIMESTAMP_BROKEN: [
    'The time-stamp of the content that the signer signed along does not pass its checks and proves nothing.',
    '签署者一并签署的内容时间戳未通过检查，不能证明任何事项。',
    '簽署者一併簽署的內容時戳未通過檢查，不能證明任何事項。',
  ],
  TIMESTAMP_BROKEN: [
    'The time-stamp of the signature does not pass its checks and proves nothing.',
    '签名的时间戳未通过检查，不能证明任何事项。',
    '簽章的時戳未通過檢查，不能證明任何事項。',
  ],
  SEAL_MALFORMED: ['The electronic seal is damaged.', '电子印章已损坏。', '電子印章已損壞。'],
  SEAL_SIGNATURE: [
    'The signature is an electronic seal; whether its maker is to be trusted is not judged here.',
    '该签名为电子印章；此处不判断制章者是否可信。',
    '該簽章為電子印章；此處不判斷製章者是否可信。',
  ],
  SES_MAKER_SIGNATURE_INVALID: [
    'The signature of the maker does not belong to this seal.',
    '制章者的签名与该印章不匹配。',
    '製章者的簽章與該印章不相符。',
  ],
  SES_MAKER_CERTIFICATE: [
    'The certificate of the maker of the seal is not for signatures, or was not valid then.',
    '制章者的证书不用于签名，或当时无效。',
    '製章者的憑證不用於簽章，或當時無效。',
  ],
  SES_SIGNER_CERTIFICATE: [
    'The certificate the seal was set with is not for signatures, or was not valid then.',
    '用印者的证书不用于签名，或当时无效。',
    '用印者的憑證不用於簽章，或當時無效。',
  ],
  SES_NOT_HOLDER: [
    'The seal was not made for the certificate it was set with.',
    '该印章不是为用印所用的证书制作的。',
    '該印章不是為用印所用的憑證製作的。',
  ],
  SES_SEAL_EXPIRED: ['The seal had expired then.', '用印时该印章已过期。', '用印時該印章已過期。'],
  SES_SEAL_NOT_YET_VALID: ['The seal was not yet valid then.', '用印时该印章尚未生效。', '用印時該印章尚未生效。'],
  SES_TIME_NOT_JUDGED: [
    'When the seal was set is stated by a time-stamp token only, which is not judged.',
    '用印时间仅由时间戳说明，未对其进行判断。',
    '用印時間僅由時戳說明，未對其進行判斷。',
  ],
  SES_EXTENSION_UNSUPPORTED: [
    'The seal has a critical extension that is not understood.',
    '印章含有无法识别的关键扩展。',
    '印章含有無法識別的關鍵擴充。',
  ],
  SES_VERSION_MISMATCH: [
    'The signed value and its seal state different versions.',
    '签名值与印章声明的版本不同。',
    '簽章值與印章宣告的版本不同。',
  ],
};
