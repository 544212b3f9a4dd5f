import type { ProblemTexts } from '../language/index.ts';

/** What can be wrong with an identity number, a name or an address. */
export type IdentityCode = keyof typeof sentences;

const sentences = {
  VALUE_REQUIRED: { 'zh-Hans': '请填写此项', 'zh-Hant': '請填寫此項', en: 'Fill this in.' },

  ID_FORMAT: {
    'zh-Hans': '身份证号应为18位数字，末位可为X',
    'zh-Hant': '身份證號應為18位數字，末位可為X',
    en: 'An ID number has 18 digits; the last may be X.',
  },
  ID_FIRST_GENERATION: {
    'zh-Hans': '15位的第一代身份证已停用，请填写18位身份证号',
    'zh-Hant': '15位的第一代身份證已停用，請填寫18位身份證號',
    en: 'ID cards with 15 digits are no longer valid; give the 18-digit number.',
  },
  ID_NOT_15: { 'zh-Hans': '应为15位数字', 'zh-Hant': '應為15位數字', en: 'Give 15 digits.' },
  ID_DATE: {
    'zh-Hans': '证件号中的出生日期不存在，请核对',
    'zh-Hant': '證件號中的出生日期不存在，請核對',
    en: 'The birth date in the number does not exist; check it.',
  },
  ID_FUTURE: {
    'zh-Hans': '证件号中的出生日期晚于今天，请核对',
    'zh-Hant': '證件號中的出生日期晚於今天，請核對',
    en: 'The birth date in the number is after today; check it.',
  },
  ID_PROVINCE: {
    'zh-Hans': '证件号开头的地区代码不存在，请核对',
    'zh-Hant': '證件號開頭的地區代碼不存在，請核對',
    en: 'The number begins with no known province; check it.',
  },
  ID_CHECK: {
    'zh-Hans': '证件号有误，请逐位核对',
    'zh-Hant': '證件號有誤，請逐位核對',
    en: 'The number has a wrong digit; compare it with the card.',
  },
  DOCUMENT_TYPE: { 'zh-Hans': '请选择证件类型', 'zh-Hant': '請選擇證件類型', en: 'Choose the type of document.' },
  RESIDENCE_PERMIT_PROVINCE: {
    'zh-Hans': '港澳台居民居住证号应以81、82或83开头',
    'zh-Hant': '港澳台居民居住證號應以81、82或83開頭',
    en: 'A residence permit begins with 81, 82 or 83.',
  },
  HK_MACAU_PERMIT_FORMAT: {
    'zh-Hans': '港澳居民来往内地通行证号应为H或M加8位或10位数字',
    'zh-Hant': '港澳居民來往內地通行證號應為H或M加8位或10位數字',
    en: 'A Hong Kong or Macau permit has H or M and 8 or 10 digits.',
  },
  TAIWAN_PERMIT_FORMAT: {
    'zh-Hans': '台胞证号应为8位或10位数字',
    'zh-Hant': '台胞證號應為8位或10位數字',
    en: 'A Taiwan permit has 8 or 10 digits.',
  },
  PERMANENT_RESIDENCE_FORMAT: {
    'zh-Hans': '外国人永久居留身份证号应为3个字母加12位数字，或以9开头的18位数字',
    'zh-Hant': '外國人永久居留身份證號應為3個字母加12位數字，或以9開頭的18位數字',
    en: 'A permanent residence card has 3 letters and 12 digits, or 18 digits that begin with 9.',
  },
  PASSPORT_FORMAT: {
    'zh-Hans': '护照号格式有误，请核对',
    'zh-Hant': '護照號格式有誤，請核對',
    en: 'This is no passport number of that country; check it.',
  },
  PASSPORT_NATIONALITY: {
    'zh-Hans': '请选择护照的国家或地区',
    'zh-Hant': '請選擇護照的國家或地區',
    en: 'Choose the country or region of the passport.',
  },

  EMPLOYMENT_AGE: {
    'zh-Hans': '未满16周岁，不能订立劳动合同',
    'zh-Hant': '未滿16週歲，不能訂立勞動合約',
    en: 'Under 16 no labour contract can be made.',
  },
  EMPLOYMENT_PERMIT: {
    'zh-Hans': '持非中国籍港澳居民来往内地通行证者不得凭该证就业',
    'zh-Hant': '持非中國籍港澳居民來往內地通行證者不得憑該證就業',
    en: 'The permit of a Hong Kong or Macau resident without Chinese citizenship gives no right to work.',
  },
  EMPLOYMENT_WORK_PERMIT: {
    'zh-Hans': '外国人就业须持有工作许可，请补充',
    'zh-Hant': '外國人就業須持有工作許可，請補充',
    en: 'A foreigner needs a work permit; ask for it.',
  },

  CREDIT_CODE_FORMAT: {
    'zh-Hans': '统一社会信用代码应为18位，第3至8位为数字',
    'zh-Hant': '統一社會信用代碼應為18位，第3至8位為數字',
    en: 'A credit code has 18 characters; the third to eighth are digits.',
  },
  CREDIT_CODE_LETTER: {
    'zh-Hans': '统一社会信用代码不使用字母I、O、S、V、Z，请核对是否为1、0、5、2',
    'zh-Hant': '統一社會信用代碼不使用字母I、O、S、V、Z，請核對是否為1、0、5、2',
    en: 'Credit codes have no I, O, S, V or Z; look for 1, 0, 5 or 2.',
  },
  CREDIT_CODE_CHECK: {
    'zh-Hans': '统一社会信用代码有误，请与营业执照核对',
    'zh-Hant': '統一社會信用代碼有誤，請與營業執照核對',
    en: 'The credit code has a wrong character; compare it with the licence.',
  },
  CREDIT_CODE_AUTHORITY: {
    'zh-Hans': '统一社会信用代码开头两位少见，请核对',
    'zh-Hant': '統一社會信用代碼開頭兩位少見，請核對',
    en: 'Credit codes rarely begin like this; check it.',
  },
  CREDIT_CODE_SUBJECT: {
    'zh-Hans': '统一社会信用代码第9至17位的校验少见，请核对',
    'zh-Hant': '統一社會信用代碼第9至17位的檢查碼少見，請核對',
    en: 'Characters 9 to 17 of the credit code are unusual; check them.',
  },
  ORG_CODE_FORMAT: {
    'zh-Hans': '组织机构代码应为9位',
    'zh-Hant': '組織機構代碼應為9位',
    en: 'An organisation code has 9 characters.',
  },
  ORG_CODE_CHECK: {
    'zh-Hans': '组织机构代码有误，请核对',
    'zh-Hant': '組織機構代碼有誤，請核對',
    en: 'The organisation code has a wrong character; check it.',
  },
  REGISTRATION_FORMAT: {
    'zh-Hans': '工商注册号应为15位数字',
    'zh-Hant': '工商註冊號應為15位數字',
    en: 'A business registration number has 15 digits.',
  },
  REGISTRATION_CHECK: {
    'zh-Hans': '工商注册号有误，请核对',
    'zh-Hant': '工商註冊號有誤，請核對',
    en: 'The registration number has a wrong digit; check it.',
  },
  ORG_TYPE_UNLIKE_CODE: {
    'zh-Hans': '所选组织类型与统一社会信用代码不一致，请确认',
    'zh-Hant': '所選組織類型與統一社會信用代碼不一致，請確認',
    en: 'The credit code suggests another type of organisation; make sure.',
  },

  MOBILE_FORMAT: {
    'zh-Hans': '请输入11位手机号',
    'zh-Hant': '請輸入11位手機號',
    en: 'Give a mobile number of 11 digits.',
  },
  MOBILE_RANGE: {
    'zh-Hans': '该号段未启用，请核对手机号',
    'zh-Hant': '該號段未啟用，請核對手機號',
    en: 'No mobile numbers begin like this; check it.',
  },
  MOBILE_THINGS: {
    'zh-Hans': '物联网号码不能接收短信，请换一个手机号',
    'zh-Hant': '物聯網號碼不能接收簡訊，請換一個手機號',
    en: 'This is a number of a device, which receives no messages; give another.',
  },
  KYC_MVNO: {
    'zh-Hans': '虚拟号段不支持核验',
    'zh-Hant': '虛擬號段不支援驗證',
    en: 'Virtual-operator numbers cannot be verified.',
  },
  KYC_MAINLAND: {
    'zh-Hans': '仅支持大陆人士',
    'zh-Hant': '僅支援大陸人士',
    en: 'Mainland persons only.',
  },
  KYC_CARRIER: {
    'zh-Hans': '仅支持移动、联通、电信的手机号核验，请更换方式',
    'zh-Hant': '僅支援移動、聯通、電信的手機號驗證，請更換方式',
    en: 'Only numbers of China Mobile, Unicom and Telecom can be verified; choose another method.',
  },

  CARD_FORMAT: {
    'zh-Hans': '银行卡号位数有误，请核对',
    'zh-Hant': '銀行卡號位數有誤，請核對',
    en: 'A card number has 13 to 19 digits, UnionPay’s at least 16; check it.',
  },
  CARD_NOT_UNIONPAY: {
    'zh-Hans': '只支持银联标识银行卡，不支持存折',
    'zh-Hant': '只支援銀聯標識銀行卡，不支援存摺',
    en: 'UnionPay cards only, no passbooks.',
  },
  CARD_CHECK: {
    'zh-Hans': '银行卡号有误，请逐位核对',
    'zh-Hant': '銀行卡號有誤，請逐位核對',
    en: 'The card number has a wrong digit; compare it with the card.',
  },

  ADDRESS_DIVISION: {
    'zh-Hans': '请选择省、市、区（县）',
    'zh-Hant': '請選擇省、市、區（縣）',
    en: 'Choose the province, city and county.',
  },
  ADDRESS_DETAIL: {
    'zh-Hans': '请填写详细地址，最长100个字符',
    'zh-Hant': '請填寫詳細地址，最長100個字元',
    en: 'Give street and house, in at most 100 characters.',
  },

  EMAIL_FORMAT: {
    'zh-Hans': '请输入正确的邮箱地址',
    'zh-Hant': '請輸入正確的電子郵件地址',
    en: 'Give an e-mail address, like name@example.com.',
  },

  NAME_CHARACTERS: {
    'zh-Hans': '姓名只能包含汉字和“·”，或外文字母、空格和连字符',
    'zh-Hant': '姓名只能包含漢字和「·」，或外文字母、空格和連字號',
    en: 'A name has Chinese characters and “·”, or Latin letters, spaces and hyphens.',
  },
  NAME_LENGTH: {
    'zh-Hans': '姓名长度有误，请核对',
    'zh-Hant': '姓名長度有誤，請核對',
    en: 'The name is too short or too long; check it.',
  },
  NAME_HIDDEN: {
    'zh-Hans': '含有不可见字符，请重新输入',
    'zh-Hant': '含有不可見字元，請重新輸入',
    en: 'There are characters in this that cannot be seen; type it again.',
  },
  NAME_PRIVATE_USE: {
    'zh-Hans': '名称中含有自造字，请改用国家标准编码的汉字',
    'zh-Hant': '名稱中含有自造字，請改用國家標準編碼的漢字',
    en: 'The name holds a privately encoded character; use the one of the national standard.',
  },
  ORG_NAME_FORMAT: {
    'zh-Hans': '请输入用人单位名称 (需和营业执照保持一致)',
    'zh-Hant': '請輸入用人單位名稱 (需和營業執照保持一致)',
    en: 'Give the employer’s name as on the business licence.',
  },
} as const;

/** The sentences of this folder's problems, in three languages. */
export const identityTexts: ProblemTexts<IdentityCode> = sentences;
