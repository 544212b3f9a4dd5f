import type { Machine } from '../../machine/index.ts';

/** Where an organisation's verification stands. */
export type OrganisationState =
  | 'UNVERIFIED'
  | 'INFO_CONFIRMED'
  | 'AGENT_VERIFIED'
  | 'TRANSFER_SENT'
  | 'AWAIT_REVERSE_TRANSFER'
  | 'LETTER_NOTSTART'
  | 'LETTER_SIGNING'
  | 'AWAIT_ALIPAY'
  | 'MANUAL_REVIEW'
  | 'VERIFIED'
  | 'FAILED'
  | 'EXPIRED';

/** What can happen to it; a column of the table. */
export type OrganisationTransition =
  | 'confirm-info'
  | 'agent-verified'
  | 'submit-legal-rep'
  | 'send-transfer'
  | 'enter-amount'
  | 'await-transfer'
  | 'transfer-received'
  | 'send-letter'
  | 'open-letter'
  | 'letter-signed'
  | 'letter-refused'
  | 'start-alipay'
  | 'alipay-passed'
  | 'alipay-failed'
  | 'apply-overseas'
  | 'review-passed'
  | 'review-failed'
  | 'expire'
  | 'retry'
  | 'change';

const begin = {
  'submit-legal-rep': ['VERIFIED', 'FAILED'],
  'send-transfer': ['TRANSFER_SENT'],
  'await-transfer': ['AWAIT_REVERSE_TRANSFER'],
  'send-letter': ['LETTER_NOTSTART'],
  'start-alipay': ['AWAIT_ALIPAY'],
  'apply-overseas': ['MANUAL_REVIEW'],
} as const;

