import type { Problem } from '../../language/index.ts';
import { later, millisOf } from '../calendar/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { requireSecret, sameHash, type KeyedHash } from './keyed-hash.ts';
import { because, type CodeRefusal } from './texts.ts';

/** What a code is for. A code for one thing never passes for another. */
export type CodePurpose = 'registration' | 'login' | 'password' | 'verification' | 'intent';

/** By message, or by a call that reads out the same code. */
export type CodeRoute = 'sms' | 'voice';

/**
 * A code that was sent. The code itself is not kept: it is the keyed hash of purpose, subject and a random seed, cut to
 * decimal digits as RFC 4226 §5.3 does. So the store alone tells nobody a code, and the same one can be sent again.
 */
export interface OneTimeCode {
  readonly purpose: CodePurpose;
  /** What it belongs to: opaque references of person, challenge or phone. */
  readonly subject: string;
  /** At least 128 random bits, hex. */
  readonly seed: string;
  readonly digits: number;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly sentAt: string;
  readonly calledAt?: string;
  /** Wrong entries so far, however it was sent. */
  readonly wrong: number;
}

type Clock = { readonly now: string; readonly rules: PlatformRules };

/**
 * A new code; its first message goes out now.
 * @throws CinnabarError `SECRET_WEAK` when `seed` is not random enough.
 */
export function sendCode(purpose: CodePurpose, subject: string, seed: string, { now, rules }: Clock): OneTimeCode {
  return {
    purpose,
    subject,
    seed: requireSecret(seed),
    digits: rules.code.digits,
    issuedAt: now,
    expiresAt: later(now, rules.code.ttlMinutes * 60_000),
    sentAt: now,
    wrong: 0,
  };
}

/** The digits themselves, for whoever sends the message; for nobody else. */
export function codeText(code: OneTimeCode, keyedHash: KeyedHash): string {
  const hash = keyedHash(['one-time-code', code.purpose, code.subject, code.seed].join('\n'));
  const number = BigInt(`0x${hash.slice(0, 32)}`) % 10n ** BigInt(code.digits);
  return number.toString().padStart(code.digits, '0');
}

/**
 * Why the code cannot be sent again by this route now. A message waits for the gap since the last one. A call is offered
 * once the first message had that time to arrive, or a code was entered wrongly, and waits for the gap since the last call.
 * Catalogue: ACC-11, WIL-03, LIM-17, MSG-12.
 */
export function resendProblem(
  code: OneTimeCode,
  route: CodeRoute,
  { now, rules }: Clock,
): Problem<CodeRefusal> | undefined {
  if (millisOf(now) >= millisOf(code.expiresAt)) return because('OTP_EXPIRED');
  if (code.wrong >= rules.code.tries) return because('OTP_VOID');
  const wait = (since: string): number => millisOf(since) + rules.code.resendSeconds * 1000 - millisOf(now);
  const first = code.wrong > 0 ? 0 : wait(code.issuedAt);
  const left = route === 'sms' ? wait(code.sentAt) : code.calledAt === undefined ? first : wait(code.calledAt);
  return left <= 0 ? undefined : rateProblem(left);
}

/** 操作过于频繁, with how long to wait (`values.waitSeconds`). */
export function rateProblem(millis: number): Problem<CodeRefusal> {
  return because('OTP_RATE', { values: { waitSeconds: Math.ceil(millis / 1000) } });
}

/** The code after it was sent again: the same digits, the same tries, the same end. */
export function resent(code: OneTimeCode, route: CodeRoute, now: string): OneTimeCode {
  return route === 'sms' ? { ...code, sentAt: now } : { ...code, calledAt: now };
}

/** What came of an entry: passed, or why not, with the wrong entry counted. Whoever asked keeps `code` in either case. */
export interface CodeCheck {
  readonly code: OneTimeCode;
  /** Absent when the code passed. */
  readonly problem?: Problem<CodeRefusal>;
  /** No further entry can pass: it is too late, or there were too many wrong ones. */
  readonly over: boolean;
}

/**
 * Compares an entry with the code, in constant time. Purpose and subject must be those it was made for.
 * Catalogue: ACC-11, WIL-02, LIM-17, MSG-12.
 */
export function codeEntered(
  code: OneTimeCode,
  purpose: CodePurpose,
  subject: string,
  entry: string,
  { now, rules, keyedHash }: Clock & { readonly keyedHash: KeyedHash },
): CodeCheck {
  if (millisOf(now) >= millisOf(code.expiresAt)) return { code, problem: because('OTP_EXPIRED'), over: true };
  if (code.wrong >= rules.code.tries) return { code, problem: because('OTP_VOID'), over: true };
  const own = code.purpose === purpose && code.subject === subject;
  // Hashed again, so that neither place nor length of a difference shows in the time taken.
  const equal = sameHash(keyedHash(entry.trim()), keyedHash(codeText(code, keyedHash)));
  if (own && equal) return { code, over: false };
  const counted = { ...code, wrong: code.wrong + 1 };
  const over = counted.wrong >= rules.code.tries;
  return { code: counted, problem: because(over ? 'OTP_VOID' : 'OTP_WRONG'), over };
}

/** Whether a secret somebody presents is the one whose keyed hash is kept. */
export function checkSecret(presented: string, kept: string, keyedHash: KeyedHash): boolean {
  return sameHash(keyedHash(presented), kept);
}
