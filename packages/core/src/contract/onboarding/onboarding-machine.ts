import type { Machine } from '../../machine/index.ts';

/** Where an invitation and its form stand. */
export type OnboardingState =
  'INVITED' | 'OPENED' | 'KYC_REQUIRED' | 'FILLING' | 'SUBMITTED' | 'APPROVED' | 'REJECTED' | 'REVOKED' | 'EXPIRED';

/** What can happen to it; a column of the table. */
export type OnboardingTransition =
  | 'invite'
  | 'open'
  | 'not-verified'
  | 'verified'
  | 'fill'
  | 'submit'
  | 'edit'
  | 'approve'
  | 'reject'
  | 'revoke'
  | 'expire';

/** One worker's onboarding at one company. Records of a company's QR code begin at `OPENED`. Catalogue: A20.3, ONB-03 … ONB-15. */
export const onboardingMachine: Machine<OnboardingState, OnboardingTransition> = {
  id: 'onboarding',
  title: { 'zh-Hans': '入职邀请与资料', 'zh-Hant': '入職邀請與資料', en: 'Invitation and onboarding form' },
  initial: 'INVITED',
  states: {
    INVITED: { label: { 'zh-Hans': '已邀请', 'zh-Hant': '已邀請', en: 'Invited' } },
    OPENED: { label: { 'zh-Hans': '已打开', 'zh-Hant': '已開啟', en: 'Opened' } },
    KYC_REQUIRED: { label: { 'zh-Hans': '待实名', 'zh-Hant': '待實名', en: 'To be verified' } },
    FILLING: { label: { 'zh-Hans': '填写中', 'zh-Hant': '填寫中', en: 'Being filled in' } },
    SUBMITTED: { label: { 'zh-Hans': '待审核', 'zh-Hant': '待審核', en: 'To review' } },
    APPROVED: { label: { 'zh-Hans': '通过', 'zh-Hant': '通過', en: 'Approved' } },
    REJECTED: { label: { 'zh-Hans': '拒绝', 'zh-Hant': '拒絕', en: 'Rejected' } },
    REVOKED: { label: { 'zh-Hans': '已撤销', 'zh-Hant': '已撤銷', en: 'Revoked' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
  },
  events: {
    invite: { label: { 'zh-Hans': '发送邀请', 'zh-Hant': '發送邀請', en: 'send the invitation' } },
    open: { label: { 'zh-Hans': '打开链接并登录', 'zh-Hant': '開啟連結並登入', en: 'open the link and log in' } },
    'not-verified': { label: { 'zh-Hans': '账号未实名', 'zh-Hant': '帳號未實名', en: 'the account is not verified' } },
    verified: { label: { 'zh-Hans': '完成实名认证', 'zh-Hant': '完成實名認證', en: 'the account is verified' } },
    fill: { label: { 'zh-Hans': '填写入职资料', 'zh-Hant': '填寫入職資料', en: 'fill in the form' } },
    submit: { label: { 'zh-Hans': '提交', 'zh-Hant': '提交', en: 'submit' } },
    edit: { label: { 'zh-Hans': '用人单位修改', 'zh-Hant': '用人單位修改', en: 'the employer edits' } },
    approve: { label: { 'zh-Hans': '通过', 'zh-Hant': '通過', en: 'approve' } },
    reject: { label: { 'zh-Hans': '拒绝', 'zh-Hant': '拒絕', en: 'reject' } },
    revoke: { label: { 'zh-Hans': '撤销邀请', 'zh-Hant': '撤銷邀請', en: 'revoke' } },
    expire: { label: { 'zh-Hans': '过期', 'zh-Hant': '過期', en: 'expire' } },
  },
  transitions: {
    INVITED: { invite: ['INVITED'], open: ['OPENED'], revoke: ['REVOKED'], expire: ['EXPIRED'] },
    OPENED: {
      open: ['OPENED'],
      'not-verified': ['KYC_REQUIRED'],
      fill: ['FILLING'],
      revoke: ['REVOKED'],
      expire: ['EXPIRED'],
    },
    KYC_REQUIRED: { open: ['KYC_REQUIRED'], verified: ['FILLING'], revoke: ['REVOKED'], expire: ['EXPIRED'] },
    FILLING: { open: ['FILLING'], fill: ['FILLING'], submit: ['SUBMITTED'], revoke: ['REVOKED'] },
    SUBMITTED: { open: ['SUBMITTED'], edit: ['SUBMITTED'], approve: ['APPROVED'], reject: ['REJECTED'] },
    REJECTED: { invite: ['INVITED'], open: ['REJECTED'], fill: ['FILLING'] },
    APPROVED: { open: ['APPROVED'] },
    REVOKED: { open: ['REVOKED'] },
    EXPIRED: { open: ['EXPIRED'] },
  },
};