/** 组织信息核验 by any of its methods; leaving one that waits for somebody (`retry`) begins anew. Catalogue: A20.7, ORG-01 … ORG-13. */
export const organisationMachine: Machine<OrganisationState, OrganisationTransition> = {
  id: 'organisation-verification',
  title: { 'zh-Hans': '企业实名认证', 'zh-Hant': '企業實名認證', en: 'Verification of an organisation' },
  initial: 'UNVERIFIED',
  states: {
    UNVERIFIED: { label: { 'zh-Hans': '未认证', 'zh-Hant': '未認證', en: 'Not verified' } },
    INFO_CONFIRMED: { label: { 'zh-Hans': '办理人认证', 'zh-Hant': '辦理人認證', en: 'Agent to be verified' } },
    AGENT_VERIFIED: {
      label: { 'zh-Hans': '组织信息核验', 'zh-Hant': '組織資訊核驗', en: 'Organisation to be checked' },
    },
    TRANSFER_SENT: { label: { 'zh-Hans': '待填写收款金额', 'zh-Hant': '待填寫收款金額', en: 'Amount to be entered' } },
    AWAIT_REVERSE_TRANSFER: { label: { 'zh-Hans': '待汇款', 'zh-Hant': '待匯款', en: 'Waiting for a transfer' } },
    LETTER_NOTSTART: { label: { 'zh-Hans': '授权书待签署', 'zh-Hant': '授權書待簽署', en: 'Letter not yet opened' } },
    LETTER_SIGNING: { label: { 'zh-Hans': '授权书签署中', 'zh-Hant': '授權書簽署中', en: 'Letter being signed' } },
    AWAIT_ALIPAY: { label: { 'zh-Hans': '待企业支付宝授权', 'zh-Hant': '待企業支付寶授權', en: 'Waiting for Alipay' } },
    MANUAL_REVIEW: { label: { 'zh-Hans': '人工审核中', 'zh-Hant': '人工審核中', en: 'Under review' } },
    VERIFIED: { label: { 'zh-Hans': '已认证', 'zh-Hant': '已認證', en: 'Verified' } },
    FAILED: { label: { 'zh-Hans': '认证失败', 'zh-Hant': '認證失敗', en: 'Failed' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
  },
  events: {
    'confirm-info': {
      label: { 'zh-Hans': '确认无误，开始认证', 'zh-Hant': '確認無誤，開始認證', en: 'confirm the data' },
    },
    'agent-verified': { label: { 'zh-Hans': '办理人已认证', 'zh-Hant': '辦理人已認證', en: 'the agent is verified' } },
    'submit-legal-rep': {
      label: { 'zh-Hans': '法定代表人认证', 'zh-Hant': '法定代表人認證', en: 'as legal representative' },
    },
    'send-transfer': {
      label: { 'zh-Hans': '对公打款认证（收款）', 'zh-Hant': '對公打款認證（收款）', en: 'receive a transfer' },
    },
    'enter-amount': { label: { 'zh-Hans': '填写收款金额', 'zh-Hant': '填寫收款金額', en: 'enter the amount' } },
    'await-transfer': {
      label: { 'zh-Hans': '对公打款认证（汇款）', 'zh-Hant': '對公打款認證（匯款）', en: 'make a transfer' },
    },
    'transfer-received': { label: { 'zh-Hans': '收到汇款', 'zh-Hant': '收到匯款', en: 'a transfer arrives' } },
    'send-letter': { label: { 'zh-Hans': '授权书认证', 'zh-Hant': '授權書認證', en: 'send the letter' } },
    'open-letter': { label: { 'zh-Hans': '打开授权书', 'zh-Hant': '開啟授權書', en: 'open the letter' } },
    'letter-signed': { label: { 'zh-Hans': '授权书已签署', 'zh-Hant': '授權書已簽署', en: 'the letter is signed' } },
    'letter-refused': { label: { 'zh-Hans': '授权书被拒签', 'zh-Hant': '授權書被拒簽', en: 'the letter is refused' } },
    'start-alipay': { label: { 'zh-Hans': '企业支付宝认证', 'zh-Hant': '企業支付寶認證', en: 'go to Alipay' } },
    'alipay-passed': { label: { 'zh-Hans': '企业支付宝已授权', 'zh-Hant': '企業支付寶已授權', en: 'Alipay confirms' } },
    'alipay-failed': {
      label: { 'zh-Hans': '企业支付宝未授权', 'zh-Hant': '企業支付寶未授權', en: 'Alipay does not confirm' },
    },
    'apply-overseas': { label: { 'zh-Hans': '境外组织申请', 'zh-Hant': '境外組織申請', en: 'apply from overseas' } },
    'review-passed': { label: { 'zh-Hans': '人工审核通过', 'zh-Hant': '人工審核通過', en: 'the review passes' } },
    'review-failed': { label: { 'zh-Hans': '人工审核未通过', 'zh-Hant': '人工審核未通過', en: 'the review fails' } },
    expire: { label: { 'zh-Hans': '超时', 'zh-Hant': '逾時', en: 'expire' } },
    retry: { label: { 'zh-Hans': '更换认证方式', 'zh-Hant': '更換認證方式', en: 'try another method' } },
    change: { label: { 'zh-Hans': '企业信息变更', 'zh-Hant': '企業資訊變更', en: 'the data change' } },
  },
  transitions: {
    UNVERIFIED: { 'confirm-info': ['INFO_CONFIRMED'] },
    INFO_CONFIRMED: { 'confirm-info': ['INFO_CONFIRMED'], 'agent-verified': ['AGENT_VERIFIED'] },
    AGENT_VERIFIED: { ...begin, 'confirm-info': ['AGENT_VERIFIED'] },
    TRANSFER_SENT: {
      'enter-amount': ['VERIFIED', 'TRANSFER_SENT', 'FAILED'],
      expire: ['EXPIRED'],
      retry: ['AGENT_VERIFIED'],
    },
    AWAIT_REVERSE_TRANSFER: {
      'transfer-received': ['VERIFIED', 'FAILED'],
      expire: ['FAILED'],
      retry: ['AGENT_VERIFIED'],
    },
    LETTER_NOTSTART: {
      'open-letter': ['LETTER_SIGNING'],
      'letter-refused': ['FAILED'],
      expire: ['FAILED'],
      retry: ['AGENT_VERIFIED'],
    },
    LETTER_SIGNING: {
      'letter-signed': ['VERIFIED', 'FAILED'],
      'letter-refused': ['FAILED'],
      expire: ['FAILED'],
      retry: ['AGENT_VERIFIED'],
    },
    AWAIT_ALIPAY: {
      'alipay-passed': ['VERIFIED', 'FAILED'],
      'alipay-failed': ['FAILED'],
      expire: ['FAILED'],
      retry: ['AGENT_VERIFIED'],
    },
    MANUAL_REVIEW: { 'review-passed': ['VERIFIED'], 'review-failed': ['FAILED'], retry: ['AGENT_VERIFIED'] },
    VERIFIED: { change: ['UNVERIFIED'] },
    FAILED: { retry: ['AGENT_VERIFIED'] },
    EXPIRED: { retry: ['AGENT_VERIFIED'] },
  },
};
