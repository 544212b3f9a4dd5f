import type { ProblemTexts } from '../../language/index.ts';

/** Why rules cannot be made of a preset and overrides. */
export type RulesProblem =
  | 'RULES_PRESET'
  | 'RULES_UNKNOWN'
  | 'RULES_FIXED'
  | 'RULES_VALUE'
  | 'RULES_FACE_ONLY'
  | 'RULES_DEADLINE'
  | 'RULES_METHOD'
  | 'RULES_BANK'
  | 'RULES_PAGE_SIZE';

export const rulesTexts: ProblemTexts<RulesProblem> = {
  RULES_PRESET: {
    'zh-Hans': '没有这个预设，可选：{presets}',
    'zh-Hant': '沒有這個預設，可選：{presets}',
    en: 'There is no such preset; choose one of: {presets}.',
  },
  RULES_UNKNOWN: {
    'zh-Hans': '没有名为“{key}”的规则',
    'zh-Hant': '沒有名為「{key}」的規則',
    en: 'There is no rule called “{key}”.',
  },
  RULES_FIXED: {
    'zh-Hans': '规则“{key}”（{limit}）不可修改',
    'zh-Hant': '規則「{key}」（{limit}）不可修改',
    en: 'The rule “{key}” ({limit}) cannot be changed.',
  },
  RULES_VALUE: {
    'zh-Hans': '规则“{key}”的值无效，应为：{expected}',
    'zh-Hant': '規則「{key}」的值無效，應為：{expected}',
    en: 'The rule “{key}” needs another value: {expected}.',
  },
  RULES_FACE_ONLY: {
    'zh-Hans': '人脸识别不得作为唯一方式，请在“{key}”中至少再提供一种方式',
    'zh-Hant': '人臉辨識不得作為唯一方式，請在「{key}」中至少再提供一種方式',
    en: 'Face must not be the only way: offer another one in “{key}”.',
  },
  RULES_DEADLINE: {
    'zh-Hans': '默认签署期限不得超过最长期限（{max}天）',
    'zh-Hant': '預設簽署期限不得超過最長期限（{max}天）',
    en: 'The default deadline must not exceed the longest one ({max} days).',
  },
  RULES_METHOD: {
    'zh-Hans': '“{key}”必须是已提供的认证方式之一',
    'zh-Hant': '「{key}」必須是已提供的認證方式之一',
    en: '“{key}” must be one of the methods offered.',
  },
  RULES_BANK: {
    'zh-Hans': '每分钟次数不得超过每日次数',
    'zh-Hant': '每分鐘次數不得超過每日次數',
    en: 'The attempts per minute must not exceed those per day.',
  },
  RULES_PAGE_SIZE: {
    'zh-Hans': '默认每页条数不得超过上限（{max}条）',
    'zh-Hant': '預設每頁條數不得超過上限（{max}條）',
    en: 'The default page size must not exceed the largest one ({max}).',
  },
};
