import type { Machine } from '../../machine/index.ts';

/** Where a contract stands. `DELETED` is what recalling a draft leaves. */
export type ContractState =
  | 'DRAFT'
  | 'INIT_FAILED'
  | 'PENDING_CONFIRM'
  | 'NEGOTIATING'
  | 'SIGNING'
  | 'COMPLETED'
  | 'RECALLED'
  | 'TERMINATED'
  | 'REJECTED'
  | 'EXPIRED'
  | 'RESCINDED'
  | 'DELETED';

/** What can happen to a contract as a whole; a column of the table. */
export type ContractTransition =
  | 'initiate'
  | 'initiate-failed'
  | 'confirm'
  | 'negotiate'
  | 'reply'
  | 'terminate'
  | 'signer-signed'
  | 'last-signer-signed'
  | 'recall'
  | 'reinitiate'
  | 'refuse'
  | 'deadline'
  | 'rescind';

/** One task, one worker, one or more files. Catalogue: A20.1, LST-09. */
export const contractMachine: Machine<ContractState, ContractTransition> = {
  id: 'contract',
  title: { 'zh-Hans': '合同', 'zh-Hant': '合約', en: 'Contract' },
  initial: 'DRAFT',
  states: {
    DRAFT: { label: { 'zh-Hans': '草稿', 'zh-Hant': '草稿', en: 'Draft' } },
    INIT_FAILED: { label: { 'zh-Hans': '发起失败', 'zh-Hant': '發起失敗', en: 'Could not be sent' } },
    PENDING_CONFIRM: { label: { 'zh-Hans': '待确认', 'zh-Hant': '待確認', en: 'To be confirmed' } },
    NEGOTIATING: { label: { 'zh-Hans': '协商中', 'zh-Hant': '協商中', en: 'In negotiation' } },
    SIGNING: { label: { 'zh-Hans': '签署中', 'zh-Hant': '簽署中', en: 'Signing' } },
    COMPLETED: { label: { 'zh-Hans': '已完成', 'zh-Hant': '已完成', en: 'Completed' } },
    RECALLED: { label: { 'zh-Hans': '已撤回', 'zh-Hant': '已撤回', en: 'Recalled' } },
    TERMINATED: { label: { 'zh-Hans': '已终止', 'zh-Hant': '已終止', en: 'Terminated' } },
    REJECTED: { label: { 'zh-Hans': '已拒签', 'zh-Hant': '已拒簽', en: 'Refused' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
    RESCINDED: { label: { 'zh-Hans': '已解约', 'zh-Hant': '已解約', en: 'Rescinded' } },
    DELETED: { label: { 'zh-Hans': '已删除', 'zh-Hant': '已刪除', en: 'Deleted' } },
  },
  events: {
    initiate: { label: { 'zh-Hans': '发起签署', 'zh-Hant': '發起簽署', en: 'start signing' } },
    'initiate-failed': { label: { 'zh-Hans': '发起失败', 'zh-Hant': '發起失敗', en: 'starting fails' } },
    confirm: { label: { 'zh-Hans': '确认', 'zh-Hant': '確認', en: 'confirm' } },
    negotiate: { label: { 'zh-Hans': '协商', 'zh-Hant': '協商', en: 'negotiate' } },
    reply: { label: { 'zh-Hans': '答复协商', 'zh-Hant': '答覆協商', en: 'reply to the worker' } },
    terminate: { label: { 'zh-Hans': '合同终止', 'zh-Hant': '合約終止', en: 'terminate' } },
    'signer-signed': { label: { 'zh-Hans': '一方签署', 'zh-Hant': '一方簽署', en: 'a signer signs' } },
    'last-signer-signed': {
      label: { 'zh-Hans': '最后一方签署', 'zh-Hant': '最後一方簽署', en: 'the last signer signs' },
    },
    recall: { label: { 'zh-Hans': '撤回', 'zh-Hant': '撤回', en: 'recall' } },
    reinitiate: { label: { 'zh-Hans': '重新发起', 'zh-Hant': '重新發起', en: 're-initiate' } },
    refuse: { label: { 'zh-Hans': '拒签', 'zh-Hant': '拒簽', en: 'refuse to sign' } },
    deadline: { label: { 'zh-Hans': '签署截止', 'zh-Hant': '簽署截止', en: 'the deadline passes' } },
    rescind: { label: { 'zh-Hans': '解约', 'zh-Hant': '解約', en: 'rescind' } },
  },
  transitions: {
    DRAFT: { initiate: ['SIGNING', 'PENDING_CONFIRM'], 'initiate-failed': ['INIT_FAILED'], recall: ['DELETED'] },
    // Re-initiation leaves the old contract where it is; what it makes is a new one.
    INIT_FAILED: { recall: ['DELETED'], reinitiate: ['INIT_FAILED'] },
    PENDING_CONFIRM: {
      confirm: ['SIGNING'],
      negotiate: ['NEGOTIATING'],
      terminate: ['TERMINATED'],
      recall: ['RECALLED'],
      deadline: ['EXPIRED'],
    },
    NEGOTIATING: {
      confirm: ['SIGNING'],
      negotiate: ['NEGOTIATING'],
      reply: ['PENDING_CONFIRM'],
      terminate: ['TERMINATED'],
      recall: ['RECALLED'],
      deadline: ['EXPIRED'],
    },
    SIGNING: {
      negotiate: ['NEGOTIATING'],
      terminate: ['TERMINATED'],
      'signer-signed': ['SIGNING'],
      'last-signer-signed': ['COMPLETED'],
      recall: ['RECALLED'],
      refuse: ['REJECTED'],
      deadline: ['EXPIRED'],
    },
    COMPLETED: { rescind: ['RESCINDED'] },
    RECALLED: { reinitiate: ['RECALLED'] },
    TERMINATED: { reinitiate: ['TERMINATED'] },
    REJECTED: { reinitiate: ['REJECTED'] },
    EXPIRED: { reinitiate: ['EXPIRED'] },
    RESCINDED: {},
    DELETED: {},
  },
};
