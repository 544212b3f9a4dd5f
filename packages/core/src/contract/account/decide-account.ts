import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision, type Versioned } from '../../machine/index.ts';
import { durationText, later, millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { may } from '../rights/index.ts';
import { accountMachine, type AccountState } from './account-machine.ts';
import { because, becauseOf, type AccountRefusal } from './texts.ts';

/** One person's account: by phone, for each persona sessions of their own (GEN-02). */
export interface Account extends Versioned<AccountState> {
  readonly id: string;
  readonly person: string;
  /** Keyed hash of the phone. */
  readonly phone: string;
  readonly createdAt: string;
  /** Wrong passwords in a row. */
  readonly wrong: number;
  readonly lockedUntil?: string;
}

/** What the server tells: it compared the password itself, by its own slow hash. */
export type AccountEvent =
  { readonly type: 'set-password' } | { readonly type: 'password-right' | 'password-wrong' | 'unlock' };

type Decided = Decision<Account, AccountRefusal>;

/**
 * What a passed login code leads to. A worker's first one creates the account; at the employer's login an unknown number is
 * told to create a company, after the code, so that nobody learns by asking who has an account. Catalogue: ACC-01, ACC-06,
 * ACC-08, ACC-09.
 */
export function loginByCode(
  found: Account | undefined,
  login: {
    readonly persona: 'worker' | 'employer';
    /** Companies the person belongs to; of `employer`. */
    readonly companies: readonly string[];
    /** Ids for an account that is created now. */
    readonly id: string;
    readonly person: string;
    readonly phone: string;
  },
  context: DecisionContext,
): Decided {
  const { persona, companies, id, person, phone } = login;
  if (persona === 'employer' && (found === undefined || companies.length === 0))
    return refuse(because('LOGIN_UNKNOWN'));
  if (found !== undefined) {
    return accept(found, { events: [domainEvent(context, 'account.signed-in', found.id, { persona, by: 'code' })] });
  }
  const account: Account = {
    ...{ id, person, phone },
    state: 'WITHOUT_PASSWORD',
    version: 0,
    createdAt: context.now,
    wrong: 0,
  };
  return accept(account, {
    events: [
      domainEvent(context, 'account.registered', id, { persona }),
      domainEvent(context, 'account.signed-in', id, { persona, by: 'code' }),
    ],
  });
}

/**
 * What comes of an event on a password. After so many wrong ones in a row the account is locked for a while, which ends by
 * itself; a code still works. A new password ends every session. Told by the server only, which compares the password.
 *
 * Catalogue: ACC-05, ACC-07, ACC-08.
 */
export function decideAccount(account: Account, event: AccountEvent, context: DecisionContext): Decided {
  if (!may(context.actor, 'system')) return refuse(because('NOT_PERMITTED'));
  const problem =
    passwordProblem(account, event.type, context) ??
    refusalOf(accountMachine, account, event.type, context.expectedVersion);
  if (problem !== undefined) return refuse(problem);
  const { id } = account;
  switch (event.type) {
    case 'set-password':
      return accept(changed(account, { state: 'OPEN', wrong: 0, lockedUntil: undefined }), {
        events: [domainEvent(context, 'account.password-set', id), domainEvent(context, 'account.sessions-ended', id)],
      });
    case 'password-right':
      return accept(changed(account, { state: 'OPEN', wrong: 0, lockedUntil: undefined }), {
        events: [domainEvent(context, 'account.signed-in', id, { by: 'password' })],
      });
    case 'password-wrong':
      return wrongPassword(account, context);
    case 'unlock':
      return late(account, context)
        ? accept(changed(account, { state: 'OPEN', wrong: 0, lockedUntil: undefined }))
        : refuse(because('LOCK_AHEAD'));
  }
}

function passwordProblem(
  account: Account,
  type: AccountEvent['type'],
  context: DecisionContext,
): Problem<AccountRefusal> | undefined {
  if (type !== 'password-right' && type !== 'password-wrong') return undefined;
  if (account.state === 'WITHOUT_PASSWORD') return because('LOGIN_NO_PASSWORD');
  if (account.state !== 'LOCKED' || late(account, context)) return undefined;
  const wait = Math.max(0, millisOf(account.lockedUntil ?? context.now) - millisOf(context.now));
  return becauseOf('LOGIN_LOCKED', { t: durationText(wait) }, { waitSeconds: Math.ceil(wait / 1000) });
}

/** What a refused password login says: the same for unknown numbers and wrong passwords. Catalogue: ACC-06, ACC-07. */
export function wrongLogin(): Problem<AccountRefusal> {
  return because('LOGIN_WRONG');
}

function wrongPassword(account: Account, context: DecisionContext): Decided {
  const { passwordTries, passwordLockMinutes } = context.rules.account;
  // After a lock that has ended, tries count anew.
  const wrong = (account.state === 'LOCKED' ? 0 : account.wrong) + 1;
  if (wrong < passwordTries) {
    return accept(changed(account, { state: 'OPEN', wrong, lockedUntil: undefined }), {
      events: [domainEvent(context, 'account.password-wrong', account.id)],
    });
  }
  const lockedUntil = later(context.now, passwordLockMinutes * 60_000);
  return accept(changed(account, { state: 'LOCKED', wrong, lockedUntil }), {
    events: [domainEvent(context, 'account.locked', account.id, { until: lockedUntil })],
  });
}

function late({ lockedUntil }: Account, { now }: DecisionContext): boolean {
  return lockedUntil === undefined || millisOf(now) >= millisOf(lockedUntil);
}

/** Why a session cannot be bound to a company; undefined when the person belongs to it. Catalogue: ACC-04. */
export function companyProblem(chosen: string, companies: readonly string[]): Problem<AccountRefusal> | undefined {
  return companies.includes(chosen) ? undefined : because('LOGIN_COMPANY');
}
