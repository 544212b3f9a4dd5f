import type { Carrier } from '../../identity/index.ts';
import { addDays, addMonths, dayMillis, dayOf, later, millisOf, startOfDay, weekdayOf } from '../calendar/index.ts';
import type { NumberWait, PlatformRules } from '../rules/index.ts';

type Verification = Pick<PlatformRules, 'verification'>['verification'];

/**
 * The first day a number opened on `openedOn` can be verified by its carrier: the first of the next month for China Mobile,
 * the next Monday for China Telecom and China Unicom (as configured); days in Shanghai. Catalogue: KYC-09, LIM-10.
 */
export function numberUsableFrom(carrier: Carrier | undefined, openedOn: string, { activation }: Verification): string {
  const waits: Partial<Record<Carrier, NumberWait>> = {
    'china-mobile': activation.mobile,
    'china-telecom': activation.telecom,
    'china-unicom': activation.unicom,
  };
  switch (carrier === undefined ? 'none' : (waits[carrier] ?? 'none')) {
    case 'next-month':
      return `${addMonths(openedOn, 1).slice(0, 7)}-01`;
    case 'next-week':
      return addDays(openedOn, 8 - weekdayOf(openedOn));
    case 'none':
      return openedOn;
  }
}

/** The first day on which a number changed at the bank on `changedOn` can be verified. Catalogue: KYC-15, LIM-11. */
export function reservedPhoneUsableFrom(changedOn: string, { bank }: Verification): string {
  return addDays(changedOn, bank.reservedPhoneWaitDays);
}

/** Whether one more attempt is allowed now; if not, which limit says so and when it ends. */
export interface BankLimit {
  readonly period: 'day' | 'minute';
  readonly until: string;
}

const minute = 60_000;

/**
 * The limit that stands against one more attempt by bank card: so many a calendar day in Shanghai, so many within any 60
 * seconds; undefined when there is none. The day's limit is told first. Catalogue: KYC-16, LIM-09.
 */
export function bankLimit(attempts: readonly string[], now: string, { bank }: Verification): BankLimit | undefined {
  const today = dayOf(now);
  if (attempts.filter((at) => dayOf(at) === today).length >= bank.perDay)
    return { period: 'day', until: endOfDay(now) };
  const recent = attempts
    .filter((at) => millisOf(now) - millisOf(at) < minute)
    .sort((a, b) => millisOf(a) - millisOf(b));
  if (recent.length < bank.perMinute) return undefined;
  // When so many of them are a minute old that one more fits.
  const oldest = recent[recent.length - bank.perMinute] ?? now;
  return { period: 'minute', until: later(oldest, minute) };
}

/** The limit a source reports by its own count. */
export function reportedLimit(period: BankLimit['period'], now: string): BankLimit {
  return { period, until: period === 'day' ? endOfDay(now) : later(now, minute) };
}

/** Attempts that can still count, and this one. */
export function attemptsWith(attempts: readonly string[], now: string): readonly string[] {
  return [...attempts.filter((at) => millisOf(now) - millisOf(at) <= dayMillis), now];
}

function endOfDay(now: string): string {
  return startOfDay(addDays(dayOf(now), 1));
}
