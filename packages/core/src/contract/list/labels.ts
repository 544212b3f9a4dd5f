import type { LocalizedText } from '../../language/index.ts';

/** The figures of an employer's home page, by what they count. Catalogue: GEN-04, GEN-05, GEN-06, LBL-19, LBL-20, LBL-21. */
export const homeLabels = {
  todo: { 'zh-Hans': '待办中心', 'zh-Hant': '待辦中心', en: 'To do' },
  toSignByMe: { 'zh-Hans': '待我签署', 'zh-Hant': '待我簽署', en: 'To be signed by me' },
  toSignByOthers: { 'zh-Hans': '待他人签署', 'zh-Hant': '待他人簽署', en: 'To be signed by others' },
  onboardingReviews: { 'zh-Hans': '入职信息审核', 'zh-Hant': '入職資訊審核', en: 'Onboarding forms to review' },
  withoutDepartment: { 'zh-Hans': '待分配部门', 'zh-Hant': '待分配部門', en: 'Without department' },
  overview: { 'zh-Hans': '数据总览', 'zh-Hant': '資料總覽', en: 'Overview' },
  employees: { 'zh-Hans': '在职员工总数', 'zh-Hant': '在職員工總數', en: 'Employees' },
  joinedInHalfYear: { 'zh-Hans': '近半年入职', 'zh-Hant': '近半年入職', en: 'Joined in the last 6 months' },
  onboardingForms: { 'zh-Hans': '入职资料填报', 'zh-Hant': '入職資料填報', en: 'Onboarding forms filed' },
  contracts: { 'zh-Hans': '劳动合同总数', 'zh-Hant': '勞動合約總數', en: 'Contracts' },
  signingTime: { 'zh-Hans': '平均签署时间长', 'zh-Hant': '平均簽署時間長', en: 'Mean signing time' },
  statistics: { 'zh-Hans': '合同统计', 'zh-Hant': '合約統計', en: 'Contract statistics' },
  initiations: { 'zh-Hans': '合同发起次数统计', 'zh-Hant': '合約發起次數統計', en: 'Contracts sent' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
