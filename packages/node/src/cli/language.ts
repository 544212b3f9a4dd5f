import { reportLocales, type ReportLocale } from '@cinnabar/core/verify';

import { UsageError } from './command.ts';

/** The language asked for, or that of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG). @throws UsageError */
export function localeOf(value: string | undefined, environment: NodeJS.ProcessEnv = process.env): ReportLocale {
  if (value === undefined) {
    return environmentLocale(environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '');
  }
  const locale = reportLocales.find((known) => known === value);
  if (!locale) throw new UsageError('--lang is zh-Hans, zh-Hant or en.');
  return locale;
}

function environmentLocale(name: string): ReportLocale {
  if (!/^zh([-_.@]|$)/i.test(name)) return 'en';
  return /[-_](TW|HK|MO|Hant)/i.test(name) ? 'zh-Hant' : 'zh-Hans';
}
