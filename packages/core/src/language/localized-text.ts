/** Text in the three languages of the product. */
export interface LocalizedText {
  readonly 'zh-Hans': string;
  readonly 'zh-Hant': string;
  readonly en: string;
}

/** The text for a BCP 47 `language`: traditional for `zh-Hant`, `zh-TW`, `zh-HK`, `zh-MO`; simplified for other `zh`; else English. */
export function localized(text: LocalizedText, language: string): string {
  const tag = language.toLowerCase();
  if (!tag.startsWith('zh')) return text.en;
  return /hant|-tw|-hk|-mo/.test(tag) ? text['zh-Hant'] : text['zh-Hans'];
}

/** What stands at the `{name}` marks of a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** `text` with its `{name}` marks replaced in every language; a mark without a value stays as it is. */
export function fillIn(text: LocalizedText, values: TextValues): LocalizedText {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (mark, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : mark));
  return { 'zh-Hans': fill(text['zh-Hans']), 'zh-Hant': fill(text['zh-Hant']), en: fill(text.en) };
}

/** {@link fillIn} where what stands at a mark differs by language too. */
export function fillInTexts(text: LocalizedText, values: Readonly<Record<string, LocalizedText>>): LocalizedText {
  const inLanguage = (language: keyof LocalizedText): string => {
    const own = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value[language]]));
    return fillIn(text, own)[language];
  };
  return { 'zh-Hans': inLanguage('zh-Hans'), 'zh-Hant': inLanguage('zh-Hant'), en: inLanguage('en') };
}
