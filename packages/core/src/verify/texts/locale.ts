/** Languages of the report. */
export type ReportLocale = 'en' | 'zh-Hans' | 'zh-Hant';

export const reportLocales: readonly ReportLocale[] = ['en', 'zh-Hans', 'zh-Hant'];

export type Texts = readonly [en: string, zhHans: string, zhHant: string];

const columns: Readonly<Record<ReportLocale, 0 | 1 | 2>> = { en: 0, 'zh-Hans': 1, 'zh-Hant': 2 };

export function inLocale(texts: Texts, locale: ReportLocale): string {
  return texts[columns[locale]];
}
