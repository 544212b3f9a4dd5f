import type { SignatureReport, SubIndication, Verdict } from '../report.ts';
import type { Texts } from './locale.ts';

/** Headlines. */
export const verdictTexts: Readonly<Record<Verdict, Texts>> = {
  PASSED: [
    'Every signature holds, and its signer is trusted.',
    '所有签名均有效，签署者可信。',
    '所有簽章均有效，簽署者可信。',
  ],
  INDETERMINATE: [
    'No signature is known to be broken, but not everything is certain.',
    '未发现签名被破坏，但并非所有事项都能确定。',
    '未發現簽章遭破壞，但並非所有事項都能確定。',
  ],
  FAILED: [
    'At least one signature does not hold. Do not rely on this file.',
    '至少有一个签名无效，请勿信赖此文件。',
    '至少有一個簽章無效，請勿信賴此檔案。',
  ],
  UNSIGNED: ['The file has no signature.', '文件没有签名。', '檔案沒有簽章。'],
  UNREADABLE: [
    'The file could not be read, so nothing is known about it.',
    '文件无法读取，因此无法作出任何判断。',
    '檔案無法讀取，因此無法作出任何判斷。',
  ],
};

export const indicationTexts: Readonly<Record<SignatureReport['indication'], Texts>> = {
  TOTAL_PASSED: ['valid', '有效', '有效'],
  INDETERMINATE: ['not certain', '无法确定', '無法確定'],
  TOTAL_FAILED: ['not valid', '无效', '無效'],
};

/** Sub-indications of ETSI EN 319 102-1 §5.1.3, those among them that this package gives being of its own type. */
export const subIndicationTexts = {
  FORMAT_FAILURE: [
    'the form of the signature, or what came after it, is not as it must be',
    '签名格式或签名后的内容不符合要求',
    '簽章格式或簽章後的內容不符合要求',
  ],
  HASH_FAILURE: ['the signed content was changed', '已签名的内容被更改', '已簽章的內容被變更'],
  SIG_CRYPTO_FAILURE: ['the signature value is wrong', '签名值不正确', '簽章值不正確'],
  SIG_CONSTRAINTS_FAILURE: [
    'the signature does not meet what the policy asks for',
    '签名不符合策略的要求',
    '簽章不符合原則的要求',
  ],
  CHAIN_CONSTRAINTS_FAILURE: [
    'the certificates do not meet what is asked of them',
    '证书不符合所要求的条件',
    '憑證不符合所要求的條件',
  ],
  CERTIFICATE_CHAIN_GENERAL_FAILURE: ['the certificates could not be checked', '无法检查证书路径', '無法檢查憑證路徑'],
  CRYPTO_CONSTRAINTS_FAILURE: ['an algorithm or key is too weak', '所用算法或密钥强度不足', '所用演算法或金鑰強度不足'],
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: [
    'an algorithm or key is too weak, and nothing proves that it was used while it was strong',
    '所用算法或密钥强度不足，且不能证明使用时仍然安全',
    '所用演算法或金鑰強度不足，且不能證明使用時仍然安全',
  ],
  EXPIRED: ['the certificate had expired', '证书已过期', '憑證已過期'],
  NOT_YET_VALID: ['the certificate was not yet valid', '证书尚未生效', '憑證尚未生效'],
  POLICY_PROCESSING_ERROR: ['the signature policy could not be applied', '无法应用签名策略', '無法套用簽章原則'],
  SIGNATURE_POLICY_NOT_AVAILABLE: ['the signature policy is not at hand', '无法取得签名策略', '無法取得簽章原則'],
  TIMESTAMP_ORDER_FAILURE: ['time-stamps contradict each other', '时间戳的先后互相矛盾', '時戳的先後互相矛盾'],
  NO_SIGNING_CERTIFICATE_FOUND: ['the signer’s certificate is missing', '缺少签署者的证书', '缺少簽署者的憑證'],
  NO_CERTIFICATE_CHAIN_FOUND: [
    'the signer leads to nobody who is trusted here',
    '签署者不能追溯到任何受信任的机构',
    '簽署者不能追溯到任何受信任的機構',
  ],
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: [
    'the signer leads to nobody who was trusted at a proven time',
    '在已证明的时间内，签署者不能追溯到任何受信任的机构',
    '在已證明的時間內，簽署者不能追溯到任何受信任的機構',
  ],
  REVOKED: ['the certificate was revoked', '证书已被吊销', '憑證已被廢止'],
  REVOKED_NO_POE: [
    'the certificate was revoked, and nothing proves that it was used before',
    '证书已被吊销，且不能证明签名在此之前作出',
    '憑證已被廢止，且不能證明簽章在此之前作出',
  ],
  REVOKED_CA_NO_POE: [
    'the certificate of an issuer was revoked, and nothing proves that it was used before',
    '签发者的证书已被吊销，且不能证明签名在此之前作出',
    '簽發者的憑證已被廢止，且不能證明簽章在此之前作出',
  ],
  OUT_OF_BOUNDS_NO_POE: [
    'the certificate has expired or is not yet valid, and nothing proves when it was used',
    '证书已过期或尚未生效，且不能证明签名的时间',
    '憑證已過期或尚未生效，且不能證明簽章的時間',
  ],
  OUT_OF_BOUNDS_NOT_REVOKED: [
    'the certificate has expired or is not yet valid, though it was not revoked',
    '证书已过期或尚未生效，但未被吊销',
    '憑證已過期或尚未生效，但未被廢止',
  ],
  REVOCATION_OUT_OF_BOUNDS_NO_POE: [
    'the certificate that signed the revocation status has expired, and nothing proves when it was used',
    '签署吊销状态的证书已过期，且不能证明其使用时间',
    '簽署廢止狀態的憑證已過期，且不能證明其使用時間',
  ],
  NO_POE: [
    'nothing proves that the signature existed early enough',
    '不能证明签名在足够早的时间已经存在',
    '不能證明簽章在足夠早的時間已經存在',
  ],
  TRY_LATER: [
    'whether the certificate was revoked is not known yet',
    '尚不知道证书是否已被吊销',
    '尚不知道憑證是否已被廢止',
  ],
  SIGNED_DATA_NOT_FOUND: ['the signed content is missing', '缺少已签名的内容', '缺少已簽章的內容'],
  GENERIC: ['something else keeps it from being certain', '存在其他无法确定的事项', '存在其他無法確定的事項'],
} as const satisfies Readonly<Record<string, Texts>> & Readonly<Record<SubIndication, Texts>>;

