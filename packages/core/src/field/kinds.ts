import type { LocalizedText } from '../language/index.ts';

/**
 * The words of a control, as data. Catalogue: TPL-07, TPL-08; standards B17.3, B17.4.
 *
 * A value is always text: `text`, `multiline` what was typed · `number`, `money` a decimal such as `8000.50` · `date`,
 * `sign-date` `YYYY-MM-DD` (a sign date is set on signing and never typed) · `select`, `radio`, `sex`, `education` the
 * option · `check` `yes` or nothing; with options those chosen, one a line · `tick` `yes` (✓) or `no` (✗) ·
 * `district` the district, then a line feed and the detail · `image` a reference the host gives to an uploaded picture ·
 * `attachment` the file's name, then a line feed and the lower-case hex SHA-256 of its bytes · `table` JSON: an array of
 * rows, each an array of texts · `watermark` the words across the page.
 */
export const fillKinds = [
  'text',
  'multiline',
  'number',
  'money',
  'date',
  'sign-date',
  'select',
  'radio',
  'check',
  'tick',
  'id-number',
  'mobile',
  'email',
  'district',
  'education',
  'sex',
  'employer-name',
  'credit-code',
  'legal-representative',
  'image',
  'attachment',
  'table',
  'watermark',
] as const;
export type FillKind = (typeof fillKinds)[number];

/**
 * `signature`, `initials`, `remark`: handwriting of a person, the last a text copied by hand · `company-seal`,
 * `legal-representative-seal`: seals of an organisation, stamped at true size · `cross-page-seal`: a seal in strips
 * along the right edge of pages (骑缝章).
 */
export const markKinds = [
  'signature',
  'initials',
  'remark',
  'company-seal',
  'legal-representative-seal',
  'cross-page-seal',
] as const;
export type MarkKind = (typeof markKinds)[number];

/** Kinds that may stand on several pages. */
export const severalPageKinds: readonly string[] = ['watermark', 'initials', 'cross-page-seal'];

/** Orders of the parts of a date; `M` and `d` without a leading zero. */
export const dateFormats = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyy年MM月dd日',
  'yyyy年M月d日',
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyy.M.d',
  'yyyy M d',
] as const;

/** `grouped` 8,000.50 · `symbol` ¥8,000.50 · `capitals` 捌仟元伍角整 · `capitals-and-digits` 捌仟元伍角整（¥8,000.50）. */
export const amountFormats = ['plain', 'grouped', 'symbol', 'capitals', 'capitals-and-digits'] as const;

/** What a text may hold; `upper-case` forbids small Latin letters. */
export const textFormats = ['digits', 'letters', 'letters-digits', 'upper-case'] as const;

/** All formats; `checkControls` says which kind takes which. */
export const controlFormats = [...dateFormats, ...amountFormats, ...textFormats] as const;
export type DateFormat = (typeof dateFormats)[number];
export type AmountFormat = (typeof amountFormats)[number];
export type TextFormat = (typeof textFormats)[number];
export type ControlFormat = (typeof controlFormats)[number];

/** Formats of each kind that has any; the first is its default. */
export const formatsOfKind: Readonly<Partial<Record<FillKind, readonly ControlFormat[]>>> = {
  date: ['yyyy年M月d日', ...dateFormats],
  'sign-date': ['yyyy年M月d日', ...dateFormats],
  money: ['capitals', ...amountFormats],
  number: ['plain', 'grouped'],
  text: textFormats,
  multiline: textFormats,
};

/** What is known of the parties when a contract is initiated. */
export const prefillSources = [
  'employer.name',
  'employer.creditCode',
  'employer.legalRepresentative',
  'employer.address',
  'employer.agent',
  'employer.phone',
  'worker.name',
  'worker.sex',
  'worker.birthDate',
  'worker.idType',
  'worker.idNumber',
  'worker.mobile',
  'worker.email',
  'worker.education',
  'worker.position',
  'worker.registeredAddress',
  'worker.habitualResidence',
  'contract.name',
  'contract.number',
  'contract.initiatedOn',
] as const;
export type PrefillSource = (typeof prefillSources)[number];

/** Where kinds that name one thing take it from, unless the control says otherwise. */
export const prefillOfKind: Readonly<Partial<Record<FillKind, PrefillSource>>> = {
  'employer-name': 'employer.name',
  'credit-code': 'employer.creditCode',
  'legal-representative': 'employer.legalRepresentative',
};

/** What `checkLabourControls` reads from the controls of a labour contract. */
export const labourMeanings = [
  'term-kind',
  'term-start',
  'term-end',
  'probation-start',
  'probation-end',
  'wage',
  'probation-wage',
  'worker-id-number',
  'worker-sex',
  'worker-birth-date',
  'signed-on',
] as const;
export type LabourMeaning = (typeof labourMeanings)[number];

/** 文化程度 (A23.1). */
export const educationOptions = ['研究生', '大学本科', '大学专科', '中等职业', '高中', '初中', '小学', '其他'] as const;

export const sexOptions = ['男', '女'] as const;

const label = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** The options of `sex` and `education` for readers of other languages; the option itself is what is kept and printed. */
export const optionLabels: Readonly<
  Record<(typeof educationOptions)[number] | (typeof sexOptions)[number], LocalizedText>
> = {
  男: label('男', '男', 'Male'),
  女: label('女', '女', 'Female'),
  研究生: label('研究生', '研究生', 'Postgraduate'),
  大学本科: label('大学本科', '大學本科', 'Bachelor'),
  大学专科: label('大学专科', '大學專科', 'Junior college'),
  中等职业: label('中等职业', '中等職業', 'Vocational school'),
  高中: label('高中', '高中', 'Senior high school'),
  初中: label('初中', '初中', 'Junior high school'),
  小学: label('小学', '小學', 'Primary school'),
  其他: label('其他', '其他', 'Other'),
};
