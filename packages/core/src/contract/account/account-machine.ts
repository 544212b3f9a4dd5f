import type { Machine } from '../../machine/index.ts';

/** How an account can be logged in to by password. A code always works. */
export type AccountState = 'WITHOUT_PASSWORD' | 'OPEN' | 'LOCKED';

/** What can happen to it; a column of the table. */
export type AccountTransition = 'set-password' | 'password-right' | 'password-wrong' | 'unlock';

/** Password login of one account. Catalogue: ACC-05, ACC-07, ACC-08. */
export const accountMachine: Machine<AccountState, AccountTransition> = {
  id: 'account',
  title: { 'zh-Hans': '账号密码登录', 'zh-Hant': '帳號密碼登入', en: 'Password login' },
  initial: 'WITHOUT_PASSWORD',
  states: {
    WITHOUT_PASSWORD: { label: { 'zh-Hans': '未设置密码', 'zh-Hant': '未設定密碼', en: 'Without password' } },
    OPEN: { label: { 'zh-Hans': '可用', 'zh-Hant': '可用', en: 'Open' } },
    LOCKED: { label: { 'zh-Hans': '已锁定', 'zh-Hant': '已鎖定', en: 'Locked' } },
  },
  events: {
    'set-password': { label: { 'zh-Hans': '设置密码', 'zh-Hant': '設定密碼', en: 'set the password' } },
    'password-right': { label: { 'zh-Hans': '密码正确', 'zh-Hant': '密碼正確', en: 'the password is right' } },
    'password-wrong': { label: { 'zh-Hans': '密码错误', 'zh-Hant': '密碼錯誤', en: 'the password is wrong' } },
    unlock: { label: { 'zh-Hans': '到时解锁', 'zh-Hant': '到時解鎖', en: 'unlock by time' } },
  },
  transitions: {
    WITHOUT_PASSWORD: { 'set-password': ['OPEN'] },
    OPEN: { 'set-password': ['OPEN'], 'password-right': ['OPEN'], 'password-wrong': ['OPEN', 'LOCKED'] },
    // Passwords count again once the lock has ended, whether or not `unlock` told so.
    LOCKED: {
      'set-password': ['OPEN'],
      'password-right': ['OPEN'],
      'password-wrong': ['OPEN', 'LOCKED'],
      unlock: ['OPEN'],
    },
  },
};
