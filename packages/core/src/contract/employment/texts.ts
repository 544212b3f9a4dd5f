import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences, type CommonRefusal } from '../refusal/index.ts';

type Own =
  | 'EMP_DEPARTMENT'
  | 'EMP_COMPANY'
  | 'EMP_REASON'
  | 'EMP_OPEN_CONTRACTS'
  | 'EMP_DATE'
  | 'EMP_DATE_EARLY'
  | 'EMP_HAND_OVER_SELF'
  | 'EMP_HAND_OVER'
  | 'DEPT_NAME'
  | 'DEPT_DUPLICATE'
  | 'DEPT_DEPTH'
  | 'DEPT_UNKNOWN'
  | 'DEPT_CIRCLE'
  | 'DEPT_NOT_EMPTY';

/** Why nothing happens to an employee or a department. */
export type EmploymentRefusal = TransitionRefusal | CommonRefusal | Own;

const texts: ProblemTexts<CommonRefusal | Own> = {
  ...commonTexts,
  EMP_DEPARTMENT: { 'zh-Hans': '请选择部门', 'zh-Hant': '請選擇部門', en: 'Choose a department.' },
  EMP_COMPANY: {
    'zh-Hans': '只能调整到您管理的企业',
    'zh-Hant': '只能調整到您管理的企業',
    en: 'People can be moved to companies you administer only.',
  },
  EMP_REASON: { 'zh-Hans': '请选择离职原因', 'zh-Hant': '請選擇離職原因', en: 'Choose a reason.' },
  EMP_OPEN_CONTRACTS: {
    'zh-Hans': '该员工有{count}份合同签署中，建议先撤回',
    'zh-Hant': '該員工有{count}份合約簽署中，建議先撤回',
    en: '{count} contracts with this person are being signed; recall them first, or go on.',
  },
  EMP_DATE: { 'zh-Hans': '请选择离职日期', 'zh-Hant': '請選擇離職日期', en: 'Choose the last day.' },
  EMP_DATE_EARLY: {
    'zh-Hans': '离职日期不得早于入职日期（{hiredOn}）',
    'zh-Hant': '離職日期不得早於入職日期（{hiredOn}）',
    en: 'The last day cannot be before the first ({hiredOn}).',
  },
  EMP_HAND_OVER_SELF: {
    'zh-Hans': '离职交接人不能是本人',
    'zh-Hant': '離職交接人不能是本人',
    en: 'Work is handed over to somebody else.',
  },
  EMP_HAND_OVER: {
    'zh-Hans': '离职交接人须为本单位在职员工',
    'zh-Hant': '離職交接人須為本單位在職員工',
    en: 'Work is handed over to somebody employed here.',
  },
  DEPT_NAME: { 'zh-Hans': '请输入部门名称', 'zh-Hant': '請輸入部門名稱', en: 'Enter a name for the department.' },
  DEPT_DUPLICATE: {
    'zh-Hans': '同级部门名称不能重复',
    'zh-Hant': '同級部門名稱不能重複',
    en: 'Departments side by side need different names.',
  },
  DEPT_DEPTH: { 'zh-Hans': '部门最多{max}级', 'zh-Hant': '部門最多{max}級', en: 'At most {max} levels.' },
  DEPT_UNKNOWN: { 'zh-Hans': '部门不存在', 'zh-Hant': '部門不存在', en: 'There is no such department.' },
  DEPT_CIRCLE: {
    'zh-Hans': '不能移动到自己的下级部门',
    'zh-Hant': '不能移動到自己的下級部門',
    en: 'A department cannot be below itself.',
  },
  DEPT_NOT_EMPTY: {
    'zh-Hans': '部门下有员工或下级部门，不能删除',
    'zh-Hant': '部門下有員工或下級部門，不能刪除',
    en: 'There are people or departments below it.',
  },
};

export const { because } = sentences(texts);
