import { problemOf, type Problem, type ProblemTexts, type TextValues } from '../language/index.ts';

import { conditionCycles } from './conditions.ts';
import type { Control, FillControl } from './control.ts';
import { isFillControl, isMarkControl, optionsOf } from './guards.ts';
import { formatsOfKind, severalPageKinds } from './kinds.ts';
import { isPageRange } from './page-range.ts';
import { validateValue } from './validate.ts';

export type ControlProblemCode =
  | 'CONTROL_ID'
  | 'CONTROL_DUPLICATE'
  | 'CONTROL_LABEL'
  | 'CONTROL_PLACE'
  | 'CONTROL_PAGES'
  | 'CONTROL_OPTIONS'
  | 'CONTROL_COMB'
  | 'CONTROL_FORMAT'
  | 'CONTROL_COLUMNS'
  | 'CONTROL_REMARK'
  | 'CONTROL_DEFAULT'
  | 'CONTROL_CONDITION'
  | 'CONTROL_CYCLE';

/** What is wrong with a template, in words for who designs it. */
export type ControlProblem = Problem<ControlProblemCode>;

const texts: ProblemTexts<ControlProblemCode> = {
  CONTROL_ID: {
    'zh-Hans': '控件标识须为 1 至 64 个字母、数字、连字符或下划线',
    'zh-Hant': '控件標識須為 1 至 64 個字母、數字、連字號或底線',
    en: 'The id of a control is 1 to 64 letters, digits, hyphens or underscores',
  },
  CONTROL_DUPLICATE: {
    'zh-Hans': '两个控件的标识相同',
    'zh-Hant': '兩個控件的標識相同',
    en: 'Two controls have the same id',
  },
  CONTROL_LABEL: {
    'zh-Hans': '请填写控件名称',
    'zh-Hant': '請填寫控件名稱',
    en: 'Please name the control',
  },
  CONTROL_PLACE: {
    'zh-Hans': '控件的位置或大小无效',
    'zh-Hant': '控件的位置或大小無效',
    en: 'The place or size of the control is not possible',
  },
  CONTROL_PAGES: {
    'zh-Hans': '页码范围无效，例如 1-5,8 或 ALL',
    'zh-Hant': '頁碼範圍無效，例如 1-5,8 或 ALL',
    en: 'The pages cannot be read; write 1-5,8 or ALL',
  },
  CONTROL_OPTIONS: {
    'zh-Hans': '请设置互不相同的选项，并为每个选项指定位置或都不指定',
    'zh-Hant': '請設定互不相同的選項，並為每個選項指定位置或都不指定',
    en: 'Please give options, each different, and a place for all of them or for none',
  },
  CONTROL_COMB: {
    'zh-Hans': '分格填写须设置最大字数，且只用于单行文本',
    'zh-Hant': '分格填寫須設定最大字數，且只用於單行文字',
    en: 'Cells need a maximum length, and a text of one line',
  },
  CONTROL_FORMAT: {
    'zh-Hans': '此类控件不支持该格式',
    'zh-Hant': '此類控件不支援該格式',
    en: 'Controls of this kind do not have this format',
  },
  CONTROL_COLUMNS: {
    'zh-Hans': '请设置表格的列及其宽度',
    'zh-Hant': '請設定表格的欄及其寬度',
    en: 'Please give the columns of the table with their widths',
  },
  CONTROL_REMARK: {
    'zh-Hans': '请填写需要手抄的内容',
    'zh-Hant': '請填寫需要手抄的內容',
    en: 'Please give the text to copy by hand',
  },
  CONTROL_DEFAULT: {
    'zh-Hans': '默认值不符合此控件的要求',
    'zh-Hant': '預設值不符合此控件的要求',
    en: 'The default does not suit the control',
  },
  CONTROL_CONDITION: {
    'zh-Hans': '条件所依据的控件不存在或没有取值',
    'zh-Hant': '條件所依據的控件不存在或沒有取值',
    en: 'The condition depends on a control that is not there or takes no value',
  },
  CONTROL_CYCLE: {
    'zh-Hans': '控件的条件互相循环',
    'zh-Hant': '控件的條件互相循環',
    en: 'The conditions of controls depend on each other in a circle',
  },
};

