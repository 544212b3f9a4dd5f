import type { IdentityCode } from '../../identity/index.ts';
import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences, type CommonRefusal } from '../refusal/index.ts';

type Own =
  | 'ONB_PHONE'
  | 'ONB_COMPANY'
  | 'ONB_NOT_YOURS'
  | 'ONB_NOT_EXPIRED'
  | 'ONB_DUPLICATE'
  | 'ONB_EMPLOYED'
  | 'ONB_INVITED'
  | 'ONB_ROWS'
  | 'ONB_EMPTY'
  | 'ONB_RELATION'
  | 'ONB_OWN_PHONE'
  | 'ONB_CHOICE'
  | 'ONB_DATE'
  | 'ONB_NUMBER'
  | 'ONB_FIELD'
  | 'ONB_LOCKED'
  | 'ONB_UNCHANGED'
  | 'ONB_LINK'
  | 'ONB_VERIFIED'
  | 'FORM_FIXED_FIELD'
  | 'FORM_DUPLICATE'
  | 'FORM_REASON'
  | 'FORM_OPTIONS'
  | 'FORM_COUNT';

/** Why nothing happens to an invitation or a form. */
export type OnboardingRefusal = TransitionRefusal | CommonRefusal | IdentityCode | Own;

const texts: ProblemTexts<CommonRefusal | Own> = {
  ...commonTexts,
  KYC_REQUIRED: {
    'zh-Hans': '您的账号未实名，请先完成实名认证',
    'zh-Hant': '您的帳號未實名，請先完成實名認證',
    en: 'Your account is not verified; verify it first.',
  },
  ONB_PHONE: {
    'zh-Hans': '该邀请发送给 {phone}，请使用该手机号登录',
    'zh-Hant': '該邀請發送給 {phone}，請使用該手機號登入',
    en: 'The invitation is for {phone}; log in with that number.',
  },
  ONB_COMPANY: {
    'zh-Hans': '该企业名称已变更或已停用，请联系企业重新邀请',
    'zh-Hant': '該企業名稱已變更或已停用，請聯絡企業重新邀請',
    en: 'The company was renamed or is no longer active; ask it for another invitation.',
  },
  ONB_NOT_YOURS: {
    'zh-Hans': '该资料不属于当前账号',
    'zh-Hant': '該資料不屬於目前帳號',
    en: 'This form belongs to another account.',
  },
  ONB_NOT_EXPIRED: { 'zh-Hans': '邀请尚未过期', 'zh-Hant': '邀請尚未過期', en: 'The invitation is still good.' },
  ONB_DUPLICATE: { 'zh-Hans': '与第{other}行重复', 'zh-Hant': '與第{other}行重複', en: 'The same as in row {other}.' },
  ONB_EMPLOYED: { 'zh-Hans': '该手机号已在职', 'zh-Hant': '該手機號已在職', en: 'Already employed.' },
  ONB_INVITED: {
    'zh-Hans': '该手机号已被邀请，是否重新发送',
    'zh-Hant': '該手機號已被邀請，是否重新發送',
    en: 'Already invited; send it again?',
  },
  ONB_ROWS: { 'zh-Hans': '一次最多{max}行', 'zh-Hant': '一次最多{max}行', en: 'At most {max} rows at once.' },
  ONB_EMPTY: { 'zh-Hans': '文件中没有数据', 'zh-Hant': '檔案中沒有資料', en: 'There are no rows.' },
  ONB_RELATION: {
    'zh-Hans': '请选择与紧急联系人关系',
    'zh-Hant': '請選擇與緊急聯絡人關係',
    en: 'Choose how the emergency contact is related.',
  },
  ONB_OWN_PHONE: {
    'zh-Hans': '紧急联系人手机号不能与本人相同',
    'zh-Hant': '緊急聯絡人手機號不能與本人相同',
    en: 'The emergency contact needs another number than your own.',
  },
  ONB_CHOICE: { 'zh-Hans': '请选择一项', 'zh-Hant': '請選擇一項', en: 'Choose one.' },
  ONB_DATE: { 'zh-Hans': '请填写日期', 'zh-Hant': '請填寫日期', en: 'Enter a date.' },
  ONB_NUMBER: { 'zh-Hans': '请填写数字', 'zh-Hant': '請填寫數字', en: 'Enter a number.' },
  ONB_FIELD: { 'zh-Hans': '没有此项', 'zh-Hant': '沒有此項', en: 'There is no such field.' },
  ONB_LOCKED: {
    'zh-Hans': '实名信息不可修改',
    'zh-Hant': '實名資訊不可修改',
    en: 'What verification tells cannot be edited.',
  },
  ONB_UNCHANGED: { 'zh-Hans': '内容没有变化', 'zh-Hant': '內容沒有變化', en: 'Nothing was changed.' },
  ONB_LINK: {
    'zh-Hans': '邀请链接已失效，请向企业索取新链接',
    'zh-Hant': '邀請連結已失效，請向企業索取新連結',
    en: 'The link is no longer valid; ask the company for a new one.',
  },
  ONB_VERIFIED: { 'zh-Hans': '账号已实名', 'zh-Hant': '帳號已實名', en: 'The account is verified already.' },
  FORM_FIXED_FIELD: {
    'zh-Hans': '“{label}”已是固定项目',
    'zh-Hant': '「{label}」已是固定項目',
    en: '“{label}” is on the form already.',
  },
  FORM_DUPLICATE: { 'zh-Hans': '项目重复', 'zh-Hant': '項目重複', en: 'There is such a field already.' },
  FORM_REASON: {
    'zh-Hans': '请说明收集该项目的必要性',
    'zh-Hant': '請說明收集該項目的必要性',
    en: 'Say why this is needed.',
  },
  FORM_OPTIONS: { 'zh-Hans': '请设置互不相同的选项', 'zh-Hant': '請設定互不相同的選項', en: 'Give different options.' },
  FORM_COUNT: { 'zh-Hans': '最多添加{max}项', 'zh-Hant': '最多新增{max}項', en: 'At most {max} fields.' },
};

export const { because } = sentences(texts);
