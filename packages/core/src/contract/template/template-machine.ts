import type { Machine } from '../../machine/index.ts';

export type TemplateState = 'DRAFT' | 'CLOSED' | 'OPEN' | 'DELETED';

/** What can happen to a template; a column of the table. */
export type TemplateTransition = 'finish' | 'open' | 'close' | 'edit' | 'delete';

/** A template from draft to deletion. An open one must be closed before it is deleted. Catalogue: A20.5, TPL-09, TPL-12, LIM-08. */
export const templateMachine: Machine<TemplateState, TemplateTransition> = {
  id: 'template',
  title: { 'zh-Hans': '模板', 'zh-Hant': '範本', en: 'Template' },
  initial: 'DRAFT',
  states: {
    DRAFT: { label: { 'zh-Hans': '草稿', 'zh-Hant': '草稿', en: 'Draft' } },
    CLOSED: { label: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'Closed' } },
    OPEN: { label: { 'zh-Hans': '开启', 'zh-Hant': '開啟', en: 'Open' } },
    DELETED: { label: { 'zh-Hans': '已删除', 'zh-Hant': '已刪除', en: 'Deleted' } },
  },
  events: {
    finish: { label: { 'zh-Hans': '完成', 'zh-Hant': '完成', en: 'finish' } },
    open: { label: { 'zh-Hans': '立即开启', 'zh-Hant': '立即開啟', en: 'open' } },
    close: { label: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'close' } },
    edit: { label: { 'zh-Hans': '编辑', 'zh-Hant': '編輯', en: 'edit' } },
    delete: { label: { 'zh-Hans': '删除', 'zh-Hant': '刪除', en: 'delete' } },
  },
  transitions: {
    DRAFT: { finish: ['CLOSED'], edit: ['DRAFT'], delete: ['DELETED'] },
    CLOSED: { open: ['OPEN'], edit: ['CLOSED'], delete: ['DELETED'] },
    OPEN: { close: ['CLOSED'], edit: ['OPEN'] },
    DELETED: {},
  },
};
