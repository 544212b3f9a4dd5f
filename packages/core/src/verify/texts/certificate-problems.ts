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
  CHAIN_ALGORITHM_UNSUPPORTED: [
    'A certificate is signed in a way that is not supported.',
    '不支持某个证书的签名方式。',
    '不支援某個憑證的簽章方式。',
  ],
  CHAIN_NAME_CONSTRAINTS: [
    'A certificate of the path has a name that its issuers may not give.',
    '证书路径中的某个证书含有其签发者无权授予的名称。',
    '憑證路徑中的某個憑證含有其簽發者無權授予的名稱。',
  ],
  CHAIN_MALFORMED: [
    'A certificate of the path cannot be read.',
    '证书路径中的某个证书无法读取。',
    '憑證路徑中的某個憑證無法讀取。',
  ],
  CHAIN_POLICY: [
    'No certificate policy that is demanded holds for the whole path.',
    '没有任何所要求的证书策略适用于整条证书路径。',
    '沒有任何所要求的憑證原則適用於整條憑證路徑。',
  ],
  CHAIN_POLICY_MAPPING: [
    'An authority of the path maps any policy, which is not allowed.',
    '证书路径中的某个机构映射了“任意策略”，这是不允许的。',
    '憑證路徑中的某個機構對應了「任意原則」，這是不允許的。',
  ],
  CHAIN_PURPOSE: [
    'An authority of the path may not issue certificates for this purpose.',
    '证书路径中的某个机构无权签发此用途的证书。',
    '憑證路徑中的某個機構無權簽發此用途的憑證。',
  ],
  CHAIN_ALGORITHM_WEAK: [
    'A certificate, or what is known of its revocation, is signed in a way that no longer protects against forgery.',
    '某个证书或其吊销状态信息的签名方式已不能防止伪造。',
    '某個憑證或其廢止狀態資訊的簽章方式已不能防止偽造。',
  ],
  CHAIN_ALGORITHM_NO_POE: [
    'A certificate, or what is known of its revocation, is not proven to have existed while its algorithm was strong.',
    '不能证明某个证书或其吊销状态信息在其算法仍然可靠时已经存在。',
    '不能證明某個憑證或其廢止狀態資訊在其演算法仍然可靠時已經存在。',
  ],
  SIGNER_KEY_USAGE: [
    "The signer's certificate is not one for signing.",
    '签署者的证书不是用于签名的证书。',
    '簽署者的憑證不是用於簽章的憑證。',
  ],
  CERTIFICATE_EXPIRED_UNREVOKED: [
    'The certificate had expired, unrevoked, before anything proves the signature existed.',
    '在能证明签名存在之前，证书已过期（过期前未被吊销）。',
    '在能證明簽章存在之前，憑證已過期（過期前未被廢止）。',
  ],
  SIGNED_BEFORE_VALIDITY: [
    'The signature is proven to be older than the certificate is valid.',
    '已证明签名早于证书的生效时间。',
    '已證明簽章早於憑證的生效時間。',
  ],
  SIGNED_AFTER_EXPIRY: [
    'The signature was made after the certificate had expired.',
    '签名是在证书过期之后作出的。',
    '簽章是在憑證過期之後作出的。',
  ],
  SIGNED_AFTER_REVOCATION: [
    'The signature was made after the certificate had been revoked.',
    '签名是在证书被吊销之后作出的。',
    '簽章是在憑證被廢止之後作出的。',
  ],
  CERTIFICATE_ON_HOLD: [
    'A certificate was suspended at that time and may be given back.',
    '某个证书当时处于暂停状态，可能恢复。',
    '某個憑證當時處於暫停狀態，可能恢復。',
  ],
  EVIDENCE_NO_POE: [
    'Validation data is not proven to have existed before its issuer expired or was compromised.',
    '不能证明验证数据在其签发者过期或失密之前已经存在。',
    '不能證明驗證資料在其簽發者過期或失密之前已經存在。',
  ],
  REVOCATION_SIGNER_EXPIRED: [
    'The revocation status is not proven to have existed before the certificate of its signer expired.',
    '不能证明吊销状态信息在其签署者的证书过期之前已经存在。',
    '不能證明廢止狀態資訊在其簽署者的憑證過期之前已經存在。',
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
  TIMESTAMP_NO_POE: [
    'What speaks for the time-stamp authority is not proven to be old enough, so its time is not relied on.',
    '不能证明支持时间戳机构的数据足够早，因此不采信其时间。',
    '不能證明支持時戳機構的資料足夠早，因此不採信其時間。',
  ],
  TIMESTAMP_WEAK: [
    'The time-stamp is made in a way that no longer protects against forgery, so its time is not relied on.',
    '时间戳的生成方式已不能防止伪造，因此不采信其时间。',
    '時戳的產生方式已不能防止偽造，因此不採信其時間。',
  ],
  TIMESTAMP_ORDER: [
    'The time-stamp claims to be later than it is proven to have existed.',
    '时间戳声称的时间晚于已证明其存在的时间。',
    '時戳聲稱的時間晚於已證明其存在的時間。',
  ],
};
