import { CinnabarError } from '@cinnabar/core/error';
import { maskMobile } from '@cinnabar/core/identity';
import type { Account, LoginCode } from '@cinnabar/client';
import { after, type Context } from '../context.ts';
import type { AccountRow, ChallengeRow } from '../database/schema.ts';
import { consumeChallenge, expired, issueCode, lockPhone, tooMany, tryCode } from '../intent/one-time-codes.ts';
import { smsText } from '../notices.ts';
import { hashToken, newToken } from '../secrets.ts';

export type AccountKind = AccountRow['kind'];

/**
 * Sends a login code. A number without an account gets the same answer and no message, so that the page cannot be
 * used to find out who has one.
 * @throws CinnabarError `OTP_RATE`.
 */
export async function requestLoginCode(context: Context, phone: string, kind: AccountKind): Promise<LoginCode> {
  const issued = await context.db.transaction().execute(async (tx) => {
    await lockPhone(tx, phone);
    const last = await latestChallenge(tx, phone, kind);
    const now = context.now();
    if (last !== undefined && last.state === 'ISSUED' && last.resend_at > now.toISOString()) {
      throw tooMany(Math.ceil((Date.parse(last.resend_at) - now.getTime()) / 1000));
    }
    return issueCode(context, tx, { purpose: `login-${kind}`, phone });
  });
  if (await findAccount(context, phone, kind)) {
    const minutes = Math.round(context.limits.otpLifetime / 60);
    await context.notifications.send({
      channel: 'sms',
      to: phone,
      purpose: 'login',
      text: smsText('login-code', { code: issued.code, minutes }),
    });
  }
  return { resendAt: issued.challenge.resend_at, expiresAt: issued.challenge.expires_at };
}

/**
 * A new portal session for the holder of the phone.
 * @throws CinnabarError `OTP_WRONG`, `OTP_EXPIRED`, `OTP_EXHAUSTED`.
 */
export async function logIn(
  context: Context,
  phone: string,
  code: string,
  kind: AccountKind,
): Promise<{ token: string; account: AccountRow }> {
  const challenge = await latestChallenge(context.db, phone, kind);
  if (challenge === undefined || challenge.state !== 'ISSUED') throw expired();
  const { right, triesLeft } = await tryCode(context, challenge, code);
  const account = await findAccount(context, phone, kind);
  if (!right || account === undefined) {
    throw new CinnabarError('OTP_WRONG', 'The code is wrong.', { details: { triesLeft } });
  }
  if (!(await consumeChallenge(context.db, challenge.id))) throw expired();
  const token = newToken('portal');
  await context.db
    .insertInto('portal_sessions')
    .values({
      token_hash: hashToken(token),
      account_id: account.id,
      expires_at: after(context, context.limits.portalSession),
    })
    .execute();
  return { token, account };
}

export async function logOut(context: Context, token: string): Promise<void> {
  await context.db.deleteFrom('portal_sessions').where('token_hash', '=', hashToken(token)).execute();
}

export async function accountView(context: Context, account: AccountRow): Promise<Account> {
  const organization =
    account.organization_id === null
      ? undefined
      : await context.db
          .selectFrom('organizations')
          .select('name')
          .where('id', '=', account.organization_id)
          .executeTakeFirst();
  return {
    kind: account.kind,
    name: account.name,
    maskedPhone: maskMobile(account.phone),
    ...(organization === undefined ? {} : { organization: organization.name }),
  };
}

async function findAccount(context: Context, phone: string, kind: AccountKind): Promise<AccountRow | undefined> {
  return context.db
    .selectFrom('accounts')
    .selectAll()
    .where('phone', '=', phone)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

async function latestChallenge(
  db: Pick<Context['db'], 'selectFrom'>,
  phone: string,
  kind: AccountKind,
): Promise<ChallengeRow | undefined> {
  return db
    .selectFrom('challenges')
    .selectAll()
    .where('phone', '=', phone)
    .where('purpose', '=', `login-${kind}`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
