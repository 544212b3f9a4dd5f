import type { LocalizedText } from '../../language/index.ts';

/** 离职原因. */
export type LeavingReason =
  | 'resignation'
  | 'mutual'
  | 'probation'
  | 'misconduct'
  | 'no-fault'
  | 'layoff'
  | 'employer-fault'
  | 'expiry'
  | 'retirement'
  | 'death'
  | 'closure'
  | 'transfer'
  | 'other';

/** Labels of {@link LeavingReason} and the articles of the Labour Contract Law they rest on. Catalogue: A23.1, EMP-05. */
export const leavingReasons: Readonly<
  Record<LeavingReason, { readonly label: LocalizedText; readonly articles: readonly string[] }>
> = {
  resignation: {
    label: { 'zh-Hans': '个人原因(辞职)', 'zh-Hant': '個人原因(辭職)', en: 'Resignation' },
    articles: ['37'],
  },
  mutual: { label: { 'zh-Hans': '协商一致解除', 'zh-Hant': '協商一致解除', en: 'By agreement' }, articles: ['36'] },
  probation: {
    label: {
      'zh-Hans': '试用期内解除(不符合录用条件)',
      'zh-Hant': '試用期內解除(不符合錄用條件)',
      en: 'In probation, conditions of hiring not met',
    },
    articles: ['39(1)'],
  },
  misconduct: {
    label: {
      'zh-Hans': '用人单位过失性解除(第39条)',
      'zh-Hant': '用人單位過失性解除(第39條)',
      en: 'For the worker’s fault',
    },
    articles: ['39'],
  },
  'no-fault': {
    label: { 'zh-Hans': '非过失性解除(第40条)', 'zh-Hant': '非過失性解除(第40條)', en: 'Without fault' },
    articles: ['40'],
  },
  layoff: {
    label: { 'zh-Hans': '经济性裁员(第41条)', 'zh-Hant': '經濟性裁員(第41條)', en: 'Economic lay-off' },
    articles: ['41'],
  },
  'employer-fault': {
    label: {
      'zh-Hans': '劳动者因单位过错解除(第38条)',
      'zh-Hant': '勞動者因單位過錯解除(第38條)',
      en: 'By the worker, for the employer’s fault',
    },
    articles: ['38'],
  },
  expiry: { label: { 'zh-Hans': '合同期满终止', 'zh-Hant': '合約期滿終止', en: 'End of term' }, articles: ['44(1)'] },
  retirement: {
    label: { 'zh-Hans': '退休/开始享受养老待遇', 'zh-Hant': '退休/開始享受養老待遇', en: 'Retirement' },
    articles: ['44(2)'],
  },
  death: {
    label: { 'zh-Hans': '死亡或宣告失踪', 'zh-Hant': '死亡或宣告失蹤', en: 'Death or missing' },
    articles: ['44(3)'],
  },
  closure: {
    label: { 'zh-Hans': '用人单位破产/吊销/关闭', 'zh-Hant': '用人單位破產/吊銷/關閉', en: 'Bankruptcy or closure' },
    articles: ['44(4)', '44(5)'],
  },
  transfer: { label: { 'zh-Hans': '调动', 'zh-Hant': '調動', en: 'Transfer' }, articles: ['36'] },
  other: { label: { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Other' }, articles: [] },
};
