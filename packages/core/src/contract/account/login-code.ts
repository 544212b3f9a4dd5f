import type { Problem } from '../../language/index.ts';
import { accept, conflictOf, refuse, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import {
  capProblem,
  codeEntered,
  phoneProblem,
  resendProblem,
  resent,
  sendCode,
  sentRecently,
  type CodePurpose,
  type OneTimeCode,
  type SecretContext,
} from '../code/index.ts';
import { domainEvent } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { because, type AccountRefusal } from './texts.ts';

/** What one phone was sent before anybody is logged in: for registration, login, and a new password. */
export interface PhoneCodes {
  /** Opaque reference of the phone: its keyed hash (`mobileHashOf`). */
  readonly phone: string;
  readonly version: number;
  readonly code?: OneTimeCode;
  /** Instants of the last hour's messages, in order; to be added to by whoever else sends one (verification, intent). */
  readonly sent: readonly string[];
  /** Why the last entry did not pass. */
  readonly problem?: Problem<AccountRefusal>;
}

/** Purposes of codes before login. */
export type LoginPurpose = Exclude<CodePurpose, 'verification' | 'intent'>;

type Decided = Decision<PhoneCodes, AccountRefusal>;

/**
 * 发送验证码: a code to a phone, or the same one again after the gap while it is valid. Nothing in it tells whether an
 * account exists (ACC-06). `fromAddress`: instants of the last hour's messages asked for from the same network address.
 *
 * @throws CinnabarError `SECRET_WEAK` when `seed` is not random enough.
 *
 * Catalogue: ACC-11, LIM-17, N-01, MSG-12.
 */
export function requestCode(
  codes: PhoneCodes,
  wish: {
    readonly purpose: LoginPurpose;
    readonly seed: string;
    readonly captchaPassed: boolean;
    readonly fromAddress: readonly string[];
  },
  context: SecretContext,
): Decided {
  const problem = conflictOf(codes, context.expectedVersion) ?? sendingProblem(codes, wish, context);
  if (problem !== undefined) return refuse(problem);
  const { code, phone } = codes;
  const valid = code?.purpose === wish.purpose && resendProblem(code, 'sms', context) === undefined;
  const next = valid ? resent(code, 'sms', context.now) : sendCode(wish.purpose, phone, wish.seed, context);
  const sent = [...sentRecently(codes.sent, context.now), context.now];
  return accept(changed(codes, { code: next, sent, problem: undefined }), {
    events: [domainEvent(context, 'account.code-sent', phone, { purpose: wish.purpose })],
    notices: [notice('login-code', phone, { minutes: context.rules.code.ttlMinutes })],
  });
}

function sendingProblem(
  { sent }: PhoneCodes,
  wish: { readonly captchaPassed: boolean; readonly fromAddress: readonly string[] },
  context: SecretContext,
): Problem<AccountRefusal> | undefined {
  const { now, rules } = context;
  const { codesPerAddressHour, captchaAfterCodes } = rules.account;
  const robot = sentRecently(sent, now).length >= captchaAfterCodes && !wish.captchaPassed;
  return (
    phoneProblem(sent, context) ??
    capProblem(wish.fromAddress, codesPerAddressHour, now) ??
    (robot ? because('CODE_CAPTCHA') : undefined)
  );
}

/** What came of an entry; `passed` means that the phone is in the hands of who typed. A code passes once. */
export interface CodeEntry {
  readonly codes: PhoneCodes;
  readonly passed: boolean;
}

/** Compares an entry; a wrong one is counted, after five the code is void. Catalogue: ACC-06, ACC-11, LIM-17. */
export function enterLoginCode(
  codes: PhoneCodes,
  entry: { readonly purpose: LoginPurpose; readonly code: string },
  context: SecretContext,
): Decision<CodeEntry, AccountRefusal> {
  const { code, phone } = codes;
  const problem = conflictOf(codes, context.expectedVersion) ?? (code === undefined ? because('CODE_NONE') : undefined);
  if (problem !== undefined || code === undefined) return refuse(problem ?? because('CODE_NONE'));
  const check = codeEntered(code, entry.purpose, phone, entry.code, context);
  const passed = check.problem === undefined;
  const next = changed(codes, { code: passed ? undefined : check.code, problem: check.problem });
  const type = passed ? 'account.code-passed' : 'account.code-wrong';
  return accept({ codes: next, passed }, { events: [domainEvent(context, type, phone, { purpose: entry.purpose })] });
}
