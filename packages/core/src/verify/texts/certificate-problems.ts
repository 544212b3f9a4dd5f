import type { Texts } from './locale.ts';

/** What is wrong with certificates, with what is known of their revocation, and with the authorities of time-stamps. */
export const certificateTexts: Readonly<Record<string, Texts>> = {
  TRUST_NOT_CHECKED: [
    'No trusted authorities were named, so the signer is not confirmed.',
    '未指定可信机构，因此签署者身份未经确认。',
    '未指定可信機構，因此簽署者身分未經確認。',
  ],
  CHAIN_NOT_FOUND: [
    'The certificate does not lead to any authority that is trusted here.',
    '该证书不能追溯到任何此处信任的机构。',
    '該憑證不能追溯到任何此處信任的機構。',
  ],
  CHAIN_ISSUER_NOT_CA: [
    'A certificate of the path was issued by one that may not issue certificates.',
    '证书路径中的某个证书由无权签发证书者签发。',
    '憑證路徑中的某個憑證由無權簽發憑證者簽發。',
  ],
  CHAIN_EXTENSION_UNSUPPORTED: [
    'A certificate of the path has a critical extension that is not understood.',
    '证书路径中的某个证书含有无法识别的关键扩展。',
    '憑證路徑中的某個憑證含有無法識別的關鍵擴充。',
  ],
  CERTIFICATE_EXPIRED: [
    'A certificate of the path had expired at that time.',
    '证书路径中的某个证书在该时刻已过期。',
    '憑證路徑中的某個憑證在該時刻已過期。',
  ],
  CERTIFICATE_NOT_YET_VALID: [
    'A certificate of the path was not yet valid at that time.',
    '证书路径中的某个证书在该时刻尚未生效。',
    '憑證路徑中的某個憑證在該時刻尚未生效。',
  ],
  SIGNER_KEY_USAGE: [
    "The signer's certificate is not one for signing.",
    '签署者的证书不是用于签名的证书。',
    '簽署者的憑證不是用於簽章的憑證。',
  ],
  CERTIFICATE_REVOKED: [
    'The certificate was revoked before anything proves the signature existed.',
    '在能证明签名存在之前，证书已被吊销。',
    '在能證明簽章存在之前，憑證已被廢止。',
  ],
  ISSUER_REVOKED: [
    'The certificate of an issuer was revoked.',
    '某个签发者的证书已被吊销。',
    '某個簽發者的憑證已被廢止。',
  ],
  REVOCATION_NOT_CHECKED: [
    'Whether the certificate was revoked is not known.',
    '不知道证书是否已被吊销。',
    '不知道憑證是否已被廢止。',
  ],
  REVOCATION_STALE: [
    'The revocation status is too old to tell about that moment.',
    '吊销状态信息过旧，不能说明该时刻的情况。',
    '廢止狀態資訊過舊，不能說明該時刻的情況。',
  ],
  REVOCATION_AFTER_EXPIRY: [
    'The revocation status is from after the certificate expired.',
    '吊销状态信息产生于证书过期之后。',
    '廢止狀態資訊產生於憑證過期之後。',
  ],
  REVOCATION_FROM_FUTURE: [
    'The revocation status claims to be from the future.',
    '吊销状态信息声称来自将来。',
    '廢止狀態資訊聲稱來自未來。',
  ],
  CRL_ISSUER_NOT_ALLOWED: [
    'The issuer may not sign revocation lists.',
    '签发者无权签署吊销列表。',
    '簽發者無權簽署廢止清冊。',
  ],
  CRL_SIGNATURE_INVALID: [
    'The revocation list is not signed by its issuer.',
    '吊销列表不是由其签发者签署的。',
    '廢止清冊不是由其簽發者簽署的。',
  ],
  CRL_SIGNATURE_UNSUPPORTED: [
    'The revocation list is signed in a way that is not supported.',
    '不支持吊销列表的签名方式。',
    '不支援廢止清冊的簽章方式。',
  ],
  CRL_UNSUPPORTED: [
    'The revocation list does not speak about this certificate in a way that is understood.',
    '吊销列表未以可识别的方式说明该证书。',
    '廢止清冊未以可識別的方式說明該憑證。',
  ],
  CRL_UNUSABLE: ['The revocation list is damaged.', '吊销列表已损坏。', '廢止清冊已損壞。'],
  OCSP_RESPONDER_NOT_ALLOWED: [
    'The OCSP response is by one who may not speak here.',
    'OCSP 响应来自无权作答者。',
    'OCSP 回應來自無權作答者。',
  ],
  OCSP_RESPONDER_NOT_CHECKED: [
    'Whether the OCSP responder was revoked is not known.',
    '不知道 OCSP 响应者是否已被吊销。',
    '不知道 OCSP 回應者是否已被廢止。',
  ],
  OCSP_SIGNATURE_INVALID: [
    'The OCSP response is not signed by its responder.',
    'OCSP 响应不是由其响应者签署的。',
    'OCSP 回應不是由其回應者簽署的。',
  ],
  OCSP_SIGNATURE_UNSUPPORTED: [
    'The OCSP response is signed in a way that is not supported.',
    '不支持 OCSP 响应的签名方式。',
    '不支援 OCSP 回應的簽章方式。',
  ],
  OCSP_UNKNOWN: [
    'The OCSP responder does not know the certificate.',
    'OCSP 响应者不认识该证书。',
    'OCSP 回應者不認識該憑證。',
  ],
  OCSP_UNUSABLE: ['The OCSP response is damaged.', 'OCSP 响应已损坏。', 'OCSP 回應已損壞。'],
  DSS_ITEM_UNREADABLE: [
    'Some of the validation data in the file cannot be read.',
    '文件中的部分验证数据无法读取。',
    '檔案中的部分驗證資料無法讀取。',
  ],
  DSS_LIMIT: [
    'The file has more validation data than is read.',
    '文件中的验证数据超出读取上限。',
    '檔案中的驗證資料超出讀取上限。',
  ],
  TIMESTAMP_UNTRUSTED: [
    'The authority that made the time-stamp is not trusted here.',
    '签发时间戳的机构在此不受信任。',
    '簽發時戳的機構在此不受信任。',
  ],
  TIMESTAMP_REVOKED: [
    'The certificate of the time-stamp authority was revoked.',
    '时间戳机构的证书已被吊销。',
    '時戳機構的憑證已被廢止。',
  ],
  TIMESTAMP_REVOCATION_NOT_CHECKED: [
    'Whether the certificate of the time-stamp authority was revoked is not known, so its time is not relied on.',
    '不知道时间戳机构的证书是否已被吊销，因此不采信其时间。',
    '不知道時戳機構的憑證是否已被廢止，因此不採信其時間。',
  ],
  TIMESTAMP_ORDER: [
    'The time-stamp claims to be later than it is proven to have existed.',
    '时间戳声称的时间晚于已证明其存在的时间。',
    '時戳聲稱的時間晚於已證明其存在的時間。',
  ],
};
