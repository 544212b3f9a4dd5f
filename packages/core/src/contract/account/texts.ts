import type { IdentityCode } from '../../identity/index.ts';
import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import type { CodeRefusal } from '../code/index.ts';
import type { ConsentRefusal } from '../consent/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own =
  | 'NOT_PERMITTED'
  | 'LOGIN_UNKNOWN'
  | 'LOGIN_WRONG'
  | 'LOGIN_LOCKED'
  | 'LOGIN_NO_PASSWORD'
  | 'LOGIN_COMPANY'
  | 'CODE_CAPTCHA'
  | 'CODE_NONE'
  | 'LOCK_AHEAD'
  | 'COMPANY_REGISTERED';

/** Why somebody does not get in, or no code goes out. */
export type AccountRefusal = TransitionRefusal | CodeRefusal | ConsentRefusal | IdentityCode | Own;

const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  LOGIN_UNKNOWN: {
    'zh-Hans': '没有账号? 立即 创建企业',
    'zh-Hant': '沒有帳號? 立即 建立企業',
    en: 'No company is bound to this number; create one.',
  },
  LOGIN_WRONG: { 'zh-Hans': '手机号或密码错误', 'zh-Hant': '手機號或密碼錯誤', en: 'Number or password is wrong.' },
  LOGIN_LOCKED: {
    'zh-Hans': '密码错误次数过多，请 {t} 后再试或使用验证码登录',
    'zh-Hant': '密碼錯誤次數過多，請 {t} 後再試或使用驗證碼登入',
    en: 'Too many wrong passwords; try again in {t}, or log in by code.',
  },
  LOGIN_NO_PASSWORD: {
    'zh-Hans': '尚未设置登录密码，请使用验证码登录',
    'zh-Hant': '尚未設定登入密碼，請使用驗證碼登入',
    en: 'There is no password yet; log in by code.',
  },
  LOGIN_COMPANY: {
    'zh-Hans': '请选择您所属的企业',
    'zh-Hant': '請選擇您所屬的企業',
    en: 'Choose a company you belong to.',
  },
  CODE_CAPTCHA: { 'zh-Hans': '请先完成图形验证', 'zh-Hant': '請先完成圖形驗證', en: 'Pass the captcha first.' },
  CODE_NONE: { 'zh-Hans': '请先获取验证码', 'zh-Hant': '請先取得驗證碼', en: 'Ask for a code first.' },
  LOCK_AHEAD: { 'zh-Hans': '锁定时间未到', 'zh-Hant': '鎖定時間未到', en: 'The account is still locked.' },
  COMPANY_REGISTERED: {
    'zh-Hans': '该企业已创建，请联系企业管理员添加您的账号',
    'zh-Hant': '該企業已建立，請聯絡企業管理員新增您的帳號',
    en: 'The company exists already; ask its administrator to add you.',
  },
};

export const { because, becauseOf } = sentences(texts);
