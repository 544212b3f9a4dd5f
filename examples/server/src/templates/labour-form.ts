import type { TemplateField } from '@cinnabar/client';
import { educationOptions, optionLabels } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';

const text = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** What the employer answers for one worker; identities come from the company and the roster. */
export const labourForm: readonly TemplateField[] = [
  {
    id: 'contract-number',
    kind: 'text',
    required: false,
    maxLength: 20,
    label: text('合同编号', '合約編號', 'Contract number'),
  },
  {
    id: 'term-kind',
    kind: 'select',
    required: true,
    value: 'fixed',
    label: text('合同期限类型', '合約期限類型', 'Kind of term'),
    options: [
      { value: 'fixed', label: text('固定期限', '固定期限', 'Fixed term') },
      { value: 'open', label: text('无固定期限', '無固定期限', 'Open-ended') },
      { value: 'task', label: text('以完成一定工作任务为期限', '以完成一定工作任務為期限', 'Until a task is done') },
    ],
  },
  { id: 'term-start', kind: 'date', required: true, label: text('合同起始日期', '合約起始日期', 'Contract starts') },
  { id: 'term-end', kind: 'date', required: false, label: text('合同截止时间', '合約截止時間', 'Contract ends') },
  {
    id: 'probation-start',
    kind: 'date',
    required: false,
    label: text('试用期开始时间', '試用期開始時間', 'Probation starts'),
  },
  {
    id: 'probation-end',
    kind: 'date',
    required: false,
    label: text('试用期截止时间', '試用期截止時間', 'Probation ends'),
  },
  { id: 'task-name', kind: 'text', required: false, maxLength: 10, label: text('工作任务', '工作任務', 'Task') },
  {
    id: 'worker-education',
    kind: 'select',
    required: false,
    label: text('文化程度', '文化程度', 'Education'),
    options: educationOptions.map((value) => ({ value, label: optionLabels[value] })),
  },
  { id: 'position', kind: 'text', required: true, maxLength: 20, label: text('工作岗位', '工作崗位', 'Position') },
  {
    id: 'workplace',
    kind: 'text',
    required: true,
    maxLength: 30,
    label: text('工作地点', '工作地點', 'Place of work'),
  },
  {
    id: 'pay-day',
    kind: 'number',
    required: true,
    value: '10',
    maxLength: 2,
    label: text('每月发薪日', '每月發薪日', 'Pay day'),
  },
  {
    id: 'wage',
    kind: 'number',
    required: true,
    maxLength: 12,
    label: text('每月工资（元）', '每月工資（元）', 'Monthly wage (CNY)'),
  },
  {
    id: 'probation-wage',
    kind: 'number',
    required: false,
    maxLength: 12,
    label: text('试用期工资（元）', '試用期工資（元）', 'Wage during probation (CNY)'),
  },
  {
    id: 'other-terms',
    kind: 'multiline',
    required: false,
    maxLength: 120,
    label: text('其他约定事项', '其他約定事項', 'Other terms'),
  },
];
