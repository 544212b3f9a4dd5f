import type { Problem } from '../../language/index.ts';
import { durationText, later, millisOf } from '../calendar/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { rateProblem } from './one-time-code.ts';
import { becauseOf, type CodeRefusal } from './texts.ts';

const hour = 60 * 60_000;

type Clock = { readonly now: string; readonly rules: Pick<PlatformRules, 'account' | 'code'> };

/**
 * Why no further code goes to a phone now: the last one went out too short a time ago, or there were too many within the
 * hour. `sent`: instants, in order, of the messages to this phone, whatever they were for; so neither another purpose nor a
 * new challenge rings it more often, or gives more tries at guessing. Catalogue: ACC-11, LIM-17, MSG-12.
 */
export function phoneProblem(sent: readonly string[], { now, rules }: Clock): Problem<CodeRefusal> | undefined {
  const last = sent.at(-1);
  const gap = last === undefined ? 0 : millisOf(last) + rules.code.resendSeconds * 1000 - millisOf(now);
  return gap > 0 ? rateProblem(gap) : capProblem(sent, rules.account.codesPerPhoneHour, now);
}

/** Why one more does not fit under an hourly cap, with the time until it does. */
export function capProblem(sent: readonly string[], cap: number, now: string): Problem<CodeRefusal> | undefined {
  const recent = sentRecently(sent, now);
  const oldest = recent[recent.length - cap];
  if (oldest === undefined) return undefined;
  const wait = millisOf(later(oldest, hour)) - millisOf(now);
  return becauseOf('CODE_CAP', { t: durationText(wait) }, { waitSeconds: Math.ceil(wait / 1000) });
}

/** Those of the last hour. */
export function sentRecently(sent: readonly string[], now: string): readonly string[] {
  return sent.filter((at) => millisOf(now) - millisOf(at) < hour);
}
