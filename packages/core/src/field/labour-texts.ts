import type { ProblemTexts } from '../language/index.ts';

import type { LabourProblemCode, Severity } from './labour-terms.ts';

/** What the law forbids blocks; what it merely attaches consequences to warns. */
export const severities: Readonly<Record<LabourProblemCode, Severity>> = {
  LABOUR_DATE: 'block',
  LABOUR_AMOUNT: 'block',
  LABOUR_TERM_KIND: 'block',
  LABOUR_END_MISSING: 'block',
  LABOUR_END_BEFORE_START: 'block',
  LABOUR_OPEN_WITH_END: 'block',
  LABOUR_PROBATION_DATES: 'block',
  LABOUR_PROBATION_OUTSIDE: 'block',
  LABOUR_PROBATION_NONE: 'block',
  LABOUR_PROBATION_TOO_LONG: 'block',
  LABOUR_PROBATION_REPEATED: 'block',
  LABOUR_PROBATION_ONLY: 'block',
  LABOUR_PROBATION_PAY: 'block',
  LABOUR_MINIMUM_WAGE: 'block',
  LABOUR_SECOND_FIXED_TERM: 'warn',
  LABOUR_OPEN_ENDED_DUE: 'warn',
  LABOUR_DISPATCH_TERM: 'block',
  LABOUR_DISPATCH_PART_TIME: 'block',
  LABOUR_LATE_WRITTEN: 'warn',
  LABOUR_AGE: 'block',
  LABOUR_PENSIONER: 'warn',
  LABOUR_WORK_PERMIT: 'warn',
  LABOUR_PERMIT_KIND: 'block',
  LABOUR_ID_SEX: 'block',
  LABOUR_ID_BIRTH: 'block',
};

