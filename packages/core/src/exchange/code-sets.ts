import type { LocalizedText } from '../language/index.ts';

/** A code with what it stands for. */
export type CodeSet = Readonly<Record<string, LocalizedText>>;

/**
 * The code sets of `elc-exchange/1`: the national ones where there are any, else our own words.
 *
 * Code lists of A23.1. Catalogue: GOV-07.
 */
export const codeSets = {
  /** GB/T 2261.1. */
  sex: {
    '0': text('未知的性别', '未知的性別', 'not known'),
    '1': text('男性', '男性', 'male'),
    '2': text('女性', '女性', 'female'),
    '9': text('未说明的性别', '未說明的性別', 'not stated'),
  },
  /** GB/T 4658, the groups. */
  education: {
    '10': text('研究生', '研究生', 'postgraduate'),
    '20': text('大学本科', '大學本科', 'bachelor'),
    '30': text('大学专科', '大學專科', 'college'),
    '40': text('中等职业', '中等職業', 'vocational secondary'),
    '60': text('高中', '高中', 'upper secondary'),
    '70': text('初中', '初中', 'lower secondary'),
    '80': text('小学', '小學', 'primary'),
    '90': text('其他', '其他', 'other'),
  },
  /** As in `@cinnabar/core/identity`. */
  idType: {
    'resident-id': text('身份证', '身份證', 'resident identity card'),
    'hk-macau-permit': text('港澳居民来往内地通行证', '港澳居民來往內地通行證', 'travel permit (Hong Kong and Macau)'),
    'taiwan-permit': text('台胞证', '台胞證', 'travel permit (Taiwan)'),
    passport: text('护照', '護照', 'passport'),
    'residence-permit': text('港澳台居民居住证', '港澳台居民居住證', 'residence permit (Hong Kong, Macau, Taiwan)'),
    'permanent-residence': text('外国人永久居留身份证', '外國人永久居留身份證', 'foreign permanent resident ID card'),
  },
  operation: {
    create: text('订立', '訂立', 'concluded'),
    change: text('变更', '變更', 'changed'),
    renew: text('续订', '續訂', 'renewed'),
    terminate: text('解除或终止', '解除或終止', 'ended'),
  },
  orgType: {
    enterprise: text('企业', '企業', 'enterprise'),
    individual: text('个体工商户', '個體工商戶', 'sole proprietor'),
    other: text('其他', '其他', 'other'),
  },
  /** Labour Contract Law art. 12. */
  contractKind: {
    '1': text('固定期限', '固定期限', 'fixed term'),
    '2': text('无固定期限', '無固定期限', 'open-ended'),
    '3': text('以完成一定工作任务为期限', '以完成一定工作任務為期限', 'until a task is done'),
  },
  employmentForm: {
    full: text('全日制', '全日制', 'full-time'),
    part: text('非全日制', '非全日制', 'part-time'),
    dispatch: text('劳务派遣', '勞務派遣', 'dispatch'),
  },
  workingTime: {
    standard: text('标准工时', '標準工時', 'standard'),
    comprehensive: text('综合计算工时', '綜合計算工時', 'averaged over a period'),
    flexible: text('不定时', '不定時', 'flexible'),
  },
  payForm: {
    monthly: text('月工资', '月工資', 'monthly'),
    piece: text('计件工资', '計件工資', 'by the piece'),
    'base-performance': text('基本工资加绩效', '基本工資加績效', 'base and performance'),
    hourly: text('小时工资', '小時工資', 'hourly'),
    other: text('其他', '其他', 'other'),
  },
  yesNo: { yes: text('是', '是', 'yes'), no: text('否', '否', 'no') },
  intentMethod: {
    sms: text('短信认证', '簡訊認證', 'SMS'),
    voice: text('语音验证码', '語音驗證碼', 'phone call'),
    face: text('人脸认证', '人臉認證', 'face'),
    passkey: text('通行密钥', '通行密鑰', 'passkey'),
  },
  /** A23.1 离职原因, by the articles of the Labour Contract Law. */
  endReason: {
    '36': text('协商一致解除', '協商一致解除', 'mutual'),
    '37': text('个人原因（辞职）', '個人原因（辭職）', 'resignation'),
    '38': text('劳动者因单位过错解除', '勞動者因單位過錯解除', "ended by the worker for the employer's fault"),
    '39-1': text('试用期内解除（不符合录用条件）', '試用期內解除（不符合錄用條件）', 'ended in probation'),
    '39': text('用人单位过失性解除', '用人單位過失性解除', "ended by the employer for the worker's fault"),
    '40': text('非过失性解除', '非過失性解除', 'ended by the employer without fault'),
    '41': text('经济性裁员', '經濟性裁員', 'economic layoff'),
    '44-1': text('合同期满终止', '合約期滿終止', 'expired'),
    '44-2': text('退休或开始享受养老待遇', '退休或開始享受養老待遇', 'retired'),
    '44-3': text('死亡或宣告失踪', '死亡或宣告失蹤', 'died or declared missing'),
    '44-4': text('用人单位破产、吊销或关闭', '用人單位破產、吊銷或關閉', 'employer bankrupt, revoked or closed'),
    transfer: text('调动', '調動', 'transferred'),
    other: text('其他', '其他', 'other'),
  },
} as const satisfies Readonly<Record<string, CodeSet>>;

export type CodeSetName = keyof typeof codeSets;

function text(zhHans: string, zhHant: string, en: string): LocalizedText {
  return { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
}
