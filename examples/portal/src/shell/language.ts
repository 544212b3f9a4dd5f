/** The languages of the portals, each named in itself. */
export const languages = [
  { tag: 'zh-Hans', name: '简体中文' },
  { tag: 'zh-Hant', name: '繁體中文' },
  { tag: 'en', name: 'English' },
] as const;

export type Language = (typeof languages)[number]['tag'];

const key = 'cinnabar.language';

/** The language of the portals nearest to a list of BCP 47 tags in order of preference; simplified Chinese when none is. */
export function nearestLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred.map((entry) => entry.toLowerCase())) {
    if (/^zh.*(hant|-tw|-hk|-mo)/.test(tag)) return 'zh-Hant';
    if (tag.startsWith('zh')) return 'zh-Hans';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-Hans';
}

export function currentLanguage(): Language {
  return nearestLanguage([document.documentElement.lang]);
}

/** Sets the page's language and remembers it on this device. Every element follows the page's `lang`. */
export function chooseLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // Storage may be forbidden (private browsing): the choice then lasts for this page only.
  }
}

/** Applies the remembered language, else the browser's. */
export function restoreLanguage(): void {
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(key);
  } catch {
    // As above.
  }
  document.documentElement.lang = nearestLanguage(remembered ? [remembered] : navigator.languages);
}