export const labourTexts: ProblemTexts<LabourProblemCode> = {
  LABOUR_DATE: { 'zh-Hans': '请填写有效的日期', 'zh-Hant': '請填寫有效的日期', en: 'Please enter a valid date' },
  LABOUR_AMOUNT: { 'zh-Hans': '请填写有效的金额', 'zh-Hant': '請填寫有效的金額', en: 'Please enter a valid amount' },
  LABOUR_TERM_KIND: {
    'zh-Hans': '请选择合同期限类型',
    'zh-Hant': '請選擇合約期限類型',
    en: 'Please choose the kind of term',
  },
  LABOUR_END_MISSING: {
    'zh-Hans': '固定期限劳动合同须填写合同截止时间',
    'zh-Hant': '固定期限勞動合約須填寫合約截止時間',
    en: 'A fixed-term contract needs its last day',
  },
  LABOUR_END_BEFORE_START: {
    'zh-Hans': '合同截止时间不得早于合同起始时间',
    'zh-Hant': '合約截止時間不得早於合約起始時間',
    en: 'The contract cannot end before it starts',
  },
  LABOUR_OPEN_WITH_END: {
    'zh-Hans': '无固定期限劳动合同不得填写合同截止时间',
    'zh-Hant': '無固定期限勞動合約不得填寫合約截止時間',
    en: 'An open-ended contract has no last day',
  },
  LABOUR_PROBATION_DATES: {
    'zh-Hans': '请填写试用期的开始和截止时间，截止时间不得早于开始时间',
    'zh-Hant': '請填寫試用期的開始和截止時間，截止時間不得早於開始時間',
    en: 'The probation needs its first and last day, in this order',
  },
  LABOUR_PROBATION_OUTSIDE: {
    'zh-Hans': '试用期须包含在劳动合同期限内（劳动合同法第十九条）',
    'zh-Hant': '試用期須包含在勞動合約期限內（勞動合同法第十九條）',
    en: 'The probation must lie within the term (Labour Contract Law, article 19)',
  },
  LABOUR_PROBATION_NONE: {
    'zh-Hans':
      '以完成一定工作任务为期限、期限不满三个月或非全日制的劳动合同不得约定试用期（劳动合同法第十九条、第七十条）',
    'zh-Hant':
      '以完成一定工作任務為期限、期限不滿三個月或非全日制的勞動合約不得約定試用期（勞動合同法第十九條、第七十條）',
    en: 'Contracts for a task, for less than three months or for part-time work have no probation (Labour Contract Law, articles 19 and 70)',
  },
  LABOUR_PROBATION_TOO_LONG: {
    'zh-Hans': '按此合同期限，试用期不得超过 {months} 个月（劳动合同法第十九条）',
    'zh-Hant': '按此合約期限，試用期不得超過 {months} 個月（勞動合同法第十九條）',
    en: 'With this term the probation lasts {months} months at most (Labour Contract Law, article 19)',
  },
  LABOUR_PROBATION_REPEATED: {
    'zh-Hans': '同一用人单位与同一劳动者只能约定一次试用期（劳动合同法第十九条）',
    'zh-Hant': '同一用人單位與同一勞動者只能約定一次試用期（勞動合同法第十九條）',
    en: 'Employer and worker may agree on a probation only once (Labour Contract Law, article 19)',
  },
  LABOUR_PROBATION_ONLY: {
    'zh-Hans': '劳动合同仅约定试用期的，试用期不成立，该期限为劳动合同期限（劳动合同法第十九条）',
    'zh-Hant': '勞動合約僅約定試用期的，試用期不成立，該期限為勞動合約期限（勞動合同法第十九條）',
    en: 'A contract for a probation only has none: that period is its term (Labour Contract Law, article 19)',
  },
  LABOUR_PROBATION_PAY: {
    'zh-Hans': '试用期工资不得低于相同岗位最低档工资的80%或者约定工资的80%（劳动合同法第二十条）',
    'zh-Hant': '試用期工資不得低於相同崗位最低檔工資的80%或者約定工資的80%（勞動合同法第二十條）',
    en: 'The wage during probation is at least 80 % of the lowest of the post or of the agreed wage (Labour Contract Law, article 20)',
  },
  LABOUR_MINIMUM_WAGE: {
    'zh-Hans': '工资不得低于当地最低工资标准',
    'zh-Hant': '工資不得低於當地最低工資標準',
    en: 'The wage is at least the local minimum wage',
  },
  LABOUR_SECOND_FIXED_TERM: {
    'zh-Hans':
      '这是连续第二次订立固定期限劳动合同，期满后续订时劳动者可要求订立无固定期限劳动合同（劳动合同法第十四条）',
    'zh-Hant':
      '這是連續第二次訂立固定期限勞動合約，期滿後續訂時勞動者可要求訂立無固定期限勞動合約（勞動合同法第十四條）',
    en: 'This is the second fixed term in a row; the worker may then ask for an open-ended contract (Labour Contract Law, article 14)',
  },
  LABOUR_OPEN_ENDED_DUE: {
    'zh-Hans': '除劳动者提出订立固定期限外，应当订立无固定期限劳动合同（劳动合同法第十四条）',
    'zh-Hant': '除勞動者提出訂立固定期限外，應當訂立無固定期限勞動合約（勞動合同法第十四條）',
    en: 'Unless the worker asks for a fixed term, the contract must be open-ended (Labour Contract Law, article 14)',
  },
  LABOUR_DISPATCH_TERM: {
    'zh-Hans': '劳务派遣单位应当与被派遣劳动者订立二年以上的固定期限劳动合同（劳动合同法第五十八条）',
    'zh-Hant': '勞務派遣單位應當與被派遣勞動者訂立二年以上的固定期限勞動合約（勞動合同法第五十八條）',
    en: 'A dispatch agency contracts for a fixed term of at least two years (Labour Contract Law, article 58)',
  },
  LABOUR_DISPATCH_PART_TIME: {
    'zh-Hans': '劳务派遣单位不得以非全日制用工形式招用被派遣劳动者（劳动合同法实施条例第三十条）',
    'zh-Hant': '勞務派遣單位不得以非全日制用工形式招用被派遣勞動者（勞動合同法實施條例第三十條）',
    en: 'A dispatch agency may not employ part-time (Regulations, article 30)',
  },
  LABOUR_LATE_WRITTEN: {
    'zh-Hans': '自用工之日起已超过一个月未订立书面劳动合同，可能须支付二倍工资（劳动合同法第八十二条）',
    'zh-Hant': '自用工之日起已超過一個月未訂立書面勞動合約，可能須支付二倍工資（勞動合同法第八十二條）',
    en: 'More than a month has passed since work began; double pay may be due (Labour Contract Law, article 82)',
  },
  LABOUR_AGE: {
    'zh-Hans': '劳动者须年满 {age} 周岁（劳动法第十五条）',
    'zh-Hant': '勞動者須年滿 {age} 周歲（勞動法第十五條）',
    en: 'The worker must be {age} or older (Labour Law, article 15)',
  },
  LABOUR_PENSIONER: {
    'zh-Hans': '劳动者已享受基本养老保险待遇，双方为劳务关系，请使用劳务合同',
    'zh-Hant': '勞動者已享受基本養老保險待遇，雙方為勞務關係，請使用勞務合約',
    en: 'The worker draws a basic pension already: please use a contract for services',
  },
  LABOUR_WORK_PERMIT: {
    'zh-Hans': '外国人须取得就业证件，请补充工作许可',
    'zh-Hant': '外國人須取得就業證件，請補充工作許可',
    en: 'Foreigners need a work permit; please add it',
  },
  LABOUR_PERMIT_KIND: {
    'zh-Hans': '该通行证（非中国籍）不能用于就业',
    'zh-Hant': '該通行證（非中國籍）不能用於就業',
    en: 'This permit, for holders who are not Chinese citizens, does not allow employment',
  },
  LABOUR_ID_SEX: {
    'zh-Hans': '性别与身份证号不一致',
    'zh-Hant': '性別與身份證號碼不一致',
    en: 'The sex does not agree with the identity number',
  },
  LABOUR_ID_BIRTH: {
    'zh-Hans': '出生日期与身份证号不一致',
    'zh-Hant': '出生日期與身份證號碼不一致',
    en: 'The birth date does not agree with the identity number',
  },
};
