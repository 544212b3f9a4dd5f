import type { Machine } from '../../machine/index.ts';

export type EmployeeState = 'ACTIVE_UNASSIGNED' | 'ACTIVE' | 'LEAVING' | 'LEFT';

/** What can happen to an employee; a column of the table. */
export type EmployeeTransition = 'assign' | 'move' | 'resign' | 'cancel-resignation' | 'confirm-resignation' | 'rehire';

/** One person at one company, through all spells. Catalogue: A20.4, EMP-03, EMP-05 … EMP-07. */
export const employeeMachine: Machine<EmployeeState, EmployeeTransition> = {
  id: 'employee',
  title: { 'zh-Hans': '员工', 'zh-Hant': '員工', en: 'Employee' },
  initial: 'ACTIVE_UNASSIGNED',
  states: {
    ACTIVE_UNASSIGNED: {
      label: { 'zh-Hans': '在职（待分配部门）', 'zh-Hant': '在職（待分配部門）', en: 'Employed, without department' },
    },
    ACTIVE: { label: { 'zh-Hans': '在职', 'zh-Hant': '在職', en: 'Employed' } },
    LEAVING: { label: { 'zh-Hans': '待离职', 'zh-Hant': '待離職', en: 'Leaving' } },
    LEFT: { label: { 'zh-Hans': '已离职', 'zh-Hant': '已離職', en: 'Left' } },
  },
  events: {
    assign: { label: { 'zh-Hans': '分配部门', 'zh-Hant': '分配部門', en: 'assign a department' } },
    move: { label: { 'zh-Hans': '调整部门', 'zh-Hant': '調整部門', en: 'change the department' } },
    resign: { label: { 'zh-Hans': '办理离职', 'zh-Hant': '辦理離職', en: 'start the resignation' } },
    'cancel-resignation': { label: { 'zh-Hans': '取消离职', 'zh-Hant': '取消離職', en: 'cancel the resignation' } },
    'confirm-resignation': { label: { 'zh-Hans': '确认离职', 'zh-Hant': '確認離職', en: 'confirm the resignation' } },
    rehire: { label: { 'zh-Hans': '重新入职', 'zh-Hant': '重新入職', en: 'hire again' } },
  },
  transitions: {
    ACTIVE_UNASSIGNED: { assign: ['ACTIVE'], resign: ['LEAVING'] },
    ACTIVE: { move: ['ACTIVE'], resign: ['LEAVING'] },
    LEAVING: { 'cancel-resignation': ['ACTIVE_UNASSIGNED', 'ACTIVE'], 'confirm-resignation': ['LEFT'] },
    LEFT: { rehire: ['ACTIVE_UNASSIGNED'] },
  },
};