const withOptions: readonly FillControl['kind'][] = ['select', 'radio'];
const withComb: readonly FillControl['kind'][] = ['text', 'number', 'id-number', 'mobile', 'credit-code'];
/** Points; the longest page a PDF has (ISO 32000-2, annex C). */
const farthest = 14_400;

/**
 * Everything wrong with the controls of one file, by itself and with each other, before there is a document. Paths are
 * ids. What the JSON Schema says of types is taken for granted. Catalogue: TPL-07, TPL-08, Z-10, Z-12.
 */
export function checkControls(controls: readonly Control[]): ControlProblem[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const cycles = new Set(conditionCycles(controls));
  const seen = new Set<string>();
  return controls.flatMap((control) => {
    const { id } = control;
    const problems: ControlProblem[] = [];
    const tell = (code: ControlProblemCode, wrong: boolean, values?: TextValues): void => {
      if (wrong) problems.push(problemOf(texts, code, { path: id, ...(values ? { values } : {}) }));
    };
    // Values are kept in plain objects by id.
    tell('CONTROL_ID', !/^[A-Za-z0-9_-]{1,64}$/.test(id) || id in {});
    tell('CONTROL_DUPLICATE', seen.has(id));
    seen.add(id);
    tell(
      'CONTROL_LABEL',
      Object.values(control.label).some((text) => text.trim() === ''),
    );
    tell('CONTROL_PLACE', !isPlace(control));
    tell('CONTROL_PAGES', !hasPages(control));
    tell('CONTROL_REMARK', control.kind === 'remark' && (control.text ?? '').trim() === '');
    if (isFillControl(control)) {
      tell('CONTROL_OPTIONS', !hasOptions(control));
      tell('CONTROL_COMB', control.comb === true && !(control.maxLength && withComb.includes(control.kind)));
      const { format } = control;
      tell('CONTROL_FORMAT', format !== undefined && !formatsOfKind[control.kind]?.includes(format));
      tell('CONTROL_COLUMNS', control.kind === 'table' && !hasColumns(control));
      const { value = '' } = control;
      tell('CONTROL_DEFAULT', value !== '' && validateValue(control, value) !== undefined);
    }
    const conditions = [control.showWhen, control.requireWhen].filter((condition) => condition !== undefined);
    tell(
      'CONTROL_CONDITION',
      conditions.some(({ control: on }) => !byId.has(on) || isMarkControl(byId.get(on) as Control)),
    );
    tell('CONTROL_CYCLE', cycles.has(id));
    return problems;
  });
}

function isPlace({ page, rect, anchor }: Control): boolean {
  const { x, y, width, height } = rect;
  const within = [x, y, width, height].every((value) => Math.abs(value) <= farthest); // false for NaN
  // A field's own place may come from the form.
  const sized = (width >= 1 && height >= 1) || (anchor !== undefined && 'field' in anchor);
  return Number.isInteger(page) && within && sized;
}

function hasPages({ kind, pages }: Control): boolean {
  if (pages === undefined) return kind !== 'cross-page-seal';
  return severalPageKinds.includes(kind) && isPageRange(pages);
}

function hasOptions(control: FillControl): boolean {
  const { options = [], optionRects } = control;
  const chosen = optionsOf(control);
  if (withOptions.includes(control.kind) && options.length === 0) return false;
  if (new Set(chosen).size !== chosen.length || chosen.some((option) => option.trim() !== option || option === '')) {
    return false;
  }
  if (optionRects === undefined) return true;
  const counted = optionRects.length === chosen.length && chosen.length > 0;
  return counted && ['radio', 'check', 'sex', 'education'].includes(control.kind);
}

function hasColumns({ columns = [] }: FillControl): boolean {
  return columns.length > 0 && columns.every(({ width }) => width > 0 && Number.isFinite(width));
}