export const coverageTexts: Readonly<Record<SignatureReport['coverage'], Texts>> = {
  WHOLE_FILE: ['the whole file', '整个文件', '整個檔案'],
  WHOLE_REVISION: [
    'the whole file as it was then; more was added later',
    '签名时的整个文件；之后又有增补',
    '簽章時的整個檔案；之後又有增補',
  ],
  PARTIAL: ['only a part', '仅文件的一部分', '僅檔案的一部分'],
  INVALID: ['nothing that can be relied on', '没有可信赖的覆盖范围', '沒有可信賴的涵蓋範圍'],
};

export const integrityTexts: Readonly<Record<SignatureReport['integrity'], Texts>> = {
  INTACT: ['intact', '完好', '完好'],
  BROKEN: ['broken', '已破坏', '已破壞'],
  UNKNOWN: ['unknown', '未知', '不明'],
};

export const modificationTexts: Readonly<Record<SignatureReport['modifications']['level'], Texts>> = {
  NONE: ['none since', '之后无更改', '之後無變更'],
  LTA_UPDATES: ['validation data', '验证数据', '驗證資料'],
  FORM_FILLING: ['form filling', '表单填写', '表單填寫'],
  ANNOTATIONS: ['annotations', '批注', '註解'],
  OTHER: ['other', '其他', '其他變更'],
};

export const permissionTexts: Readonly<Record<'true' | 'false', Texts>> = {
  true: ['permitted', '允许', '允許'],
  false: ['not permitted', '不允许', '不允許'],
};

export const trustTexts: Readonly<Record<SignatureReport['trust']['status'], Texts>> = {
  TRUSTED: ['trusted', '可信', '可信'],
  UNTRUSTED: ['not trusted', '不可信', '不可信'],
  NO_PATH: ['leads to nobody you trust', '不能追溯到您信任的机构', '不能追溯到您信任的機構'],
  NOT_CHECKED: ['not checked', '未检查', '未檢查'],
};

export const revocationTexts: Readonly<Record<SignatureReport['trust']['revocation'], Texts>> = {
  GOOD: ['not revoked', '未被吊销', '未被廢止'],
  REVOKED: ['revoked', '已被吊销', '已被廢止'],
  UNKNOWN: ['revocation unknown', '吊销状态未知', '廢止狀態不明'],
  NOT_CHECKED: ['revocation not checked', '未检查吊销状态', '未檢查廢止狀態'],
  NONE_STATED: ['no place to ask about revocation', '未说明吊销状态的查询地址', '未說明廢止狀態的查詢地址'],
};

export const severityTexts: Readonly<Record<'error' | 'warning' | 'info', Texts>> = {
  error: ['error', '错误', '錯誤'],
  warning: ['warning', '警告', '警告'],
  info: ['info', '提示', '提示'],
};

export const kindTexts: Readonly<Record<SignatureReport['kind'], Texts>> = {
  signature: ['signature', '签名', '簽章'],
  timestamp: ['timestamp', '时间戳', '時戳'],
};
