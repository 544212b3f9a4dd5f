import { CinnabarError } from '@cinnabar/core/error';
import { checkLabourValues, type FillControl, type LabourProblemCode } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import { chinaDate, sexOfIdNumber } from '../personal-data.ts';
import { labourForm } from './labour-form.ts';
import type { Anchor, ControlTemplate, Template } from './template.ts';

const text = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** A blank that is filled when the contract is initiated and only read afterwards. */
function fixed(id: string, label: LocalizedText, more: Partial<FillControl> = {}): ControlTemplate {
  return { kind: 'text', id, role: 'employer', label, required: false, readOnly: true, ...more };
}

/** The three blanks of a date. */
function date(id: string, label: LocalizedText): readonly ControlTemplate[] {
  return (['year', 'month', 'day'] as const).map((part) => fixed(`${id}-${part}`, label, { align: 'center' }));
}

function signDate(role: 'employer' | 'worker', part: 'year' | 'month' | 'day'): ControlTemplate {
  return {
    kind: 'sign-date',
    id: `${role}-sign-date-${part}`,
    role,
    label: labels.signDate,
    required: false,
    align: 'center',
    datePart: part,
  };
}

const labels = {
  signDate: text('签订日期', '簽訂日期', 'Date of signing'),
  termStart: text('合同起始日期', '合約起始日期', 'Contract starts'),
  termEnd: text('合同截止时间', '合約截止時間', 'Contract ends'),
  probationStart: text('试用期开始时间', '試用期開始時間', 'Probation starts'),
  probationEnd: text('试用期截止时间', '試用期截止時間', 'Probation ends'),
  employerPhone: text('甲方联系电话', '甲方聯絡電話', "Employer's phone"),
} as const;

const ymd = '(_+)年(_+)月(_+)日';

