/** Text in the three languages of the product. */
export interface LocalizedText {
  readonly 'zh-Hans': string;
  readonly 'zh-Hant': string;
  readonly en: string;
}

/**
 * The text for a BCP 47 `language`, or one written with underscores as host apps name theirs (`zh_TW`): Chinese in the
 * script it names; without one, traditional for Taiwan, Hong Kong and Macau, else simplified. English for everything else.
 */
export function localized(text: LocalizedText, language: string): string {
  const [primary, ...subtags] = language.toLowerCase().split(/[-_]/);
  if (primary !== 'zh') return text.en;
  const script = subtags.find((subtag) => subtag === 'hans' || subtag === 'hant');
  const traditional = script === undefined ? subtags.some((subtag) => regions.has(subtag)) : script === 'hant';
  return traditional ? text['zh-Hant'] : text['zh-Hans'];
}

/** Regions that write traditional characters. */
const regions: ReadonlySet<string> = new Set(['tw', 'hk', 'mo']);

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
