import type { Machine } from '../../machine/index.ts';

/** Where a signature or seal stands. `DEFAULT` is active and the one offered first. */
export type AssetState = 'DRAFT' | 'ACTIVE' | 'DEFAULT' | 'DISABLED' | 'DELETED';

/** What can happen to it; a column of the table. */
export type AssetTransition = 'activate' | 'make-default' | 'cede-default' | 'disable' | 'delete';

/** A signature or seal somebody keeps. Catalogue: A20.8, GD-11, GOV-06, WH5-05. */
export const assetMachine: Machine<AssetState, AssetTransition> = {
  id: 'signature-asset',
  title: { 'zh-Hans': '签名与印章', 'zh-Hant': '簽名與印章', en: 'Signature or seal' },
  initial: 'DRAFT',
  states: {
    DRAFT: { label: { 'zh-Hans': '草稿', 'zh-Hant': '草稿', en: 'Draft' } },
    ACTIVE: { label: { 'zh-Hans': '启用', 'zh-Hant': '啟用', en: 'Active' } },
    DEFAULT: { label: { 'zh-Hans': '默认', 'zh-Hant': '預設', en: 'Default' } },
    DISABLED: { label: { 'zh-Hans': '停用', 'zh-Hant': '停用', en: 'Disabled' } },
    DELETED: { label: { 'zh-Hans': '已删除', 'zh-Hant': '已刪除', en: 'Deleted' } },
  },
  events: {
    activate: { label: { 'zh-Hans': '启用', 'zh-Hant': '啟用', en: 'activate' } },
    'make-default': { label: { 'zh-Hans': '设为默认', 'zh-Hant': '設為預設', en: 'make it the default' } },
    'cede-default': { label: { 'zh-Hans': '取消默认', 'zh-Hant': '取消預設', en: 'no longer be the default' } },
    disable: { label: { 'zh-Hans': '停用', 'zh-Hant': '停用', en: 'disable' } },
    delete: { label: { 'zh-Hans': '删除', 'zh-Hant': '刪除', en: 'delete' } },
  },
  transitions: {
    DRAFT: { activate: ['ACTIVE'], delete: ['DELETED'] },
    ACTIVE: { 'make-default': ['DEFAULT'], disable: ['DISABLED'] },
    DEFAULT: { 'cede-default': ['ACTIVE'], disable: ['DISABLED'] },
    DISABLED: { activate: ['ACTIVE'], delete: ['DELETED'] },
    DELETED: {},
  },
};