const anchors: readonly Anchor[] = [
  {
    shape: 'blanks',
    pattern: '合同编号:(_+)',
    controls: [fixed('contract-number', text('合同编号', '合約編號', 'Contract number'))],
  },
  {
    shape: 'blanks',
    pattern: '甲方\\(用人单位\\):(_+)',
    controls: [fixed('employer-name', text('用人单位名称', '用人單位名稱', 'Employer'))],
  },
  {
    shape: 'blanks',
    pattern: '统一社会信用代码:(_+)',
    controls: [fixed('employer-uscc', text('统一社会信用代码', '統一社會信用代碼', 'Unified social credit code'))],
  },
  {
    shape: 'blanks',
    pattern: '法定代表人\\(主要负责人\\):(_+)',
    controls: [fixed('employer-legal-representative', text('法定代表人', '法定代表人', 'Legal representative'))],
  },
  {
    shape: 'blanks',
    pattern: '注册地址:(_+)',
    controls: [fixed('employer-address', text('注册地址', '註冊地址', 'Registered address'))],
  },
  {
    shape: 'blanks',
    pattern: '经办人:(_+)联系电话:(_+)',
    controls: [
      fixed('employer-agent', text('经办人', '經辦人', 'Agent')),
      fixed('employer-phone', labels.employerPhone),
    ],
  },
  {
    shape: 'blanks',
    pattern: '乙方\\(劳动者\\):(_+)',
    controls: [fixed('worker-name', text('劳动者姓名', '勞動者姓名', "Worker's name"))],
  },
  {
    shape: 'blanks',
    pattern: '性别:(_+)',
    controls: [fixed('worker-sex', text('劳动者性别', '勞動者性別', "Worker's sex"), { align: 'center' })],
  },
  {
    shape: 'blanks',
    pattern: '居民身份证号码:(_+)',
    controls: [fixed('worker-id-number', text('居民身份证号码', '居民身份證號碼', 'Resident identity number'))],
  },
  {
    shape: 'blanks',
    pattern: '户籍地址:(_+)',
    controls: [
      workerAddress('worker-registered-address', text('户籍地址', '戶籍地址', 'Household registration address')),
    ],
  },
  {
    shape: 'blanks',
    pattern: '经常居住地:(_+)',
    controls: [workerAddress('worker-habitual-residence', text('经常居住地', '經常居住地', 'Habitual residence'))],
  },
  {
    shape: 'blanks',
    pattern: '文化程度:(_+)联系电话:(_+)',
    controls: [
      fixed('worker-education', text('文化程度', '文化程度', 'Education')),
      fixed('worker-phone', text('劳动者手机号码', '勞動者手機號碼', "Worker's mobile number")),
    ],
  },
  {
    shape: 'blanks',
    pattern: '按下列第(_+)种方式',
    controls: [fixed('term-kind', text('合同期限类型', '合約期限類型', 'Kind of term'), { align: 'center' })],
  },
  {
    shape: 'blanks',
    pattern: `(?<!无)固定期限:自${ymd}起至${ymd}止,其中试用期自${ymd}起至${ymd}止`,
    controls: [
      ...date('fixed-start', labels.termStart),
      ...date('fixed-end', labels.termEnd),
      ...date('fixed-probation-start', labels.probationStart),
      ...date('fixed-probation-end', labels.probationEnd),
    ],
  },
  {
    shape: 'blanks',
    pattern: `无固定期限:自${ymd}起至依法解除、终止合同时止,其中试用期自${ymd}起至${ymd}止`,
    controls: [
      ...date('open-start', labels.termStart),
      ...date('open-probation-start', labels.probationStart),
      ...date('open-probation-end', labels.probationEnd),
    ],
  },
  {
    shape: 'blanks',
    pattern: `工作任务为期限:自${ymd}起至(_+)工作任务完成`,
    controls: [...date('task-start', labels.termStart), fixed('task-name', text('工作任务', '工作任務', 'Task'))],
  },
  {
    shape: 'blanks',
    pattern: '工作岗位为(_+)',
    controls: [fixed('position', text('工作岗位', '工作崗位', 'Position'))],
  },
  {
    shape: 'blanks',
    pattern: '工作地点为(_+)',
    controls: [fixed('workplace', text('工作地点', '工作地點', 'Place of work'))],
  },
  {
    shape: 'blanks',
    pattern: '每月(_+)日前支付',
    controls: [fixed('pay-day', text('发薪日', '發薪日', 'Pay day'), { align: 'center' })],
  },
  {
    shape: 'blanks',
    pattern: '每月工资为人民币(_+)元',
    controls: [fixed('wage', text('每月工资', '每月工資', 'Monthly wage'), { align: 'center' })],
  },
  {
    shape: 'blanks',
    pattern: '试用期工资为人民币(_+)元',
    controls: [fixed('probation-wage', text('试用期工资', '試用期工資', 'Wage during probation'), { align: 'center' })],
  },
  {
    shape: 'block',
    pattern: '第十三条(_+)',
    control: fixed('other-terms', text('其他约定事项', '其他約定事項', 'Other terms'), { kind: 'multiline' }),
  },
  {
    shape: 'seal',
    pattern: '(甲方\\(电子印章\\):)(乙方\\(电子签名\\):)?',
    control: {
      kind: 'company-seal',
      id: 'employer-seal',
      role: 'employer',
      label: text('企业签署区域', '企業簽署區域', 'Company signing area'),
      required: true,
    },
  },
  {
    shape: 'signature',
    pattern: '(乙方\\(电子签名\\):)',
    control: {
      kind: 'signature',
      id: 'worker-signature',
      role: 'worker',
      label: text('劳动者签名', '勞動者簽名', "Worker's signature"),
      required: true,
    },
  },
  {
    shape: 'date-gaps',
    pattern: '签订日期:年月日',
    occurrence: 1,
    controls: [signDate('employer', 'year'), signDate('employer', 'month'), signDate('employer', 'day')],
  },
  {
    shape: 'date-gaps',
    pattern: '签订日期:年月日',
    occurrence: 2,
    controls: [signDate('worker', 'year'), signDate('worker', 'month'), signDate('worker', 'day')],
  },
];

