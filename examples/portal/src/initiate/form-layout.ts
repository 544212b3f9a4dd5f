import type { TemplateField } from '@cinnabar/client';
import type { LocalizedText } from '@cinnabar/core/language';

export interface FieldGroup {
  readonly label: LocalizedText;
  readonly fields: readonly TemplateField[];
}

/** A question that is asked only for some answers of another, and must then be answered where `required`. */
interface Condition {
  readonly field: string;
  readonly is: readonly string[];
  readonly required?: true;
}

/** How the built-in labour contract's form is laid out; questions it does not know come last. */
const groups: readonly { readonly label: LocalizedText; readonly ids: readonly string[] }[] = [
  {
    label: { 'zh-Hans': '合同期限', 'zh-Hant': '合約期限', en: 'Term' },
    ids: ['term-kind', 'term-start', 'term-end', 'task-name', 'probation-start', 'probation-end'],
  },
  {
    label: { 'zh-Hans': '工作岗位和地点', 'zh-Hant': '工作崗位和地點', en: 'Position and place of work' },
    ids: ['position', 'workplace'],
  },
  {
    label: { 'zh-Hans': '劳动报酬', 'zh-Hant': '勞動報酬', en: 'Pay' },
    ids: ['wage', 'probation-wage', 'pay-day'],
  },
  {
    label: { 'zh-Hans': '合同基本信息', 'zh-Hant': '合約基本資料', en: 'Contract' },
    ids: ['contract-number', 'worker-education'],
  },
];

const rest: LocalizedText = { 'zh-Hans': '其他约定', 'zh-Hant': '其他約定', en: 'Other terms' };

const conditions: Readonly<Record<string, Condition>> = {
  'term-end': { field: 'term-kind', is: ['fixed'], required: true },
  'task-name': { field: 'term-kind', is: ['task'], required: true },
  'probation-start': { field: 'term-kind', is: ['fixed', 'open'] },
  'probation-end': { field: 'term-kind', is: ['fixed', 'open'] },
  'probation-wage': { field: 'term-kind', is: ['fixed', 'open'] },
};

/** The questions that apply to the answers so far. */
export function applicableFields(
  fields: readonly TemplateField[],
  values: Readonly<Record<string, string>>,
): readonly TemplateField[] {
  return fields.flatMap((field) => {
    const condition = conditions[field.id];
    if (!condition) return field;
    if (!condition.is.includes(values[condition.field] ?? '')) return [];
    return condition.required ? { ...field, required: true } : field;
  });
}

/** The questions under their headings, in the order they are asked. */
export function groupFields(fields: readonly TemplateField[]): readonly FieldGroup[] {
  const known = new Set(groups.flatMap(({ ids }) => ids));
  const grouped = groups.map(({ label, ids }) => ({
    label,
    fields: ids.flatMap((id) => fields.find((field) => field.id === id) ?? []),
  }));
  return [...grouped, { label: rest, fields: fields.filter(({ id }) => !known.has(id)) }].filter(
    (group) => group.fields.length > 0,
  );
}
