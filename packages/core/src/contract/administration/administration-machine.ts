import type { Machine } from '../../machine/index.ts';

/** Whether a person is the administrator of a company, or was. */
export type AdminState = 'ADMIN' | 'REVOKED';

export type AdminTransition = 'transfer';

/** One person's administration of one company. A transfer ends it and begins another's. Catalogue: A20.8, ADM-01 … ADM-03. */
export const administrationMachine: Machine<AdminState, AdminTransition> = {
  id: 'administration',
  title: { 'zh-Hans': '企业管理员', 'zh-Hant': '企業管理員', en: 'Administration of a company' },
  initial: 'ADMIN',
  states: {
    ADMIN: { label: { 'zh-Hans': '管理员', 'zh-Hant': '管理員', en: 'Administrator' } },
    REVOKED: { label: { 'zh-Hans': '已转授', 'zh-Hant': '已轉授', en: 'Handed over' } },
  },
  events: { transfer: { label: { 'zh-Hans': '转授', 'zh-Hant': '轉授', en: 'hand over' } } },
  transitions: { ADMIN: { transfer: ['REVOKED'] }, REVOKED: {} },
};