function workerAddress(id: string, label: LocalizedText): ControlTemplate {
  return { kind: 'text', id, role: 'worker', label, required: true, maxLength: 60 };
}

/** The labour contract for a fixed term, an open term or a task, and what is signed with it. */
export const labourContract: Template = {
  id: 'labour-contract',
  name: text('劳动合同', '勞動合約', 'Labour contract'),
  fields: labourForm,
  anchors,
  values(fields, { employer, worker }) {
    const answer = (id: string): string => (fields[id] ?? '').trim();
    const kind = answer('term-kind') as 'fixed' | 'open' | 'task';
    checkTerm(kind, answer);
    checkLaw(fields, worker.idNumber);
    return {
      'contract-number': answer('contract-number'),
      'employer-name': employer.name,
      'employer-uscc': employer.uscc,
      'employer-legal-representative': employer.legalRepresentative,
      'employer-address': employer.address,
      'employer-agent': employer.agent,
      'employer-phone': employer.phone,
      'worker-name': worker.name,
      'worker-sex': sexOfIdNumber(worker.idNumber) ?? '',
      'worker-id-number': worker.idNumber,
      'worker-education': answer('worker-education'),
      'worker-phone': worker.phone,
      'term-kind': { fixed: '1', open: '2', task: '3' }[kind],
      ...dateValues(`${kind}-start`, answer('term-start')),
      ...(kind === 'fixed' ? dateValues('fixed-end', answer('term-end')) : {}),
      ...(kind === 'task'
        ? { 'task-name': answer('task-name') }
        : dateValues(`${kind}-probation-start`, answer('probation-start'))),
      ...(kind === 'task' ? {} : dateValues(`${kind}-probation-end`, answer('probation-end'))),
      position: answer('position'),
      workplace: answer('workplace'),
      'pay-day': answer('pay-day'),
      wage: answer('wage'),
      'probation-wage': answer('probation-wage'),
      'other-terms': answer('other-terms'),
    };
  },
};

function dateValues(id: string, value: string): Record<string, string> {
  const [year, month, day] = value.split('-');
  if (year === undefined || month === undefined || day === undefined) return {};
  return { [`${id}-year`]: year, [`${id}-month`]: String(Number(month)), [`${id}-day`]: String(Number(day)) };
}

function checkTerm(kind: 'fixed' | 'open' | 'task', answer: (id: string) => string): void {
  const needed = { fixed: 'term-end', open: undefined, task: 'task-name' }[kind];
  if (needed !== undefined && answer(needed) === '') {
    throw new CinnabarError('FIELD_REQUIRED', 'A required field is empty.', { details: { controlId: needed } });
  }
}

/** The form's questions bear the names that labour law's checks know them by. */
function checkLaw(answers: Readonly<Record<string, string>>, idNumber: string): void {
  const problems = checkLabourValues({ ...answers, 'worker-id-number': idNumber }, { today: chinaDate(new Date()) });
  const problem = problems.find(({ severity }) => severity === 'block');
  if (problem === undefined) return;
  throw new CinnabarError(lawCodes[problem.code] ?? 'FIELD_LABOUR', problem.message.en, {
    details: { controlId: problem.path ?? 'term-start', problem: problem.code },
  });
}

const lawCodes: Readonly<Partial<Record<LabourProblemCode, string>>> = {
  LABOUR_END_BEFORE_START: 'FIELD_DATE_ORDER',
  LABOUR_PROBATION_DATES: 'FIELD_PROBATION',
  LABOUR_PROBATION_OUTSIDE: 'FIELD_PROBATION',
  LABOUR_PROBATION_NONE: 'FIELD_PROBATION',
  LABOUR_PROBATION_TOO_LONG: 'FIELD_PROBATION',
  LABOUR_PROBATION_ONLY: 'FIELD_PROBATION',
};
