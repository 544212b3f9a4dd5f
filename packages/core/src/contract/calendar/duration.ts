import type { LocalizedText } from '../../language/index.ts';

/** A length of time in words, in whole minutes rounded up so that waiting it out is enough: `5小时59分钟`. */
export function durationText(millis: number): LocalizedText {
  const minutes = Math.max(1, Math.ceil(millis / 60_000));
  const parts = [
    { count: Math.floor(minutes / 1440), 'zh-Hans': '天', 'zh-Hant': '天', en: 'day' },
    { count: Math.floor((minutes % 1440) / 60), 'zh-Hans': '小时', 'zh-Hant': '小時', en: 'hour' },
    { count: minutes % 60, 'zh-Hans': '分钟', 'zh-Hant': '分鐘', en: 'minute' },
  ].filter(({ count }) => count > 0);
  return {
    'zh-Hans': parts.map((part) => `${String(part.count)}${part['zh-Hans']}`).join(''),
    'zh-Hant': parts.map((part) => `${String(part.count)}${part['zh-Hant']}`).join(''),
    en: parts.map((part) => `${String(part.count)} ${part.en}${part.count === 1 ? '' : 's'}`).join(' '),
  };
}
